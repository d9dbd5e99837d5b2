"""Choose, group and order the occasions that /upcoming and /today list.

It makes no words: views/agenda.py does.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from data.calendar.almanac import Almanac
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind
from handlers.callbacks.browsing import AgendaKind, OpenAgenda

FURTHEST = timedelta(days=730)
"""How far ahead the next occasion is searched for when the span asked for is empty."""

_EVENT_KINDS = {
    AgendaKind.OWN: EventKind.OWN,
    AgendaKind.PARTICIPATION: EventKind.PARTICIPATION,
    AgendaKind.PARTNER: EventKind.PARTNER,
}
_ISSUES = (OccasionKind.BULLETIN, OccasionKind.JOURNAL)


class AgendaGroup(StrEnum):
    """The part of a list a row belongs to: under way, with a date, or without one."""

    OPEN = "open"
    DATED = "dated"
    UNSCHEDULED = "unscheduled"


@dataclass(frozen=True, slots=True)
class Listing:
    """The occasions from first to last, in the order shown.

    rows exclude what is over. following is the next occasion after a span that has none. without_plan
    names the years of the span that have no plan, unless the span is over. Issues of the periodicals come
    every week, so they alone do not fill a span.
    """

    request: OpenAgenda
    first: date
    last: date
    rows: tuple[tuple[AgendaGroup, Occasion], ...]
    following: Occasion | None
    without_plan: tuple[int, ...]

    @property
    def dated(self) -> tuple[Occasion, ...]:
        """Return the occasions that have a date, in their order."""
        return tuple(occasion for group, occasion in self.rows if group is not AgendaGroup.UNSCHEDULED)

    @property
    def is_empty(self) -> bool:
        """Return whether the span has neither an event nor a city day."""
        return not _has_more_than_issues(self.dated)

    @property
    def has_named_day(self) -> bool:
        """Return whether an occasion, or an issue, falls on exact days."""
        return any(occasion.when.is_day for occasion in self.dated)


def list_occasions(almanac: Almanac, request: OpenAgenda, today: date) -> Listing:
    """Return what a request of /upcoming lists on this day."""
    first, last = span(request, today)
    undated = [] if request.month else undated_in(almanac, request.kind, (first.year, last.year))
    return _listing_of_span(almanac, request, (first, last, today), undated)


def list_today(almanac: Almanac, today: date) -> Listing:
    """Return what is on today.

    If nothing falls on exactly this day, the listing also has what comes next.
    """
    listing = _listing_of_span(almanac, OpenAgenda(days=1), (today, today, today), [])
    if listing.has_named_day or listing.following is not None:
        return listing
    return replace(listing, following=next_after(almanac, today, AgendaKind.ALL))


def _listing_of_span(
    almanac: Almanac, request: OpenAgenda, days: tuple[date, date, date], undated: list[Occasion]
) -> Listing:
    first, last, today = days
    found = select(almanac.occasions(first, last), request.kind, min(first, today))
    rows = [(group_of(occasion, today), occasion) for occasion in found]
    rows += [(AgendaGroup.UNSCHEDULED, occasion) for occasion in undated]
    following = None if _has_more_than_issues(found) else next_after(almanac, last, request.kind)
    # the dates of a past span will not change, so a missing plan does not matter
    years = range(first.year, last.year + 1) if last >= today else ()
    missing = tuple(year for year in years if almanac.plan(year) is None)
    return Listing(request, first, last, tuple(rows), following, missing)


def span(request: OpenAgenda, today: date) -> tuple[date, date]:
    """Return the first and the last day a request asks for.

    Days of the current month that have passed are left out. A past month is whole.
    """
    if not request.month:
        return today, today + timedelta(days=request.days)
    year, month = divmod(request.month, 100)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return (max(first, today) if last >= today else first), last


def select(occasions: Iterable[Occasion], kind: AgendaKind, since: date) -> list[Occasion]:
    """Return the occasions of the kind that are not over before a day.

    Of each periodical only the next issue is kept.
    """
    chosen: list[Occasion] = []
    issued: set[OccasionKind] = set()
    for occasion in occasions:
        if not is_of_kind(occasion, kind) or occasion.when.is_over(since):
            continue
        if occasion.kind in _ISSUES:
            if occasion.kind in issued:
                continue
            issued.add(occasion.kind)
        chosen.append(occasion)
    return chosen


def is_of_kind(occasion: Occasion, kind: AgendaKind) -> bool:
    """Return whether a list of this kind shows the occasion.

    The list of city days includes the jubilees.
    """
    if not occasion.listed:
        return False
    if kind is AgendaKind.JUBILEES:
        return occasion.kind is OccasionKind.JUBILEE
    if kind is AgendaKind.CITY_DAYS:
        return occasion.kind in (OccasionKind.JUBILEE, OccasionKind.CITY_DAY)
    if kind in _EVENT_KINDS:
        return occasion.event is not None and occasion.event.kind is _EVENT_KINDS[kind]
    return True


def group_of(occasion: Occasion, today: date) -> AgendaGroup:
    """Return the group a row belongs to. Rows keep the calendar's order in each group."""
    when = occasion.when
    if when.begins is None:
        return AgendaGroup.UNSCHEDULED
    # a deadline has no start, nothing goes on before it
    has_begun = when.start is not None and when.start < today
    return AgendaGroup.OPEN if has_begun and not when.is_over(today) else AgendaGroup.DATED


def undated_in(almanac: Almanac, kind: AgendaKind, years: Iterable[int]) -> list[Occasion]:
    """Return the events without a date in the plans of these years, except the cancelled."""
    found = (occasion for year in sorted(set(years)) for occasion in almanac.unscheduled(year))
    return [one for one in found if is_of_kind(one, kind) and not one.is_cancelled]


def next_after(almanac: Almanac, day: date, kind: AgendaKind) -> Occasion | None:
    """Return the first event or city day of the kind that begins after the day.

    Cancelled events and issues are passed over. None if there is nothing within two years.
    """
    ahead = almanac.occasions(day + timedelta(days=1), day + FURTHEST)
    beginning = (o for o in ahead if o.when.begins is not None and o.when.begins > day)
    return next((o for o in beginning if _can_be_next(o, kind)), None)


def _can_be_next(occasion: Occasion, kind: AgendaKind) -> bool:
    return is_of_kind(occasion, kind) and occasion.kind not in _ISSUES and not occasion.is_cancelled


def _has_more_than_issues(occasions: Iterable[Occasion]) -> bool:
    return any(occasion.kind not in _ISSUES for occasion in occasions)
