"""Texts of editors for one field of an event are read or refused."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar.event_details import HandField
from data.calendar.imprecise_dates import ClockTime, Precision
from data.calendar.plan import EventStatus, Occurrence, Place, PlaceMode, PlanEvent
from data.handwriting import event_fields as fields
from data.handwriting.event_fields import Target
from data.handwriting.misread import Misread
from handlers.callbacks.desk import DeskField
from tests.factories import day_of, event
from tests.plan_2020 import cities_2020

CITIES = cities_2020()
MINSK = Place("Минск", "Минск", PlaceMode.CITY, "minsk")
VLADIVOSTOK = Place("Владивосток", "Владивосток", PlaceMode.CITY, "vladivostok")
FORUM = replace(event(5, "Форум столиц"), occurrences=(Occurrence(MINSK, day_of(date(2027, 6, 1))),))

READERS = {
    DeskField.WHEN: fields.read_when,
    DeskField.TIME: fields.read_time,
    DeskField.PLACE: fields.read_place,
    DeskField.TITLE: fields.read_title,
    DeskField.ORGANISERS: fields.read_organisers_of,
    DeskField.LINK: fields.read_event_link,
    DeskField.DESCRIPTION: fields.read_description,
    DeskField.REGISTRATION: fields.read_registration,
}


def read(field: DeskField, text: str, known: PlanEvent = FORUM, at: int = 0) -> PlanEvent:
    """Return the event with the field as written."""
    return READERS[field](text, Target(known, at, 2027, CITIES))


def key_of(field: DeskField, text: str, known: PlanEvent = FORUM) -> str:
    """Return the sentence that refuses a text."""
    with pytest.raises(Misread) as refused:
        read(field, text, known)
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "first", "last", "hour"),
    [
        ("5 июня", date(2027, 6, 5), date(2027, 6, 5), None),
        ("5 июня в 15:00", date(2027, 6, 5), date(2027, 6, 5), time(15)),
        ("с 5 по 7 июня", date(2027, 6, 5), date(2027, 6, 7), None),
        ("05.06.2027, 9.30", date(2027, 6, 5), date(2027, 6, 5), time(9, 30)),
        ("June 5, 3 pm", date(2027, 6, 5), date(2027, 6, 5), time(15)),
        ("5 June 3pm", date(2027, 6, 5), date(2027, 6, 5), time(15)),
        ("June 5th", date(2027, 6, 5), date(2027, 6, 5), None),
        ("первая суббота июня", date(2027, 6, 5), date(2027, 6, 5), None),
        ("суббота, 5 июня", date(2027, 6, 5), date(2027, 6, 5), None),
        ("июнь", date(2027, 6, 1), date(2027, 6, 30), None),
        ("III квартал", date(2027, 7, 1), date(2027, 9, 30), None),
        ("до 5 июня", None, date(2027, 6, 5), None),
        ("дата уточняется", None, None, None),
    ],
)
def test_a_date_is_read_in_any_wording(
    text: str, first: date | None, last: date | None, hour: time | None
) -> None:
    """Days, windows, deadlines and open dates, with an hour beside them or without."""
    [one] = read(DeskField.WHEN, text).occurrences
    assert one.when is not None
    assert (one.when.start, one.when.end) == (first, last)
    assert (one.time.start if one.time else None) == hour
    assert one.place == MINSK


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("31 июня", "date-impossible"),
        ("зимой", "date-impossible"),
        ("5 июня, пятница", "weekday-wrong"),
        ("5 июня в Минске", "date-unclear"),
        ("завтра", "date-unclear"),
        ("", "date-unclear"),
        ("5 июня 15:00 мск", "time-of-moscow"),
    ],
)
def test_what_is_no_date_is_refused(text: str, key: str) -> None:
    """Each refusal has the sentence that says what is wrong."""
    there = replace(FORUM, occurrences=(replace(FORUM.occurrences[0], place=VLADIVOSTOK),))
    assert key_of(DeskField.WHEN, text, there) == key


def test_a_refused_date_is_quoted_as_it_was_typed() -> None:
    """The reader respells an English date, and the editor sees their own words."""
    with pytest.raises(Misread) as refused:
        read(DeskField.WHEN, "May 32nd, 3 pm")
    assert refused.value.arguments == {"text": "May 32nd, 3 pm"}


def test_several_dates_are_several_occurrences() -> None:
    """Each keeps the place and the hour there is, and only the one that was meant is replaced."""
    timed = Occurrence(MINSK, day_of(date(2027, 6, 1)), ClockTime(time(10)))
    known = replace(FORUM, occurrences=(Occurrence(VLADIVOSTOK, None), timed))
    found = read(DeskField.WHEN, "5 и 19 июня", known, at=1).occurrences
    assert [one.place for one in found] == [VLADIVOSTOK, MINSK, MINSK]
    assert [one.when.start for one in found if one.when] == [date(2027, 6, 5), date(2027, 6, 19)]
    assert [one.time for one in found] == [None, ClockTime(time(10)), ClockTime(time(10))]


def test_a_named_day_that_changes_is_moved() -> None:
    """A month that becomes a day is not moved, nor is a date written in other words."""
    assert read(DeskField.WHEN, "5 июня").status is EventStatus.MOVED
    assert read(DeskField.WHEN, "1 June").status is EventStatus.PLANNED
    assert read(DeskField.WHEN, "1 June").occurrences == FORUM.occurrences
    month = read(DeskField.WHEN, "июнь")
    assert month.status is EventStatus.PLANNED
    assert read(DeskField.WHEN, "5 июня", month).status is EventStatus.PLANNED
    cancelled = replace(FORUM, status=EventStatus.CANCELLED)
    assert read(DeskField.WHEN, "5 июня", cancelled).status is EventStatus.CANCELLED
    confirmed = replace(FORUM, status=EventStatus.CONFIRMED)
    assert read(DeskField.WHEN, "июль", confirmed).status is EventStatus.PLANNED


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("15:00", ClockTime(time(15))),
        ("15.00", ClockTime(time(15))),
        ("в 15 часов", ClockTime(time(15))),
        ("15", ClockTime(time(15))),
        ("с 10 до 12", ClockTime(time(10), time(12))),
        ("10:00–12:30", ClockTime(time(10), time(12, 30))),
        ("3 pm", ClockTime(time(15))),
        ("-", None),
    ],
)
def test_an_hour_is_read_alone(text: str, clock: ClockTime | None) -> None:
    """The day stays, and the hour is known as set by hand."""
    after = read(DeskField.TIME, text)
    assert after.occurrences[0].time == clock
    assert after.occurrences[0].when == FORUM.occurrences[0].when
    assert HandField.TIME in after.by_hand


@pytest.mark.parametrize("text", ["25:00", "утром", "15:00, а может 16:00", "5 июня", "2 часа дня или позже"])
def test_what_is_no_hour_is_refused(text: str) -> None:
    """A wrong hour, a part of the day, two hours, a date."""
    assert key_of(DeskField.TIME, text) == "time-unclear"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Казань", [("Казань", "kazan", "")]),
        ("Казань, Ратуша", [("Казань", "kazan", "Ратуша")]),
        ("в Казани, Казанский Кремль, стр. 1", [("Казань", "kazan", "Казанский Кремль, стр. 1")]),
        ("Kazan", [("Казань", "kazan", "")]),
        ("Казань и Минск", [("Казань", "kazan", ""), ("Минск", "minsk", "")]),
        ("Грозный, Чеченская Республика", [("Грозный, Чеченская Республика", "grozny", "")]),
        ("Дворец Республики", [("Минск", "minsk", "Дворец Республики")]),
        ("онлайн", [("онлайн", None, "")]),
        ("Урюпинск", [("Урюпинск", None, "")]),
    ],
)
def test_a_place_is_a_city_with_its_venue(text: str, places: list[tuple[str, str | None, str]]) -> None:
    """The text after the city is the venue, unless it is the region. A venue alone is in the same city."""
    found = [one.place for one in read(DeskField.PLACE, text).occurrences]
    assert [(one.raw, one.city_id, one.venue) for one in found if one] == places


def test_a_dash_removes_what_there_is() -> None:
    """Place, organisers, link, description and deadline are removed by the same sign."""
    full = replace(read(DeskField.LINK, "mag.org"), organisers=("МАГ",))
    full = read(DeskField.REGISTRATION, "1 мая", read(DeskField.DESCRIPTION, "О форуме", full))
    assert full.details.register_by == date(2027, 5, 1)
    for field in (DeskField.LINK, DeskField.DESCRIPTION, DeskField.REGISTRATION, DeskField.ORGANISERS):
        full = read(field, "—", full)
    assert (full.details, full.organisers) == (FORUM.details, ())
    assert read(DeskField.PLACE, "-").occurrences[0].place is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("МАГ", ("МАГ",)),
        ("Организаторы: МАГ; Мэрия Минска", ("МАГ", "Мэрия Минска")),
        ("Союз «Города, мира», АСДГ", ("Союз «Города, мира»", "АСДГ")),
    ],
)
def test_organisers_are_a_list(text: str, names: tuple[str, ...]) -> None:
    """Organisers are read as a list, with and without the label."""
    assert read(DeskField.ORGANISERS, text).organisers == names


def test_a_title_is_set_as_a_plan_prints_it() -> None:
    """On one line, without a final full stop. A text without letters is no title."""
    assert read(DeskField.TITLE, "Форум\nстолиц мира.").title == "Форум столиц мира"
    assert key_of(DeskField.TITLE, "12!") == "title-unclear"
    assert key_of(DeskField.TITLE, "я" * 501) == "text-too-long"


@pytest.mark.parametrize("text", ["июнь", "1 и 5 июня", "5–7 июня", "скоро"])
def test_a_deadline_is_one_day(text: str) -> None:
    """A window, two days, a run of days and no date are refused."""
    assert key_of(DeskField.REGISTRATION, text) in {"registration-unclear", "date-unclear"}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([one for one in DeskField if one is not DeskField.FILES]), st.text(max_size=80))
def test_any_text_is_read_or_refused_in_a_sentence(field: DeskField, text: str) -> None:
    """No other error is raised, and a date that is read is always valid."""
    try:
        after = read(field, text)
    except Misread:
        return
    whens: list[Any] = [one.when for one in after.occurrences if one.when is not None]
    assert all(when.precision is not Precision.INVALID for when in whens)
