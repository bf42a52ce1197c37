"""Tells somebody who writes another language, in that language, which languages there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rasa_sdk import Tracker

from actions.answering import article_reply
from actions.contact.calendar_file import CLOSING_FACT, OPENING_FACT
from actions.danger import FACTS, dangers_in
from actions.knowledge.other_languages import OtherLanguage, load_other_languages
from actions.knowledge.values import format_value
from actions.notice import Notice
from actions.reply import Reply
from actions.reply_action import ReplyAction, caller_of
from actions.resources import Resources
from actions.telephone import PHONE_ABROAD_FACT, PHONE_FACT, telephone_card
from actions.understanding import language_of

NOTICE_FACTS = {
    "phone": PHONE_FACT,
    "phone_abroad": PHONE_ABROAD_FACT,
    "opens": OPENING_FACT,
    "closes": CLOSING_FACT,
    "website": "contact-website",
}
DANGER_FACTS = FACTS | {"suicide_line": "safety-suicide-number"}  # "113 or ..." holds English
# Around a number in a text from right to left: its groups of digits stay in their order.
ISOLATE, END_ISOLATE = "\u2066", "\u2069"


class ActionOtherLanguage(ReplyAction):
    """Says it, with the telephone line, and answers in English where the subject is clear."""

    def name(self) -> str:
        return "action_other_language"

    def reply(self, tracker: Tracker, resources: Resources) -> Reply:
        code = str(next(tracker.get_latest_entity_values("other_language"), None))
        language = load_other_languages().get(code)
        if language is None:
            return Reply("handoff", "utter_languages", phone=True)
        danger, texts = bool(dangers_in(tracker)), language.texts
        parts = [_filled(texts.notice, language, NOTICE_FACTS, resources)]
        if danger:
            parts.insert(0, _filled(texts.danger, language, DANGER_FACTS, resources))
        article = resources.knowledge.articles.get(
            str(next(tracker.get_latest_entity_values("article"), None))
        )
        data = {"lang": language.code, "dir": language.dir}
        if article is None or danger:
            reply = Reply(
                "safety" if danger else "handoff", text="\n\n".join(parts), introduces=False
            )
            card = telephone_card(resources, language_of(tracker), caller_of(reply, tracker))
            return replace(reply, data={**data, "telephone": card.data})
        # The sentence before the answer is true of an answer in English only.
        spoken = language_of(tracker)
        if spoken == "en":
            parts.append(texts.follows)
        answer = article_reply(article, spoken, resources)
        return replace(answer, notice=Notice(text="\n\n".join(parts), data=data))


def _filled(
    text: str, language: OtherLanguage, facts: Mapping[str, str], resources: Resources
) -> str:
    knowledge = resources.knowledge
    values = {
        name: format_value(knowledge.facts[fact], "en", knowledge.wording)
        for name, fact in facts.items()
    }
    if language.dir == "rtl":
        values = {
            name: value if name == "website" else f"{ISOLATE}{value}{END_ISOLATE}"
            for name, value in values.items()
        }
    return text.format(**values)
