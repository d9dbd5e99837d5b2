"""The captions of pictures, written down, and short enough to be captions."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.calendar.almanac import Almanac
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.message import Message
from handlers.views.pictures.captions import card_message, map_message, occasion_picture, year_message
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

CITIES = cities_2020()
ALMANAC = Almanac(CITIES, {2020: plan_2020()})
SPRING = date(2020, 3, 1)


def card(words: Words, city_id: str, today: date = SPRING) -> Message:
    """Return the caption of a city's card."""
    return card_message(words, ALMANAC.city_view(CITIES.by_id[city_id], today), today)


def captions(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield the captions of years with a plan and without one, of maps and of cards."""
    yield "year", year_message(words, ALMANAC, 2020, SPRING)
    yield "year-without-plan", year_message(words, ALMANAC, 2021, SPRING)
    yield "year-first-of-all", year_message(words, ALMANAC, 2019, SPRING)
    yield "map", map_message(words, ALMANAC, 2020, SPRING)
    yield "map-without-plan", map_message(words, ALMANAC, 2021, SPRING)
    yield "map-of-the-past", map_message(words, ALMANAC, 2019, SPRING)
    yield "map-in-december", map_message(words, ALMANAC, 2020, date(2020, 12, 30))
    yield "card-jubilee", card(words, "kazan")
    yield "card-on-the-day", card(words, "kazan", date(2020, 8, 30))
    yield "card-after-the-day", card(words, "kazan", date(2020, 8, 31))
    yield "card-window", card(words, "moscow", date(2021, 3, 1))
    yield "card-without-age", card(words, "samarkand", date(2021, 3, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_captions_are_what_is_written_down(language: str) -> None:
    """Each caption says what its picture shows. Each fits into Telegram's 1,024 characters."""
    for name, message in captions(words_in(language)):
        check_written(f"picture-{name}", language, message)


def test_only_celebrations_of_cities_have_a_card() -> None:
    """A notice of a city day may carry its card, one of an event or an issue has none."""
    words, found = words_in("ru"), ALMANAC.occasions(date(2020, 1, 1), date(2020, 12, 31))
    with_card = {one.kind.value for one in found if occasion_picture(words, one, SPRING) is not None}
    assert with_card == {"jubilee", "city_day"}
    without = {one.kind.value for one in found if occasion_picture(words, one, SPRING) is None}
    assert without == {"event", "bulletin", "journal"}
