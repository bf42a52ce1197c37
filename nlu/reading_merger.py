"""Graph component: makes one understanding of the readings of a message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from actions.knowledge.topics import OUT_OF_SCOPE, TOPICS
from nlu.article_ranker import ARTICLE_RANKING
from nlu.decided import is_decided
from nlu.reading_expander import LEANS, READING, READING_OF, is_reading
from nlu.untrained_component import UntrainedComponent

SAFETY = "safety"
PARTS, FOLLOW_UP, CORRECTED = "parts", "follow_up", "corrected"

# How much each reading counts beside the message as a whole, which counts 1. The question of a
# story leans on the story, but behind a greeting it is all there is.
WEIGHTS = {"question": 0.2, "part": 0.5, "corrected": 4.0}
QUESTION_BESIDE_SMALL_TALK = 1.0
# The less a message says by itself, the more its context counts; for "and for my wife?" most.
CONTEXT_WEIGHT, CONTEXT_WEIGHT_WHEN_UNSURE, LEANING_FACTOR = 0.4, 1.3, 5.0
SURE_OF_CONVERSATION = 0.35  # "thanks" stays thanks, whatever was talked about
FOLLOW_UP_WEIGHT = 0.5
SURE_OF_NONSENSE = 0.7  # "zzz wibble" is nothing, whatever was talked about

Ranking = list[dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ReadingMerger(UntrainedComponent):
    """Averages the rankings of the readings and takes the readings out of the list again.

    Several questions stay apart: their rankings are the `parts` of the message.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Return the messages that people wrote, with what their readings add to them."""
        readings: dict[int, list[Message]] = defaultdict(list)
        for message in messages:
            if (whole := message.get(READING_OF)) is not None:
                readings[id(whole)].append(message)
        written = [message for message in messages if not is_reading(message)]
        for whole in written:
            if id(whole) in readings and not is_decided(whole):
                _merge(whole, readings[id(whole)])
        return written


def _merge(whole: Message, readings: Sequence[Message]) -> None:
    if _is_conversation(whole, readings):
        return
    if _is_nonsense(whole):
        readings = [reading for reading in readings if reading.get(READING) != "in_context"]
        if not readings:
            return
    kinds = {reading.get(READING) for reading in readings}
    parts = [_rankings(reading) for reading in readings if reading.get(READING) == "part"]
    if parts:
        whole.set(PARTS, parts, add_to_output=True)
    if "corrected" in kinds:
        whole.set(CORRECTED, True, add_to_output=True)
    counted = [(whole, 1.0), *((reading, _weight(reading, whole)) for reading in readings)]
    whole.set(FOLLOW_UP, _follows_up(whole, counted), add_to_output=True)
    intents = _average([(m.get(INTENT_RANKING_KEY), w) for m, w in counted], "name")
    _put_out_of_scope_in_place(intents)
    articles = _average([(m.get(ARTICLE_RANKING), w) for m, w in counted], "article")
    articles[0]["similarity"] = max(
        (
            first["similarity"]
            for first in (message.get(ARTICLE_RANKING)[0] for message, _ in counted)
            if first["article"] == articles[0]["article"]
        ),
        default=0.0,
    )
    whole.set(INTENT, intents[0], add_to_output=True)
    whole.set(INTENT_RANKING_KEY, intents, add_to_output=True)
    whole.set(ARTICLE_RANKING, articles, add_to_output=True)


def _rankings(message: Message) -> dict[str, Ranking]:
    return {name: message.get(name) for name in (INTENT_RANKING_KEY, ARTICLE_RANKING)}


def _is_conversation(whole: Message, readings: Sequence[Message]) -> bool:
    """Tell whether the message is small talk and nothing more, or a cry for help."""
    intent = whole.get(INTENT)
    if intent["name"] in TOPICS or intent["confidence"] < SURE_OF_CONVERSATION:
        return False
    only_context = all(reading.get(READING) == "in_context" for reading in readings)
    return intent["name"] == SAFETY or only_context


def _is_nonsense(whole: Message) -> bool:
    intent = whole.get(INTENT)
    outside = intent["name"] == OUT_OF_SCOPE and intent["confidence"] >= SURE_OF_NONSENSE
    return outside and not whole.get(LEANS)


def _weight(reading: Message, whole: Message) -> float:
    kind, intent = reading.get(READING), whole.get(INTENT)
    if kind == "question" and intent["name"] not in TOPICS:
        return QUESTION_BESIDE_SMALL_TALK
    if kind != "in_context":
        return WEIGHTS[kind]
    says_nothing = intent["name"] == OUT_OF_SCOPE
    unsure = 1.0 if says_nothing else 1 - float(intent["confidence"])
    weight = CONTEXT_WEIGHT + CONTEXT_WEIGHT_WHEN_UNSURE * unsure
    return weight * LEANING_FACTOR if whole.get(LEANS) else weight


def _follows_up(whole: Message, counted: Sequence[tuple[Message, float]]) -> bool:
    """Tell whether the message goes on about the last answer, by its words or lack of them."""
    return bool(whole.get(LEANS)) or any(
        reading.get(READING) == "in_context" and weight >= FOLLOW_UP_WEIGHT
        for reading, weight in counted
    )


def _average(rankings: Sequence[tuple[Ranking, float]], label: str) -> Ranking:
    total = sum(weight for _, weight in rankings)
    scores: dict[str, float] = defaultdict(float)
    for ranking, weight in rankings:
        for entry in ranking:
            scores[entry[label]] += entry["confidence"] * weight / total
    order = sorted(scores, key=lambda name: -scores[name])
    return [{label: name, "confidence": round(scores[name], 4)} for name in order]


def _put_out_of_scope_in_place(intents: Ranking) -> None:
    """Let it win from half on, as the gate does; below that it stands behind the winner."""
    outside = next((entry for entry in intents if entry["name"] == OUT_OF_SCOPE), None)
    if outside is not None and len(intents) > 1:
        intents.remove(outside)
        intents.insert(0 if outside["confidence"] > 0.5 else 1, outside)
