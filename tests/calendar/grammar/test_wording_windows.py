"""Wordings of windows, of standing work and of dates not set yet."""

from datetime import date

import pytest

from data.calendar.imprecise_dates import ImpreciseDate, Precision, Recurrence
from data.calendar.wording import read_wording

YEAR = 2020

WINDOWS = [
    ("апрель", "month", "2020-04-01", "2020-04-30"),
    ("июль", "month", "2020-07-01", "2020-07-31"),
    ("в апреле", "month", "2020-04-01", "2020-04-30"),
    ("ИЮНЬ", "month", "2020-06-01", "2020-06-30"),
    ("апрель 2021 г.", "month", "2021-04-01", "2021-04-30"),
    ("2021 год, апрель", "month", "2021-04-01", "2021-04-30"),
    ("апр.", "month", "2020-04-01", "2020-04-30"),
    ("сент.", "month", "2020-09-01", "2020-09-30"),
    ("мар 2021", "month", "2021-03-01", "2021-03-31"),
    ("Нарьян-Мар сентябрь", "month", "2020-09-01", "2020-09-30"),
    ("в марте месяце", "month", "2020-03-01", "2020-03-31"),
    ("в течение марта", "month", "2020-03-01", "2020-03-31"),
    ("I квартал (март)", "month", "2020-03-01", "2020-03-31"),
    ("I квартал, март", "month", "2020-03-01", "2020-03-31"),
    ("в 20-х числах мая", "part", "2020-05-20", "2020-05-29"),
    ("октябрь-ноябрь", "months", "2020-10-01", "2020-11-30"),
    ("октябрь – ноябрь", "months", "2020-10-01", "2020-11-30"),
    ("окт.–нояб.", "months", "2020-10-01", "2020-11-30"),
    ("апр–май", "months", "2020-04-01", "2020-05-31"),
    ("март, апрель", "months", "2020-03-01", "2020-04-30"),
    ("с марта по май", "months", "2020-03-01", "2020-05-31"),
    ("октябрь–ноябрь 2021 г.", "months", "2021-10-01", "2021-11-30"),
    ("декабрь–январь", "months", "2020-12-01", "2021-01-31"),
    ("октябрь–март", "months", "2020-10-01", "2021-03-31"),
    ("апрель – 15 мая", "months", "2020-04-01", "2020-05-15"),
    ("I квартал", "quarter", "2020-01-01", "2020-03-31"),
    ("1 квартал", "quarter", "2020-01-01", "2020-03-31"),
    ("1-й кв.", "quarter", "2020-01-01", "2020-03-31"),
    ("ІІ квартал", "quarter", "2020-04-01", "2020-06-30"),
    ("Ⅲ квартал", "quarter", "2020-07-01", "2020-09-30"),
    ("IV кв. 2021 г.", "quarter", "2021-10-01", "2021-12-31"),
    ("четвёртый квартал", "quarter", "2020-10-01", "2020-12-31"),
    ("II-й квартал", "quarter", "2020-04-01", "2020-06-30"),
    ("II–III кварталы", "quarter", "2020-04-01", "2020-09-30"),
    ("с I по III квартал", "quarter", "2020-01-01", "2020-09-30"),
    ("IV кв. 2020 – I кв. 2021", "quarter", "2020-10-01", "2021-03-31"),
    ("1-е полугодие", "half", "2020-01-01", "2020-06-30"),
    ("второе полугодие", "half", "2020-07-01", "2020-12-31"),
    ("II полугодие 2021 г.", "half", "2021-07-01", "2021-12-31"),
    ("вторая половина 2021 года", "half", "2021-07-01", "2021-12-31"),
    ("первая половина года", "half", "2020-01-01", "2020-06-30"),
    ("в течение года", "year", "2020-01-01", "2020-12-31"),
    ("в течение 2021 года", "year", "2021-01-01", "2021-12-31"),
    ("весь год", "year", "2020-01-01", "2020-12-31"),
    ("2020 год", "year", "2020-01-01", "2020-12-31"),
    ("2021", "year", "2021-01-01", "2021-12-31"),
    ("2020–2021 годы", "year", "2020-01-01", "2021-12-31"),
    ("начало сентября", "part", "2020-09-01", "2020-09-10"),
    ("середина сентября", "part", "2020-09-11", "2020-09-20"),
    ("конец сентября", "part", "2020-09-21", "2020-09-30"),
    ("в конце августа", "part", "2020-08-21", "2020-08-31"),
    ("кон. февраля 2021", "part", "2021-02-21", "2021-02-28"),
    ("первая декада октября", "part", "2020-10-01", "2020-10-10"),
    ("вторая декада октября", "part", "2020-10-11", "2020-10-20"),
    ("третья декада октября", "part", "2020-10-21", "2020-10-31"),
    ("I декада октября", "part", "2020-10-01", "2020-10-10"),
    ("1-я декада октября", "part", "2020-10-01", "2020-10-10"),
    ("1–2 декады октября", "part", "2020-10-01", "2020-10-20"),
    ("октябрь, первая декада", "part", "2020-10-01", "2020-10-10"),
    ("первая половина мая", "part", "2020-05-01", "2020-05-15"),
    ("вторая половина мая", "part", "2020-05-16", "2020-05-31"),
    ("первая неделя мая", "part", "2020-05-01", "2020-05-07"),
    ("последняя неделя мая", "part", "2020-05-25", "2020-05-31"),
    ("конец августа – начало сентября", "part", "2020-08-21", "2020-09-10"),
    ("начало осени", "part", "2020-09-01", "2020-09-30"),
    ("конец года", "part", "2020-09-01", "2020-12-31"),
    ("осень", "season", "2020-09-01", "2020-11-30"),
    ("осенью", "season", "2020-09-01", "2020-11-30"),
    ("весна 2021 г.", "season", "2021-03-01", "2021-05-31"),
    ("лето", "season", "2020-06-01", "2020-08-31"),
]

