"""The plain runner gives what Rasa's own gives, and runs no node that is not needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from runtime.graph_runner import PlainGraphRunner


class Joiner(GraphComponent):
    """Joins what it is given with its own letter, and counts."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        self.runs = 0

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Joiner:
        return cls(config["letter"])

    def join(self, first: str, second: str = "") -> str:
        self.runs += 1
        return f"({first}{second}){self.letter}"


def _node(letter: str, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Joiner, "create", "join", {"letter": letter}, eager=True)


@pytest.fixture
def loaded(tmp_path: Path) -> DaskGraphRunner:
    schema = GraphSchema(
        {
            "last": _node("d", first="left", second="right"),
            "right": _node("c", first="begin", second="text"),
            "left": _node("b", first="begin"),
            "begin": _node("a", first="text"),
        }
    )
    return DaskGraphRunner.create(schema, LocalModelStorage(tmp_path), ExecutionContext(schema))


def _runs(runner: DaskGraphRunner) -> dict[str, int]:
    return {name: node._component.runs for name, node in runner._instantiated_nodes.items()}


@pytest.mark.parametrize("targets", [["last"], ["left", "right"], ["begin"]])
def test_the_outputs_are_those_of_rasas_runner(loaded: DaskGraphRunner, targets: list[str]) -> None:
    ours = PlainGraphRunner(loaded)

    for text in ("hello", "goodbye"):
        assert ours.run({"text": text}, targets) == loaded.run({"text": text}, targets)


def test_each_node_that_is_needed_runs_once(loaded: DaskGraphRunner) -> None:
    PlainGraphRunner(loaded).run({"text": "hello"}, ["left"])

    assert _runs(loaded) == {"last": 0, "right": 0, "left": 1, "begin": 1}


def test_what_one_run_found_is_not_known_to_the_next(loaded: DaskGraphRunner) -> None:
    ours = PlainGraphRunner(loaded)

    assert ours.run({"text": "x"}, ["last"]) == {"last": "(((x)a)b((x)ax)c)d"}
    assert ours.run({"text": "y"}, ["last"]) == {"last": "(((y)a)b((y)ay)c)d"}
    assert _runs(loaded)["begin"] == 2


def test_a_target_that_is_an_input_is_given_back(loaded: DaskGraphRunner) -> None:
    assert PlainGraphRunner(loaded).run({"text": "hello"}, ["text"]) == {"text": "hello"}
