"""The first screen and the chat's own city, written down, and accepted by Telegram."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.highlights import choose_highlights
from data.calendar.nearest_city import NearestCity
from data.calendar.topics import Subscription
from data.store.chat_values import Chat, ChatKind, ChatState, Language, NewChat, beginning
from handlers.callbacks.browsing import ButtonPlace, Follow
from handlers.text.markup import Markup, join
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.cities import candidates_text
from handlers.views.city_card import city_message
from handlers.views.highlights import city_line, highlights_text
from handlers.views.message import Message, parsed
from handlers.views.my_city import (
    far_city_message,
    my_city_line,
    my_city_question,
    my_city_set_note,
    nearest_city_note,
    which_my_city_message,
)
from handlers.views.start import ONE_TAP_TOPICS, StartScreen, start_message
from handlers.views.stop import group_greeting_message, still_stopped_message
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

CITIES = cities_2020()
ALMANAC = Almanac(CITIES, {2020: plan_2020()})
KAZAN, TVER = CITIES.by_id["kazan"], CITIES.by_id["tver"]
SPRING = date(2020, 3, 1)
AUTUMN = date(2020, 9, 12)
NEXT_YEAR = date(2021, 2, 1)
NOON = datetime(2020, 3, 1, 9, tzinfo=UTC)
CHAT = beginning(NewChat(7, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10), NOON)
AT_KAZAN, GROUP = replace(CHAT, city="kazan"), replace(CHAT, kind=ChatKind.SUPERGROUP)
MOST_WORDS = 90
"""As many as are read of a first message, numbers not counted."""


def of_start(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield the first screen in its variants, and the greeting of a group."""
    yield "start", start_message(words, first_screen(words))
    yield "start-link-gone", start_message(words, first_screen(words), link_gone=True)
    for topic in ONE_TAP_TOPICS:
        done = Follow(topic=topic, on=True, place=ButtonPlace.START)
        screen = first_screen(words, followed={Subscription(topic)})
        yield f"start-on-{topic.value}", start_message(words, screen, done)
        off = Follow(topic=topic, on=False, place=ButtonPlace.START)
        yield f"start-off-{topic.value}", start_message(words, first_screen(words), off)
    yield "start-no-plan", start_message(words, first_screen(words, NEXT_YEAR))
    yield "start-nothing-known", start_message(words, first_screen(words, almanac=Almanac(CityIndex(()), {})))
    yield "start-my-city", start_message(words, first_screen(words, AUTUMN, chat=AT_KAZAN))
    days = {"moscow": date(2026, 11, 28), "baku": SPRING, "kazan": date(2021, 8, 30)}
    for city_id, today in days.items():
        screen = first_screen(words, today, chat=replace(CHAT, city=city_id))
        yield f"start-city-{city_id}", start_message(words, screen)
    stopped = replace(AT_KAZAN, state=ChatState.STOPPED)
    yield "start-stopped", start_message(words, first_screen(words, chat=stopped))
    yield "start-group", start_message(words, first_screen(words, chat=GROUP, title_city=KAZAN))
    yield "link-stopped", still_stopped_message(words)
    facts = first_screen(words).facts
    yield "group-hello", group_greeting_message(words, facts)
    yield "group-hello-title", group_greeting_message(words, facts, TVER)


def of_my_city(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield the question for the chat's own city, its card, and the answer to a location."""
    yield "my-city-question", my_city_question(words, CHAT, [KAZAN, TVER])
    yield "my-city-question-in-group", my_city_question(words, GROUP, [KAZAN, TVER])
    yield "my-city-card", city(words, AT_KAZAN)
    yield "my-city-card-in-group", city(words, replace(GROUP, city="kazan"))
    yield "my-city-offer-in-group", city(words, GROUP)
    which = CITIES.find("Новгород")
    yield "my-city-which", which_my_city_message(words, which, candidates_text(words, which))
    yield "my-city-far", far_city_message(words, NearestCity(TVER, 1140))
    yield "my-city-notes", Message(join(my_city_notes(words)))


def my_city_notes(words: Words) -> Iterator[Markup]:
    """Yield the notes when the chat's own city is set, and the settings with it."""
    omsk = replace(CHAT, zone="Asia/Omsk")
    for before, after in ((CHAT, CHAT), (omsk, CHAT), (omsk, omsk), (GROUP, GROUP)):
        yield my_city_set_note(words, before, after, KAZAN, NOON)
    yield nearest_city_note(words, NearestCity(KAZAN, 0))
    yield nearest_city_note(words, NearestCity(KAZAN, 38))
    for in_group in (False, True):
        yield my_city_line(words, KAZAN, in_group=in_group)
        yield my_city_line(words, None, in_group=in_group)


def first_screen(
    words: Words,
    today: date = SPRING,
    *,
    almanac: Almanac = ALMANAC,
    chat: Chat = CHAT,
    followed: Collection[Subscription] = (),
    title_city: City | None = None,
) -> StartScreen:
    """Return the first screen of a chat."""
    highlights = choose_highlights(almanac, today)
    own = almanac.cities.by_id.get(chat.city or "")
    is_asked = own is None and chat.kind is ChatKind.PRIVATE
    return StartScreen(
        chat=chat,
        facts=highlights_text(words, highlights, today),
        followed=followed,
        city_line=Markup("") if own is None else city_line(words, almanac.city_view(own, today), today),
        jubilee_year=highlights.jubilee_year if highlights.jubilees else None,
        plan_year=2020 if almanac.plans else None,
        asks_city=is_asked,
        likely=[CITIES.by_id[one] for one in ("moscow", "minsk")] if is_asked else (),
        title_city=title_city,
    )


def city(words: Words, chat: Chat) -> Message:
    """Return the card of Kazan as a chat sees it."""
    return city_message(words, ALMANAC.city_view(KAZAN, SPRING), SPRING, chat, followed=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_screen_and_own_city_are_as_written_down(language: str) -> None:
    """The message is as written down."""
    words = words_in(language)
    for name, message in (*of_start(words), *of_my_city(words)):
        check_written(f"reader-{name}", language, message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_screen_is_read_in_a_glance(language: str) -> None:
    """On every day of a year with and one without a plan it has at most about ninety words."""
    words = words_in(language)
    for ordinal in range(date(2020, 1, 1).toordinal(), date(2021, 12, 31).toordinal(), 9):
        today = date.fromordinal(ordinal)
        for chat in (CHAT, AT_KAZAN):
            text = parsed(start_message(words, first_screen(words, today, chat=chat)).text)
            assert len(re.findall(r"[^\W\d][\w’-]*", text)) <= MOST_WORDS, text
