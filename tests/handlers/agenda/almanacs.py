"""Almanacs of a few dated events, for tests of lists."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventKind, EventStatus, Occurrence
from tests.factories import event, plan
from tests.plan_2020 import cities_2020

ANY_DAY = st.dates(date(2027, 1, 1), date(2027, 12, 31))
ANY_DATE = ANY_DAY.flatmap(
    lambda day: st.sampled_from(
        [
            day.isoformat(),
            f"{day:%Y-%m}",
            f"{day}…{day + timedelta(days=4)}",
            f"{day}?{day + timedelta(days=40)}",
            f"…{day}",
            "2027",
        ]
    )
)
"""Days, months, runs of days, windows over two months, deadlines and a year, as `when` reads them."""


def when(text: str) -> ImpreciseDate:
    """Return the date that a text names in one of six forms.

    «2027-05-05» is a day, «2027-05-05…2027-05-07» a run of days, «2027-05-05?2027-06-07» some day of a span,
    «…2027-05-05» a deadline, «2027-05» a month, «2027» a year."""
    if text.startswith("…"):
        return ImpreciseDate("", Precision.DEADLINE, None, date.fromisoformat(text[1:]))
    if "?" in text:
        begin, end = (date.fromisoformat(day) for day in text.split("?"))
        return ImpreciseDate("", Precision.PART, begin, end)
    first, _, last = text.partition("…")
    if len(first) == 4:
        return ImpreciseDate("", Precision.YEAR, date(int(first), 1, 1), date(int(first), 12, 31))
    if len(first) == 7:
        begin = date.fromisoformat(f"{first}-01")
        end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return ImpreciseDate("", Precision.MONTH, begin, end)
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return ImpreciseDate("", Precision.DAYS if last else Precision.DAY, begin, end)


def almanac_of(
    *dates: str, cancelled: int | None = None, kind: EventKind = EventKind.OWN, title: str = "Событие"
) -> Almanac:
    """Return an almanac of 2027 with one event for each date.

    cancelled is the number of the one that is cancelled. An empty date leaves the event without one.
    """
    events = [
        replace(
            event(number, f"{title} {number}"),
            kind=kind,
            occurrences=(Occurrence(None, when(text)),) if text else (),
            status=EventStatus.CANCELLED if number == cancelled else EventStatus.PLANNED,
        )
        for number, text in enumerate(dates, 1)
    ]
    return Almanac(cities_2020(), {2027: plan(2027, events)})
