"""Choose, group and order the occasions that /upcoming and /today list.

It makes no words: views/agenda does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind
from handlers.callbacks.browsing import AgendaKind, OpenAgenda

FURTHEST = timedelta(days=730)
"""How far ahead the next occasions are searched for when the span asked for is empty."""

FOLLOWING = 5
"""Occasions listed after a span that has none."""

WIDEST_IN_MONTH = 31
"""Days of a window up to which it is listed under a month."""

SHORTEST_WITH_UNDATED = 7
"""Days ahead from which a list has the events without a date, too."""

_EVENT_KINDS = {
    AgendaKind.OWN: EventKind.OWN,
    AgendaKind.PARTICIPATION: EventKind.PARTICIPATION,
    AgendaKind.PARTNER: EventKind.PARTNER,
}
_ISSUES = (OccasionKind.BULLETIN, OccasionKind.JOURNAL)


class AgendaGroup(StrEnum):
    """The part of a list a row belongs to, in the order of the list.

    RUNNING: days that have begun. OPEN: a window that is open, without a named day. DATED: by the calendar.
    FOLLOWING: what comes after a span that has nothing. POSSIBLE: a window around the only day of the list.
    WIDE: a window of more than a month. UNDATED: no date yet. ISSUES: the bulletin and the journal.
    """

    RUNNING = "running"
    OPEN = "open"
    DATED = "dated"
    FOLLOWING = "following"
    POSSIBLE = "possible"
    WIDE = "wide"
    UNDATED = "undated"
    ISSUES = "issues"


_ORDER = {group: place for place, group in enumerate(AgendaGroup)}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An occasion in a list. anchor is the day it is sorted by, and decides its month."""

    group: AgendaGroup
    occasion: Occasion
    anchor: date

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Sort by group and anchor, days before windows, the narrower first, then by hour."""
        when, clock = self.occasion.when, self.occasion.time
        begins, end = when.begins or date.max, when.end or date.max
        is_window = when.is_window
        return (
            _ORDER[self.group],
            self.anchor,
            is_window,
            date.min if is_window else begins,
            (end - begins).days,
            clock.start if clock else time.min,
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """The occasions of the days first…last, in the order shown.

    Where no event or city day begins there, rows also has the next ones. is_elsewhere tells that those are of
    another kind or of another city than was asked for, because no such one is known. without_plan
    names the years listed that have no plan, unless the span is over. city is the one asked for.
    Issues of the periodicals come every week, so they alone do not fill a span.
    """

    request: OpenAgenda
    first: date
    last: date
    rows: tuple[AgendaRow, ...]
    is_elsewhere: bool
    without_plan: tuple[int, ...]
    city: City | None = None

    @property
    def is_one_day(self) -> bool:
        """Return whether the list is of a single day."""
        return self.first == self.last

    @property
    def is_empty(self) -> bool:
        """Return whether nothing that is not cancelled is known to fall into the span."""
        return not any(_fills_a_span(row.group, row.occasion) for row in self.rows)

    @property
    def dated(self) -> tuple[Occasion, ...]:
        """Return the occasions of the span that have a date, in the order of the almanac."""
        others = (AgendaGroup.FOLLOWING, AgendaGroup.UNDATED)
        found = (row.occasion for row in self.rows if row.group not in others)
        return tuple(sorted(found, key=Occasion.sort_key))

    @property
    def undated(self) -> tuple[Occasion, ...]:
        """Return the events without a date."""
        return self._in_group(AgendaGroup.UNDATED)

    @property
    def following(self) -> tuple[Occasion, ...]:
        """Return what comes after a span that has nothing, in the order shown."""
        return self._in_group(AgendaGroup.FOLLOWING)

    def _in_group(self, group: AgendaGroup) -> tuple[Occasion, ...]:
        return tuple(row.occasion for row in self.rows if row.group is group)


def list_occasions(almanac: Almanac, request: OpenAgenda, today: date) -> Listing:
    """Return what a request lists on this day."""
    first, last = span(request, today)
    found = list(_select(almanac.occasions(first, last), request, today, is_one_day=first == last))
    rows = [_row(_group_of(one, (first, last), today), one, first) for one in found]
    undated = _undated_in(almanac, request, (first, last), today)
    rows += [AgendaRow(AgendaGroup.UNDATED, one, date.max) for one in undated]
    is_elsewhere = False
    if not any(_fills_a_span(row.group, row.occasion) for row in rows):
        following, is_elsewhere = _following(almanac, request, last, today)
        rows += [_row(AgendaGroup.FOLLOWING, one, first) for one in following]
    # the dates of a past span will not change, so a missing plan does not matter
    years = set(range(first.year, last.year + 1)) if last >= today else set()
    years |= {row.occasion.year for row in rows if row.group is AgendaGroup.FOLLOWING}
    missing = tuple(year for year in sorted(years) if almanac.plan(year) is None)
    ordered = tuple(sorted(rows, key=lambda row: row.sort_key))
    city = almanac.cities.by_id.get(request.city)
    return Listing(request, first, last, ordered, is_elsewhere, missing, city)


def span(request: OpenAgenda, today: date) -> tuple[date, date]:
    """Return the first and the last day a request lists.

    Of a span under way, the days that have passed are left out unless the request keeps them.
    """
    first = request.first_day or today
    last = first + timedelta(days=request.days)
    is_under_way = first < today <= last
    return (today if is_under_way and not request.past else first), last


def is_of_kind(occasion: Occasion, kind: AgendaKind) -> bool:
    """Return whether a list of this kind shows the occasion.

    The list of city days includes the jubilees.
    """
    if kind is AgendaKind.JUBILEES:
        return occasion.kind is OccasionKind.JUBILEE
    if kind is AgendaKind.CITY_DAYS:
        return occasion.kind in (OccasionKind.JUBILEE, OccasionKind.CITY_DAY)
    if kind is AgendaKind.EVENTS:
        return occasion.event is not None
    if kind in _EVENT_KINDS:
        return occasion.event is not None and occasion.event.kind is _EVENT_KINDS[kind]
    return True


def is_wide(occasion: Occasion) -> bool:
    """Return whether the date is a window of more than a month."""
    when = occasion.when
    if when.begins is None or when.end is None or not when.is_window:
        return False
    return (when.end - when.begins).days >= WIDEST_IN_MONTH


def _is_asked(occasion: Occasion, request: OpenAgenda) -> bool:
    is_there = not request.city or (occasion.city is not None and occasion.city.id == request.city)
    return is_there and is_of_kind(occasion, request.kind)


def _select(
    occasions: Iterable[Occasion], request: OpenAgenda, today: date, *, is_one_day: bool
) -> Iterator[Occasion]:
    """Yield what is asked for. Of each periodical it is only the next issue.

    A window of more than a month says nothing of a single day.
    """
    issued: set[OccasionKind] = set()
    for occasion in occasions:
        if not _is_asked(occasion, request) or (is_one_day and is_wide(occasion)):
            continue
        if occasion.kind in _ISSUES:
            if occasion.kind in issued or occasion.when.is_over(today):
                continue
            issued.add(occasion.kind)
        yield occasion


def _group_of(occasion: Occasion, days: tuple[date, date], today: date) -> AgendaGroup:
    when, (first, last) = occasion.when, days
    if occasion.kind in _ISSUES:
        return AgendaGroup.ISSUES
    # a deadline has no start: nothing goes on before it
    is_open_window = when.is_window and when.start is not None
    if first == last:
        return AgendaGroup.POSSIBLE if is_open_window else AgendaGroup.DATED
    if when.start is not None and first <= today <= last:
        if is_open_window and when.start <= today and not when.is_over(today):
            return AgendaGroup.OPEN
        if not is_open_window and when.start < today and not when.is_over(today):
            return AgendaGroup.RUNNING
    return AgendaGroup.WIDE if is_wide(occasion) else AgendaGroup.DATED


def _row(group: AgendaGroup, occasion: Occasion, first: date) -> AgendaRow:
    """Return the row of a dated occasion.

    A day stands where it begins. A window stands where it ends, so that no day inside it comes later.
    """
    when = occasion.when
    anchor = when.end if when.is_window else when.begins
    return AgendaRow(group, occasion, max(anchor or date.max, first))


def _fills_a_span(group: AgendaGroup, occasion: Occasion) -> bool:
    return group in (AgendaGroup.RUNNING, AgendaGroup.DATED) and not occasion.is_cancelled


def _undated_in(
    almanac: Almanac, request: OpenAgenda, days: tuple[date, date], today: date
) -> list[Occasion]:
    """Return the events without a date in the plans of these years, except the cancelled.

    A list of certain days has none of them, unless it is of a whole year.
    """
    first, last = days
    is_long = request.days >= (SHORTEST_WITH_UNDATED if request.first_day is None else 364)
    if not is_long or last < today:
        return []
    years = range(first.year, last.year + 1)
    found = (occasion for year in years for occasion in almanac.unscheduled(year))
    return [one for one in found if _is_asked(one, request) and not one.is_cancelled]


def _following(almanac: Almanac, request: OpenAgenda, last: date, today: date) -> tuple[list[Occasion], bool]:
    """Return the next occasions after a span, and whether they are others than asked for.

    Others are those after today. It is empty if there is nothing within two years.
    """
    yesterday = today - timedelta(days=1)
    asked = [one for one in _beginning_after(almanac, max(last, yesterday)) if _is_asked(one, request)]
    chosen = asked or _beginning_after(almanac, yesterday)
    # a window of months says little of what comes next
    narrow = [one for one in chosen if not is_wide(one)] or chosen
    return narrow[:FOLLOWING], bool(narrow) and not asked


def _beginning_after(almanac: Almanac, day: date) -> list[Occasion]:
    """Return the events and city days that begin after the day, except what is cancelled."""
    return [
        one
        for one in almanac.occasions(day + timedelta(days=1), day + FURTHEST)
        if one.when.begins is not None
        and one.when.begins > day
        and one.kind not in _ISSUES
        and not one.is_cancelled
    ]
