"""The contents of a list, their order, and what comes after an empty span."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventStatus, Occurrence
from handlers.agenda_listing import AgendaGroup, Listing, list_occasions, list_today
from handlers.callbacks.browsing import AgendaKind, OpenAgenda
from handlers.text.words import words_in
from handlers.views.agenda import TODAY_AT_MOST, listing_text, today_message
from handlers.views.message import parsed
from tests.factories import plan
from tests.plan_2020 import cities_2020, plan_2020

RU = words_in("ru")
ISSUES = (OccasionKind.BULLETIN, OccasionKind.JOURNAL)


def when(text: str) -> ImpreciseDate:
    """«2027-05-05», «2027-05-05…2027-05-07», «2027-05» or «2027»."""
    first, _, last = text.partition("…")
    if len(first) == 4:
        return ImpreciseDate("", Precision.YEAR, date(int(first), 1, 1), date(int(first), 12, 31))
    if len(first) == 7:
        begin = date.fromisoformat(f"{first}-01")
        end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return ImpreciseDate("", Precision.MONTH, begin, end)
    begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    return ImpreciseDate("", Precision.DAYS if last else Precision.DAY, begin, end)


def almanac_of(*dates: str, cancelled: int | None = None) -> Almanac:
    """Return an almanac with one event for each date, and no city.

    cancelled is the index of the one that is cancelled.
    """
    pattern = replace(plan_2020().events[0], status=EventStatus.PLANNED)
    events = [
        replace(
            pattern,
            id=number,
            number=str(number),
            title=f"Событие {number}",
            occurrences=(Occurrence(None, when(text)),),
            status=EventStatus.CANCELLED if number == cancelled else EventStatus.PLANNED,
        )
        for number, text in enumerate(dates, 1)
    ]
    return Almanac(cities_2020(), {2027: plan(2027, events)})


def events(listing: Listing) -> list[str]:
    """Return the titles of the events, in their order."""
    return [one.event.title for _, one in listing.rows if one.event is not None]


def asked(almanac: Almanac, today: str, **request: object) -> Listing:
    """Return the listing of a day with events only."""
    return list_occasions(
        almanac, OpenAgenda.model_validate({"kind": AgendaKind.OWN, **request}), date.fromisoformat(today)
    )


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("2027-02-05", "2027-02", "2027-03-01"), [2, 1, 3]),
        (("2027-03", "2027-02-28", "2027-03-01", "2027-03-02"), [2, 3, 1, 4]),
        (("2027-04-01", "2027", "2027-02", "2027-01-20"), [2, 4, 3, 1]),
        (("2027-02-03…2027-02-20", "2027-02-03", "2027-01"), [3, 2, 1]),
    ],
)
def test_window_is_sorted_by_its_first_day(dates: tuple[str, ...], order: list[int]) -> None:
    """Rows are sorted by first day, then by width, whether a day or a month."""
    listing = asked(almanac_of(*dates), "2027-01-10", days=365)
    assert events(listing) == [f"Событие {number}" for number in order]


def test_span_under_way_has_its_own_heading() -> None:
    """Spans under way have their own heading. Spans that ended yesterday are gone."""
    almanac = almanac_of("2027-02", "2027-02-08…2027-02-12", "2027-02-09", "2027-02-10", "2027-03")
    listing = asked(almanac, "2027-02-10", days=90)
    assert [group for group, _ in listing.rows] == [
        AgendaGroup.OPEN,
        AgendaGroup.OPEN,
        AgendaGroup.DATED,
        AgendaGroup.DATED,
    ]
    text = parsed(listing_text(RU, listing, date(2027, 2, 10)))
    places = [text.index(part) for part in ("Срок идёт", "февраль", "8–12", "По датам", "🏛 10 фев", "март")]
    assert places == sorted(places)


def test_a_month_that_is_over_shows_what_was() -> None:
    """An old button for a past month shows what took place in it."""
    listing = asked(almanac_of("2027-02-05", "2027-02"), "2027-04-10", month=202702)
    assert events(listing) == ["Событие 2", "Событие 1"]
    assert {group for group, _ in listing.rows} == {AgendaGroup.DATED}
    assert not listing.is_empty
    assert (
        list_occasions(Almanac(cities_2020(), {}), OpenAgenda(month=202702), date(2027, 4, 10)).without_plan
        == ()
    )


def test_empty_span_names_only_the_next_occasion() -> None:
    """The next occasion is the first one after the span that is not cancelled."""
    almanac = almanac_of("2027-07-05", "2027-06-30", "2027-06-20", "2027-06", cancelled=3)
    listing = asked(almanac, "2027-04-10", days=30)
    assert listing.is_empty
    assert listing.following is not None
    assert listing.following.key == "event:4:0"
    text = parsed(listing_text(RU, listing, date(2027, 4, 10)))
    assert "В эти дни событий нет.\n\nБлижайшее после этого:\n🏛 июнь" in text


def test_a_span_with_issues_only_is_not_called_empty() -> None:
    """The issue is listed, then «nothing else», then the next occasion."""
    today = date(2027, 4, 10)
    almanac = Almanac(cities_2020(), {2027: almanac_of("2027-06-20").plans[2027]})
    listing = list_occasions(almanac, OpenAgenda(days=7), today)
    while any(one.kind not in ISSUES for one in listing.dated):
        today += timedelta(days=1)
        listing = list_occasions(almanac, OpenAgenda(days=7), today)
    text = parsed(listing_text(RU, listing, today))
    assert "В эти дни событий нет" not in text
    places = [text.index(part) for part in ("бюллетень", "Других событий в эти дни нет", "Ближайшее после")]
    assert places == sorted(places)


def test_today_with_open_spans_names_what_is_next() -> None:
    """A month under way does not hide the next event."""
    today = date(2027, 5, 5)
    while list_today(almanac := almanac_of("2027-05", "2027-06-20"), today).has_named_day:
        today += timedelta(days=1)
    listing = list_today(almanac, today)
    text = parsed(today_message(RU, listing, today).text)
    assert "На сегодня ничего не назначено.\nБлижайшее после этого:" in text
    assert "ничего не известно" not in text
    assert listing.following is not None
    assert listing.following.when.begins is not None
    assert listing.following.when.begins > today


def test_todays_days_are_shown_however_many_spans_are_open() -> None:
    """Exact days take precedence over spans."""
    almanac = almanac_of(*["2027"] * (TODAY_AT_MOST + 3), "2027-05-05")
    text = parsed(today_message(RU, list_today(almanac, date(2027, 5, 5)), date(2027, 5, 5)).text)
    assert "5 мая" in text.split("\n", 1)[1]
    assert text.count("Событие") <= TODAY_AT_MOST


ANY_DATE = st.dates(date(2027, 1, 1), date(2027, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), f"{day:%Y-%m}", f"{day}…{day + timedelta(days=4)}", "2027"])
)


@given(
    dates=st.lists(ANY_DATE, max_size=6),
    today=st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    request=st.one_of(
        st.builds(OpenAgenda, days=st.sampled_from([7, 30, 90])),
        st.builds(OpenAgenda, month=st.integers(202701, 202712)),
        st.builds(OpenAgenda, days=st.just(30), kind=st.sampled_from(AgendaKind)),
    ),
)
def test_list_is_consistent(dates: list[str], today: date, request: OpenAgenda) -> None:
    """Rows are in the calendar's order. The next occasion is named only after an empty span."""
    almanac = almanac_of(*dates)
    listing = list_occasions(almanac, request, today)
    assert list(listing.dated) == sorted(listing.dated, key=Occasion.sort_key)
    assert all(one.when.overlaps(listing.first, listing.last) for one in listing.dated)
    following = listing.following
    if following is None:
        return
    assert listing.is_empty
    begins = following.when.begins
    assert begins is not None
    assert begins > listing.last
    between = list_occasions(
        almanac, request.model_copy(update={"month": 0}), listing.last + timedelta(days=1)
    )
    firsts = [one.when.begins for one in between.dated if one.kind not in ISSUES and one.when.begins]
    assert all(first >= begins or first <= listing.last for first in firsts)