DEADLINES = [
    ("до 1 мая", "2020-05-01"),
    ("не позднее 1 мая", "2020-05-01"),
    ("не позже 15.05", "2020-05-15"),
    ("в срок до 1 мая", "2020-05-01"),
    ("до 1 мая включительно", "2020-05-01"),
    ("по 15 мая", "2020-05-15"),
    ("до 15.05.2021", "2021-05-15"),
    ("до конца июня", "2020-06-30"),
    ("до конца 2021 года", "2021-12-31"),
    ("до конца I квартала", "2020-03-31"),
    ("до конца первой декады мая", "2020-05-10"),
    ("до середины июня", "2020-06-15"),
    ("до начала июня", "2020-05-31"),
    ("до мая", "2020-04-30"),
    ("не позднее мая", "2020-05-31"),
    ("до мая включительно", "2020-05-31"),
]

RECURRING = [
    ("постоянно", Recurrence.CONSTANT),
    ("на постоянной основе", Recurrence.CONSTANT),
    ("ежедневно", Recurrence.DAILY),
    ("еженедельно", Recurrence.WEEKLY),
    ("еженедельно, с 12 марта", Recurrence.WEEKLY),
    ("по пятницам", Recurrence.WEEKLY),
    ("каждую пятницу", Recurrence.WEEKLY),
    ("ежемесячно", Recurrence.MONTHLY),
    ("ежемесячно до 10 числа", Recurrence.MONTHLY),
    ("в течение года (ежемесячно)", Recurrence.MONTHLY),
    ("1 раз в месяц", Recurrence.MONTHLY),
    ("вторая суббота каждого месяца", Recurrence.MONTHLY),
    ("ежеквартально", Recurrence.QUARTERLY),
    ("ежеквартал.", Recurrence.QUARTERLY),
    ("раз в квартал", Recurrence.QUARTERLY),
    ("4 раза в год", Recurrence.QUARTERLY),
    ("ежегодно", Recurrence.YEARLY),
    ("2 раза в год", None),
    ("раз в 2 недели", None),
]

UNSCHEDULED = [
    ("по отдельному графику", False),
    ("по отдельному плану", False),
    ("в соответствии с отдельным планом", False),
    ("по мере необходимости", False),
    ("дата уточняется", True),
    ("уточняется", True),
    ("сроки уточняются", True),
    ("Дата и место проведения уточняются.", True),
    ("по согласованию", True),
    ("будет объявлено дополнительно", True),
    ("дата не определена", True),
]

