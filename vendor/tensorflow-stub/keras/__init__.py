"""Stands in for keras; see `tensorflow_stub`."""

from tensorflow_stub import install

install(__name__)
