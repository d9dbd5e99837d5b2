"""Group and order the occasions that /upcoming and /today list.

It makes no words: views/agenda does.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.occasions import Occasion
from handlers.agenda.selection import ISSUES, following, is_wide, select, undated_in
from handlers.callbacks.agenda import OpenAgenda


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
    found = list(select(almanac.occasions(first, last), request, today, is_one_day=first == last))
    rows = [_row(_group_of(one, (first, last), today), one, first) for one in found]
    undated = undated_in(almanac, request, (first, last), today)
    rows += [AgendaRow(AgendaGroup.UNDATED, one, date.max) for one in undated]
    is_elsewhere = False
    if not any(_fills_a_span(row.group, row.occasion) for row in rows):
        next_ones, is_elsewhere = following(almanac, request, last, today)
        rows += [_row(AgendaGroup.FOLLOWING, one, first) for one in next_ones]
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


def _group_of(occasion: Occasion, days: tuple[date, date], today: date) -> AgendaGroup:
    when, (first, last) = occasion.when, days
    if occasion.kind in ISSUES:
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