INVALID = ["зима", "зимой", "зима 2020/2021", "осень – зима", "5 квартал", "4-я декада мая", "ноябрь–октябрь"]

TO_BE_CONFIRMED = [
    "12 марта (дата уточняется)",
    "12 марта (уточняется)",
    "12 марта, дата уточняется",
    "ориентировочно 12 марта",
    "12 марта ориентировочно",
    "12 марта (ориентир.)",
    "предварительно – 12 марта",
    "12 марта (по согласованию)",
    "12 марта (по согласованию с мэрией)",
    "около 12 марта",
    "~12 марта",
    "12 марта?",
    "12 марта (?)",
    "март (уточняется)",
    "март или апрель",
]

NO_DATE = [
    "",
    " ",
    "—",
    "-",
    "…",
    "?",
    "Москва",
    "Нарьян-Мар",
    "мар",
    "10:00",
    "10.30",
    "1.1",
    "12",
    "123",
    "место уточняется",
]


@pytest.mark.parametrize(("text", "precision", "start", "end"), WINDOWS)
def test_window_is_read(text: str, precision: str, start: str, end: str) -> None:
    """A wording that names no day gives the first and the last day it may mean."""
    value = read_one(text)
    assert (value.precision, value.start, value.end) == (
        Precision(precision),
        date.fromisoformat(start),
        date.fromisoformat(end),
    )


@pytest.mark.parametrize(("text", "end"), DEADLINES)
def test_deadline_has_only_an_end(text: str, end: str) -> None:
    """«до 1 мая» ends that day, «до мая» before May begins."""
    value = read_one(text)
    assert (value.precision, value.start, value.end) == (Precision.DEADLINE, None, date.fromisoformat(end))


@pytest.mark.parametrize(("text", "recurrence"), RECURRING)
def test_standing_work_has_a_recurrence_and_no_days(text: str, recurrence: Recurrence | None) -> None:
    """Standing work is no date. A frequency that Recurrence lacks gives no recurrence."""
    assert read_one(text) == ImpreciseDate(text, Precision.RECURRING, recurrence=recurrence)


@pytest.mark.parametrize(("text", "tbc"), UNSCHEDULED)
def test_date_still_to_be_set_is_unscheduled(text: str, tbc: bool) -> None:
    """A date that is being settled is to be confirmed, one of another document is not."""
    assert read_one(text) == ImpreciseDate(text.removesuffix("."), Precision.UNSCHEDULED, tbc=tbc)


@pytest.mark.parametrize("text", INVALID)
def test_ambiguous_or_impossible_window_is_invalid(text: str) -> None:
    """«зима» lies in two years and there is no fifth quarter."""
    assert read_one(text) == ImpreciseDate(text, Precision.INVALID)


@pytest.mark.parametrize("text", TO_BE_CONFIRMED)
def test_date_with_a_doubt_beside_it_is_to_be_confirmed(text: str) -> None:
    """The date is read and marked as to be confirmed."""
    value = read_one(text)
    assert value.tbc
    assert value.end is not None


@pytest.mark.parametrize("text", NO_DATE)
def test_cell_without_a_date_gives_none(text: str) -> None:
    """A dash, a city, a time of day or a bare number is no date."""
    assert read_wording(text, YEAR) is None


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("  12\n марта ", "12 марта"),
        ("12 марта.", "12 марта"),
        ("ежеквартал.", "ежеквартал."),
        ("12 марта 2020 г.", "12 марта 2020 г."),
        ("12 мар\u00adта\x00\ud800", "12 марта"),
        ("12 мaрта", "12 мaрта"),
        ("3–4 октября, Грозный", "3–4 октября, Грозный"),
    ],
)
def test_wording_is_kept_as_printed(text: str, raw: str) -> None:
    """Only blanks, the full stop of the sentence and invisible characters are left out."""
    assert read_one(text).raw == raw


def read_one(text: str) -> ImpreciseDate:
    value = read_wording(text, YEAR)
    assert value is not None
    return value
