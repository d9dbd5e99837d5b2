"""Doubts that an editor settles: by writing, by leaving a row out, by accepting."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.plan import CityDate, Plan, PlanEvent
from data.plans.corrections import Decision, Settling, settle
from data.plans.documents import read_content
from data.plans.doubt_answers import Answer, answer_to, may_leave_out, rows_of, suggestion
from data.plans.doubts import PlanWarning, WarningCode
from data.plans.not_understood import NotUnderstood
from data.plans.reading import Reading
from tests.plan_2020 import cities_2020

INDEX = cities_2020()
DOCUMENT = """План мероприятий МАГ на 2026 год

№\tМероприятие\tМесто и дата\tОрганизаторы
1.\tФорум столиц\tМинск 45 мая\tМАГ
2.\tСмотр музеев\tГородок Нигдеев 3 июня\tМАГ
3.\tСессия МАГ\tКазань 4 июля\tМАГ

Юбилеи городов МАГ
1.\tТверь\t891 лет\t5 июля
2.\tКазань\t1021 год\t31 июня

Дни городов
1.\tУфа\t452 года\t12 июня
"""


def read(text: str = DOCUMENT) -> Reading:
    """Return the reading of a document."""
    return read_content(text.encode(), "plan.txt", INDEX)


READING = read()


def doubt(code: WarningCode, row: str | None = None) -> PlanWarning:
    """Return the one doubt of a code, of a row where one is given."""
    [found] = [
        one
        for one in READING.warnings
        if one.code is code and (row is None or dict(one.arguments).get("row") == row)
    ]
    return found


def event(plan: Plan, number: str) -> PlanEvent:
    """Return the event with a number."""
    return next(one for one in plan.events if one.number == number)


def city(plan: Plan, name: str) -> CityDate:
    """Return the row of a city."""
    return next(one for one in (*plan.jubilees, *plan.city_days) if one.city == name)


def corrected(about: PlanWarning, text: str) -> Reading:
    """Return the reading with one correction carried out."""
    return settle(READING, [Decision(about, Settling.CORRECT, text)], INDEX)


CASES: list[tuple[WarningCode, str | None, Answer, str, Callable[[Plan], object], object]] = [
    (
        WarningCode.INVALID_DATE,
        "1",
        Answer.DATE,
        "5–6 июня, 15:00",
        lambda plan: [
            (one.place.city if one.place else "", str(one.when.start), str(one.time.start))
            for one in event(plan, "1").occurrences
            if one.when is not None and one.time is not None
        ],
        [("Минск", "2026-06-05", "15:00:00")],
    ),
    (
        WarningCode.UNKNOWN_CITY,
        "2",
        Answer.CITY,
        "Тверь",
        lambda plan: [one.place.city_id for one in event(plan, "2").occurrences if one.place],
        [city(READING.plan, "Тверь").city_id],
    ),
    (
        WarningCode.NOT_MULTIPLE_OF_5,
        "1",
        Answer.AGE,
        "890",
        lambda plan: city(plan, "Тверь").age,
        890,
    ),
    (
        WarningCode.INVALID_DATE,
        "2",
        Answer.DATE,
        "30 августа",
        lambda plan: str(city(plan, "Казань").start),
        "2026-08-30",
    ),
]


@pytest.mark.parametrize(("code", "row", "answer", "text", "look", "expected"), CASES)
def test_what_is_written_takes_the_place_of_what_was_read(
    code: WarningCode,
    row: str | None,
    answer: Answer,
    text: str,
    look: Callable[[Plan], object],
    expected: object,
) -> None:
    """Dates, hours, cities and ages are read by the rules of documents, and the doubt is gone."""
    about = doubt(code, row)
    assert answer_to(about, READING.plan) is answer
    after = corrected(about, text)
    assert look(after.plan) == expected
    assert about not in after.warnings


@pytest.mark.parametrize("text", ["когда-нибудь", "32 мая", "5 июня 2031", "пятница 5 июля", ""])
def test_a_date_that_is_not_understood_is_refused(text: str) -> None:
    """A correction without a date, or with an impossible or contradictory one, is refused."""
    with pytest.raises(NotUnderstood):
        corrected(doubt(WarningCode.INVALID_DATE, "1"), text)


def test_a_row_that_was_not_read_can_be_written() -> None:
    """The line becomes an event in its place. A row without a date is refused."""
    reading = read(
        DOCUMENT.replace("2.\tСмотр музеев\tГородок Нигдеев 3 июня\tМАГ", "2.\t\tМинск 3 июня\tМАГ")
    )
    [about] = [one for one in reading.warnings if one.code is WarningCode.TITLE_MISSING]
    assert answer_to(about, reading.plan) is Answer.ROW
    assert not may_leave_out(about, reading.plan)
    decision = Decision(about, Settling.CORRECT, "Смотр музеев; Минск; 3 июня; МАГ, ЮНЕСКО")
    plan = settle(reading, [decision], INDEX).plan
    assert [one.number for one in plan.events] == ["1", "2", "3"]
    assert event(plan, "2").title == "Смотр музеев"
    assert len(event(plan, "2").organisers) == 2
    for text in ("Смотр музеев", "Смотр; Минск", "; Минск; 3 июня", "Смотр; Минск; 45 июня", "а; б; в; г; д"):
        with pytest.raises(NotUnderstood):
            settle(reading, [replace(decision, text=text)], INDEX)


def test_a_row_left_out_takes_its_doubts_along() -> None:
    """The event is not in the plan, and nothing is doubted of it any more."""
    about = doubt(WarningCode.INVALID_DATE, "1")
    assert may_leave_out(about, READING.plan)
    after = settle(READING, [Decision(about, Settling.LEAVE_OUT)], INDEX)
    assert [one.number for one in after.plan.events] == ["2", "3"]
    assert not [one for one in after.warnings if rows_of(one, after.plan) == () and one == about]


def test_an_accepted_doubt_changes_nothing() -> None:
    """The reading stays as it is, its warnings with it."""
    accepted = [Decision(one, Settling.ACCEPT) for one in READING.warnings]
    assert settle(READING, accepted, INDEX) == READING


def test_a_proposed_city_replaces_the_misprint_everywhere() -> None:
    """One decision settles all rows that print the name."""
    about = PlanWarning.of(WarningCode.CITY_PROPOSAL, printed="Городок Нигдеев", city="Тверь")
    assert suggestion(about) == "Тверь"
    plan = corrected(about, suggestion(about)).plan
    assert [one.place.city for one in event(plan, "2").occurrences if one.place] == ["Тверь"]


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    """Any text gives a plan or NotUnderstood, and no other error."""
    for about in READING.warnings:
        if answer_to(about, READING.plan) is None:
            continue
        try:
            after = corrected(about, text)
        except NotUnderstood:
            continue
        assert about not in after.warnings
