"""The encoder is built from the published files or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from nlu import encoder_export
from nlu.encoder_export import (
    EncoderBuildError,
    export_encoder,
    main,
    packaged_model_folder,
    verify_digest,
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a folder with the published files, which a test may replace."""
    folder = tmp_path / "source"
    folder.mkdir()
    for name in ("model.safetensors", "tokenizer.json"):
        (folder / name).symlink_to(packaged_model_folder() / name)
    return folder


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_file_with_another_digest_is_refused_and_nothing_is_written(
    source: Path, tmp_path: Path, name: str
) -> None:
    (source / name).unlink()
    (source / name).write_bytes(b"something else")
    with pytest.raises(EncoderBuildError, match=f"{name} has SHA-256 .*nothing was built"):
        export_encoder(source, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_file_with_the_expected_digest_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"content")
    verify_digest(file, hashlib.sha256(b"content").hexdigest())
    with pytest.raises(EncoderBuildError, match="SHA-256"):
        verify_digest(file, hashlib.sha256(b"other").hexdigest())


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder_export, "WEIGHTS_PACKAGE", "no_such_weights")
    with pytest.raises(EncoderBuildError, match="no_such_weights is not installed"):
        packaged_model_folder()


def test_a_failed_build_is_one_line_and_a_status(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(encoder_export, "WEIGHTS_PACKAGE", "no_such_weights")
    monkeypatch.setattr(encoder_export, "ENCODER_FOLDER", tmp_path)
    assert main() == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "The sentence encoder was not built. The package no_such_weights is not installed."
    ]


def test_an_encoder_that_is_there_is_not_built_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(encoder_export, "WEIGHTS_PACKAGE", "no_such_weights")
    monkeypatch.setattr(encoder_export, "ENCODER_FOLDER", tmp_path)
    (tmp_path / "encoder-int8.onnx").write_bytes(b"built")
    assert main() == 0


def test_a_build_that_breaks_off_leaves_no_graph(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save(model: object, path: str) -> None:
        Path(path).write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(encoder_export, "build_graph", lambda weights: None)
    monkeypatch.setattr("onnx.save", save)
    with pytest.raises(OSError, match="disk full"):
        export_encoder(source, tmp_path / "target")
    assert list((tmp_path / "target").glob("encoder*")) == []
