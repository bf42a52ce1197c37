"""Pieces of HTML are well formed and escaped."""

from __future__ import annotations

from runtime.overview.html import element, link, paragraphs, table, text


def test_text_and_attributes_cannot_become_markup() -> None:
    assert text("<b> & c") == "&lt;b&gt; &amp; c"
    assert link('https://x/"><script>', "<x>") == (
        '<a href="https://x/&quot;&gt;&lt;script&gt;">&lt;x&gt;</a>'
    )
    assert paragraphs("<i>", "nl") == '<p lang="nl" class="answer">&lt;i&gt;</p>'


def test_names_of_attributes_are_written_as_html_has_them() -> None:
    assert element("div", class_="a", aria_label="b") == '<div class="a" aria-label="b"></div>'


def test_a_table_has_a_caption_and_headers_of_columns_and_rows() -> None:
    found = table("Fees", ("what", "how much"), [("visa", "90")])

    assert "<caption>Fees</caption>" in found
    assert '<th scope="col">how much</th>' in found
    assert '<tr><th scope="row">visa</th><td>90</td></tr>' in found
