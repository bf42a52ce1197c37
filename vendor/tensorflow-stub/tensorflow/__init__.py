"""Stands in for tensorflow; see `tensorflow_stub`."""

from tensorflow_stub import install

install(__name__)
__version__ = "2.12.1"  # the version whose place it takes: Rasa compares it
