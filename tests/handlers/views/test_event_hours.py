"""The hour of an event: local to its place, and in the reader's own zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from data.calendar.imprecise_dates import ClockTime
from data.calendar.occasions import Occasion
from handlers.text.words import words_in
from handlers.views.message import parsed
from handlers.views.wording.event_hours import hour_in_words
from tests.factories import on, within
from tests.plan_2020 import cities_2020

CITIES = cities_2020().by_id
JUNE_12 = date(2027, 6, 12)


def event_in(city_id: str | None, start: time, end: time | None = None, day: date = JUNE_12) -> Occasion:
    """Return an event in a city of the catalogue, or at an unknown place."""
    city = None if city_id is None else CITIES[city_id]
    return replace(on(1, day), city=city, time=ClockTime(start, end))


@pytest.mark.parametrize(
    ("city_id", "start", "end", "zone", "russian", "english"),
    [
        ("minsk", time(15), None, "Europe/Minsk", "15:00", "15:00"),
        # another name of the same time
        ("minsk", time(15), None, "Europe/Moscow", "15:00", "15:00"),
        (
            "minsk",
            time(15),
            None,
            "Europe/Samara",
            "15:00 по Минску, у вас 16:00",
            "15:00 Minsk time, 16:00 your time",
        ),
        (
            "minsk",
            time(9, 30),
            time(12),
            "Asia/Yekaterinburg",
            "09:30–12:00 по Минску, у вас 11:30–14:00",
            "09:30–12:00 Minsk time, 11:30–14:00 your time",
        ),
        (
            "vladivostok",
            time(5),
            None,
            "Europe/Moscow",
            "05:00 по Владивостоку, у вас 11 июня, 22:00",
            "05:00 Vladivostok time, 11 June, 22:00 your time",
        ),
        (
            "kaliningrad",
            time(18),
            time(20),
            "Asia/Kamchatka",
            "18:00–20:00 по Калининграду, у вас 13 июня, 04:00",
            "18:00–20:00 Kaliningrad time, 13 June, 04:00 your time",
        ),
        (None, time(10), None, "Europe/Moscow", "10:00", "10:00"),
        (
            None,
            time(10),
            None,
            "Asia/Kolkata",
            "10:00 по Москве, у вас 12:30",
            "10:00 Moscow time, 12:30 your time",
        ),
    ],
)
def test_hour_is_told_at_the_place_and_for_the_reader(
    city_id: str | None, start: time, end: time | None, zone: str, russian: str, english: str
) -> None:
    """A reader in another zone is told both, with the day where it is another one."""
    told = event_in(city_id, start, end)
    for language, text in (("ru", russian), ("en", english)):
        assert parsed(hour_in_words(words_in(language), told, zone)) == text


def test_hours_are_entities_of_the_instant() -> None:
    """The place's hour keeps our text, the reader's is written by the app in the zone of the device."""
    unix = int(datetime(2027, 6, 12, 12, tzinfo=UTC).timestamp())
    markup = hour_in_words(words_in("ru"), event_in("minsk", time(15)), "Europe/Samara")
    assert markup == (
        f'<tg-time unix="{unix}">15:00</tg-time> по Минску, '
        f'у вас <tg-time unix="{unix}" format="t">16:00</tg-time>'
    )


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2027, 1, 20), "15:00 по Москве, у вас 13:00"), (JUNE_12, "15:00 по Москве, у вас 14:00")],
)
def test_summer_time_of_the_day_counts(day: date, text: str) -> None:
    """Berlin is an hour nearer to Moscow in summer."""
    assert parsed(hour_in_words(words_in("ru"), event_in(None, time(15), day=day), "Europe/Berlin")) == text


def test_no_hour_without_a_time_or_a_day() -> None:
    """A window has no instant, even if the plan prints a time."""
    window = replace(within(1, JUNE_12, date(2027, 6, 30)), time=ClockTime(time(15)))
    assert hour_in_words(words_in("ru"), on(1, JUNE_12), "Europe/Moscow") == ""
    assert hour_in_words(words_in("ru"), window, "Europe/Moscow") == ""
