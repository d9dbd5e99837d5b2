"""Answers to questions in plain words, as readers see them."""

from collections.abc import Iterator
from datetime import date

import pytest

from data.calendar.almanac import Almanac
from data.calendar.questions.wishes import Wish
from handlers.free_text.wishes import SMALL_TALK
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.message import Message
from handlers.views.questions.city_facts import asked_cities_message, asked_fact
from handlers.views.questions.found_events import (
    FoundPage,
    found_events_message,
    nothing_found_message,
    words_question,
)
from handlers.views.questions.not_understood import no_such_day_message, unknown_question_message
from handlers.views.questions.small_talk import small_talk_message
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

CITIES = cities_2020()
ALMANAC = Almanac(CITIES, {2020: plan_2020()})
SPRING, NEXT_YEAR = date(2020, 3, 1), date(2027, 2, 10)
IN_MAY = date(2020, 5, 1), date(2020, 5, 31)


def found(words: Words, text: str, days: tuple[date, date] | None = None, page: int = 0) -> Message:
    """Return the screen of a search."""
    result = ALMANAC.questions.find(text, days)
    return found_events_message(words, FoundPage(result, days, page), CITIES, SPRING)


def fact(words: Words, question: str, today: date = SPRING) -> Message:
    """Return the fact that a question about a city asks for."""
    asked = ALMANAC.questions.read(question, today)
    view = ALMANAC.city_view(asked.cities[0], today)
    return Message(str(asked_fact(words, asked, view, today)))


def of_questions(words: Words) -> Iterator[tuple[str, Message]]:
    """Yield facts, results of searches with and without a hit, and small talk."""
    yield "question-age", fact(words, "сколько лет Казани")
    yield "question-age-window", fact(words, "сколько лет Москве", NEXT_YEAR)
    yield "question-age-in-year", fact(words, "сколько лет Самаре в 2031")
    yield "question-age-unknown", fact(words, "сколько лет Баку")
    yield "question-day", fact(words, "когда день города во Владивостоке")
    yield "question-jubilee", fact(words, "юбилей Казани")
    yield "question-jubilee-later", fact(words, "юбилей Москвы")
    cities = [ALMANAC.city_view(CITIES.by_id[one], SPRING) for one in ("ryazan", "tver", "baku")]
    yield "question-cities", asked_cities_message(words, cities, None, SPRING)
    yield "found-several", found(words, "конференция")
    yield "found-second-page", found(words, "конференция", page=1)
    yield "found-elsewhen", found(words, "форум", IN_MAY)
    yield "found-partial", found(words, "молодежный форум")
    yield "found-nothing", nothing_found_message(words, "<b>инвестиции</b>")
    yield "found-city", nothing_found_message(words, "Сочи", CITIES.by_id["sochi"])
    yield "find-question", words_question(words, True)
    yield "find-question-in-group", words_question(words, False)
    yield "question-unknown", unknown_question_message(words, "")
    yield "question-nothing-found", unknown_question_message(words, "<i>баран</i> & Ко")
    yield "question-no-such-day", no_such_day_message(words, "31 сентября")
    for wish in SMALL_TALK:
        yield f"small-talk-{wish.value}", small_talk_message(words, Wish(wish))


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_to_questions_are_written_down(language: str) -> None:
    """Each answer is in the folder of written messages, as it is shown."""
    for name, message in of_questions(words_in(language)):
        check_written(name, language, message)
