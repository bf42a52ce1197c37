"""Which permits fit a purpose and a situation, from the editors' table."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from actions.calculators.words import CALCULATORS_FOLDER
from actions.knowledge.files import parse_record, read_yaml
from actions.knowledge.models import Record

ROUTES_FILE = CALCULATORS_FOLDER / "permit_routes.yml"


class Permit(Record):
    """A permit: the article about it, and the facts that its line rests on."""

    article: str
    facts: tuple[str, ...]


class PermitRoutes(Record):
    """The table: permits by purpose and situation, the likeliest first."""

    permits: dict[str, Permit]
    routes: dict[str, dict[str, tuple[str, ...]]]
    treaty_nationalities: tuple[str, ...]

    def fitting(self, purpose: str, situation: str, nationality: str | None) -> tuple[str, ...]:
        """Return the permits worth reading about, at most three."""
        permits = self.routes[purpose][situation]
        if purpose == "business" and nationality in self.treaty_nationalities:
            permits = ("treaty", *permits)
        return permits


@lru_cache(maxsize=1)
def read_permit_routes(path: Path = ROUTES_FILE) -> PermitRoutes:
    """Return the table of the editors' file.

    Raises:
        KnowledgeError: when it is wrong.
    """
    return parse_record(PermitRoutes, read_yaml(path), path.name)
