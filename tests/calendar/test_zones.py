"""Time zones are found by usual ways to write them, and other texts are refused."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.utc_offsets import offset_of
from data.calendar.zones import ZoneIndex
from data.content.shipped import shipped_places, zone_names
from handlers.text.words import LANGUAGES, read_locale, split_entries, words_in
from handlers.views.wording.local_time import OFFERED_ZONES, zone_in_words
from tests.plan_2020 import cities_2020

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SUMMER = datetime(2027, 7, 1, 12, tzinfo=UTC)
CITIES = cities_2020()
ZONES = ZoneIndex(CITIES, shipped_places(), zone_names())

DISTANCES = {
    # from Moscow
    "МСК+3": 6,
    "мск +3": 6,
    "мск + 3": 6,
    "MSK+3": 6,
    "МСК-1": 2,
    "МСК−1": 2,
    "мск–1": 2,
    "МСК+9": 12,
    "МСК+0": 3,
    "Москва+2": 5,
    "+3 к Москве": 6,
    "+3 часа от мск": 6,
    "+4 ч. к московскому времени": 7,
    "московское время +4": 7,
    # from UTC
    "UTC+7": 7,
    "utc 7": 7,
    "UTC + 7": 7,
    "(UTC+07:00)": 7,
    "UTC+0700": 7,
    "GMT-3": -3,
    "ютс+3": 3,
    "+7": 7,
    "+07:00": 7,
    "-3": -3,
    "−3": -3,
    "+14": 14,
    "-12": -12,
    "+0": 0,
    "UTC": 0,
    "GMT": 0,
    "GMT+5:30": 5.5,
    "+5.5": 5.5,
    "+5,5": 5.5,
    "UTC+5.75": 5.75,
    "UTC-9:30": -9.5,
    # signs in words, and both at once
    "МСК плюс 2": 5,
    "плюс 7": 7,
    "минус 3": -3,
    "UTC minus 3": -3,
    "UTC±0": 0,
}

NAMES = {
    "Asia/Omsk": "Asia/Omsk",
    "asia/omsk": "Asia/Omsk",
    "Europe/Kaliningrad": "Europe/Kaliningrad",
    "America/New York": "America/New_York",
    "america/argentina/buenos_aires": "America/Argentina/Buenos_Aires",
    "Etc/GMT-3": "Etc/GMT-3",  # three hours ahead, as the zone data has it
    # names of the zone data without a slash
    "Singapore": "Singapore",
    "israel": "Israel",
    "w-su": "W-SU",
    "EST5EDT": "EST5EDT",
    "Омск": "Asia/Omsk",
    "омск": "Asia/Omsk",
    "в Омске": "Asia/Omsk",
    "г. Омск": "Asia/Omsk",
    "jvcr": "Asia/Omsk",
    "Omsk": "Asia/Omsk",
    "я живу в Омске": "Asia/Omsk",
    "Томск": "Asia/Tomsk",
    "Екатеринбург": "Asia/Yekaterinburg",
    "екб": "Asia/Yekaterinburg",
    "Тюмени": "Asia/Yekaterinburg",
    "Камчатка": "Asia/Kamchatka",
    "сахалин": "Asia/Sakhalin",
    "Ашхабад": "Asia/Ashgabat",
    "Казань": "Europe/Moscow",
    "мск": "Europe/Moscow",
    "московское время": "Europe/Moscow",
    "по Москве": "Europe/Moscow",
    "new york": "America/New_York",
    "Kolkata": "Asia/Kolkata",
    "Омск, UTC+6": "Asia/Omsk",
    "UTC+6 (Омск)": "Asia/Omsk",
    "МСК+3, Омск": "Asia/Omsk",
}

NOTHING = (
    *("7", "+77", "UTC+25", "МСК+20", "-13", "+3:99", "+79161234567", "12:30", "2026-11-28", "3 часа"),
    *("МСК+3+1", "Омск, UTC+7", "Казань+1", "UTC+12:45", "МСК+три", "Asia/Atlantis", "Омск/Томск 5"),
    *(
        "Asia/Moscow",
        "europe/omsk",
        "Etc/Казань",
        "Factory",
        "плюс",
        "МСК плюс",
        "Омск минус",
        "плюс минус 3",
    ),
    *("Атлантида", "мой пояс", "west", "general", "north", "", " ", "🎉", "+", "МСК+", "а" * 5000),
)

ASKED = {
    "масква": {"Москва"},
    "Омкс": {"Омск"},
    "Екатеринбур": {"Екатеринбург"},
    "Новгород": {"Нижний Новгород", "Великий Новгород"},
    "Петропавловск": {"Петропавловск-Камчатский"},
    "из Омска в Томск": {"Омск", "Томск"},
}


@pytest.mark.parametrize(("text", "hours"), DISTANCES.items())
def test_offset_gives_the_zone_with_it(text: str, hours: float) -> None:
    """The zone has this offset from UTC in winter and in summer."""
    zone = ZONES.find(text, NOW).zone
    assert zone is not None
    for month in (1, 7):
        distance = datetime(2027, month, 1, tzinfo=ZoneInfo(zone)).utcoffset()
        assert distance is not None
        assert distance.total_seconds() / 3600 == hours


@pytest.mark.parametrize(("text", "zone"), NAMES.items())
def test_name_gives_its_zone(text: str, zone: str) -> None:
    """Cities in any case and on any keyboard, names of the zone data, and labels of buttons."""
    assert ZONES.find(text, NOW).zone == zone


@pytest.mark.parametrize("text", NOTHING)
def test_text_that_is_no_zone_finds_none(text: str) -> None:
    """Neither the nearest zone nor the city beside an unread offset is offered."""
    found = ZONES.find(text, NOW)
    assert found.zone is None
    assert found.cities.candidates == ()


@pytest.mark.parametrize(("text", "cities"), ASKED.items())
def test_mistyped_or_shared_name_is_asked_back(text: str, cities: set[str]) -> None:
    """A zone is not set by a guess, because a wrong one goes unnoticed."""
    found = ZONES.find(text, NOW)
    assert found.zone is None
    assert {city.name for city in found.cities.candidates} == cities


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("zone", OFFERED_ZONES)
@pytest.mark.parametrize("month", [1, 7])
def test_label_of_each_button_gives_its_zone(zone: str, language: str, month: int) -> None:
    """The whole label, with its tick or without, and the name alone, in winter and in summer."""
    now = datetime(2027, month, 1, tzinfo=UTC)
    label = zone_in_words(words_in(language), zone, now)
    name = label.partition(",")[0]
    assert [ZONES.find(text, now).zone for text in (label, f"✅ {label}", name)] == [zone] * 3


def test_each_place_named_in_words_gives_its_zone() -> None:
    """A zone set in another way is shown by a name too. The name gives the same clock."""
    text = next(text for text in read_locale("ru") if "zone-place" in text)
    names = re.findall(r"^    \[(\w+)\] (.+)", split_entries(text)["zone-place"], re.MULTILINE)
    assert len(names) > 30
    for last, name in names:
        found = ZONES.find(name, NOW).zone
        assert found is not None, name
        shown = {offset_of(full, NOW) for full in zone_names() if full.rpartition("/")[2] == last}
        assert shown == {offset_of(found, NOW)}, name


def test_each_shipped_place_has_a_zone_and_is_found() -> None:
    """Its name and its Latin name find it, unless the catalogue has another city of that name."""
    for place in shipped_places():
        ZoneInfo(place.zone)
        for name in (place.name, place.latin[0]):
            assert ZONES.find(name, NOW).zone == place.zone, name


@given(st.sampled_from([name for name in zone_names() if name != "Factory"]), st.data())
def test_every_name_of_the_zone_data_gives_its_zone_in_any_case(name: str, data: st.DataObject) -> None:
    """Its letters may be small or capital, and spaces may stand for underscores."""
    case = data.draw(st.sampled_from([str.lower, str.upper, str.title, str.swapcase]))
    written = case(name).replace("_", data.draw(st.sampled_from(["_", " "])))
    zone = ZONES.find(written, NOW).zone
    assert zone is not None
    assert {offset_of(zone, at) for at in (NOW, SUMMER)} == {offset_of(name, at) for at in (NOW, SUMMER)}


@given(st.text(max_size=80))
def test_any_text_gets_a_valid_zone_or_none(text: str) -> None:
    """No text breaks the search, and what it finds is a zone."""
    found = ZONES.find(text, NOW)
    assert found.zone is None or NOW.astimezone(ZoneInfo(found.zone)).utcoffset() is not None


@given(st.integers(-12 * 60, 14 * 60), st.sampled_from(["UTC{}", "{}", "gmt {}", "{} utc"]))
def test_offset_is_exact_or_refused(minutes: int, form: str) -> None:
    """The nearest whole hour is never taken instead."""
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    zone = ZONES.find(form.format(f"{sign}{hours}:{rest:02d}"), NOW).zone
    assert zone is not None or rest
    if zone is not None:
        distance = NOW.astimezone(ZoneInfo(zone)).utcoffset()
        assert distance is not None
        assert distance.total_seconds() == minutes * 60
