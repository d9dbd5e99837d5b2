"""Questions in plain words are understood as the table says, and no text breaks the reader."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.city_search.spelling import switch_layout
from data.calendar.questions.event_search import EventSearch
from data.calendar.questions.question import Question, Subject
from data.calendar.questions.reading import QuestionReader
from data.calendar.questions.wishes import AskedKind, Wish
from tests.plan_2020 import cities_2020, plan_2020

TABLE = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("questions.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
FIRST_OF_MARCH = date(2020, 3, 1)
READER = QuestionReader(cities_2020(), EventSearch({2020: plan_2020()}))


def in_short(question: Question) -> str:
    """Return a question as the table writes it."""
    parts = [question.subject.value, question.wish and question.wish.value]
    parts.append("+".join(city.id for city in question.cities))
    parts.append("№" + ",".join(hit.event.number for hit in question.hits[:3]) if question.hits else "")
    parts.append(question.kind.value if question.kind is not AskedKind.ALL else "")
    parts += ["age" * question.asks_age, "occasions" * question.asks_occasions]
    if span := question.span:
        parts.append(f"{span.first}/{span.last}{' missing' if span.missing_day else ''}")
    parts.append("?" + "+".join(city.id for city in question.candidates) if question.candidates else "")
    parts.append(f"«{question.unknown_name}»" if question.unknown_name else "")
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("today", "text", "expected"), TABLE, ids=[row[1] for row in TABLE])
def test_question_opens_what_the_table_says(today: str, text: str, expected: str) -> None:
    """Months, spans, kinds, cities, searches and small talk, with the habits of typing."""
    assert in_short(READER.read(text, date.fromisoformat(today))) == expected


@pytest.mark.parametrize(
    ("latin", "russian"),
    [
        ("volgograd", "Волгоград"),
        ("conference in Volgograd", "конференция Волгоград"),
        ("Saint Petersburg", "Санкт-Петербург"),
        ("Moscow session", "Москва сессия"),
        ("Грозный and Moscow", "Грозный and Москва"),
    ],
)
def test_search_finds_cities_in_latin_letters(latin: str, russian: str) -> None:
    """Titles and places are in Russian, and the search for an English name finds the same events."""
    assert READER.find(latin).hits == READER.find(russian).hits
    assert READER.find(latin).hits


@pytest.mark.parametrize(
    "text", ["Омск", "баран", "привет", "Лондон", "Paris", "новости", "екатеринбург", "Нью-Йорк"]
)
def test_strange_words_offer_no_city(text: str) -> None:
    """A city that is not meant is worse than none."""
    question = READER.read(text, FIRST_OF_MARCH)
    assert question.cities == ()
    assert question.candidates == ()


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 15, 28])
def test_month_without_year_is_the_next_one(month: int, day: int) -> None:
    """The current month counts as well, and the year may turn."""
    names = [
        "январе",
        "феврале",
        "марте",
        "апреле",
        "мае",
        "июне",
        "июле",
        "августе",
        "сентябре",
        "октябре",
        "ноябре",
        "декабре",
    ]
    for number, name in enumerate(names, 1):
        span = READER.read(f"что в {name}", date(2027, month, day)).span
        assert span is not None
        assert (span.first.year, span.first.month) == (2027 + (number < month), number)


def test_past_question_looks_back() -> None:
    """«Что было в октябре», asked in March, is about last year's October."""
    span = READER.read("что было в октябре", date(2027, 3, 1)).span
    assert span is not None
    assert (span.first, span.last) == (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize("text", ["31 сентября", "30 февраля", "что будет 31 июня?"])
def test_day_the_calendar_lacks_is_named(text: str) -> None:
    """The answer can say which day does not exist."""
    span = READER.read(text, FIRST_OF_MARCH).span
    assert span is not None
    assert span.missing_day is not None


@given(st.text(max_size=400), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_any_text_is_read(text: str, today: date) -> None:
    """No text raises an error, and a span begins no later than it ends."""
    span = READER.read(text, today).span
    assert span is None or span.first <= span.last


@given(
    st.sampled_from([city.name for city in cities_2020().all]),
    st.sampled_from(["что в {}?", "{} когда день города", "{}"]),
)
def test_every_city_is_found_in_a_sentence(name: str, sentence: str) -> None:
    """The printed name stands for itself anywhere in a question."""
    found = READER.read(sentence.format(name), FIRST_OF_MARCH).cities
    assert name in {city.name for city in found}


@given(st.sampled_from([row for row in TABLE if row[0] == "2020-03-01" and not row[1].isascii()]))
def test_other_layout_is_understood(row: tuple[str, ...]) -> None:
    """A Russian question typed on Latin keys is not read as another city."""
    meant, typed = READER.read(row[1], FIRST_OF_MARCH), READER.read(switch_layout(row[1]), FIRST_OF_MARCH)
    assert set(typed.cities) <= set(meant.cities)


def test_greeting_gives_way_to_a_question() -> None:
    """A polite question is a question."""
    question = READER.read("Добрый день! Подскажите, пожалуйста, что в сентябре?", FIRST_OF_MARCH)
    assert question.subject is Subject.AGENDA
    assert READER.read("Добрый день!", FIRST_OF_MARCH).wish is Wish.GREETING


@pytest.mark.parametrize("days", range(7))
def test_weekend_is_this_weeks_from_today_on(days: int) -> None:
    """From any day of a week, «на выходных» ends on its Sunday."""
    today = date(2027, 3, 1) + timedelta(days=days)
    span = READER.read("что на выходных", today).span
    assert span is not None
    assert span.last == date(2027, 3, 7)
    assert span.first == max(today, date(2027, 3, 6))
