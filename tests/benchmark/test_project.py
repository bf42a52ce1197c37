"""Stock Rasa gets the same intents and examples, and everything else from its template."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.knowledge.base import load_knowledge
from actions.knowledge.files import read_yaml
from runtime.environment import PROJECT_FOLDER
from tests.benchmark.project import FALLBACK, write_project

TEMPLATE = Path("lib") / "python3.11" / "site-packages" / "rasa" / "cli" / "initial_project"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the project, with a template that needs no environment."""
    environment = tmp_path_factory.mktemp("environment")
    template = environment / TEMPLATE
    template.mkdir(parents=True)
    for name in ("config.yml", "credentials.yml"):
        (template / name).write_text(f"of: the template, {name}\n", "utf-8")
    folder = tmp_path_factory.mktemp("project")
    write_project(folder, environment)
    return folder


def test_configuration_and_channels_are_the_templates_own(project: Path) -> None:
    assert read_yaml(project / "config.yml") == {"of": "the template, config.yml"}
    assert read_yaml(project / "credentials.yml") == {"of": "the template, credentials.yml"}


def test_it_has_every_example_and_every_phrasing(project: Path) -> None:
    nlu = read_yaml(project / "data" / "nlu.yml")["nlu"]
    examples = {
        block["intent"]: {line.removeprefix("- ") for line in block["examples"].splitlines()}
        for block in nlu
    }
    ours = [
        block
        for path in (PROJECT_FOLDER / "data" / "nlu").glob("*.yml")
        for block in read_yaml(path)["nlu"]
    ]

    assert set(examples) == {block["intent"] for block in ours}
    for block in ours:
        lines = {line.removeprefix("- ") for line in block["examples"].splitlines()}
        assert lines <= examples[block["intent"]]
    for article in load_knowledge().articles.values():
        assert set(article.phrasings["nl"]) <= examples[article.topic]


def test_every_intent_and_the_fallback_has_a_rule_and_a_text(project: Path) -> None:
    domain = read_yaml(project / "domain.yml")
    rules = read_yaml(project / "data" / "rules.yml")["rules"]
    intents = {*domain["intents"], FALLBACK}

    assert {rule["steps"][0]["intent"] for rule in rules} == intents
    assert set(domain["responses"]) == {f"utter_{intent}" for intent in intents}
    assert all(text["text"].strip() for texts in domain["responses"].values() for text in texts)


def test_every_topic_has_a_conversation_to_learn_from(project: Path) -> None:
    stories = read_yaml(project / "data" / "stories.yml")["stories"]
    used = {step["intent"] for story in stories for step in story["steps"] if "intent" in step}

    assert {article.topic for article in load_knowledge().articles.values()} <= used
