"""The Markdown files: what they name exists, and they keep to their form."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAX_README_LINES = 100
MAX_RECORD_LINES = 40
RECORD_PARTS = ["Context", "Decision", "Status", "Consequences"]
# What stands in the project's folder and is written by tools, not by people.
WRITTEN_BY_TOOLS = frozenset({"results", "var"})
PACKAGES_OF_OTHERS = "node_modules"

CODE_BLOCK = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
CODE_SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FILE_NAME = re.compile(r"[\w.*<][\w.*<>/-]*\.(?:html|json|jsonl|lock|md|onnx|png|py|toml|yaml|yml)")
FOLDER_NAME = re.compile(r"\.?[\w.*<>-]+(?:/[\w.*<>-]+)*/")
FILE_WITHOUT_ENDING = frozenset({"Makefile", "LICENSE", ".gitignore", ".python-version", ".ci/run"})
PLACEHOLDER = re.compile(r"<[\w-]+>")
VERB = re.compile(r"^([a-z-]+):.*?## (.+)$", re.MULTILINE)
NAMED_VERB = re.compile(r"^\s*make ([a-z-]+)", re.MULTILINE)
MACHINE_PATH = re.compile(
    r"(?<![\w.:/-])/(?:etc|home|opt|private|root|srv|tmp|Users|usr|var|work)/\w|[A-Z]:\\\w|file://"
)
REGISTRY = re.compile(
    r"pypi\.|pythonhosted|npmjs|crates\.io|docker\.(?:io|com)|ghcr\.io|quay\.io|anaconda\.org"
    r"|golang\.org|artifactory|nexus|/simple/",
    re.IGNORECASE,
)


def markdown_files() -> list[Path]:
    """Return the pages of the project, without those of tools and of the environment."""
    folders = [
        folder
        for folder in sorted(ROOT.iterdir())
        if folder.is_dir() and folder.name[0] != "." and folder.name not in WRITTEN_BY_TOOLS
    ]
    nested = [
        page
        for folder in folders
        for page in sorted(folder.rglob("*.md"))
        if PACKAGES_OF_OTHERS not in page.parts
    ]
    return [*sorted(ROOT.glob("*.md")), *nested]


def names(paths: list[Path]) -> list[str]:
    """Return the paths as they are written in the project."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


PAGES = markdown_files()
RECORDS = sorted((ROOT / "docs" / "adr").glob("*.md"))
each_page = pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
each_record = pytest.mark.parametrize("record", RECORDS, ids=names(RECORDS))


def code_spans(text: str) -> list[str]:
    """Return what stands in backticks, outside code blocks."""
    return CODE_SPAN.findall(CODE_BLOCK.sub("", text))


def paths_in(text: str) -> list[str]:
    """Return the files and folders that a text names in backticks."""
    return [
        word
        for span in code_spans(text)
        for word in span.split()
        if FILE_NAME.fullmatch(word) or FOLDER_NAME.fullmatch(word) or word in FILE_WITHOUT_ENDING
    ]


def verbs_in(text: str) -> set[str]:
    """Return the verbs of make that a text names in backticks or in a code block."""
    code = [*code_spans(text), *CODE_BLOCK.findall(text)]
    return {verb for part in code for verb in NAMED_VERB.findall(part)}


def exists(name: str, page: Path) -> bool:
    """Tell whether a name leads to a file, from the page or from the project's folder."""
    pattern = PLACEHOLDER.sub("*", name).rstrip("/")
    return any(
        next(folder.glob(pattern), None) is not None for folder in (page.parent, ROOT)
    ) or is_built(pattern, page)


