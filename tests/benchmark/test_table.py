"""The table sets the two sides beside each other."""

from __future__ import annotations

from dataclasses import replace

from tests.benchmark.__main__ import table
from tests.benchmark.figures import Figures

OURS = Figures(
    topic={"dev": 90.0, "own": 80.0},
    out_of_scope={"dev": 95.0, "own": 85.0},
    parse_cpu=5,
    turn_cpu=10,
    turn_p50=12,
    turn_p95=20,
    training_cpu=50,
    start_seconds=10,
    start_cpu=8,
    memory=400,
    environment=800,
)


def test_every_figure_has_a_line_with_the_ratio() -> None:
    theirs = replace(OURS, turn_cpu=40, memory=1_400, topic={"dev": 70.0, "own": 60.0})
    lines = table(["stock", "ours"], theirs, OURS).splitlines()

    assert lines[0] == "|  | stock | ours | ratio |"
    assert "| topic right, development set | 70.0 % | 90.0 % |  |" in lines
    assert "| REST turn, CPU, mean | 40.0 ms | 10.0 ms | 4.0 |" in lines
    assert "| resident memory of the server | 1,400 MB | 400 MB | 3.5 |" in lines


def test_the_goal_is_reached_or_says_by_how_much_it_is_not() -> None:
    theirs = replace(OURS, turn_cpu=40, memory=1_000)

    goal = table(["stock", "ours"], theirs, OURS).splitlines()[-1]

    assert "less CPU for a turn (reached)" in goal
    assert "a third of the memory (not reached: 2.5)" in goal
