"""The fingerprint changes with what training depends on, and with nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actions.knowledge import base
from actions.knowledge.base import KnowledgeBase, load_knowledge
from runtime import fingerprint
from runtime.environment import PROJECT_FOLDER
from runtime.fingerprint import TRAINING_FILES, training_fingerprint

ARTICLE = "data/knowledge/articles/fees/fees-overview.yml"


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture
def folder(tmp_path: Path, knowledge: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what training reads; the knowledge base is read once for all tests."""
    for pattern in TRAINING_FILES:
        for path in PROJECT_FOLDER.glob(pattern):
            copy = tmp_path / path.relative_to(PROJECT_FOLDER)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix == ".onnx":
                copy.write_bytes(b"encoder")
            else:
                shutil.copy(path, copy)
    monkeypatch.setattr(fingerprint, "load_knowledge", lambda folder: knowledge)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "config.yml",
        "domain.yml",
        "requirements-runtime.lock",
        "data/nlu/fees.yml",
        "data/rules/topics.yml",
        "data/responses/handoff.yml",
        "data/entities/date.yml",
        "data/glossary/nl-en.tsv",
        "nlu/hybrid.py",
    ],
)
def test_it_changes_with_data_configuration_and_code(folder: Path, name: str) -> None:
    before = training_fingerprint(folder)
    assert training_fingerprint(folder) == before
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert training_fingerprint(folder) != before


def test_it_changes_when_a_file_is_added_renamed_or_removed(folder: Path) -> None:
    seen = {training_fingerprint(folder)}
    new = folder / "data" / "nlu" / "new.yml"
    new.write_text("nlu: []\n", "utf-8")
    seen.add(training_fingerprint(folder))
    new.rename(new.with_name("newer.yml"))
    seen.add(training_fingerprint(folder))
    (folder / "nlu" / "gate.py").unlink()
    seen.add(training_fingerprint(folder))
    assert len(seen) == 4


def test_it_changes_when_the_encoder_is_built(folder: Path) -> None:
    shutil.rmtree(folder / "models", ignore_errors=True)
    before = training_fingerprint(folder)
    (folder / "models" / "encoder").mkdir(parents=True)
    (folder / "models" / "encoder" / "encoder-int8.onnx").write_bytes(b"built")
    assert training_fingerprint(folder) != before


@pytest.mark.parametrize("name", ["README.md", "actions/reply.py", "data/channels/problems.yml"])
def test_it_does_not_change_with_what_training_does_not_read(folder: Path, name: str) -> None:
    before = training_fingerprint(folder)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("changed\n", "utf-8")
    assert training_fingerprint(folder) == before


def test_of_an_article_only_what_people_ask_counts(tmp_path: Path) -> None:
    shutil.copytree(PROJECT_FOLDER / "data" / "knowledge", tmp_path / "data" / "knowledge")
    article = tmp_path / ARTICLE
    text = article.read_text("utf-8")
    assert text.count("\nanswer:\n  en:") == 1
    assert text.count("\nphrasings:\n  en:\n") == 1

    before = training_fingerprint(tmp_path)
    article.write_text(text.replace("\ntitle:\n  en: ", "\ntitle:\n  en: New "), "utf-8")
    assert article.read_text("utf-8") != text
    base._load.cache_clear()  # as in another process
    assert training_fingerprint(tmp_path) == before

    new = text.replace("\nphrasings:\n  en:\n", "\nphrasings:\n  en:\n  - a new phrasing\n")
    article.write_text(new, "utf-8")
    base._load.cache_clear()
    assert training_fingerprint(tmp_path) != before

    assert text.count("\nfollow_ups:\n  en:\n") == 1
    new = text.replace("\nfollow_ups:\n  en:\n", "\nfollow_ups:\n  en:\n  - and then\n")
    article.write_text(new, "utf-8")
    base._load.cache_clear()
    assert training_fingerprint(tmp_path) != before