def is_built(pattern: str, page: Path) -> bool:
    """Tell whether git leaves the file out because it is built."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()]
    here = page.parent.relative_to(ROOT).as_posix()
    return any(
        fnmatch(name, line) or name.startswith(f"{line}/")
        for name in (pattern, f"{here}/{pattern}")
        for line in ignored
    )


def makefile_verbs() -> dict[str, str]:
    """Return the verbs of the Makefile with what it says of them."""
    return dict(VERB.findall((ROOT / "Makefile").read_text("utf-8")))


@each_page
def test_every_file_in_backticks_exists(page: Path) -> None:
    named = paths_in(page.read_text("utf-8"))

    assert [name for name in named if not exists(name, page)] == []


@each_page
def test_every_link_inside_the_project_leads_to_a_file(page: Path) -> None:
    targets = [
        target.partition("#")[0]
        for target in LINK.findall(page.read_text("utf-8"))
        if not target.startswith(("https://", "#"))
    ]

    assert [target for target in targets if not (page.parent / target).exists()] == []


@each_page
def test_every_verb_of_make_that_a_page_names_exists(page: Path) -> None:
    assert verbs_in(page.read_text("utf-8")) - set(makefile_verbs()) == set()


@each_page
def test_no_page_names_a_registry_or_a_path_of_a_machine(page: Path) -> None:
    text = page.read_text("utf-8")

    assert REGISTRY.findall(text) == []
    assert MACHINE_PATH.findall(text) == []


def test_the_table_of_verbs_in_the_readme_is_that_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = re.findall(r"^\| `make ([a-z-]+)` \| (.+) \|$", readme, re.MULTILINE)

    assert dict(table) == makefile_verbs()


def test_the_readme_is_short_and_begins_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    first_block = CODE_BLOCK.search(readme)

    assert len(readme.splitlines()) <= MAX_README_LINES
    assert first_block is not None
    assert NAMED_VERB.findall(first_block.group()) == ["run", "test"]


@pytest.mark.parametrize("name", ["README.md", "SECURITY.md"])
def test_a_page_says_at_its_top_that_this_is_no_official_service(name: str) -> None:
    top = (ROOT / name).read_text("utf-8").split("\n\n")[1]

    assert "not an official service of the IND" in top


@each_record
def test_a_decision_record_is_short_and_has_its_four_parts(record: Path) -> None:
    text = record.read_text("utf-8")
    parts = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert len(text.splitlines()) <= MAX_RECORD_LINES
    assert sorted(parts) == sorted(RECORD_PARTS)


def test_the_decision_records_are_numbered_without_a_hole() -> None:
    numbers = [record.name[:4] for record in RECORDS]

    assert numbers == [f"{number:04}" for number in range(1, len(RECORDS) + 1)]
    for record, number in zip(RECORDS, numbers, strict=True):
        assert record.read_text("utf-8").startswith(f"# {int(number)}. ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see `actions/reply.py` and `data/nlu/`", ["actions/reply.py", "data/nlu/"]),
        ("`python -m pytest tests/content/test_docs.py`", ["tests/content/test_docs.py"]),
        ("`data/nlu/<topic>.yml` or `*.yml`", ["data/nlu/<topic>.yml", "*.yml"]),
        ("`custom.answer`, `application/problem+json`, `https://`, `/restart`", []),
        ("```sh\ncat `nowhere.md`\n```", []),
    ],
)
def test_files_are_told_from_other_words_in_backticks(text: str, found: list[str]) -> None:
    assert paths_in(text) == found


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("`make run` and make sure of it", {"run"}),
        ("```sh\nmake chat\n  make test  # all\n```", {"chat", "test"}),
    ],
)
def test_verbs_are_read_from_code_only(text: str, verbs: set[str]) -> None:
    assert verbs_in(text) == verbs


@pytest.mark.parametrize("text", ["/home/me/x", "see /srv/place", "C:\\Users", "file:///x"])
def test_a_path_of_a_machine_is_recognised(text: str) -> None:
    assert MACHINE_PATH.search(text) is not None


@pytest.mark.parametrize("text", ["http://127.0.0.1:5005/webhooks/rest/webhook", "`data/var/x`"])
def test_an_address_or_a_path_in_the_project_is_no_path_of_a_machine(text: str) -> None:
    assert MACHINE_PATH.search(text) is None
