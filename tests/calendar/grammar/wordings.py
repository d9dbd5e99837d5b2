"""Test tool: load the table of date wordings for 2025, whose head explains its columns."""

from datetime import date
from pathlib import Path

from data.calendar.imprecise_dates import Precision
from data.calendar.wording import TimedDate

YEAR = 2025

_TABLE = Path(__file__).with_name("wordings_2025.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.rsplit(" | ", 1) for line in _TABLE if line and not line.startswith("#")]


def in_short(dated: TimedDate) -> str:
    """Write a date as the table does."""
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
