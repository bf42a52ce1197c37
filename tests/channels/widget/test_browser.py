"""The widget in a real browser, against the real server: each test of the suite by its name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from runtime.environment import PROJECT_FOLDER
from tests.channels.widget.tools import browser, need_modules, node

SUITE = Path(__file__).parent / "browser" / "suite.mjs"
NAME = re.compile(r'^test\("(.+?)",', re.MULTILINE)
MOST_SECONDS = 1_800

Results = dict[str, str | None]


def suite_names() -> list[str]:
    """Return the names of the tests; those made in a loop are counted by `test_all_of_them_ran`."""
    specs = sorted(SUITE.parent.glob("*.spec.mjs"))
    return [name for spec in specs for name in NAME.findall(spec.read_text("utf-8"))]


@pytest.fixture(scope="module")
def results(
    model: Path,
    guarded_variables: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Results:
    """Run the whole suite once; return what went wrong in each test, or nothing."""
    need_modules()
    command = [node(), "--test", "--test-reporter=junit", str(SUITE)]
    variables = {**os.environ, **guarded_variables, "PYTHON": sys.executable, "CHROMIUM": browser()}
    report = tmp_path_factory.mktemp("browser") / "report.xml"
    with report.open("w") as output:
        subprocess.run(
            command,
            cwd=PROJECT_FOLDER,
            env=variables,
            stdout=output,
            timeout=MOST_SECONDS,
            check=False,
        )
    return {
        case.attrib["name"]: None if case.find("failure") is None else case.findtext("failure", "")
        for case in ElementTree.parse(report).iter("testcase")  # noqa: S314 - our own file
    }


@pytest.mark.parametrize("name", suite_names())
def test_in_the_browser(results: Results, name: str) -> None:
    assert name in results, "the suite ended before this test"
    assert results[name] is None, results[name]


def test_all_of_them_ran(results: Results) -> None:
    assert [f"{name}: {fault}" for name, fault in results.items() if fault is not None] == []
    assert len(results) >= len(suite_names()) > 0
