"""The pages of the real server: routes, headers, and the form in all that can happen to it."""

from __future__ import annotations

import http.client
import itertools
import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest

from channels.chat.texts import text
from channels.identity import new_token
from channels.pages.assets import ASSETS
from channels.pages.headers import EVERYWHERE
from channels.pages.texts import words
from runtime.evaluation.server import RunningServer, send

PAGES = ["/chat", "/chat/example", "/chat/form"]
FILES = [f"/chat/{name}" for name in ASSETS]
OURS = {"Sec-Fetch-Site": "same-origin"}
BSN = "111222333"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str

    def field(self, name: str) -> str:
        """Return the value of a hidden field."""
        return str(re.findall(rf'name="{name}" value="(.*?)"', self.body)[0])


def fetch(
    server: RunningServer,
    path: str,
    form: dict[str, str] | None = None,
    *,
    method: str | None = None,
    **headers: str,
) -> Answer:
    """Get a page, or send a form."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    body = None
    if form is not None:
        body = urlencode(form)
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connection.request(method or ("GET" if form is None else "POST"), path, body, sent)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read().decode("utf-8", "replace"))
    finally:
        connection.close()


def ask(server: RunningServer, asked: str, before: Answer | None = None, **form: str) -> Answer:
    """Send the form as a page of ours does."""
    hidden = {} if before is None else {n: before.field(n) for n in ("token", "nonce", "language")}
    return fetch(server, "/chat/form", {"language": "en", **hidden, "text": asked, **form}, **OURS)


@pytest.mark.parametrize("path", [*PAGES, *FILES])
def test_every_page_and_file_is_served_with_the_strict_headers(
    server: RunningServer, path: str
) -> None:
    answer = fetch(server, path)

    assert answer.status == http.client.OK
    for name, value in EVERYWHERE.items():
        assert answer.headers[name.lower()] == value
    assert "set-cookie" not in answer.headers
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert fetch(server, path, method="HEAD").body == ""


@pytest.mark.parametrize("path", ["/chat/", "/chat/form/", "/chat/nothing", "/chat/../chat"])
def test_any_other_path_is_nothing(server: RunningServer, path: str) -> None:
    assert fetch(server, path).status == http.client.NOT_FOUND


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_the_language_that_is_asked_for(server: RunningServer, path: str) -> None:
    assert '<html lang="nl">' in fetch(server, path, Accept_Language="nl-NL,nl;q=0.9").body
    assert '<html lang="en">' in fetch(server, path, Accept_Language="de").body
    chosen = fetch(server, f"{path}?language=nl", Accept_Language="en")
    assert '<html lang="nl">' in chosen.body


def test_pages_load_nothing_from_elsewhere_and_hold_no_script(server: RunningServer) -> None:
    for path in PAGES:
        body = fetch(server, path).body
        assert re.findall(r'(?:src|action)="(?!/)', body) == []
        assert re.findall(r'<link [^>]*href="(?!/)', body) == []
        assert re.findall(r"<script(?![^>]*src=)|\son\w+=|style=", body) == []


def test_the_widget_may_be_loaded_by_other_sites_and_a_copy_is_used_again(
    server: RunningServer,
) -> None:
    first = fetch(server, "/chat/widget.js", Origin="https://elsewhere.example")

    assert first.headers["access-control-allow-origin"] == "*"
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    again = fetch(server, "/chat/widget.js", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (http.client.NOT_MODIFIED, "")
    assert "access-control-allow-origin" not in fetch(server, "/chat/page.css").headers


def test_a_conversation_by_the_form(server: RunningServer) -> None:
    empty = fetch(server, "/chat/form")
    assert text("opening", "en").split(".")[0] in empty.body
    assert empty.field("token") == ""
    first = ask(server, f"what is an mvv? my bsn is {BSN}", empty)
    assert "The MVV is an entry visa" in first.body
    assert BSN not in first.body
    assert first.headers["cache-control"] == "no-store"
    choice, title = re.findall(r'name="choice" value="(\w+)">(.*?)<', first.body)[0]
    second = ask(server, "", first, choice=choice)
    assert second.field("token") == first.field("token")
    assert second.body.count(title) >= 1
    saved = ask(server, "", second, action="save")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert "The MVV is an entry visa" in saved.body
    deleted = ask(server, "", second, action="delete")
    assert words("en")["page"]["deleted"] in deleted.body
    assert ask(server, "", second, action="save").field("token") == ""


def test_a_form_that_comes_again_is_one_message(server: RunningServer) -> None:
    empty = fetch(server, "/chat/form")
    first = ask(server, "what is an mvv", empty)
    second = ask(server, "what does it cost", first)
    again = ask(server, "what does it cost", first)

    assert again.body.count('class="mine"') == second.body.count('class="mine"') == 2


def test_a_form_that_says_nothing_or_too_much_is_answered_kindly(server: RunningServer) -> None:
    page = words("en")["page"]
    assert page["empty"] in ask(server, "  ").body
    too_long = ask(server, "a" * 1_001)
    assert text("too_long", "en").split(".")[0] in too_long.body
    assert "a" * 1_001 in too_long.body  # what was typed is not lost
    gone = ask(server, "", choice="0" * 24)
    assert page["choice_gone"] in gone.body


def test_a_conversation_that_has_ended_goes_on_in_a_new_one(server: RunningServer) -> None:
    answer = ask(server, "what is an mvv", token=new_token())

    assert words("en")["page"]["ended"] in answer.body
    assert "The MVV is an entry visa" in answer.body


def test_a_page_of_another_site_cannot_send_it(server: RunningServer) -> None:
    form = {"text": "what is an mvv", "language": "en"}
    for site in ("cross-site", "same-site"):
        answer = fetch(server, "/chat/form", form, Sec_Fetch_Site=site)
        assert answer.status == http.client.FORBIDDEN
        assert "The MVV" not in answer.body


def test_control_characters_are_refused_and_the_text_comes_back(server: RunningServer) -> None:
    answer = ask(server, "hello \x07")

    assert answer.status == http.client.BAD_REQUEST
    assert "088 043 04 30" in answer.body


_QUESTIONS = [
    (language, topic, question)
    for language in ("en", "nl")
    for topic, question in words(language)["topics"].items()
]
_senders = itertools.count()


@pytest.mark.parametrize(("language", "topic", "question"), _QUESTIONS)
def test_the_question_of_a_topic_is_answered_on_that_topic(
    server: RunningServer, language: str, topic: str, question: str
) -> None:
    replies = send(server.url, f"pages-{next(_senders)}", question)
    answers = [
        reply["custom"]["answer"] for reply in replies if "answer" in reply.get("custom", {})
    ]

    assert {answer["topic"] for answer in answers} == {topic}
    assert {answer["language"] for answer in answers} == {language}
