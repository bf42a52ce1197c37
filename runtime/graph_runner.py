"""Runs the nodes of a model's graph one after another."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner


class PlainGraphRunner(DaskGraphRunner):
    """Calls the nodes in an order that is found once.

    Dask plans each run anew, three times a turn; with one thread there is nothing to plan.
    """

    def __init__(self, loaded: DaskGraphRunner) -> None:
        """Take over the nodes of a runner that has loaded them."""
        self._graph_schema: GraphSchema = loaded._graph_schema
        self._instantiated_nodes: dict[str, GraphNode] = loaded._instantiated_nodes
        self._execution_context = loaded._execution_context
        self._orders: dict[tuple[str, ...], list[str]] = {}

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Return the outputs of the targets."""
        wanted = tuple(targets or self._graph_schema.target_names)
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted)
        for name in self._orders[wanted]:
            needed = self._graph_schema.nodes[name].needs.values()
            # A node that gets the bare name of another says that it has no output.
            outputs[name] = self._instantiated_nodes[name](*(outputs.get(n, n) for n in needed))
        return dict(outputs[name] for name in wanted)

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        """Return the nodes that the targets need, each behind those that it needs itself."""
        found: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in found or name not in self._graph_schema.nodes:
                return
            for needed in self._graph_schema.nodes[name].needs.values():
                visit(needed)
            found[name] = None

        for target in targets:
            visit(target)
        return list(found)
