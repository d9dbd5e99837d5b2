"""Compare the days of cities before and after a new edition of a plan."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest

from data.calendar.city_dates import CityDates
from data.calendar.occasions import Occasion
from data.store.editions.change_facts import city_facts
from data.store.revisions import StoredChange

QUIET = "renumbered"
"""The kind of a change that is not notified: a number, an organiser, a note, an age."""
SET = "set"
"""The kind of a change that replaces a calculated day of a city by a known one."""
WITHDRAWN = "withdrawn"
"""The kind of a change after which a city's day is no longer in the plan and is calculated again."""


def city_changes(old: CityDates, new: CityDates, year: int) -> Iterator[StoredChange]:
    """Yield one change for each day of a city in the almanac.

    A row that moved to the other list is the same day.
    """
    were, are = _celebrations(old, year), _celebrations(new, year)
    for city in dict.fromkeys((*are, *were)):
        for before, after in _pairs(were.get(city, {}), are.get(city, {})):
            kind, known = _city_kind(before, after), after or before
            if kind is not None and known is not None:
                yield StoredChange(kind, known.key, city_facts(before), city_facts(after))


def _celebrations(city_dates: CityDates, year: int) -> dict[str, dict[str, Occasion]]:
    """Return the days of each city by key, calculated ones too.

    The outer key is the name that the city has in keys.
    """
    found: dict[str, dict[str, Occasion]] = {}
    for key, occasion in city_dates.year(year).items():
        found.setdefault(key.split(":")[1], {})[key] = occasion
    return found


def _pairs(
    old: Mapping[str, Occasion], new: Mapping[str, Occasion]
) -> Iterator[tuple[Occasion | None, Occasion | None]]:
    """Yield the old and the new day of a city, None where there is none.

    Days with one key are a pair. So are days that changed only their list, or became a jubilee.
    """
    yield from ((old[key], new[key]) for key in old if key in new)
    gone = [one for key, one in old.items() if key not in new]
    come = [one for key, one in new.items() if key not in old]
    yield from zip_longest(gone, come)


def _city_kind(before: Occasion | None, after: Occasion | None) -> str | None:
    """Return the kind of change, or None where nothing changed."""
    if before is None or after is None:
        return "added" if before is None else "removed"
    if after.calculated and not before.calculated:
        return WITHDRAWN
    if _days(before) != _days(after):
        # a calculated day was an estimate of ours, so the organiser has not moved it
        return SET if before.calculated else "moved"
    same = (before.key, before.age, before.calculated) == (after.key, after.age, after.calculated)
    return None if same else QUIET


def _days(occasion: Occasion) -> tuple[bool, date | None, date | None]:
    """Return what followers compare: a window is not the run of days that it spans."""
    return occasion.when.is_day, occasion.when.start, occasion.when.end
