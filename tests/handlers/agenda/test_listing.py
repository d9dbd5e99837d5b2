"""The contents of a list, their order, and the hint after an empty span."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.occasions import OccasionKind
from data.calendar.plan import EventKind
from handlers.agenda.listing import AgendaGroup, AgendaRow, Listing, list_occasions, span
from handlers.agenda.selection import FOLLOWING
from handlers.callbacks.agenda import AgendaKind, OpenAgenda
from tests.handlers.agenda.almanacs import ANY_DATE, ANY_DAY, almanac_of
from tests.plan_2020 import cities_2020, plan_2020

ISSUES = (OccasionKind.BULLETIN, OccasionKind.JOURNAL)
PLAIN = Almanac(cities_2020(), {})
YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def numbers(listing: Listing, *groups: AgendaGroup) -> list[int]:
    """Return the numbers of the events in these groups, or in all, in their order."""
    rows = (row for row in listing.rows if not groups or row.group in groups)
    return [row.occasion.event.id for row in rows if row.occasion.event is not None]


def asked(almanac: Almanac, today: str, **request: object) -> Listing:
    """Return the listing of a day with events only."""
    wanted = OpenAgenda.model_validate({"kind": AgendaKind.EVENTS, **request})
    return list_occasions(almanac, wanted, date.fromisoformat(today))


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("2027-02-05", "2027-02", "2027-03-01"), [1, 2, 3]),
        (("2027-03", "2027-02-28", "2027-03-01", "2027-03-31"), [2, 3, 4, 1]),
        (("2027-02-03…2027-02-20", "2027-02-03", "2027-01-12"), [3, 2, 1]),
        (("2027-02-20?2027-03-05", "2027-03-05", "2027-03-06", "2027-02"), [4, 2, 1, 3]),
        (("…2027-05-05", "2027-05-05", "2027-05-04"), [3, 2, 1]),
        (("2027-02-01?2027-12-01", "2027-11-30", "", "2027-12"), [2, 4, 1, 3]),
    ],
)
def test_no_window_stands_before_a_day_inside_it(dates: tuple[str, ...], order: list[int]) -> None:
    """Days are sorted by their first, then by width. A window stands where it ends."""
    assert numbers(asked(almanac_of(*dates), "2027-01-10", days=360)) == order


def test_what_is_under_way_stands_first() -> None:
    """Days that have begun come first, then open windows. What ended yesterday is gone."""
    dates = ("2027-02", "2027-02-08…2027-02-12", "2027-02-09", "2027-02-10", "2027-02-10?2027-04-10", "2027")
    listing = asked(almanac_of(*dates), "2027-02-10", days=90)
    assert numbers(listing, AgendaGroup.RUNNING) == [2]
    assert numbers(listing, AgendaGroup.OPEN) == [1, 5, 6]
    assert numbers(listing) == [2, 1, 5, 6, 4]


def test_past_month_shows_what_was() -> None:
    """A month that is over is whole, and a plan that is missing for it does not matter."""
    february = OpenAgenda(kind=AgendaKind.EVENTS).over(date(2027, 2, 1), date(2027, 2, 28))
    listing = list_occasions(almanac_of("2027-02-05", "2027-02"), february, date(2027, 4, 10))
    assert numbers(listing) == [1, 2]
    assert {row.group for row in listing.rows} == {AgendaGroup.DATED}
    everything = february.model_copy(update={"kind": AgendaKind.ALL})
    assert list_occasions(PLAIN, everything, date(2027, 4, 10)).without_plan == ()


def test_span_under_way_leaves_out_what_is_over() -> None:
    """Of a month under way the rest is listed, unless the request keeps the past."""
    almanac, today = almanac_of("2027-02-05", "2027-02-20"), date(2027, 2, 10)
    february = OpenAgenda(kind=AgendaKind.EVENTS).over(date(2027, 2, 1), date(2027, 2, 28))
    assert numbers(list_occasions(almanac, february, today)) == [2]
    kept = february.model_copy(update={"past": True})
    assert numbers(list_occasions(almanac, kept, today)) == [1, 2]


def test_empty_span_goes_on_to_the_next_five() -> None:
    """The next ones begin after the span. Cancelled events and wide windows are passed over."""
    dates = ("2027-06-20", "2027-07-05", "2027-06-30", "2027-06", "2027-08-01", "2027-08-02", "2027-08-03")
    wide = "2027-05-20?2027-12-01"
    listing = asked(almanac_of(*dates, wide, cancelled=1), "2027-04-10", days=30)
    assert listing.is_empty
    assert not listing.is_elsewhere
    assert numbers(listing, AgendaGroup.FOLLOWING) == [3, 4, 2, 5, 6]


def test_kind_that_is_not_planned_goes_on_to_all_others() -> None:
    """Without a plan nothing is known of events, so the next city days are listed."""
    listing = asked(PLAIN, "2027-02-10", days=30)
    assert listing.is_elsewhere
    assert len(listing.following) == FOLLOWING
    assert {one.kind for one in listing.following} <= {OccasionKind.CITY_DAY, OccasionKind.JUBILEE}


def test_past_span_that_is_empty_goes_on_from_today() -> None:
    """The next occasions are those after today, not after the span."""
    february = OpenAgenda(kind=AgendaKind.EVENTS).over(date(2027, 2, 1), date(2027, 2, 28))
    listing = list_occasions(
        almanac_of("2027-03-05", "2027-04-10", "2027-04-11"), february, date(2027, 4, 10)
    )
    assert numbers(listing) == [2, 3]


@pytest.mark.parametrize("days", [0, 7, 30])
def test_issues_and_open_windows_do_not_fill_a_span(days: int) -> None:
    """A bulletin or a month under way hides nothing that comes next."""
    listing = list_occasions(almanac_of("2027-02", "2027-12-30"), OpenAgenda(days=days), date(2027, 1, 31))
    assert bool(listing.following) is not any(row.group is AgendaGroup.DATED for row in listing.rows)


def test_each_periodical_has_its_next_issue_only() -> None:
    """Fifty bulletins would hide the events of a year. A past year has no issue that is still to come."""
    year = OpenAgenda().over(*YEAR)
    kinds = [row.occasion.kind for row in list_occasions(PLAIN, year, date(2027, 3, 1)).rows]
    assert [kinds.count(kind) for kind in ISSUES] == [1, 1]
    later = list_occasions(PLAIN, year, date(2028, 3, 1))
    assert not [row for row in later.rows if row.occasion.kind in ISSUES]


def test_single_day_has_its_days_before_windows_around_it() -> None:
    """A window may mean the day. One of more than a month says nothing of it."""
    almanac = almanac_of("2027-05", "2027-05-05", "2027-05-03…2027-05-08", "2027", "…2027-05-05")
    listing = asked(almanac, "2027-05-05", days=0)
    assert numbers(listing, AgendaGroup.DATED) == [3, 2, 5]
    assert numbers(listing, AgendaGroup.POSSIBLE) == [1]
    assert numbers(listing) == [3, 2, 5, 1]


def test_city_limits_a_list() -> None:
    """Its day and the events that take place there, and nothing else."""
    almanac = Almanac(cities_2020(), {2020: plan_2020()})
    listing = list_occasions(almanac, OpenAgenda(city="kazan", days=300), date(2020, 3, 1))
    assert [one.kind for one in listing.dated] == [OccasionKind.EVENT, OccasionKind.JUBILEE]
    assert {one.city.name for one in listing.dated if one.city} == {"Казань"}


@pytest.mark.parametrize(
    ("kind", "event_kind", "is_listed"),
    [
        (AgendaKind.EVENTS, EventKind.OWN, True),
        (AgendaKind.EVENTS, EventKind.PARTICIPATION, True),
        (AgendaKind.EVENTS, EventKind.PARTNER, True),
        (AgendaKind.OWN, EventKind.PARTNER, False),
        (AgendaKind.PARTNER, EventKind.PARTNER, True),
        (AgendaKind.CITY_DAYS, EventKind.OWN, False),
        (AgendaKind.JUBILEES, EventKind.OWN, False),
        (AgendaKind.ALL, EventKind.PARTNER, True),
    ],
)
def test_kind_decides_which_events_are_listed(
    kind: AgendaKind, event_kind: EventKind, is_listed: bool
) -> None:
    """Events of all three kinds are under one name, and each has its own."""
    listing = list_occasions(
        almanac_of("2027-02-20", kind=event_kind), OpenAgenda(kind=kind), date(2027, 2, 10)
    )
    assert (1 in numbers(listing, AgendaGroup.DATED)) is is_listed


def test_city_that_the_plan_omits_keeps_its_day() -> None:
    """With a plan in, the days of the other cities are listed as calculated."""
    almanac = Almanac(cities_2020(), {2020: plan_2020()})
    year = OpenAgenda(kind=AgendaKind.CITY_DAYS).over(date(2020, 1, 1), date(2020, 12, 31))
    listed = {one.city.id: one for one in list_occasions(almanac, year, date(2020, 1, 1)).dated if one.city}
    with_a_day = {city.id for city in almanac.cities.all if almanac.city_view(city, date(2020, 1, 1)).days}
    assert set(listed) == with_a_day
    assert listed["novosibirsk"].calculated
    assert not listed["kazan"].calculated


REQUESTS = st.one_of(
    st.builds(OpenAgenda, kind=st.sampled_from(AgendaKind), days=st.sampled_from([0, 1, 7, 30, 365])),
    st.tuples(ANY_DAY, st.integers(0, 400), st.sampled_from(AgendaKind)).map(
        lambda one: OpenAgenda(kind=one[2]).over(one[0], one[0] + timedelta(days=one[1]))
    ),
)


@given(dates=st.lists(ANY_DATE, max_size=8), today=ANY_DAY, request=REQUESTS)
def test_order_is_one_for_every_span(dates: list[str], today: date, request: OpenAgenda) -> None:
    """Days go forward, no listed window comes before a day inside it, and groups do not mix."""
    listing = list_occasions(almanac_of(*dates), request, today)
    assert (listing.first, listing.last) == span(request, today)
    order = [list(AgendaGroup).index(row.group) for row in listing.rows]
    assert order == sorted(order)
    for group in AgendaGroup:
        _check_order([row for row in listing.rows if row.group is group], listing)
    assert all(one.when.overlaps(listing.first, listing.last) for one in listing.dated)


def _check_order(rows: list[AgendaRow], listing: Listing) -> None:
    assert [row.anchor for row in rows] == sorted(row.anchor for row in rows)
    days = [row.occasion.when for row in rows if row.occasion.when.is_day]
    begins = [max(when.begins or date.max, listing.first) for when in days]
    assert begins == sorted(begins)
    for place, row in enumerate(rows):
        if row.occasion.when.is_window and row.group is not AgendaGroup.UNDATED:
            assert not [one for one in rows[place + 1 :] if _is_day_within(one, row)]


def _is_day_within(one: AgendaRow, window: AgendaRow) -> bool:
    day, around = one.occasion.when, window.occasion.when
    if not day.is_day or day.begins is None or day.end is None or around.begins is None or around.end is None:
        return False
    return around.begins <= day.begins and day.end <= around.end


@given(dates=st.lists(ANY_DATE, max_size=8), today=ANY_DAY, request=REQUESTS)
def test_no_list_is_without_what_comes_next(dates: list[str], today: date, request: OpenAgenda) -> None:
    """A span has occasions, or the next ones are listed. Those begin after the span and after today."""
    listing = list_occasions(almanac_of(*dates), request, today)
    assert listing.is_empty == bool(listing.following)
    begins = [one.when.begins for one in listing.following if one.when.begins]
    earliest = today if listing.is_elsewhere else max(today, listing.last + timedelta(days=1))
    assert all(first >= earliest for first in begins)
    assert len(begins) == len(listing.following) <= FOLLOWING
