"""A document that was read, as plain text: every date and every kind of change."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision, Recurrence
from data.calendar.plan import EventKind, EventStatus, Occurrence, Place, PlaceMode, Plan, PlanEvent
from data.importing import Proposal
from data.plans.documents import read_content
from data.plans.editions.comparison import ChangeKind, compare
from data.plans.reading import Reading
from data.plans.unreadable import Unreadable, UnreadableReason
from data.store.editions.plan_writing import Source
from data.store.editions.plans import PlanSummary
from data.store.revisions import Authorship
from handlers.text.typography import typeset
from handlers.text.words import LANGUAGES, words_in
from handlers.views.message import Message
from handlers.views.plan_reading import (
    changes_text,
    doubts_text,
    plan_row,
    reading_text,
    unreadable_text,
    warning_text,
)
from tests.cast import LONG_AGO
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

SEED = (Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt").read_text("utf-8")
OLD = plan_2020()


def read(*edits: tuple[str, str]) -> Reading:
    """Return the reading of the seed with words replaced."""
    text = SEED
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return read_content(text.encode(), "plan-2020.txt", cities_2020())


def proposal(reading: Reading, current: Plan | None = OLD) -> Proposal:
    """Return what importing the reading would do."""
    changes = () if current is None else compare(current, reading.plan)
    in_force = {} if current is None else {2020: current}
    return Proposal(reading, reading.plan, cities_2020(), in_force, reading.warnings, changes, is_known=False)


EDITED = read(
    ("Москва 12 марта", "Москва 15 мая"),
    ("Новосибирск апрель", "Уфа апрель"),
    ("Конференция представителей СМИ.", "Встреча представителей СМИ."),
    ("Волгоград октябрь-ноябрь", "отменено"),
    ("Организатор: ЕРО ОГМВ", "Организатор: ОГМВ"),
    ("9.\tУчастие в IX Московском", "91.\tУчастие в IX Московском"),
    ("6.\tXV Международный", "6.\tСлёт юных краеведов\tУфа май\t\n6.\tXV Международный"),
    (SEED[SEED.index("4.\tМероприятия") : SEED.index("5.\tV международный")], ""),
    ("Тверь\t885 лет\t19 июля", "Тверь\t885 лет\t12 июля"),
    ("Гродно\t1015 лет", "Гродно\t892 года"),
    ("17.\tПетропавловск-Камчатский\t280 лет", "17.\tУфа\t446 лет"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_change_has_its_row(language: str) -> None:
    """Each change has a row, old → new where it has both."""
    words = words_in(language)
    text = changes_text(words, proposal(EDITED))
    assert {change.kind for change in proposal(EDITED).changes} == set(ChangeKind) - {ChangeKind.RESTORED}
    check_written("plan-changes", language, Message(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_changes_and_no_plan_before_are_said(language: str) -> None:
    """Both cases have a sentence instead of an empty list."""
    words, same = words_in(language), read()
    texts = (
        changes_text(words, proposal(same)),
        changes_text(words, proposal(same, None)),
        doubts_text(words, ()),
        doubts_text(words, same.warnings),
    )
    check_written("plan-changes-none", language, Message("\n\n".join(texts)))


def made_up(*whens: ImpreciseDate | None) -> Reading:
    """Return a reading with one event for each date."""
    place = Place("Уфа\u202e", "Уфа", PlaceMode.CITY)
    events = tuple(
        PlanEvent(str(number), number, 2, "Раздел", "Форум", kind, (Occurrence(place, when),), status=status)
        for number, (when, kind, status) in enumerate(
            zip(whens, [*EventKind] * 3, [*EventStatus] * 4, strict=False), 1
        )
    )
    return replace(read(), plan=Plan("План", 2020, events, (), ()), warnings=(), unread=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sort_of_date_is_shown_with_what_it_may_mean(language: str) -> None:
    """The printed words come with the days in brackets. A date without days says so."""
    june = date(2020, 6, 1), date(2020, 6, 30)
    reading = made_up(
        ImpreciseDate("5 июня", Precision.DAY, date(2020, 6, 5), date(2020, 6, 5)),
        ImpreciseDate("июнь", Precision.MONTH, *june),
        ImpreciseDate("до 5 июня", Precision.DEADLINE, None, date(2020, 6, 5)),
        ImpreciseDate("31 июня", Precision.INVALID),
        ImpreciseDate("постоянно", Precision.RECURRING, recurrence=Recurrence.CONSTANT),
        None,
    )
    text = reading_text(words_in(language), reading)
    assert "\u202e" not in text
    check_written("plan-reading", language, Message(text))


def test_a_clock_time_is_shown_beside_its_date() -> None:
    """The secretariat sees the hour that was read."""
    day = ImpreciseDate("5 июня в 10.00–12.00", Precision.DAY, date(2020, 6, 5), date(2020, 6, 5))
    reading = made_up(day)
    [event] = reading.plan.events
    timed = replace(event.occurrences[0], time=ClockTime(time(10), time(12)))
    plan = replace(reading.plan, events=(replace(event, occurrences=(timed,)),))
    assert "· 10:00–12:00 ·" in reading_text(words_in("ru"), replace(reading, plan=plan))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_plan_of_2020_is_shown(language: str) -> None:
    """Every event, city, footnote and doubt has its line."""
    words, reading = words_in(language), read()
    text = reading_text(words, reading)
    lines = text.splitlines()
    for event in reading.plan.events:
        assert any(typeset(event.title) in line for line in lines)
    for row in (*reading.plan.jubilees, *reading.plan.city_days):
        assert any(f"{row.city_raw} · {row.age_raw} · " in line for line in lines)
    assert all(note.text in text for note in reading.plan.footnotes)
    assert all(f"– {warning_text(words, warning)}" in lines for warning in reading.warnings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", UnreadableReason)
def test_a_refusal_is_one_line(reason: UnreadableReason, language: str) -> None:
    """The line quotes what was found, without control characters."""
    text = unreadable_text(words_in(language), Unreadable(reason, expected="20", found="a\nb\x00\u2028c"))
    assert text
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_in_force_is_one_row(language: str) -> None:
    """The row has the edition, and the source document if there is one."""
    summary = PlanSummary(3, 2020, 2, "План", True, 24, 17, 9, Source("план.docx", "h"), Authorship(LONG_AGO))
    rows = [
        plan_row(words_in(language), one) for one in (summary, replace(summary, draft=False, source=None))
    ]
    check_written("plan-rows", language, Message("\n".join(rows)))
