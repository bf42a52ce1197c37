"""Reads a YAML file into a checked record; a fault names file, field and reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from actions.knowledge.errors import Fault, KnowledgeError
from actions.knowledge.models import Record

RecordType = TypeVar("RecordType", bound=Record)


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file.

    Raises:
        KnowledgeError: when the file is not UTF-8 text or not YAML.
    """
    try:
        return YAML(typ="safe").load(path.read_text("utf-8"))
    except (YAMLError, ValueError) as exc:  # ValueError: not UTF-8, or a day such as 31 June
        reason = " ".join(str(exc).split())
        raise KnowledgeError([Fault(path.name, "whole file", f"cannot be read: {reason}")]) from exc


def parse_record(record: type[RecordType], content: Any, file: str, where: str = "") -> RecordType:
    """Return `content` as a checked record.

    Raises:
        KnowledgeError: with one fault for each field that is wrong.
    """
    if not isinstance(content, dict):
        raise KnowledgeError([Fault(file, where or "whole file", "is not a list of fields")])
    try:
        return record.parse_obj(content)
    except ValidationError as exc:
        raise KnowledgeError(
            [Fault(file, _field(where, error["loc"]), error["msg"]) for error in exc.errors()]
        ) from exc


def _field(where: str, location: tuple[int | str, ...]) -> str:
    names = [str(part) for part in location if part != "__root__"]
    return " ".join(part for part in (where, ".".join(names)) if part) or "whole record"
