"""Imprecise dates in words, in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.imprecise_dates import ImpreciseDate, Precision, Recurrence
from handlers.text.words import words_in
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import age_in_words, days_ahead, on_weekday, weekday_in_words
from handlers.views.wording.when import when_in_words

RU, EN = words_in("ru"), words_in("en")


def imprecise(
    raw: str, precision: Precision, start: str | None = None, end: str | None = None
) -> ImpreciseDate:
    """Return a date of this wording. end is start by default."""
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else first
    return ImpreciseDate(raw, precision, first, last)


P = Precision
CASES = [
    (imprecise("12 марта", P.DAY, "2020-03-12"), "12 марта", "12 March"),
    (imprecise("", P.DAY, "2021-03-12"), "12 марта 2021 г.", "12 March 2021"),
    (imprecise("12.03.2020", P.DAY, "2020-03-12"), "12 марта", "12 March"),
    (imprecise("3-4 октября", P.DAYS, "2020-10-03", "2020-10-04"), "3–4 октября", "3–4 October"),
    (
        imprecise("с 28.02 по 2.03", P.DAYS, "2020-02-28", "2020-03-02"),
        "28 февраля – 2 марта",
        "28 February – 2 March",
    ),
    (imprecise("5, 6, 7 и 19 мая", P.DAYS, "2020-05-05", "2020-05-07"), "5–7 мая", "5–7 May"),
    (
        imprecise("начало и конец мая", P.PART, "2020-05-21", "2020-05-31"),
        "конец мая",
        "late May",
    ),
    (imprecise("18 и 19 мая", P.DAYS, "2020-05-18", "2020-05-19"), "18–19 мая", "18–19 May"),
    (
        imprecise("", P.DAYS, "2020-12-30", "2021-01-02"),
        "30 декабря 2020 г. – 2 января 2021 г.",
        "30 December 2020 – 2 January 2021",
    ),
    (imprecise("апрель", P.MONTH, "2020-04-01", "2020-04-30"), "апрель", "April"),
    (imprecise("май", P.MONTH, "2021-05-01", "2021-05-31"), "май 2021 г.", "May 2021"),
    (imprecise("октябрь-ноябрь", P.MONTHS, "2020-10-01", "2020-11-30"), "октябрь–ноябрь", "October–November"),
    (
        imprecise("декабрь – январь", P.MONTHS, "2020-12-01", "2021-01-31"),
        "декабрь 2020 г. – январь 2021 г.",
        "December 2020 – January 2021",
    ),
    (
        imprecise("", P.PART, "2020-09-05", "2020-09-13"),
        "в один из дней 5–13 сентября",
        "on one of the days 5–13 September",
    ),
    (
        imprecise("", P.PART, "2021-08-28", "2021-09-04"),
        "в один из дней 28 августа – 4 сентября 2021 г.",
        "on one of the days 28 August – 4 September 2021",
    ),
    (imprecise("IV кв.", P.QUARTER, "2020-10-01", "2020-12-31"), "IV квартал", "Q4"),
    (imprecise("1 квартал", P.QUARTER, "2021-01-01", "2021-03-31"), "I квартал 2021 г.", "Q1 2021"),
    (
        imprecise("2-е полугодие", P.HALF, "2020-07-01", "2020-12-31"),
        "2-е полугодие",
        "second half of the year",
    ),
    (
        imprecise("в течение года", P.YEAR, "2020-01-01", "2020-12-31"),
        "в течение года",
        "throughout the year",
    ),
    (imprecise("", P.YEAR, "2021-01-01", "2021-12-31"), "в течение 2021 года", "throughout 2021"),
    (imprecise("конец сентября", P.PART, "2020-09-21", "2020-09-30"), "конец сентября", "late September"),
    (imprecise("середина мая", P.PART, "2021-05-11", "2021-05-20"), "середина мая 2021 г.", "mid-May 2021"),
    (imprecise("1 половина мая", P.PART, "2020-05-01", "2020-05-15"), "1 половина мая", "first half of May"),
    (imprecise("", P.PART, "2020-02-16", "2020-02-29"), "вторая половина февраля", "second half of February"),
    (imprecise("осень", P.SEASON, "2020-09-01", "2020-11-30"), "осень", "autumn"),
    (ImpreciseDate("до 1 мая", P.DEADLINE, None, date(2020, 5, 1)), "до 1 мая", "by 1 May"),
    (
        ImpreciseDate("ежеквартал.", P.RECURRING, recurrence=Recurrence.QUARTERLY),
        "ежеквартально",
        "quarterly",
    ),
    (ImpreciseDate("постоянно", P.RECURRING, recurrence=Recurrence.CONSTANT), "постоянно", "ongoing"),
    (imprecise("по отдельному графику", P.UNSCHEDULED), "дата уточняется", "date to be announced"),
    (
        imprecise("31 сентября", P.INVALID),
        "«31 сентября» (так в плане)",
        "“31 сентября” (as printed in the plan)",
    ),
    (
        ImpreciseDate("июль (уточн.)", P.MONTH, date(2020, 7, 1), date(2020, 7, 31), tbc=True),
        "июль (уточняется)",
        "July (to be confirmed)",
    ),
]


@pytest.mark.parametrize(("when", "russian", "english"), CASES, ids=lambda value: str(value)[:40])
def test_a_date_is_shown_as_worded(when: ImpreciseDate, russian: str, english: str) -> None:
    """An exact day has one form. A window is shown as a window, never as an invented day."""
    assert date_in_words(RU, when, 2020) == russian
    assert date_in_words(EN, when, 2020) == english


@pytest.mark.parametrize(
    ("when", "russian", "english"),
    [
        (imprecise("", P.MONTH, "2020-04-01", "2020-04-30"), "в апреле", "in April"),
        (imprecise("", P.MONTH, "2021-05-01", "2021-05-31"), "в мае 2021 года", "in May 2021"),
        (imprecise("", P.MONTHS, "2020-10-01", "2020-11-30"), "в октябре–ноябре", "in October–November"),
        (imprecise("", P.QUARTER, "2020-01-01", "2020-03-31"), "в I квартале", "in Q1"),
        (imprecise("", P.QUARTER, "2020-04-01", "2020-06-30"), "во II квартале", "in Q2"),
        (imprecise("", P.QUARTER, "2021-04-01", "2021-06-30"), "во II квартале 2021 года", "in Q2 2021"),
        (imprecise("", P.QUARTER, "2020-07-01", "2020-09-30"), "в III квартале", "in Q3"),
        (imprecise("", P.QUARTER, "2020-10-01", "2020-12-31"), "в IV квартале", "in Q4"),
        (
            imprecise("", P.HALF, "2020-01-01", "2020-06-30"),
            "в 1-м полугодии",
            "in the first half of the year",
        ),
        (
            imprecise("", P.HALF, "2021-07-01", "2021-12-31"),
            "во 2-м полугодии 2021 года",
            "in the second half of 2021",
        ),
        (imprecise("", P.PART, "2020-05-01", "2020-05-10"), "в начале мая", "in early May"),
        (imprecise("", P.PART, "2020-05-11", "2020-05-20"), "в середине мая", "in mid-May"),
        (
            imprecise("", P.PART, "2020-05-01", "2020-05-15"),
            "в первой половине мая",
            "in the first half of May",
        ),
        (
            imprecise("", P.PART, "2021-02-16", "2021-02-28"),
            "во второй половине февраля 2021 г.",
            "in the second half of February 2021",
        ),
        (imprecise("через неделю", P.PART, "2020-05-05", "2020-05-25"), "через неделю", "через неделю"),
        (imprecise("", P.SEASON, "2020-09-01", "2020-11-30"), "осенью", "in autumn"),
        (imprecise("зима", P.SEASON, "2020-12-01", "2021-02-28"), "зима", "зима"),
        (imprecise("", P.YEAR, "2021-01-01", "2021-12-31"), "в течение 2021 года", "throughout 2021"),
        (
            imprecise("", P.MONTHS, "2020-12-01", "2021-01-31"),
            "декабрь 2020 г. – январь 2021 г.",
            "December 2020 – January 2021",
        ),
        (imprecise("", P.DAY, "2020-03-12"), "12 марта", "12 March"),
        (imprecise("", P.UNSCHEDULED), "дата уточняется", "date to be announced"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_inside_a_sentence_a_window_stands_in_the_prepositional(
    when: ImpreciseDate, russian: str, english: str
) -> None:
    """The sentence asks for «в апреле», not for «апрель»."""
    assert when_in_words(RU, when, 2020) == russian
    assert when_in_words(EN, when, 2020) == english


@pytest.mark.parametrize(
    ("age", "russian"),
    [
        (1, "1 год"),
        (11, "11 лет"),
        (22, "22 года"),
        (85, "85 лет"),
        (111, "111 лет"),
        (344, "344 года"),
        (873, "873 года"),
        (953, "953 года"),
        (1021, "1021 год"),
        (2504, "2504 года"),
        (2802, "2802 года"),
    ],
)
def test_ages_agree_and_are_not_grouped(age: int, russian: str) -> None:
    """Numbers have no separators, and the noun agrees."""
    assert age_in_words(RU, age) == russian
    assert age_in_words(EN, age) == f"{age:,} year{'' if age == 1 else 's'}"


@pytest.mark.parametrize(
    ("days", "russian", "english"),
    [
        (0, "сегодня", "today"),
        (1, "завтра", "tomorrow"),
        (2, "послезавтра", "the day after tomorrow"),
        (7, "через 7 дней", "in 7 days"),
        (21, "через 21 день", "in 21 days"),
        (33, "через 33 дня", "in 33 days"),
    ],
)
def test_days_ahead(days: int, russian: str, english: str) -> None:
    """The near days have names of their own."""
    assert days_ahead(RU, days) == russian
    assert days_ahead(EN, days) == english


def test_weekdays_in_both_cases() -> None:
    """The days are those from Monday, 5 October 2020."""
    week = [date(2020, 10, 5) + timedelta(days=step) for step in range(7)]
    assert [weekday_in_words(RU, day) for day in week][:3] == ["понедельник", "вторник", "среда"]
    assert [on_weekday(RU, day) for day in week] == [
        *("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"),
    ]
    assert on_weekday(EN, week[6]) == "on Sunday"


PRECISIONS_WITH_DAYS = [p for p in Precision if p not in {P.RECURRING, P.UNSCHEDULED, P.INVALID, P.DEADLINE}]


@given(
    raw=st.text(max_size=60),
    precision=st.sampled_from(PRECISIONS_WITH_DAYS),
    start=st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 1, 1)),
    width=st.integers(min_value=0, max_value=800),
    language=st.sampled_from(["ru", "en"]),
)
def test_every_readable_date_is_worded(
    raw: str, precision: Precision, start: date, width: int, language: str
) -> None:
    """Every date that the grammar can read is worded, in clean markup."""
    when = ImpreciseDate(raw, precision, start, start + timedelta(days=width))
    text = date_in_words(words_in(language), when, 2020)
    assert text.strip()
    assert "<" not in text
