"""Choose what is worth telling of a day at first sight: the next occasions and the jubilees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar.almanac import Almanac
from data.calendar.occasions import Occasion, OccasionKind

COMING_SHOWN = 3
JUBILEES_SHOWN = 3

_AHEAD = timedelta(days=400)
"""A year and a month, so that every city has its next day in it."""

_DATES = frozenset({OccasionKind.EVENT, OccasionKind.CITY_DAY, OccasionKind.JUBILEE})


@dataclass(frozen=True, slots=True)
class Highlights:
    """The next occasions, and the jubilees of a year with how many there are in all.

    It is this year while one of its jubilees is still ahead, and the next year after that. jubilees are the
    weightiest of them.
    """

    coming: tuple[Occasion, ...]
    jubilee_year: int
    jubilees: tuple[Occasion, ...]
    jubilee_count: int


def choose_highlights(almanac: Almanac, today: date) -> Highlights:
    """Return what is worth telling on this day.

    Cancelled events and issues of periodicals are left out. A window never stands before a day inside it.
    """
    ahead = (one for one in almanac.occasions(today, today + _AHEAD) if one.kind in _DATES)
    coming = sorted((one for one in ahead if not one.is_cancelled), key=lambda one: _order(one, today))
    year, jubilees = today.year, list(_jubilees(almanac, today.year, today))
    if not jubilees:
        year, jubilees = today.year + 1, list(_jubilees(almanac, today.year + 1, today))
    weightiest = sorted(jubilees, key=_rank)[:JUBILEES_SHOWN]
    return Highlights(tuple(coming[:COMING_SHOWN]), year, tuple(weightiest), len(jubilees))


def _jubilees(almanac: Almanac, year: int, today: date) -> Iterator[Occasion]:
    """Yield the jubilees of a year that are not over, in the order of the calendar."""
    for one in almanac.occasions(date(year, 1, 1), date(year, 12, 31)):
        if one.kind is OccasionKind.JUBILEE and one.year == year and not one.when.is_over(today):
            yield one


def _rank(jubilee: Occasion) -> tuple[int, bool]:
    """Sort by weight, capitals first. The calendar's order stays among equals."""
    return -jubilee.weight, jubilee.city is None or not jubilee.city.is_capital


def _order(occasion: Occasion, today: date) -> tuple[object, ...]:
    """Sort a day by its beginning and a window by its end. What has begun counts as today."""
    when = occasion.when
    day = when.end if when.is_window else when.begins
    return (max(day or date.max, today), when.is_window, occasion.sort_key())
