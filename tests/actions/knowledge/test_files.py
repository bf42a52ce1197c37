"""Reading of single files and records."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.knowledge.base import ReviewTerms
from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.files import parse_record, read_yaml


def test_a_yaml_file_becomes_its_content(tmp_path: Path) -> None:
    path = tmp_path / "one.yml"
    path.write_text('closes: 17:00\nname: "café"\n', "utf-8")

    assert read_yaml(path) == {"closes": "17:00", "name": "café"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"title: [one", "expected ',' or ']'"),
        (b"title: one\ntitle: two\n", "duplicate key"),
        ("title: café".encode("latin-1"), "utf-8"),
        (b"checked_on: 2026-06-31", "day"),
    ],
    ids=["no YAML", "a key twice", "no UTF-8", "no such day"],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "broken.yml"
    path.write_bytes(content)

    with pytest.raises(KnowledgeError) as error:
        read_yaml(path)

    (fault,) = error.value.faults
    assert (fault.file, fault.field) == ("broken.yml", "whole file")
    assert fault.reason.startswith("cannot be read: ")
    assert reason in fault.reason
    assert "\n" not in fault.reason


def test_content_with_every_field_becomes_a_record() -> None:
    terms = parse_record(ReviewTerms, {"stable": 3, "slow": 2, "volatile": 1}, "review.yml")

    assert (terms.stable, terms.slow, terms.volatile) == (3, 2, 1)


@pytest.mark.parametrize("content", [None, "text", ["stable"], 3])
def test_content_that_is_no_list_of_fields_is_a_fault(content: object) -> None:
    with pytest.raises(KnowledgeError) as error:
        parse_record(ReviewTerms, content, "review.yml")

    assert error.value.faults == [Fault("review.yml", "whole file", "is not a list of fields")]


def test_every_wrong_field_of_a_record_is_a_fault_of_its_own() -> None:
    with pytest.raises(KnowledgeError) as error:
        parse_record(ReviewTerms, {"stable": "long", "slow": 2, "fast": 1}, "review.yml", "terms")

    assert [fault.field for fault in error.value.faults] == [
        "terms fast",
        "terms stable",
        "terms volatile",
    ]


def test_the_error_prints_file_field_and_reason_of_each_fault_in_a_line_in_order() -> None:
    error = KnowledgeError([Fault("b.yml", "id", "is wrong"), Fault("a.yml", "topic", "is new")])

    assert str(error) == "a.yml: topic: is new\nb.yml: id: is wrong"
