"""What runs the servers agrees with the code: variables, versions, verbs, secrets."""

from __future__ import annotations

import ast
import re
import tomllib
from configparser import ConfigParser
from typing import Any

import pytest

from actions.contact.opening_hours import DUTCH_TIME
from runtime.commands import read_arguments
from runtime.environment import PROJECT_FOLDER
from runtime.fingerprint import TRAINING_FILES
from runtime.settings import DEFAULT_PORT, DEFAULT_RETENTION_DAYS, Settings
from runtime.timetable import QUIET_HOUR

Documents = dict[str, Any]
DEPLOY = PROJECT_FOLDER / "deploy"
FILES = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file() and path.name != ".env"]
VARIABLE = re.compile(r"\bIND_[A-Z_]+\b")
IMAGE = re.compile(r"[\w./-]+:\d+\.\d+[\w.-]*")
SECRETS = ("POSTGRES_PASSWORD", "REDIS_PASSWORD", "IND_SECRET")


def _version() -> str:
    project = tomllib.loads((PROJECT_FOLDER / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def variables_of_channels() -> set[str]:
    """Return the variables in the file of the channels."""
    return set(VARIABLE.findall((PROJECT_FOLDER / "credentials.yml").read_text("utf-8")))


def test_every_variable_that_is_named_is_a_setting_and_the_reverse() -> None:
    named = {name for path in FILES for name in VARIABLE.findall(path.read_text("utf-8"))}

    settings = {f"IND_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert named == settings | variables_of_channels()


def test_every_image_has_a_version_and_ours_is_that_of_the_project(images: list[str]) -> None:

    assert [image for image in images if not IMAGE.fullmatch(image)] == []
    assert {image for image in images if image.startswith("ind-assistant")} == {
        f"ind-assistant:{_version()}"
    }


def test_the_image_has_the_python_of_the_project(dockerfile: str) -> None:
    python = (PROJECT_FOLDER / ".python-version").read_text().strip()

    stages = re.findall(r"^FROM python:([\d.]+)-", dockerfile, re.MULTILINE)

    assert len(stages) == 2
    assert all(stage == python or stage.startswith(f"{python}.") for stage in stages)


def test_no_secret_has_a_default(manifests: Documents, env_example: str) -> None:
    example = dict(re.findall(r"^(\w+)=(.*)$", env_example, re.MULTILINE))
    for name in SECRETS:
        assert example[name] == ""
        assert f"${{{name}:?" in (DEPLOY / "compose.yml").read_text("utf-8")
        assert not re.search(rf"\$\{{{name}(?!:\?)", (DEPLOY / "compose.yml").read_text("utf-8"))
    assert set(manifests["Secret"]["stringData"].values()) == {""}
    assert ".env" in (DEPLOY / ".gitignore").read_text("utf-8").split()


def test_the_term_of_keeping_is_that_of_the_code(manifests: Documents, env_example: str) -> None:
    assert f"IND_RETENTION_DAYS={DEFAULT_RETENTION_DAYS}\n" in env_example
    days = manifests["ConfigMap"]["data"]["IND_RETENTION_DAYS"]
    assert days == str(DEFAULT_RETENTION_DAYS)


def test_the_image_runs_without_rights_and_without_the_secret_of_the_build(dockerfile: str) -> None:
    last_stage = dockerfile.rpartition("FROM ")[2]

    assert re.search(r"^USER (?!0|root)", last_stage, re.MULTILINE)
    assert re.search(
        r"make .*\btrain && rm -rf var\b", dockerfile
    )  # var/secret is made on first use
    assert "pip install" not in dockerfile  # only the Makefile installs, and with hashes
    assert "--require-hashes" in (PROJECT_FOLDER / "Makefile").read_text("utf-8")
    assert f"EXPOSE {DEFAULT_PORT}\n" in last_stage
    assert "/healthz" in last_stage


def test_the_image_holds_no_tools_of_developers(dockerfile: str) -> None:
    made = re.findall(r"^RUN make (\S+)", dockerfile, re.MULTILINE)
    project = tomllib.loads((PROJECT_FOLDER / "pyproject.toml").read_text("utf-8"))
    tools = {re.split(r"[>=<]", line)[0] for line in project["dependency-groups"]["dev"]}

    assert made == ["LOCK=requirements-runtime.lock"] * 2
    assert tools <= _locked("requirements.lock").keys()
    assert tools.isdisjoint(_locked("requirements-runtime.lock"))
    assert "requirements.lock" not in dockerfile


def test_the_image_runs_what_was_tested() -> None:
    tested = _locked("requirements.lock")

    for package, locked in _locked("requirements-runtime.lock").items():
        assert tested[package] == locked
    version = tested["supervisor"][0].split(".")
    assert [int(part) for part in version[:2]] >= [4, 3]  # older ones need what setuptools drops


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-runtime.lock"])
def test_every_package_has_hashes_and_no_index_is_named(lock: str) -> None:
    assert all(hashes for _, hashes in _locked(lock).values())
    assert not re.search(r"://|--index|--extra-index|--find-links", _read(lock))


def _read(lock: str) -> str:
    return (PROJECT_FOLDER / lock).read_text("utf-8")


def _locked(lock: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return version and hashes of each package."""
    blocks = re.split(r"^(?=[\w.-]+==)", _read(lock), flags=re.MULTILINE)[1:]
    found = {}
    for block in blocks:
        name, _, version = block.split()[0].partition("==")
        found[name] = (version, frozenset(re.findall(r"sha256:\w{64}", block)))
    return found


def test_all_that_training_reads_is_in_the_build() -> None:
    let_in = set(
        re.findall(
            r"^!(\S+)$", (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8"), re.MULTILINE
        )
    )

    assert {pattern.split("/")[0] for pattern in TRAINING_FILES} <= let_in
    assert {"Makefile", "actions", "channels", "runtime", "vendor"} <= let_in
    assert [name for name in sorted(let_in) if not (PROJECT_FOLDER / name).exists()] == []


def test_every_command_is_a_verb(compose: Any, pods: list[Any], dockerfile: str) -> None:
    commands_of_image = re.findall(r"^CMD (\[.*\])$", dockerfile, re.MULTILINE)
    commands = [
        *map(ast.literal_eval, commands_of_image),
        compose["services"]["purge"]["command"],
        pods[1]["spec"]["containers"][0]["command"],
    ]

    unit = ConfigParser(interpolation=None)
    unit.read(DEPLOY / "systemd" / "ind-assistant-purge.service")
    _, _, words = unit["Service"]["ExecStart"].partition(f"{unit['Service']['WorkingDirectory']}/")
    commands.append(words.split())

    verbs = [read_arguments(command[3:]).verb for command in commands]

    assert [command[:3] for command in commands] == [[".venv/bin/python", "-m", "runtime"]] * 4
    assert verbs == ["run", "purge", "purge", "purge"]
    assert read_arguments(commands[1][3:]).daily  # it goes on; the others have a timetable
    assert not any(read_arguments(command[3:]).daily for command in commands[2:])


def test_every_timetable_comes_at_the_same_quiet_hour(manifests: Documents) -> None:
    cron = manifests["CronJob"]["spec"]
    timer = ConfigParser(interpolation=None)
    timer.read(DEPLOY / "systemd" / "ind-assistant-purge.timer")

    assert cron["schedule"] == f"{QUIET_HOUR.minute} {QUIET_HOUR.hour} * * *"
    assert cron["timeZone"] == DUTCH_TIME.key
    assert timer["Timer"]["OnCalendar"] == f"*-*-* {QUIET_HOUR} {DUTCH_TIME.key}"
