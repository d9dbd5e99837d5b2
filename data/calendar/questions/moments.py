"""Read a day with a clock time: «среда 15:00», «12 марта в 10», “tomorrow at 9”."""

import re
from datetime import date, datetime, time, timedelta

from data.calendar.questions.spans import read_span

_CLOCK = re.compile(
    r"(?:\b(?:в|во|к|at|by)\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})\s*\Z"
    r"|\b(?:в|во|к|at|by)\s+(?P<whole>\d{1,2})(?:\s*(?:ч|час|часа|часов|o'clock)\.?)?\s*\Z",
    re.IGNORECASE,
)
LONGEST_MOMENT = 100
"""Characters of a text that may name a day and a clock time."""


def read_moment(text: str, now: datetime) -> datetime | None:
    """Return the local day and time that a text names, without a zone.

    None unless it names exactly one.

    now is the local time, without a zone. A time without a day is the next one. Never raises.
    """
    text = text.strip()
    clock = _CLOCK.search(text) if len(text) <= LONGEST_MOMENT else None
    if clock is None:
        return None
    hour, minute = int(clock["hour"] or clock["whole"]), int(clock["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    at, words = time(hour, minute), text[: clock.start()].strip(" ,")
    day = _day(words, now.date()) if words else _next_day(at, now)
    return None if day is None else datetime.combine(day, at)


def _day(words: str, today: date) -> date | None:
    # «среда» names a day like «в среду»
    span = read_span(words, today) or read_span(f"в {words}", today)
    if span is None or span.missing_day is not None or span.first != span.last:
        return None
    return span.first


def _next_day(at: time, now: datetime) -> date:
    return now.date() if at > now.time() else now.date() + timedelta(days=1)
