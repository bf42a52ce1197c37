"""The project stock Rasa is measured with: our examples, the rest as `rasa init` has it."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.knowledge.base import KnowledgeBase, load_knowledge
from actions.knowledge.files import read_yaml
from actions.knowledge.rendering import render_article
from actions.knowledge.topics import TOPICS
from runtime.environment import PROJECT_FOLDER

TEMPLATE = "lib/python3*/site-packages/rasa/cli/initial_project"
VERSION = "3.1"
FALLBACK = "nlu_fallback"  # the intent that the template's FallbackClassifier gives
SMALL_TALK_TEXT = "Please ask your question in your own words."


def write_project(folder: Path, environment: Path) -> None:
    """Write a project that stock Rasa can train.

    The configuration and the channels are the template's own files, so that its pipeline and
    policies are what Rasa itself chooses.

    Args:
        folder: where to write it; empty.
        environment: the Python environment with stock Rasa.
    """
    template = next(environment.glob(TEMPLATE))
    for name in ("config.yml", "credentials.yml"):
        shutil.copy(template / name, folder / name)
    knowledge = load_knowledge()
    examples = _examples(knowledge)
    responses = {
        f"utter_{intent}": [{"text": _text(intent, knowledge)}] for intent in (*examples, FALLBACK)
    }
    (folder / "data").mkdir()
    _write(folder / "domain.yml", {"intents": list(examples), "responses": responses})
    _write(folder / "data" / "nlu.yml", {"nlu": _nlu(examples)})
    _write(folder / "data" / "rules.yml", {"rules": _rules([*examples, FALLBACK])})
    _write(folder / "data" / "stories.yml", {"stories": _stories()})


def _examples(knowledge: KnowledgeBase) -> dict[str, list[str]]:
    """Return what our classifier learns from, by intent: examples and phrasings of articles."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((PROJECT_FOLDER / "data" / "nlu").glob("*.yml")):
        for block in read_yaml(path)["nlu"]:
            lines = block["examples"].splitlines()
            found[block["intent"]] += [line.removeprefix("- ") for line in lines]
    for article in knowledge.articles.values():
        for texts in article.phrasings.values():
            found[article.topic] += texts
    return dict(found)


def _nlu(examples: dict[str, list[str]]) -> list[dict[str, str]]:
    return [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in examples.items()
    ]


def _rules(intents: list[str]) -> list[dict[str, Any]]:
    return [{"rule": f"reply to {intent}", "steps": _steps(intent)} for intent in intents]


def _stories() -> list[dict[str, Any]]:
    """Return one conversation for each topic; without any the template's TEDPolicy has no data."""
    return [
        {
            "story": f"ask about {topic}",
            "steps": [*_steps("greet"), *_steps(topic), *_steps("thanks"), *_steps("goodbye")],
        }
        for topic in TOPICS
    ]


def _steps(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": f"utter_{intent}"}]


def _text(intent: str, knowledge: KnowledgeBase) -> str:
    """Return the general article of a topic, so that replies are about as long as ours."""
    article = knowledge.articles.get(f"{intent.replace('_', '-')}-overview")
    if article is None:
        return SMALL_TALK_TEXT
    day = max(fact.checked_on for fact in knowledge.facts.values())
    return render_article(article, "en", day, knowledge).text or SMALL_TALK_TEXT


def _write(path: Path, content: dict[str, Any]) -> None:
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    with path.open("w", encoding="utf-8") as file:
        yaml.dump({"version": VERSION, **content}, file)
