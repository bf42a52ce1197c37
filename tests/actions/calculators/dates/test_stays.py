"""Stays as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.calculators.dates.stays import read_stays
from actions.calculators.readings import Read, Reading, Refused, Said, Unclear
from actions.calculators.words import read_words
from actions.knowledge.languages import LANGUAGES, Language

TODAY = date(2026, 11, 22)


def read(text: str, language: Language) -> Reading:
    """Read a text."""
    return read_stays(Said(text, TODAY, language, read_words()))


def written(reading: Reading) -> str:
    """Return a reading in one line; stays with their days from and to."""
    if reading is None:
        return "-"
    if isinstance(reading, Refused):
        return f"!{reading.problem.text}"
    assert isinstance(reading, (Read, Unclear))
    stays = reading.value if isinstance(reading, Read) else reading.values
    mark = "" if isinstance(reading, Read) else "?"
    return mark + " + ".join(f"{stay.entered}..{stay.left or ''}" for stay in stays)


MAY = "2026-05-03..2026-05-10"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "3 May 2026 to 10 May 2026", MAY),
        ("en", "from 3 May 2026 until 10 May 2026", MAY),
        ("en", "3 May 2026 - 10 May 2026", MAY),
        ("en", "3 to 10 May 2026", MAY),
        ("en", "3-10 May 2026", MAY),
        ("en", "May 3-10 2026", MAY),
        ("en", "May 3 - 10, 2026", MAY),
        ("en", "from the 3rd to the 10th of May 2026", MAY),
        ("en", "3 May to 10 May 2026", MAY),
        ("en", "2026-05-03 to 2026-05-10", MAY),
        ("en", "3 May 2026 through 10 May 2026", MAY),
        ("en", "I was in from 3 May 2026 to 10 May 2026", MAY),
        ("en", "entered 3 May 2026 and left on 10 May 2026", MAY),
        ("en", "3 May 2026 for 8 days", MAY),
        ("en", "8 days from 3 May 2026", MAY),
        ("en", "20 December 2025 to 5 January 2026", "2025-12-20..2026-01-05"),
        ("en", "20 December to 5 January 2026", "2025-12-20..2026-01-05"),
        ("en", "20 December 2025 to 5 January", "2025-12-20..2026-01-05"),
        ("en", "all of May 2026", "2026-05-01..2026-05-31"),
        ("en", "the whole of February 2024", "2024-02-01..2024-02-29"),
        ("en", "since 1 November 2026", "2026-11-01.."),
        ("en", "1 November 2026 until now", "2026-11-01.."),
        ("en", "two weeks from 3 May 2026", "2026-05-03..2026-05-16"),
        ("en", "3-10 May 2026 and 1-30 June 2026", f"{MAY} + 2026-06-01..2026-06-30"),
        ("en", "3 to 10 May 2026, 1 to 30 June 2026", f"{MAY} + 2026-06-01..2026-06-30"),
        ("en", "3 May 2026 to 10 May 2026; since 1 November 2026", f"{MAY} + 2026-11-01.."),
        ("en", "3 May to 10 May", f"?{MAY} + 2027-05-03..2027-05-10"),
        ("en", "1/5/2026 - 10/5/2026", "?2026-05-01..2026-05-10 + 2026-01-05..2026-10-05"),
        ("en", "1/5/2026 - 2/5/2026 and 1/6/2026 - 2/6/2026", "!one_stay_at_a_time"),
        ("en", "Portugal 3 May 2026 to 10 May 2026", f"?{MAY}"),
        ("en", "3 May 2026", "!stay_needs_two_days"),
        ("en", "10 May 2026 to 3 May 2026", "!left_before_entered"),
        ("en", "30 February 2026 to 3 March 2026", "!no_such_day"),
        ("en", "how many days may I stay", "-"),
        ("en", "what if I stay from 3 May 2026 to 10 May 2026 and then work", "-"),
        ("nl", "3 mei 2026 tot 10 mei 2026", MAY),
        ("nl", "van 3 mei 2026 tot en met 10 mei 2026", MAY),
        ("nl", "3 t/m 10 mei 2026", MAY),
        ("nl", "3-10 mei 2026", MAY),
        ("nl", "van 3 tot 10 mei 2026", MAY),
        ("nl", "3-5-2026 - 10-5-2026", MAY),
        ("nl", "3-5-2026 t/m 10-5-2026", MAY),
        ("nl", "3 mei tot 10 mei 2026", MAY),
        ("nl", "van de 3e tot de 10e mei 2026", MAY),
        ("nl", "8 dagen vanaf 3 mei 2026", MAY),
        ("nl", "heel mei 2026", "2026-05-01..2026-05-31"),
        ("nl", "sinds 1 november 2026", "2026-11-01.."),
        ("nl", "vanaf 1 november 2026", "2026-11-01.."),
        ("nl", "1 november 2026 tot nu", "2026-11-01.."),
        ("nl", "20 december 2025 tot 5 januari 2026", "2025-12-20..2026-01-05"),
        ("nl", "3 t/m 10 mei 2026 en 1 t/m 30 juni 2026", f"{MAY} + 2026-06-01..2026-06-30"),
        ("nl", "3 mei tot 10 mei", f"?{MAY} + 2027-05-03..2027-05-10"),
        ("nl", "3 mei 2026", "!stay_needs_two_days"),
        ("nl", "10 mei 2026 tot 3 mei 2026", "!left_before_entered"),
        ("nl", "wat kost een visum", "-"),
    ],
)
def test_a_text_is_read_as_these_stays(language: Language, text: str, expected: str) -> None:
    assert written(read(text, language)) == expected


@given(days=st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 200)))
def test_two_full_dates_are_a_stay_in_both_languages(days: tuple[date, int]) -> None:
    entered = days[0]
    left = date.fromordinal(entered.toordinal() + days[1])
    for language, until in (("en", "to"), ("nl", "tot")):
        reading = read(f"{entered} {until} {left}", language)  # type: ignore[arg-type]
        assert written(reading) == f"{entered}..{left}"


@given(text=st.text(max_size=60), language=st.sampled_from(LANGUAGES))
def test_any_text_is_read_without_an_error(text: str, language: Language) -> None:
    written(read(text, language))
