"""The built widget: fresh, small, and locked."""

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from tests.channels.widget.tools import WIDGET, need_modules, node

DIST = WIDGET / "dist"
MOST_BYTES = {"widget.js": 30 * 1024, "masking.js": 20 * 1024}


def test_the_built_files_are_what_a_build_makes_now(tmp_path: Path) -> None:
    need_modules()
    command = [node(), "build.mjs", "--out", str(tmp_path)]
    subprocess.run(command, cwd=WIDGET, check=True, capture_output=True)

    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        p.name for p in DIST.iterdir()
    )
    for fresh in tmp_path.glob("*.js"):
        assert (DIST / fresh.name).read_bytes() == fresh.read_bytes(), fresh.name
    for fresh in tmp_path.glob("*.map"):
        # Only the way from the folder to the sources differs.
        built, made = (json.loads(p.read_text("utf-8")) for p in (DIST / fresh.name, fresh))
        assert {**built, "sources": []} == {**made, "sources": []}, fresh.name


def test_the_types_of_the_sources_are_right() -> None:
    need_modules()
    checker = WIDGET / "node_modules" / "typescript" / "bin" / "tsc"
    result = subprocess.run(
        [node(), str(checker), "--noEmit"], cwd=WIDGET, check=False, capture_output=True, text=True
    )

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", MOST_BYTES)
def test_a_built_file_is_small(name: str) -> None:
    content = (DIST / name).read_bytes()

    assert len(gzip.compress(content, 9)) <= MOST_BYTES[name]
    assert f"sourceMappingURL={name}.map" in content.decode()


@pytest.mark.parametrize("name", MOST_BYTES)
def test_a_built_file_names_no_other_server_and_runs_no_text(name: str) -> None:
    content = (DIST / name).read_text("utf-8")

    assert "eval(" not in content
    assert "new Function" not in content
    assert content.count("innerHTML=") <= 1  # lit's own, of templates that are constants
    sources = json.loads((DIST / f"{name}.map").read_text("utf-8"))["sources"]
    assert [source for source in sources if not source.startswith("../")] == []


def test_every_package_is_locked_by_hash_and_no_host_is_named() -> None:
    lock = json.loads((WIDGET / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}

    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
    wanted = json.loads((WIDGET / "package.json").read_text("utf-8"))
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_one_line_of_html_gets_one_script_and_no_package_beside_lit() -> None:
    wanted = json.loads((WIDGET / "package.json").read_text("utf-8"))

    assert list(wanted["dependencies"]) == ["lit"]
