"""The notices of the day: when they hold, that a change counts at once, and mistakes in them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from actions.contact.notices import NoticeBoard, read_notices
from actions.contact.opening_hours import DUTCH_TIME
from actions.knowledge.errors import KnowledgeError

TEXT = "text: {en: Busy., nl: Druk.}"
BUSY = f'notices:\n- {{from: "2026-11-24 09:00", until: "2026-11-24 12:00", {TEXT}}}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a notices file."""
    return tmp_path / "notices.yml"


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, tzinfo=DUTCH_TIME)


def _save(file: Path, content: str, version: int) -> None:
    file.write_text(content, "utf-8")
    os.utime(file, ns=(version, version))  # two writes within one tick of the clock


def test_a_notice_holds_from_its_first_minute_up_to_its_end(file: Path) -> None:
    file.write_text(BUSY, "utf-8")
    (notice,) = read_notices(file)
    held = [notice.holds(_at(*moment)) for moment in ((8, 59), (9, 0), (11, 59), (12, 0))]
    assert held == [False, True, True, False]
    assert notice.text == {"en": "Busy.", "nl": "Druk."}
    assert not notice.closed


@pytest.mark.parametrize("content", ["", "notices:\n", "notices: []\n"])
def test_a_file_without_notices_is_no_error(file: Path, content: str) -> None:
    file.write_text(content, "utf-8")
    assert read_notices(file) == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("- a\n", "the file has no list of notices"),
        ("notices: tomorrow\n", "the file has no list of notices"),
        (BUSY.replace("09:00", "9 o'clock"), "notice 1 from: write a moment in quotes"),
        (BUSY.replace("12:00", "09:00"), "'until' is not after 'from'"),
        (BUSY.replace(", nl: Druk.", ""), "the text in 'nl' is missing"),
        (BUSY.replace("text", "words"), "notice 1 words"),
        ("notices: [\n", "cannot be read"),
    ],
)
def test_a_mistake_says_what_and_where(file: Path, content: str, reason: str) -> None:
    file.write_text(content, "utf-8")
    with pytest.raises(KnowledgeError, match=reason):
        read_notices(file)


def test_a_change_counts_without_a_start(file: Path) -> None:
    board = NoticeBoard(file)
    _save(file, "notices: []\n", 1)
    assert list(board.read()) == []
    _save(file, BUSY, 2)
    assert [notice.text["nl"] for notice in board.read()] == ["Druk."]
    _save(file, "notices: []\n", 3)
    assert list(board.read()) == []


def test_an_unchanged_file_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board = NoticeBoard(file)
    _save(file, BUSY, 1)
    board.read()
    monkeypatch.setattr("actions.contact.notices.read_notices", lambda path: pytest.fail("read"))
    assert len(board.read()) == 1


def test_after_a_mistake_the_notices_from_before_hold_and_the_log_says_where(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    board = NoticeBoard(file)
    _save(file, BUSY, 1)
    board.read()
    _save(file, BUSY.replace("Druk.", ""), 2)
    assert len(board.read()) == 1
    assert "notices.yml: notice 1 text.nl: none is not an allowed value" in caplog.text
    file.unlink()
    assert len(board.read()) == 1


def test_the_file_of_the_project_is_right() -> None:
    assert read_notices() == ()
