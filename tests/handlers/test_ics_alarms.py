"""Alarms of calendar files, and the requirements of the format on every file."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from aiogram.types import BufferedInputFile
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ClockTime
from data.calendar.topics import Subscription, Topic
from data.store.store import Store
from handlers.ics_entries import CalendarEntry, event_entries
from handlers.ics_files import calendar_file
from handlers.text.words import words_in
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.conversation import NOW, Person, Screen

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})


def calendar_of(shown: Screen) -> Any:
    """Return the calendar file of an answer, as a calendar reads it."""
    [sent] = shown.documents
    assert isinstance(sent.document, BufferedInputFile)
    return Calendar.from_ical(sent.document.data)


def triggers(calendar: Any) -> list[timedelta]:
    """Return when the alarms of a file ring, from the beginning of the entry."""
    return [one["trigger"].dt for one in calendar.walk("VALARM")]


def ago(days: int, hour: int) -> timedelta:
    """Return the offset of an hour of the day from midnight, this many days earlier."""
    return timedelta(hours=hour) - timedelta(days=days)


async def test_alarms_ring_at_the_leads_of_the_reader(anna: Person, store: Store) -> None:
    """By default at ten, seven days and one day ahead of whole days."""
    calendar = calendar_of(await anna.presses("ei:11"))
    assert triggers(calendar) == [ago(7, 10), ago(1, 10)]
    [alarm, _] = calendar.walk("VALARM")
    assert (str(alarm["action"]), bool(alarm["description"])) == ("DISPLAY", True)
    await store.subscriptions.set_leads(7, Topic.EVENT, (3, 0))
    await store.chats.set_hour(7, 18, NOW)
    assert triggers(calendar_of(await anna.presses("ei:11"))) == [ago(3, 18), ago(0, 18)]
    await store.subscriptions.set_leads(7, Topic.EVENT, ())
    assert triggers(calendar_of(await anna.presses("ei:11"))) == []


async def test_alarms_go_by_the_topics_that_are_followed(anna: Person, store: Store) -> None:
    """A jubilee that is followed as one rings a month ahead, for others by the leads of the city."""
    assert triggers(calendar_of(await anna.presses("ci:kazan"))) == [ago(7, 10), ago(1, 10)]
    await store.subscriptions.add(7, Subscription(Topic.JUBILEES), NOW)
    assert triggers(calendar_of(await anna.presses("ci:kazan"))) == [ago(30, 10), ago(1, 10)]


async def test_window_has_no_alarm_and_says_that_no_day_is_named(anna: Person) -> None:
    """«октябрь» begins on the first, but the event does not."""
    calendar = calendar_of(await anna.presses("ei:12"))
    assert triggers(calendar) == []
    assert [str(one["summary"]).endswith("(точный день не назначен)") for one in calendar.walk("VEVENT")] == [
        True
    ]


def test_alarm_of_a_clock_time_counts_from_it() -> None:
    """The alarm rings three hours before 15:00 of the event's zone in a calendar of any zone."""
    occasion = ALMANAC.occasion("event:1:0")
    assert occasion is not None
    entry = CalendarEntry(
        replace(occasion, time=ClockTime(time(15))),
        occasion.key,
        0,
        alarms=(timedelta(days=1, hours=5), timedelta(hours=3)),
    )
    file = calendar_file(words_in("ru"), [entry], NOW)
    assert b"TRIGGER:-PT3H\r\n" in file
    assert b"TRIGGER:-P1DT5H\r\n" in file
    assert b"DTSTART;TZID=Europe/Moscow:20200312T150000\r\n" in file


@pytest.mark.parametrize(("key", "uid"), [("event:11:0", "event:11"), ("city:kazan:2020", "city:kazan")])
def test_calendar_of_a_file_has_a_stable_uid(key: str, uid: str) -> None:
    """Two files of one event belong to one calendar."""
    occasion = ALMANAC.occasion("jubilee:kazan:2020")
    assert occasion is not None
    made = [
        calendar_file(words_in(language), [CalendarEntry(occasion, key, at)], NOW + timedelta(days=at))
        for at, language in enumerate(("ru", "en"))
    ]
    assert {str(Calendar.from_ical(file)["uid"]) for file in made} == {f"{uid}@mag-bot"}


@given(
    st.text(max_size=300),
    st.lists(st.integers(-24, 24 * 30).map(lambda hours: timedelta(hours=hours)), max_size=4, unique=True),
)
def test_every_file_keeps_to_the_format(title: str, alarms: list[timedelta]) -> None:
    """With any title, lines end with CR and LF and have at most 75 octets, in whole characters."""
    [entry] = event_entries(ALMANAC, 11, [])
    event = entry.occasion.event
    assert event is not None
    named = replace(entry.occasion, event=replace(event, title=title))
    file = calendar_file(words_in("ru"), [replace(entry, occasion=named, alarms=tuple(alarms))], NOW)
    assert file.endswith(b"END:VCALENDAR\r\n")
    lines = file.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    assert all(line.decode() or line == b"" for line in lines)
    read: Any = Calendar.from_ical(file)
    assert triggers(read) == [-one for one in alarms]
    [found] = read.walk("VEVENT")
    assert found.decoded("DTSTART") == date(2020, 10, 3)
