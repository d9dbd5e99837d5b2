"""A table of date wordings of a plan for 2025, in wordings_2025.txt beside this file."""

from datetime import date

import pytest

from data.calendar.dates import Precision
from data.calendar.wording import TimedDate, find_dates
from tests.calendar.wordings import ROWS

YEAR = 2025
DOUBTED = "!"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_wording_is_read_whole_or_doubted(text: str, expected: str) -> None:
    """Each wording gives its dates and nothing is left over, or it is invalid or told as unread."""
    read = find_dates(text, YEAR)
    if expected == DOUBTED:
        assert read.unread or any(dated.when.precision is Precision.INVALID for dated in read.dates)
    else:
        assert (" + ".join(map(_shown, read.dates)), read.unread) == (expected, ())


def test_dash_of_the_symbol_font_is_a_dash() -> None:
    """Word keeps that dash as a private character: «1–5 мая» typed with it is no 15 May."""
    assert [_shown(dated) for dated in find_dates("1\uf02d5 мая", YEAR).dates] == ["days 05-01 05-05"]
    assert find_dates("1\ue0005 мая", YEAR).dates[0].when.precision is Precision.INVALID


def _shown(dated: TimedDate) -> str:
    when = dated.when
    recurrence = when.recurrence.value if when.recurrence else "-"
    days = [] if when.end is None else [_day(day) for day in dict.fromkeys((when.start, when.end)) if day]
    words = [when.precision.value, *days]
    if when.precision is Precision.RECURRING:
        words.append(recurrence)
    if when.tbc:
        words.append("~")
    if dated.time is not None:
        end = f"-{dated.time.end:%H:%M}" if dated.time.end else ""
        words += ["@", f"{dated.time.start:%H:%M}{end}"]
    return " ".join(words)


def _day(day: date) -> str:
    return f"{day:%m-%d}" if day.year == YEAR else day.isoformat()
