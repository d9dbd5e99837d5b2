"""Word the time of day and the time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.wording.days import day_in_words, weekday_in_words

OFFERED_ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
    "Europe/Minsk",
    "Europe/Chisinau",
    "Europe/Kyiv",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Asia/Baku",
    "Asia/Almaty",
    "Asia/Bishkek",
    "Asia/Tashkent",
    "Asia/Dushanbe",
    "Asia/Ashgabat",
)
"""Russia from west to east, then other countries of the Assembly. Other zones are set by a city's name."""


_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""The offset of an Etc/ zone never changes."""


def zone_in_words(words: Words, zone: str, now: datetime) -> str:
    """Name a zone by its city and its UTC offset now: «Москва, UTC+3».

    An Etc/ zone is named by its offset alone.
    """
    if zone.startswith("Etc/"):
        return _place_of(words, zone)
    return words.plain("settings-zone-offset", place=_place_of(words, zone), offset=_offset(zone, now))


def zone_clock_in_words(words: Words, zone: str) -> Markup:
    """Return whose time an hour is: «по московскому времени», «(часовой пояс: Самара)»."""
    return words("settings-zone-clock", zone=_city_in(zone), place=_place_of(words, zone))


def clock_time(moment: datetime) -> str:
    """Return the time of day: «9:05»."""
    return f"{moment.hour}:{moment:%M}"


def local_clock(words: Words, zone: str, now: datetime) -> Markup:
    """Return the local time and date: «21:05, воскресенье, 22 ноября»."""
    local = now.astimezone(ZoneInfo(zone))
    return words(
        "settings-clock",
        time=clock_time(local),
        weekday=weekday_in_words(words, local.date()),
        date=day_in_words(words, local.date(), local.year),
    )


def _place_of(words: Words, zone: str) -> str:
    if zone.startswith("Etc/"):
        return words.plain("settings-zone-utc", offset=_offset(zone, _ANY_MOMENT))
    name = _city_in(zone)
    return words.plain("zone-place", zone=name, name=name.replace("_", " "))


def _city_in(zone: str) -> str:
    """Return the last part of a zone's name: «Moscow» of «Europe/Moscow»."""
    return zone.rpartition("/")[2]


def _offset(zone: str, now: datetime) -> str:
    distance = now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)
    minutes = round(abs(distance).total_seconds() / 60)
    sign = "−" if distance < timedelta(0) else "+"
    hours, rest = divmod(minutes, 60)
    return f"{sign}{hours}:{rest:02d}" if rest else f"{sign}{hours}"
