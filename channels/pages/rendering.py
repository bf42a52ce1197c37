"""Makes HTML from templates; what is not part of a template is escaped."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse, html

from channels.pages.texts import other_language, words
from channels.texts import LANGUAGES

TEMPLATES = Path(__file__).parent / "templates"
ITEM = "- "


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["blocks"] = blocks
    return made


def page(name: str, language: str, status: int = 200, **values: Any) -> HTTPResponse:
    """Return a page in a language; `values` are what its template needs beside the words."""
    other = other_language(language)
    text = words(language)
    content = (
        _templates()
        .get_template(f"{name}.html")
        .render(
            language=language,
            other=other,
            languages=LANGUAGES,
            text=text,
            words=text["page"],
            **values,
        )
    )
    return html(content, status, {"Cache-Control": "no-store", "Vary": "Accept-Language"})


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """Return the paragraphs ("p") and lists ("ul") of a message, each with its lines."""
    found: list[tuple[str, list[str]]] = []
    for paragraph in text.split("\n\n"):
        begun = len(found)
        for line in filter(str.strip, paragraph.splitlines()):
            kind = "ul" if line.startswith(ITEM) else "p"
            if len(found) == begun or found[-1][0] != kind:
                found.append((kind, []))
            found[-1][1].append(line.removeprefix(ITEM))
    return found
