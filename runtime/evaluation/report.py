"""`make evaluate`: accuracy on the development questions, and what it all costs."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from rasa.core.agent import Agent

from actions.knowledge.topics import OUT_OF_SCOPE
from runtime.environment import PROJECT_FOLDER
from runtime.evaluation import costs
from runtime.evaluation.matrix import write_matrix
from runtime.evaluation.questions import Question, read_questions
from runtime.evaluation.scores import Result, confusions, score, scores_by
from runtime.evaluation.server import running_server

RESULTS_FOLDER = PROJECT_FOLDER / "results"


def evaluate(model: Path) -> None:
    """Print the whole report and write the confusion matrix."""
    questions = read_questions()
    agent = Agent.load(str(model))
    results, parse_milliseconds = asyncio.run(_understand(agent, questions))
    _print_accuracy(results)
    _print_costs(questions, parse_milliseconds)
    page = write_matrix(results, RESULTS_FOLDER)
    print(f"\nConfusion matrix: {page.relative_to(PROJECT_FOLDER)}")


async def _understand(
    agent: Agent, questions: Sequence[Question]
) -> tuple[list[Result], list[float]]:
    results, milliseconds = [], []
    await agent.parse_message("warm up")
    for question in questions:
        started = time.process_time()
        parsed = await agent.parse_message(question.text)
        milliseconds.append(1000 * (time.process_time() - started))
        intent = parsed["intent"]
        results.append(Result(question, intent["name"], intent["confidence"]))
    return results, milliseconds


def _print_accuracy(results: list[Result]) -> None:
    inside = [result for result in results if result.in_scope]
    outside = [result for result in results if not result.in_scope]
    print(f"Topic accuracy, in scope    {score(inside)}")
    for title, group in (
        ("language", lambda r: r.question.language),
        ("origin", lambda r: r.question.origin),
        ("topic", lambda r: r.question.topic),
    ):
        print(f"  by {title}")
        for name, part in scores_by(inside, group):
            print(f"    {name:<22}{part}")
    print(f"Out-of-scope recall         {score(outside)}")
    for name, part in scores_by(outside, lambda r: r.question.language):
        print(f"    {name:<22}{part}")
    print("\nConfusions, the surest first (question, topic, understood as, confidence)")
    for wrong in confusions(results):
        text = " ".join(wrong.question.text.split())
        print(
            f"  {wrong.question.id:<6}{wrong.question.topic:<22}{wrong.intent:<22}"
            f"{wrong.confidence:.2f}  {text[:90]}"
        )


def _print_costs(questions: Sequence[Question], parse_milliseconds: Sequence[float]) -> None:
    texts = [question.text for question in questions if question.topic != OUT_OF_SCOPE]
    print("\nCost (CPU time on one core; figures to reach in brackets)")
    print(f"  parse_message, median      {statistics.median(parse_milliseconds):7.1f} ms  (8)")
    with running_server() as server:
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
