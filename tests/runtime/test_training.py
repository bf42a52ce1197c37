"""A model is trained when the one for this data is missing or is not what training wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runtime import __main__ as command_line
from runtime import training
from runtime.manifest import ModelRefused, check_model, manifest_of
from runtime.training import model_for_present_data, model_path, train_if_needed


@pytest.fixture
def trainings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the list of trainings, which here only write a word."""
    done: list[Path] = []

    def train(path: Path) -> None:
        done.append(path)
        path.write_bytes(b"trained")

    monkeypatch.setattr(training, "MODELS_FOLDER", tmp_path)
    monkeypatch.setattr(training, "training_fingerprint", lambda folder: "0123")
    monkeypatch.setattr(training, "train_model", train)
    return done


def test_a_trained_model_is_accepted_and_not_trained_again(trainings: list[Path]) -> None:
    train_if_needed()
    check_model(model_path())
    assert train_if_needed() == model_for_present_data() == model_path()
    assert len(trainings) == 1


def test_the_model_of_other_data_goes_with_its_manifest(
    trainings: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_if_needed()
    monkeypatch.setattr(training, "training_fingerprint", lambda folder: "4567")
    train_if_needed()
    assert set(tmp_path.iterdir()) == {model_path(), manifest_of(model_path())}


def test_a_model_that_somebody_put_there_is_not_started(trainings: list[Path]) -> None:
    model_path().write_bytes(b"from elsewhere")
    with pytest.raises(ModelRefused, match="no digest"):
        model_for_present_data()
    assert trainings == []


def test_training_replaces_a_model_that_it_did_not_write(
    trainings: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    train_if_needed()
    model_path().write_bytes(b"tampered")
    train_if_needed()
    check_model(model_path())
    assert len(trainings) == 2
    assert "is not the file that training wrote" in capsys.readouterr().out


def test_the_start_ends_with_one_line_and_loads_nothing(
    trainings: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def serve(*arguments: object) -> None:
        pytest.fail("the model was loaded")

    monkeypatch.setenv("IND_SECRET", "5a" * 32)
    monkeypatch.setattr("runtime.server.serve", serve)
    monkeypatch.chdir(os.getcwd())  # noqa: PTH109 - the verb stands in the project's folder
    model_path().write_bytes(b"from elsewhere")

    assert command_line.main(["run"]) == 1

    printed = capsys.readouterr().err.splitlines()
    assert printed[-1].startswith("ind-assistant: models/ind-assistant-0123.tar.gz has no digest")
