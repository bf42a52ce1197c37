"""A model is loaded only when training wrote it, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.manifest import ModelRefused, check_model, manifest_of, write_manifest


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a model with its encoder and the manifest of both."""
    (tmp_path / "encoder").mkdir()
    (tmp_path / "encoder" / "encoder-int8.onnx").write_bytes(b"graph")
    (tmp_path / "encoder" / "tokenizer.json").write_bytes(b"words")
    path = tmp_path / "ind-assistant-0123.tar.gz"
    path.write_bytes(b"model")
    write_manifest(path)
    return path


def test_what_training_wrote_is_accepted(model: Path) -> None:
    check_model(model)
    assert set(json.loads(manifest_of(model).read_text())) == {
        "ind-assistant-0123.tar.gz",
        "encoder/encoder-int8.onnx",
        "encoder/tokenizer.json",
    }


@pytest.mark.parametrize(
    "name", ["ind-assistant-0123.tar.gz", "encoder/encoder-int8.onnx", "encoder/tokenizer.json"]
)
def test_a_file_that_is_another_one_is_refused_by_its_name(model: Path, name: str) -> None:
    (model.parent / name).write_bytes(b"tampered")
    with pytest.raises(ModelRefused, match=f"models/{name} is not the file that training wrote"):
        check_model(model)


def test_a_model_without_a_manifest_is_refused(model: Path) -> None:
    manifest_of(model).unlink()
    with pytest.raises(ModelRefused, match="has no digest from training"):
        check_model(model)


def test_an_encoder_that_came_later_is_refused(model: Path) -> None:
    (model.parent / "encoder" / "other.onnx").write_bytes(b"graph")
    with pytest.raises(ModelRefused, match="encoder/other.onnx has no digest"):
        check_model(model)


def test_an_encoder_that_is_gone_is_refused(model: Path) -> None:
    (model.parent / "encoder" / "encoder-int8.onnx").unlink()
    with pytest.raises(ModelRefused, match="encoder/encoder-int8.onnx is missing"):
        check_model(model)


@pytest.mark.parametrize("content", ["", "[]", "{", "null"])
def test_a_manifest_that_cannot_be_read_is_refused(model: Path, content: str) -> None:
    manifest_of(model).write_text(content)
    with pytest.raises(ModelRefused, match="cannot be read"):
        check_model(model)
