"""The containers fit together, and only the proxy is reached from outside."""

from __future__ import annotations

import re
from typing import Any

import pytest

from runtime.environment import PROJECT_FOLDER
from runtime.settings import DEFAULT_PORT
from tests.deploy.conftest import read_document, variables_of_messaging

Documents = dict[str, Any]
DEPLOY = PROJECT_FOLDER / "deploy"


def test_compose_finds_every_variable_in_the_example(env_example: str) -> None:
    files = [path.read_text("utf-8") for path in DEPLOY.glob("compose*.yml")]
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", "".join(files)))
    example = set(re.findall(r"^(\w+)=", env_example, re.MULTILINE))

    assert used == example


def test_the_servers_of_compose_are_those_of_the_proxy(compose: Any, nginx_conf: str) -> None:
    services = compose["services"]
    upstream = re.findall(r"^ +server (\S+):(\d+)", nginx_conf, re.MULTILINE)

    servers = [name for name in services if name.startswith("server-")]
    assert [name for name, _ in upstream] == servers
    assert {int(port) for _, port in upstream} == {DEFAULT_PORT}
    listened = re.findall(r"^ +listen (\d+);", nginx_conf, re.MULTILINE)
    assert [port.rpartition(":")[2] for port in services["proxy"]["ports"]] == listened
    assert services["server-1"]["environment"]["IND_PROCESSES"] == str(len(servers))


def test_only_the_proxy_is_reached_from_outside(compose: Any) -> None:
    services = compose["services"]

    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert [name for name in services if "outside" in services[name]["networks"]] == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_both_servers_get_all_that_messaging_services_need(compose: Any) -> None:
    messaging = read_document(DEPLOY / "compose.messaging.yml")["services"]

    servers = [name for name in compose["services"] if name.startswith("server-")]
    assert list(messaging) == servers
    for server in messaging.values():
        assert server["networks"] == ["inside", "outside"]
        assert server["environment"].keys() == variables_of_messaging()


@pytest.mark.parametrize("name", ["server-1", "server-2", "purge", "proxy", "redis", "postgres"])
def test_a_container_of_compose_has_no_rights_that_it_does_not_need(
    name: str, compose: Any
) -> None:
    service = compose["services"][name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_database_keeps_no_copy_of_texts_beside_its_tables(compose: Any) -> None:
    settings = compose["services"]["postgres"]["command"]

    assert {"wal_recycle=off", "log_min_error_statement=panic"} <= set(settings)
