"""Choose the occasions that a request asks for: in its days, without a date, and after it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from data.calendar.almanac import Almanac
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind
from handlers.callbacks.agenda import AgendaKind, OpenAgenda

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
ISSUES = (OccasionKind.BULLETIN, OccasionKind.JOURNAL)
"""Issues of the periodicals come every week or quarter."""


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


def is_asked(occasion: Occasion, request: OpenAgenda) -> bool:
    """Return whether an occasion is of the kind and in the city asked for."""
    is_there = not request.city or (occasion.city is not None and occasion.city.id == request.city)
    return is_there and is_of_kind(occasion, request.kind)


def select(
    occasions: Iterable[Occasion], request: OpenAgenda, today: date, *, is_one_day: bool
) -> Iterator[Occasion]:
    """Yield what is asked for. Of each periodical it is only the next issue.

    A window of more than a month says nothing of a single day.
    """
    issued: set[OccasionKind] = set()
    for occasion in occasions:
        if not is_asked(occasion, request) or (is_one_day and is_wide(occasion)):
            continue
        if occasion.kind in ISSUES:
            if occasion.kind in issued or occasion.when.is_over(today):
                continue
            issued.add(occasion.kind)
        yield occasion


def undated_in(almanac: Almanac, request: OpenAgenda, days: tuple[date, date], today: date) -> list[Occasion]:
    """Return the events without a date in the plans of these years, except the cancelled.

    A list of certain days has none of them, unless it is of a whole year.
    """
    first, last = days
    is_long = request.days >= (SHORTEST_WITH_UNDATED if request.first_day is None else 364)
    if not is_long or last < today:
        return []
    years = range(first.year, last.year + 1)
    found = (occasion for year in years for occasion in almanac.unscheduled(year))
    return [one for one in found if is_asked(one, request) and not one.is_cancelled]


def following(almanac: Almanac, request: OpenAgenda, last: date, today: date) -> tuple[list[Occasion], bool]:
    """Return the next occasions after a span, and whether they are others than asked for.

    Others are those after today. It is empty if there is nothing within two years.
    """
    yesterday = today - timedelta(days=1)
    asked = [one for one in _beginning_after(almanac, max(last, yesterday)) if is_asked(one, request)]
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
        and one.kind not in ISSUES
        and not one.is_cancelled
    ]
