"""Values that editors have set by hand, and the next edition of a document."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from data.calendar.anniversaries import on_days
from data.calendar.event_details import EventDetails, EventLink, HandField
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.plan import CityDate, EventKind, EventStatus, Occurrence, Place, PlaceMode, PlanEvent
from data.plans.editions.comparison import carry_ids, compare
from data.plans.editions.event_matching import match_events
from data.plans.editions.hand_edits import CarriedEdition, carry_hand_edits, set_day_doubts
from tests.factories import day_of, event, plan

MINSK = Place("Минск", "Минск", PlaceMode.CITY, "minsk")
KAZAN = Place("Казань", "Казань", PlaceMode.CITY, "kazan")
HALL = replace(MINSK, venue="Дворец Республики")
FIRST, LATER = day_of(date(2027, 6, 1)), day_of(date(2027, 6, 5))
NOON, THREE = ClockTime(time(12)), ClockTime(time(15))
DETAILS = EventDetails(EventLink("https://forum.by"), "О форуме", (), date(2027, 5, 20))


def forum(
    when: ImpreciseDate = FIRST, place: Place | None = MINSK, clock: ClockTime | None = None, **more: Any
) -> PlanEvent:
    """Return the forum with these, its id left out as a document has none."""
    occurrence = Occurrence(place, when, clock)
    return replace(event(0, "Форум столиц"), number="1", occurrences=(occurrence,), **more)


def by_hand(*fields: HandField, of: PlanEvent) -> PlanEvent:
    """Return the event as stored, with these fields set by hand."""
    return replace(of, id=5, by_hand=frozenset(fields))


def carry(before: PlanEvent, after: PlanEvent) -> CarriedEdition:
    """Return the edition that prints one event, after one in which it was edited."""
    old, new = plan(2027, (before,)), plan(2027, (after,))
    matched = match_events(old.events, new.events)
    return carry_hand_edits(old, carry_ids(old, new, matched), matched)


def test_what_no_document_prints_stays() -> None:
    """Link, description, deadline and venue stay although the document moves the event."""
    before = by_hand(HandField.PLACE, of=forum(place=HALL, details=DETAILS))
    [after] = carry(before, forum(when=LATER)).plan.events
    assert after.details == DETAILS
    assert after.occurrences == (Occurrence(HALL, LATER),)


def test_a_venue_goes_with_its_city() -> None:
    """If the city changes, the venue of the old city is dropped."""
    [after] = carry(by_hand(of=forum(place=HALL)), forum(place=KAZAN)).plan.events
    assert after.occurrences[0].place == KAZAN


def test_an_hour_stays_where_the_document_prints_none() -> None:
    """It stays on a new date. An hour that the document prints wins, and a doubt says so."""
    before = by_hand(HandField.TIME, of=forum(clock=THREE))
    kept = carry(before, forum(when=LATER))
    assert kept.plan.events[0].occurrences[0].time == THREE
    assert kept.plan.events[0].by_hand == {HandField.TIME}
    assert kept.doubts == ()
    printed = carry(before, forum(clock=NOON))
    assert printed.plan.events[0].occurrences[0].time == NOON
    assert printed.plan.events[0].by_hand == frozenset()
    assert [dict(one.arguments) for one in printed.doubts] == [
        {"list": "events", "row": "1", "field": "time", "before": "15:00", "after": "12:00"}
    ]


def test_whose_event_it_is_stays_in_the_same_section() -> None:
    """No document says so of one event. In another section the document wins, and a doubt says so."""
    printed = forum(section="I. Мероприятия МАГ", kind=EventKind.OWN)
    before = by_hand(HandField.KIND, of=replace(printed, kind=EventKind.PARTNER))
    kept = carry(before, replace(printed, organisers=("АСДГ",)))
    assert kept.plan.events[0].kind is EventKind.PARTNER
    assert kept.plan.events[0].by_hand == {HandField.KIND}
    assert kept.doubts == ()
    moved = carry(before, replace(printed, section="II. Участие", kind=EventKind.PARTICIPATION))
    assert moved.plan.events[0].kind is EventKind.PARTICIPATION
    assert moved.plan.events[0].by_hand == frozenset()
    assert [dict(one.arguments) for one in moved.doubts] == [
        {"list": "events", "row": "1", "field": "kind", "before": "partner", "after": "participation"}
    ]
    agreed = carry(before, replace(printed, section="III", kind=EventKind.PARTNER))
    assert (agreed.plan.events[0].by_hand, agreed.doubts) == (frozenset(), ())


def test_a_set_day_of_a_city_is_named_where_the_document_has_another() -> None:
    """The set day stays. Of a city in both lists the doubt is raised once, about the jubilee."""
    rows = [
        row_of("kazan", date(2027, 8, 30)),
        row_of("minsk", date(2027, 9, 12)),
        row_of(None, date(2027, 5, 1)),
    ]
    printed = replace(plan(2027, ()), city_days=tuple(rows), jubilees=(row_of("kazan", date(2027, 8, 28)),))
    set_days = {
        ("kazan", 2027): on_days(date(2027, 8, 28), date(2027, 8, 29)),
        ("minsk", 2027): on_days(date(2027, 9, 12), date(2027, 9, 12)),
        ("minsk", 2028): on_days(date(2028, 9, 1), date(2028, 9, 1)),
    }
    [doubt] = set_day_doubts(printed, set_days)
    assert dict(doubt.arguments) == {
        "list": "jubilees",
        "row": "1",
        "city": "kazan",
        "date": "2027-08-28",
        "day": 28,
        "month": 8,
    }


def row_of(city_id: str | None, day: date) -> CityDate:
    """Return a row of a list of cities."""
    name = city_id or "Урюпинск"
    return CityDate(
        number="1",
        city_raw=name,
        city=name,
        age=None,
        age_raw="",
        date_raw=day.isoformat(),
        precision=Precision.DAY,
        start=day,
        end=day,
        rule=None,
        approx=False,
        city_id=city_id,
    )


def test_events_with_something_that_stays_are_counted() -> None:
    """A link, an hour and a venue count, and values that the document overrules do not."""
    assert carry(by_hand(of=forum(details=DETAILS)), forum()).kept == 1
    assert carry(by_hand(HandField.TIME, of=forum(clock=THREE)), forum()).kept == 1
    assert carry(by_hand(HandField.PLACE, of=forum(place=HALL)), forum()).kept == 1
    assert carry(by_hand(HandField.WHEN, of=forum(when=LATER)), forum()).kept == 0


def test_an_hour_of_a_former_document_does_not_stay() -> None:
    """Only what an editor has set outlives a document that does not print it."""
    assert carry(by_hand(of=forum(clock=THREE)), forum()).plan.events[0].occurrences[0].time is None


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        (HandField.WHEN, forum(when=LATER), forum()),
        (HandField.PLACE, forum(place=KAZAN), forum()),
        (HandField.TITLE, replace(forum(), title="Форум столиц мира"), forum()),
        (HandField.ORGANISERS, replace(forum(), organisers=("МАГ",)), forum(organisers=("АСДГ",))),
    ],
)
def test_what_a_document_prints_wins_with_a_doubt(
    field: HandField, before: PlanEvent, after: PlanEvent
) -> None:
    """Date, place, title and organisers are as printed, and the doubts name the replaced values."""
    carried = carry(by_hand(field, of=before), after)
    assert carried.plan.events == (replace(after, id=5),)
    [doubt] = carried.doubts
    assert dict(doubt.arguments)["field"] == field.value
    same = carry(by_hand(field, of=before), before)
    assert same.doubts == ()
    assert same.plan.events[0].by_hand == frozenset()


@pytest.mark.parametrize(
    ("before", "printed", "status"),
    [
        (EventStatus.CANCELLED, EventStatus.PLANNED, EventStatus.CANCELLED),
        (EventStatus.CANCELLED, EventStatus.MOVED, EventStatus.MOVED),
        (EventStatus.CONFIRMED, EventStatus.PLANNED, EventStatus.CONFIRMED),
        (EventStatus.CONFIRMED, EventStatus.CANCELLED, EventStatus.CANCELLED),
        (EventStatus.PLANNED, EventStatus.CANCELLED, EventStatus.CANCELLED),
        (EventStatus.MOVED, EventStatus.PLANNED, EventStatus.MOVED),
    ],
)
def test_a_status_stays_where_the_document_prints_none(
    before: EventStatus, printed: EventStatus, status: EventStatus
) -> None:
    """A document that does not mention a cancellation does not take it back."""
    carried = carry(by_hand(HandField.STATUS, of=forum(status=before)), forum(status=printed))
    assert carried.plan.events[0].status is status
    has_doubt = EventStatus.CANCELLED in {before, printed} and (before, printed) != (
        EventStatus.CANCELLED,
        EventStatus.MOVED,
    )
    assert bool(carried.doubts) == has_doubt


def test_a_confirmation_is_of_a_date() -> None:
    """On another date nothing is confirmed, and a printed «уточняется» takes nothing back on the same one."""
    before = by_hand(HandField.STATUS, of=forum(status=EventStatus.CONFIRMED))
    assert carry(before, forum(when=LATER)).plan.events[0].status is EventStatus.PLANNED
    [same] = carry(before, forum(when=replace(FIRST, tbc=True))).plan.events
    assert same.status is EventStatus.CONFIRMED
    assert same.occurrences[0].when == FIRST


def test_an_added_event_outlives_a_document_without_it() -> None:
    """It keeps its id and is not told as new. An event that the document prints is the document's."""
    added = replace(event(9, "Круглый стол"), number="", by_hand=frozenset({HandField.ADDED}))
    old, new = plan(2027, (by_hand(of=forum()), added)), plan(2027, (forum(),))
    matched = match_events(old.events, new.events)
    carried = carry_hand_edits(old, carry_ids(old, new, matched), matched)
    assert carried.plan.events[1] == added
    assert [one.code.value for one in carried.doubts] == ["hand_added_kept"]
    assert compare(old, carried.plan, carried.matched) == ()
    printed = plan(2027, (forum(), replace(event(0, "Круглый стол"), number="2")))
    matched = match_events(old.events, printed.events)
    carried = carry_hand_edits(old, carry_ids(old, printed, matched), matched)
    assert [(one.id, one.number, one.by_hand) for one in carried.plan.events] == [
        (5, "1", frozenset()),
        (9, "2", frozenset()),
    ]
