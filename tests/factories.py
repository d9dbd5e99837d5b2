"""Values with defaults, for tests that care about one or two of their fields."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.settings import Settings, load_settings
from data.calendar.cities import Cases, City, Territory
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, EventStatus, Occurrence, Plan, PlanEvent
from data.store.broadcasts.editorial import EditorContent, FormattedText


def day_of(start: date, end: date | None = None) -> ImpreciseDate:
    """Return a date that is known to the day, or a run of days."""
    last = end or start
    precision = Precision.DAY if last == start else Precision.DAYS
    return ImpreciseDate(start.isoformat(), precision, start, last)


def plain_content(text: str) -> EditorContent:
    """Return an editor's text without formatting."""
    return EditorContent(FormattedText(text))


def event(number: int, title: str = "Форум", status: EventStatus = EventStatus.PLANNED) -> PlanEvent:
    """Return an event of the Assembly's own with this id, without a place and a date."""
    return PlanEvent(str(number), 1, 1, None, title, EventKind.OWN, (), id=number, status=status)


def dated(day: date, title: str = "Форум") -> PlanEvent:
    """Return an event of that day that is not stored yet."""
    return replace(event(0, title), occurrences=(Occurrence(None, day_of(day)),))


def placed(number: int) -> PlanEvent:
    """Return an event with this id and one place and date, both unknown."""
    return replace(event(number), occurrences=(Occurrence(None, None),))


def on(number: int, start: date, end: date | None = None) -> Occasion:
    """Return the occasion of an own event with this id on a day, or on a run of days."""
    return _occasion(number, start.year, day_of(start, end))


def within(number: int, first: date, last: date) -> Occasion:
    """Return the occasion of an own event with this id some day of a month or another window."""
    return _occasion(number, first.year, ImpreciseDate("месяц", Precision.MONTH, first, last))


def cancelled(occasion: Occasion) -> Occasion:
    """Return the same occasion with its event cancelled."""
    assert occasion.event is not None
    return replace(occasion, event=replace(occasion.event, status=EventStatus.CANCELLED))


def plan(year: int, events: Iterable[PlanEvent] = ()) -> Plan:
    """Return a plan of the year with these events and no cities."""
    return Plan("План", year, tuple(events), (), ())


def settings_over(database: Path, **more: Any) -> Settings:
    """Return the settings of a bot over this database file. No file of the machine's own is read."""
    return load_settings(_env_file=None, database_url=f"sqlite:///{database}", **more)


def kazan() -> City:
    """Return a city of the catalogue that has no rule for its day."""
    return City(
        id="kazan",
        name="Казань",
        cases=Cases("Казани", "Казани", "Казань", "Казанью", "Казани"),
        preposition="в",
        alt=(),
        old=(),
        latin=("Kazan",),
        country=Territory("Россия", "Russia"),
        region=None,
        is_capital=False,
        lat=55.8,
        lon=49.1,
        zone="Europe/Moscow",
        epoch=1005,
        rules=(),
        rule_text=None,
    )


def _occasion(number: int, year: int, when: ImpreciseDate) -> Occasion:
    return Occasion(f"event:{number}:0", OccasionKind.EVENT, when, year, event=event(number))
