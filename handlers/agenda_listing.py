"""What a list of coming occasions holds: chosen, grouped and put in order; no words."""

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
"""How far ahead the next thing is looked for when the asked span is empty."""

_EVENT_KINDS = {
    AgendaKind.OWN: EventKind.OWN,
    AgendaKind.PARTICIPATION: EventKind.PARTICIPATION,
    AgendaKind.PARTNER: EventKind.PARTNER,
}
_ISSUES = (OccasionKind.BULLETIN, OccasionKind.JOURNAL)


class AgendaGroup(StrEnum):
    """Under which heading of the agenda a row stands: begun before today, by date, without a date."""

    OPEN = "open"
    DATED = "dated"
    UNSCHEDULED = "unscheduled"


@dataclass(frozen=True, slots=True)
class Listing:
    """The occasions of first…last, in the order in which they are shown.

    following is the next thing after a span that has none. without_plan are the years touched without a plan,
    unless the span is over. Issues of the periodicals always come, so they alone do not fill a span.
    """

    request: OpenAgenda
    first: date
    last: date
    rows: tuple[tuple[AgendaGroup, Occasion], ...]
    following: Occasion | None
    without_plan: tuple[int, ...]

    @property
    def dated(self) -> tuple[Occasion, ...]:
        """Everything that has a date, in its order."""
        return tuple(occasion for group, occasion in self.rows if group is not AgendaGroup.UNSCHEDULED)

    @property
    def is_empty(self) -> bool:
        """Whether the span has no event and no day of a city."""
        return not _has_more_than_issues(self.dated)

    @property
    def has_named_day(self) -> bool:
        """Whether a row, be it an issue, falls on days that are named."""
        return any(occasion.when.is_day for occasion in self.dated)


def list_occasions(almanac: Almanac, request: OpenAgenda, today: date) -> Listing:
    """What a request of /upcoming shows on this day."""
    first, last = span(request, today)
    undated = [] if request.month else undated_in(almanac, request.kind, (first.year, last.year))
    return _list(almanac, request, (first, last, today), undated)


def list_today(almanac: Almanac, today: date) -> Listing:
    """List what is on today and which spans have begun; what is next where no day of today's is named."""
    listing = _list(almanac, OpenAgenda(days=1), (today, today, today), [])
    if listing.has_named_day or listing.following is not None:
        return listing
    return replace(listing, following=next_after(almanac, today, AgendaKind.ALL))


def _list(
    almanac: Almanac, request: OpenAgenda, days: tuple[date, date, date], undated: list[Occasion]
) -> Listing:
    first, last, today = days
    found = select(almanac.occasions(first, last), request.kind, min(first, today))
    rows = [(group_of(occasion, today), occasion) for occasion in found]
    rows += [(AgendaGroup.UNSCHEDULED, occasion) for occasion in undated]
    following = None if _has_more_than_issues(found) else next_after(almanac, last, request.kind)
    # of a span that is over nothing will move any more, and no plan is awaited
    years = range(first.year, last.year + 1) if last >= today else ()
    missing = tuple(year for year in years if almanac.plan(year) is None)
    return Listing(request, first, last, tuple(rows), following, missing)


def span(request: OpenAgenda, today: date) -> tuple[date, date]:
    """The first and the last day asked for; of a month only what is left of it, of a past one all of it."""
    if not request.month:
        return today, today + timedelta(days=request.days)
    year, month = divmod(request.month, 100)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return (max(first, today) if last >= today else first), last


def select(occasions: Iterable[Occasion], kind: AgendaKind, since: date) -> list[Occasion]:
    """Return those of the kind that are not over before a day; of each periodical only the nearest issue."""
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
    """Whether a list of this kind shows the occasion; days of cities include the jubilees."""
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
    """Return the heading under which it stands; the order of rows is the calendar's in each group."""
    when = occasion.when
    if when.begins is None:
        return AgendaGroup.UNSCHEDULED
    # a deadline has no start, nothing goes on before it
    has_begun = when.start is not None and when.start < today
    return AgendaGroup.OPEN if has_begun and not when.is_over(today) else AgendaGroup.DATED


def undated_in(almanac: Almanac, kind: AgendaKind, years: Iterable[int]) -> list[Occasion]:
    """Return the events of these years' plans that have no date yet; one that is cancelled gets none."""
    found = (occasion for year in sorted(set(years)) for occasion in almanac.unscheduled(year))
    return [one for one in found if is_of_kind(one, kind) and not one.is_cancelled]


def next_after(almanac: Almanac, day: date, kind: AgendaKind) -> Occasion | None:
    """Return the first event or day of a city of the kind that begins after the day and is not called off."""
    ahead = almanac.occasions(day + timedelta(days=1), day + FURTHEST)
    beginning = (o for o in ahead if o.when.begins is not None and o.when.begins > day)
    return next((o for o in beginning if _may_follow(o, kind)), None)


def _may_follow(occasion: Occasion, kind: AgendaKind) -> bool:
    return is_of_kind(occasion, kind) and occasion.kind not in _ISSUES and not occasion.is_cancelled


def _has_more_than_issues(occasions: Iterable[Occasion]) -> bool:
    return any(occasion.kind not in _ISSUES for occasion in occasions)
