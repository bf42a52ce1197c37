"""Stands in for tensorflow_hub; see `tensorflow_stub`."""

from tensorflow_stub import install

install(__name__)
