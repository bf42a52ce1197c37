"""Small pieces of HTML; what is not marked as HTML is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Html = str


def element(name: str, *content: Html, **attributes: str) -> Html:
    """Return an element; the content is HTML already, the attributes are not."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{''.join(content)}</{name}>"


def text(value: object) -> Html:
    """Return plain text as HTML."""
    return escape(str(value), quote=False)


def link(target: str, shown: str) -> Html:
    """Return a link."""
    return element("a", text(shown), href=target)


def paragraphs(value: str, language: str) -> Html:
    """Return an answer as it is read: its lines and empty lines are kept."""
    return element("p", text(value), lang=language, class_="answer")


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Html]]) -> Html:
    """Return a table whose cells are HTML; the first cell of a row is its header."""
    top = element("tr", *(element("th", text(title), scope="col") for title in head))
    body = [
        element(
            "tr",
            element("th", first, scope="row"),
            *(element("td", cell) for cell in rest),
        )
        for first, *rest in rows
    ]
    grid = element(
        "table",
        element("caption", text(caption)),
        element("thead", top),
        element("tbody", "\n".join(body)),
    )
    # A wide table scrolls by itself; with the keyboard too, and readers hear what it is.
    return element("div", grid, class_="wide", tabindex="0", role="region", aria_label=caption)
