"""The rules of the whole code base: who imports whom, what an import does, how large files are."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("actions", "channels", "nlu", "runtime")
MAX_LINES = 200
# Imports the modules that it is given and reports what that opened, reached and loaded.
WATCHED_IMPORT = """
import importlib, json, sys
from pathlib import Path
root, modules = Path(sys.argv[1]), sys.argv[2:]
sys.path.insert(0, str(root))
reached = []
def watch(event, arguments):
    if event == "open" and str(arguments[0]).startswith((str(root / "data"), str(root / "models"))):
        reached.append(str(arguments[0]))
    if event in {"socket.connect", "socket.getaddrinfo"}:
        reached.append(event)
sys.addaudithook(watch)
read_text = Path.read_text
def watched_read_text(self, *arguments, **named):
    if root in self.parents and ".venv" not in self.parts:
        reached.append(str(self))
    return read_text(self, *arguments, **named)
Path.read_text = watched_read_text
for module in modules:
    importlib.import_module(module)
print(json.dumps([reached, sorted(sys.modules)]))
"""


def _files(*packages: str) -> list[Path]:
    paths = [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]
    assert paths
    return paths


def _names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield str(node.module)


def _importing(files: list[Path], *forbidden: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in _imports(path)
        if any(name == root or name.startswith(f"{root}.") for root in forbidden)
    ]


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        ("actions", ("channels", "nlu", "runtime", "rasa")),
        ("actions/knowledge", ("rasa_sdk",)),
        ("actions/contact", ("rasa_sdk",)),
        ("actions/calculators", ("rasa_sdk",)),
        ("channels", ("actions", "nlu", "rasa_sdk")),
        ("runtime/conversations", ("actions", "channels", "nlu", "rasa", "rasa_sdk")),
        ("runtime/privacy", ("channels", "nlu", "rasa", "rasa_sdk")),
        ("nlu", ("channels", "runtime", "rasa_sdk")),
    ],
)
def test_imports_run_downwards_only(folder: str, forbidden: tuple[str, ...]) -> None:
    assert _importing(_files(folder), *forbidden) == []


def test_channels_use_of_runtime_only_what_lies_below_them() -> None:
    below = ("runtime.conversations", "runtime.privacy")
    imported = _importing(_files("channels"), "runtime")
    assert [line for line in imported if not line.split(" imports ")[1].startswith(below)] == []


@pytest.mark.parametrize("packages", [("actions",), PACKAGES])
def test_an_import_reads_no_data_file_and_reaches_nothing(packages: tuple[str, ...]) -> None:
    modules = [_module(path) for path in _files(*packages)]
    command = [sys.executable, "-W", "ignore", "-c", WATCHED_IMPORT, str(ROOT), *modules]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert result.returncode == 0, result.stderr
    reached, loaded = json.loads(result.stdout.splitlines()[-1])
    assert reached == []
    assert set(modules) <= set(loaded)
    if packages == ("actions",):
        assert "rasa" not in loaded


@pytest.mark.parametrize("path", _files(*PACKAGES), ids=_names(_files(*PACKAGES)))
def test_a_file_is_not_longer_than_a_person_reads_at_once(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


def test_no_sentence_for_people_stands_in_code() -> None:
    literal = (ast.Constant, ast.JoinedStr)
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in _files("actions")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "utter_message"
        for text in [*call.args, *(word.value for word in call.keywords if word.arg == "text")]
        if isinstance(text, literal)
    ]
    assert found == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in _files(*PACKAGES)}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_folder_of_tests_is_a_package() -> None:
    assert _names(sorted((ROOT / "tests").rglob("__init__.py"))) == []


@pytest.mark.parametrize("name", ["pickle", "joblib", "cloudpickle", "dill"])
def test_nothing_is_kept_as_pickle(name: str) -> None:
    assert _importing(_files(*PACKAGES), name) == []
