"""`make evaluate`: what the running server does right and wrong, and what it all costs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from runtime.environment import PROJECT_FOLDER
from runtime.evaluation import costs
from runtime.evaluation.asking import Asked, ask_set
from runtime.evaluation.matrix import write_matrix
from runtime.evaluation.questions import SETS, read_set
from runtime.evaluation.scores import LANGUAGES, Row, by_topic, failures, rows
from runtime.evaluation.server import RunningServer, running_server
from runtime.evaluation.verdict import Verdict

RESULTS_FOLDER = PROJECT_FOLDER / "results"
LONGEST_TEXT = 110


def evaluate(model: Path) -> None:
    """Print the whole report and write the confusion matrix."""
    with running_server() as server:
        asked = [ask_set(server.url, read_set(name)) for name in SETS]
        for part in asked:
            _print_set(part)
        _print_costs(server, model, asked[0])
    page = write_matrix([v for part in asked for v in part.questions], RESULTS_FOLDER)
    print(f"\nConfusion matrix: {page.relative_to(PROJECT_FOLDER)}")


def _print_set(asked: Asked) -> None:
    turns = sum(len(turns) for turns in asked.dialogues)
    print(
        f"\n{asked.title}: {len(asked.questions)} questions, "
        f"{len(asked.dialogues)} conversations of {turns} turns\n"
    )
    titles = ("", "all", *LANGUAGES, "en - nl")
    print(_line(titles))
    for row in rows(asked):
        print(_line(_cells(row)))
    print(f"\n{'Topic':<30}{'topic right':<20}article right, or offered")
    for topic, right, found in by_topic(asked.questions):
        print(f"{topic:<30}{right!s:<20}{found}")
    wrong = failures(asked)
    print(f"\nNot as expected: {len(wrong)}. ! is wrong and confident\n")
    for verdict in wrong:
        _print_failure(verdict)


def _cells(row: Row) -> tuple[str, ...]:
    difference = "" if row.difference is None else f"{row.difference:+.1f}"
    parts = [str(row.by_language[language]) for language in LANGUAGES]
    return (row.name, str(row.all), *parts, difference)


def _line(cells: Sequence[str]) -> str:
    return f"{cells[0]:<30}" + "".join(f"{cell:<20}" for cell in cells[1:])


def _print_failure(verdict: Verdict) -> None:
    question, expected, given = verdict.question, verdict.question.expected, verdict.given
    text = " ".join(question.text.split())
    mark = "!" if verdict.wrong_and_confident else " "
    offered = f" {', '.join(given.choices)}" if given.outcome == "clarification" else ""
    words = f", saying {', '.join(expected.words)}" if expected.words else ""
    print(f"{mark} {question.id:<8}{question.language:<6}{text[:LONGEST_TEXT]}")
    print(f"    expected  {' / '.join(expected.outcomes)} {', '.join(expected.articles)}{words}")
    print(f"    got       {given.outcome} {given.article or ''}{offered} ({given.confidence:.2f})")


def _print_costs(server: RunningServer, model: Path, asked: Asked) -> None:
    texts = [verdict.question.text for verdict in asked.questions if verdict.in_scope]
    print("\nCost (CPU time on one core; figures to reach in brackets)")
    print(f"  parse_message, median      {costs.parse_cpu_milliseconds(model, texts):7.1f} ms  (8)")
    turn = costs.turn_cpu_milliseconds(server, texts)
    memory = server.process.memory_info().rss / costs.MEGABYTE
    print(f"  REST turn, mean            {turn:7.1f} ms  (20)")
    print(f"  server, resident memory    {memory:7.0f} MB  (450)")
    print(
        f"  server, ready after        {server.ready_seconds:7.1f} s   (15), "
        f"{server.ready_cpu_seconds:.1f} s of CPU"
    )
    environment = costs.folder_megabytes(PROJECT_FOLDER / ".venv")
    print(f"  environment                {environment:7.0f} MB  (1,000)")
    print(f"  training from scratch      {costs.training_cpu_seconds():7.1f} s   (90)")
