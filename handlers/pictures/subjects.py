"""Collect what the pictures of a year show."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar.almanac import Almanac
from data.calendar.occasions import Occasion, OccasionKind

_KINDS = (OccasionKind.JUBILEE, OccasionKind.EVENT, OccasionKind.CITY_DAY)

LONGEST_RUN = timedelta(days=31)
"""What goes on for longer colours its first month only."""

MOST_ROWS = 24
"""Cities listed below the map. A year has some twenty. The others are counted in the last line."""


@dataclass(frozen=True, slots=True)
class YearDays:
    """What a year's sheet shows.

    kinds has the kinds of occasions on each day, most important first. windows counts by month the occasions
    that have no day yet, each in the month its window opens.
    """

    year: int
    kinds: Mapping[date, tuple[OccasionKind, ...]]
    windows: Mapping[int, int]

    def count(self, kind: OccasionKind) -> int:
        """Return on how many days something of a kind is on."""
        return sum(kind in kinds for kinds in self.kinds.values())


def days_of_year(occasions: Iterable[Occasion], year: int) -> YearDays:
    """Sort the occasions of a year by day. Cancelled and periodical ones are left out."""
    kinds: dict[date, set[OccasionKind]] = {}
    windows: dict[int, int] = {}
    for occasion in occasions:
        if occasion.kind not in _KINDS or occasion.is_cancelled:
            continue
        if occasion.when.is_day:
            for day in _days(occasion, year):
                kinds.setdefault(day, set()).add(occasion.kind)
        elif occasion.when.start is not None and occasion.when.start.year == year:
            month = occasion.when.start.month
            windows[month] = windows.get(month, 0) + 1
    return YearDays(
        year, {day: tuple(sorted(found, key=_KINDS.index)) for day, found in kinds.items()}, windows
    )


def year_days(almanac: Almanac, year: int) -> YearDays:
    """Return what the sheet of a year shows."""
    return days_of_year(_occasions(almanac, year), year)


def jubilees(almanac: Almanac, year: int) -> list[Occasion]:
    """Return the jubilees of a year in the order of their dates."""
    return [one for one in _occasions(almanac, year) if one.kind is OccasionKind.JUBILEE and one.year == year]


def _occasions(almanac: Almanac, year: int) -> list[Occasion]:
    return almanac.occasions(date(year, 1, 1), date(year, 12, 31))


def _days(occasion: Occasion, year: int) -> Iterator[date]:
    first, last = occasion.when.start, occasion.when.end
    if first is None or last is None:
        return
    day = max(first, date(year, 1, 1))
    while day <= min(last, first + LONGEST_RUN, date(year, 12, 31)):
        yield day
        day += timedelta(days=1)
