"""The stand-in for TensorFlow lets definitions load and refuses to do anything."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from runtime.environment import PROJECT_FOLDER

STUB = importlib.import_module("tensorflow_stub")
TF: Any = importlib.import_module("tensorflow")


@pytest.mark.parametrize(
    "name",
    [
        "tensorflow.keras.layers",
        "tensorflow.python.keras.engine.data_adapter",
        "keras.utils",
        "tensorflow_hub",
    ],
)
def test_any_submodule_can_be_imported(name: str) -> None:
    module: Any = importlib.import_module(name)
    assert module.__name__ == name
    assert isinstance(module.Anything, type)


def test_classes_annotations_and_decorators_load() -> None:
    class Layer(TF.keras.layers.Layer):  # type: ignore[misc]
        dtype = TF.float32
        rank: TF.Tensor | None = None

        @TF.function
        def call(self, inputs: TF.Tensor) -> int:
            return 3

        @TF.function(jit_compile=True)
        def other(self) -> None: ...

    assert Layer.__name__ == "Layer"
    assert Layer.call(None, None) == 3


@pytest.mark.parametrize(
    "name", ["zeros", "keras.layers.Dense", "config.list_physical_devices", "random.set_seed"]
)
def test_any_real_use_is_refused_by_name(name: str) -> None:
    thing = TF
    for part in name.split("."):
        thing = getattr(thing, part)
    with pytest.raises(STUB.TensorFlowMissing, match=f"^tensorflow.{name} needs the real"):
        thing(1)


def test_a_class_of_rasas_that_needs_tensorflow_cannot_be_made() -> None:
    class Model(TF.keras.Model):  # type: ignore[misc]
        pass

    with pytest.raises(STUB.TensorFlowMissing, match="Use a pipeline without DIET"):
        Model()


def test_names_that_python_asks_for_are_missing_as_usual() -> None:
    assert not hasattr(TF, "__wrapped__")
    assert not hasattr(TF.Tensor, "__len__")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorflow_text_of_another_package")


def test_rasa_sees_the_version_that_it_expects() -> None:
    assert TF.__version__ == "2.12.1"


def test_the_installed_stand_in_is_that_of_the_repository() -> None:
    source = PROJECT_FOLDER / "vendor" / "tensorflow-stub" / "tensorflow_stub" / "__init__.py"
    assert Path(str(STUB.__file__)).read_text("utf-8") == source.read_text("utf-8")
