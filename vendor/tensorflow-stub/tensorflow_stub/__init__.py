"""Stand-in for TensorFlow: class definitions load, any real use raises.

Rasa imports TensorFlow in modules that are loaded whatever the pipeline is, to define classes
that only DIET, TED and their like create. This package lets those definitions run (base
classes, decorators, annotations, constants) and raises `TensorFlowMissing` as soon as a
function of the real package would have to do something.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any

ROOTS = ("tensorflow", "keras", "tensorflow_hub")


class TensorFlowMissing(RuntimeError):
    """Something needs the real TensorFlow, which this project does not install."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} needs the real TensorFlow, which this project does not install. "
            "Use a pipeline without DIET, TED or ResponseSelector, or run this in an "
            "environment with tensorflow-cpu==2.12.1 and without tensorflow-stub."
        )


def _defines_something(frame: types.FrameType) -> bool:
    """Tell whether the frame is a module or class body, where only definitions are made."""
    return frame.f_code.co_name == "<module>" or "__qualname__" in frame.f_locals


class _Meta(type):
    """Makes inert classes answer for attributes, subscripts, unions and decorator calls."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return inert(f"{cls.__module__}.{cls.__name__}.{name}")

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __or__(cls, other: Any) -> Any:
        return cls

    __ror__ = __or__

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if not _defines_something(sys._getframe(1)):
            raise TensorFlowMissing(f"{cls.__module__}.{cls.__name__}")
        if len(args) == 1 and not kwargs and isinstance(args[0], (type, types.FunctionType)):
            return args[0]  # used as a decorator: @tf.function
        return cls  # @tf.function(...) or a constant in a definition


def inert(name: str) -> type:
    """Return the inert class that stands for the thing of this dotted name."""
    module, _, short = name.rpartition(".")
    return _Meta(short, (), {"__module__": module or name})


class _StubModule(types.ModuleType):
    """A module in which every public name is an inert class."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        value = inert(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class _StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers for every submodule of the packages that are stood in for."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        root, _, rest = fullname.partition(".")
        if root not in ROOTS or not rest:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _StubModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        return None


def install(package: str) -> None:
    """Turn the package that is being imported into a stand-in."""
    if not any(isinstance(finder, _StubFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _StubFinder())
    sys.modules[package].__class__ = _StubModule
