"""Calendar files as a calendar reads them."""

from dataclasses import replace
from datetime import date, time

from icalendar import Calendar, Event

from data.calendar.almanac import Almanac
from data.calendar.dates import ClockTime
from data.calendar.occasions import Occasion
from handlers.calendar_files import calendar_file
from handlers.words import words_in
from tests.handlers.stage import NOW
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})


def entries(*keys: str, language: str = "ru") -> list[Event]:
    """What a calendar finds in the file made of these occasions."""
    occasions = [found for key in keys if (found := ALMANAC.occasion(key)) is not None]
    calendar = Calendar.from_ical(calendar_file(words_in(language), occasions, NOW))
    return [part for part in calendar.walk("VEVENT") if isinstance(part, Event)]


def test_an_event_takes_whole_days_and_ends_the_day_after() -> None:
    """3–4 October are two days; the format's end is exclusive."""
    (entry,) = entries("event:11:0")
    assert (entry.start, entry.end) == (date(2020, 10, 3), date(2020, 10, 5))
    assert str(entry["uid"]) == "event:11:0@mag-bot"
    assert str(entry["location"]) == "Грозный"
    assert str(entry["status"]) == "CONFIRMED"


def timed(key: str, clock: ClockTime) -> Event:
    """The entry of an occasion that has a clock time, as a calendar finds it."""
    found = ALMANAC.occasion(key)
    assert found is not None
    calendar = Calendar.from_ical(calendar_file(words_in("ru"), [replace(found, time=clock)], NOW))
    (entry,) = calendar.walk("VEVENT")
    zones = {str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")}
    assert isinstance(entry, Event)
    assert (
        zones == {str(entry["dtstart"].params["tzid"])} if found.when.start == found.when.end else not zones
    )
    return entry


def test_a_clock_time_stands_in_the_zone_of_its_place() -> None:
    """Ten o'clock in Владивосток is ten o'clock there, with the zone's own rules in the file."""
    entry = timed("jubilee:vladivostok:2020", ClockTime(time(10), time(12, 30)))
    assert entry.start.isoformat() == "2020-07-02T10:00:00+10:00"
    assert entry.end.isoformat() == "2020-07-02T12:30:00+10:00"
    assert "10:00–12:30" in str(entry["description"])


def test_a_clock_time_past_midnight_ends_the_next_day() -> None:
    """22:00–02:00 ends after it begins; without an end none is invented."""
    night = timed("event:1:0", ClockTime(time(22), time(2)))
    assert (night.start.isoformat(), night.end.isoformat()) == (
        "2020-03-12T22:00:00+03:00",
        "2020-03-13T02:00:00+03:00",
    )
    assert "dtend" not in timed("event:1:0", ClockTime(time(22)))


def test_a_run_of_days_with_a_time_keeps_its_whole_days() -> None:
    """Nobody sits in a conference through the night: the time is told in the description."""
    entry = timed("event:11:0", ClockTime(time(10)))
    assert (entry.start, entry.end) == (date(2020, 10, 3), date(2020, 10, 5))
    assert "10:00" in str(entry["description"])


def test_a_window_blocks_no_time_and_says_what_it_is() -> None:
    """«октябрь» is a span in which the day lies, not a month-long meeting."""
    (entry,) = entries("event:12:0")
    assert (entry.start, entry.end) == (date(2020, 10, 1), date(2020, 11, 1))
    assert str(entry["transp"]) == "TRANSPARENT"
    assert str(entry["status"]) == "TENTATIVE"
    assert str(entry["description"]).startswith("октябрь")


def test_a_city_day_says_that_it_is_approximate() -> None:
    """In the calendar too."""
    (entry,) = entries("jubilee:kazan:2020")
    assert str(entry["summary"]) == "Казань: Юбилей города: 1015 лет"
    assert "ориентировочно" in str(entry["description"])


def test_what_has_no_days_makes_no_entry() -> None:
    """An undated event cannot stand in a calendar."""
    assert entries("event:4:0") == []


def test_a_hostile_title_stays_one_property() -> None:
    """Line breaks and commas of a title do not become properties of the entry."""
    found = ALMANAC.occasion("event:1:0")
    assert found is not None
    assert found.event is not None
    hostile: Occasion = replace(found, event=replace(found.event, title="A,B;C\nEND:VEVENT\\n\u202e"))
    calendar = Calendar.from_ical(calendar_file(words_in("en"), [hostile], NOW))
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["summary"]) == "A,B;C END:VEVENT\\n"
