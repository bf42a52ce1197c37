"""The files in deploy/, read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from runtime.environment import PROJECT_FOLDER

DEPLOY = PROJECT_FOLDER / "deploy"


def _documents(text: str) -> Any:
    # Rasa makes every YAML reader put variables in; here they stay what they are.
    return YAML(typ="safe").load(text.replace("$", "§"))


def read_document(path: Path) -> Any:
    """Return the one document of a YAML file."""
    return _documents(path.read_text("utf-8"))


def variables_of_messaging() -> set[str]:
    """Return the variables of the channels that a messaging service is behind."""
    channels = (PROJECT_FOLDER / "credentials.yml").read_text("utf-8")
    return set(re.findall(r"\bIND_(?:TELEGRAM|X|MASTODON)_\w+", channels))


@pytest.fixture
def compose() -> Any:
    """Return the file of Docker Compose."""
    return _documents((DEPLOY / "compose.yml").read_text("utf-8"))


@pytest.fixture
def manifests() -> dict[str, Any]:
    """Return the manifests of Kubernetes by their kind."""
    paths = (DEPLOY / "kubernetes").glob("*.yml")
    documents = [_documents(path.read_text("utf-8")) for path in sorted(paths)]
    return {document["kind"]: document for document in documents}


@pytest.fixture
def pods(manifests: dict[str, Any]) -> list[Any]:
    """Return what pods are made of: a server, and the job that purges."""
    job = manifests["CronJob"]["spec"]["jobTemplate"]["spec"]
    return [manifests["Deployment"]["spec"]["template"], job["template"]]


@pytest.fixture
def nginx_conf() -> str:
    """Return the file of the proxy."""
    return (DEPLOY / "nginx.conf").read_text("utf-8")


@pytest.fixture
def dockerfile() -> str:
    """Return how the image is built."""
    return (DEPLOY / "Dockerfile").read_text("utf-8")


@pytest.fixture
def env_example() -> str:
    """Return what an operator fills in."""
    return (DEPLOY / ".env.example").read_text("utf-8")


@pytest.fixture
def images(dockerfile: str, compose: Any, pods: list[Any]) -> list[str]:
    """Return every image that is named anywhere."""
    stages = re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    services = [service["image"] for service in compose["services"].values()]
    return [*stages, *services, *(c["image"] for pod in pods for c in pod["spec"]["containers"])]
