"""Settings come from the environment and are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from runtime.settings import Settings, SettingsError, read_settings

SECRET = "0123456789abcdef" * 4


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the secret be made in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("variables", [{}, {"IND_HOST": "", "IND_PORT": "", "OTHER": "1"}])
def test_without_variables_one_server_listens_on_the_loopback_address(
    variables: dict[str, str],
) -> None:
    assert read_settings({**variables, "IND_SECRET": SECRET}) == Settings(secret=SECRET)


def test_the_variables_decide() -> None:
    variables = {
        "IND_HOST": "0.0.0.0",  # noqa: S104
        "IND_PORT": "1",
        "IND_ACTION_PORT": "65535",
        "IND_DATABASE_URL": "postgresql://me@db/x",
        "IND_REDIS_URL": "redis://lock/1",
        "IND_SECRET": SECRET,
        "IND_API_KEY": "key",
        "IND_ALLOWED_ORIGINS": "https://a.nl, http://localhost:8000",
        "IND_PROCESSES": "4",
        "IND_RETENTION_DAYS": "7",
        "IND_PROXIES_COUNT": "2",
    }
    assert read_settings(variables) == Settings(
        "0.0.0.0",  # noqa: S104
        1,
        65535,
        "postgresql://me@db/x",
        "redis://lock/1",
        SECRET,
        "key",
        ("https://a.nl", "http://localhost:8000"),
        4,
        7,
        2,
    )


@pytest.mark.parametrize("name", ["IND_PORT", "IND_ACTION_PORT"])
@pytest.mark.parametrize("value", ["0", "65536", "-1", "80a", "http", "5005.0", " "])
def test_a_port_that_is_none_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is '{value}': give a number from 1 to 65535"):
        read_settings({name: value})


def test_a_number_that_never_ends_is_refused_in_one_short_line() -> None:
    with pytest.raises(SettingsError, match="IND_PORT is '9{40}': give a number") as refused:
        read_settings({"IND_PORT": "9" * 5_000})
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IND_DATABASE_URL", "mysql://x"),
        ("IND_REDIS_URL", "http://x"),
        ("IND_SECRET", "short"),
        ("IND_SECRET", "z" * 64),
        ("IND_ALLOWED_ORIGINS", "https://a.nl/path"),
        ("IND_ALLOWED_ORIGINS", "*"),
        ("IND_PROCESSES", "0"),
        ("IND_RETENTION_DAYS", "forever"),
        ("IND_PROXIES_COUNT", "-1"),
        ("IND_PROXIES_COUNT", "11"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read_settings({name: value})


def test_several_processes_without_a_lock_that_they_share_are_refused() -> None:
    with pytest.raises(SettingsError, match="IND_REDIS_URL"):
        read_settings({"IND_PROCESSES": "2"})


def test_a_secret_is_made_once_and_only_its_owner_can_read_it() -> None:
    first = read_settings({}).secret
    assert len(first) == 64
    assert read_settings({}).secret == first
    assert (Path("var") / "secret").stat().st_mode & 0o077 == 0
    assert [path.name for path in Path("var").iterdir()] == ["secret"]
