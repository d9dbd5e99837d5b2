"""Each figure, month and date word of a text belongs to a date or is reported as unread."""

import re
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.grammar.lexer.month_names import MONTH_FORMS
from data.calendar.imprecise_dates import ClockTime, Precision
from data.calendar.wording import LONGEST, date_of_heading, find_dates

YEAR = 2027
GENITIVES = [form for form in MONTH_FORMS if form.endswith(("я", "та")) and form not in {"март"}]
PIECES = """
1 2 5 12 31 32 2027 2028 12.03 12.03.2027 31.09.2027 2027-03-12 10:00 10.00 5-го 20-х 45
марта март мар. сентябрь сентября суббота вторая последняя декада половина неделя числа
начало конец квартал кв. полугодие I II IV год года г. осень зима май мая июня
до не_позднее с со по и или - – / , ; ( ) ? . : в на после включительно в_течение кроме
ежегодно еженедельно раз каждый уточняется дата по_отдельному_графику резервная
""".split()  # noqa: SIM905 -- a list of words
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(
    lambda pieces: " ".join(pieces).replace("_", " ")
)
_SAID = re.compile(r"\d+|(?<![^\W\d_])(?:марта|март|сентябрь|сентября|май|мая|июня|осень|зима)(?![^\W\d_])")

Days = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))
TIMES = st.times().map(lambda clock: clock.replace(second=0, microsecond=0, minute=clock.minute // 5 * 5))


@given(TEXTS)
def test_each_figure_and_month_is_in_a_date_or_unread(text: str) -> None:
    """Every figure and month of any words stands inside a date or is reported as unread."""
    read = find_dates(text, YEAR)
    known = [(found.first, found.last) for found in read.found] + [*read.unread, *read.hours]
    for said in _SAID.finditer(text):
        assert any(first <= said.start() and said.end() <= last for first, last in known), said


@given(st.lists(Days, min_size=1, max_size=6, unique=True).map(sorted), st.sampled_from(["", " г.", " года"]))
def test_list_of_days_gives_a_date_for_each_run(days: list[date], mark: str) -> None:
    """Days in words and in figures give one date for each run of adjoining days, in order."""
    worded = _listed([f"{day.day} {GENITIVES[day.month - 1]}" for day in days])
    for text in (
        worded,
        f"{worded} {YEAR}{mark}",
        _by_month(days),
        _listed([f"{day:%d.%m}" for day in days]),
        "; ".join(f"{day:%d.%m.%Y}" for day in days),
    ):
        read = find_dates(text, YEAR)
        assert [(dated.when.start, dated.when.end) for dated in read.dates] == _runs(days), text
        assert read.unread == ()


@given(Days, TIMES, TIMES)
def test_clock_time_is_read_in_each_spelling(day: date, start: time, end: time) -> None:
    """«в 15:30», «15.30–17.00», «с 15-30 до 17-00» beside the day, before it and after it."""
    printed = f"{day.day} {GENITIVES[day.month - 1]}"
    until = None if start == end else end
    span = f"{start:%H:%M}" if until is None else f"{start:%H:%M}–{until:%H:%M}"
    texts = [f"{printed}, {span}", f"{printed} ({span})", f"{span}, {printed}", f"{day:%d.%m.%Y} {span}"]
    if until is None:
        texts += [f"{printed} в {start:%H.%M}", f"{printed}, начало в {start:%H-%M}"]
    else:
        texts.append(f"{printed} с {start:%H:%M} до {until:%H:%M}")
    for text in texts:
        [dated] = find_dates(text, YEAR).dates
        assert (dated.when.start, dated.time) == (day, ClockTime(start, until)), text


@given(st.integers(1, 12), st.lists(st.integers(1, 28), min_size=1, max_size=5, unique=True).map(sorted))
def test_bare_days_are_days_of_the_month_in_the_heading(month: int, days: list[int]) -> None:
    """Under a heading of a month, bare days mean what they mean with that month after them."""
    heading = next(form for form, number in MONTH_FORMS.items() if number == month).upper()
    lent = date_of_heading(heading, YEAR)
    assert lent is not None
    bare = _listed([str(day) for day in days])
    under = find_dates(bare, YEAR, lent)
    printed = find_dates(f"{bare} {GENITIVES[month - 1]}", YEAR)
    assert [_days(dated.when) for dated in under.dates] == [_days(dated.when) for dated in printed.dates]
    assert under.unread == ()


LENT = [
    ("АПРЕЛЬ", "в течение месяца", "month", "2027-04-01", "2027-04-30"),
    ("АПРЕЛЬ", "весь месяц", "month", "2027-04-01", "2027-04-30"),
    ("АПРЕЛЬ", "8", "day", "2027-04-08", "2027-04-08"),
    ("АПРЕЛЬ", "8-го", "day", "2027-04-08", "2027-04-08"),
    ("АПРЕЛЬ", "18–19", "days", "2027-04-18", "2027-04-19"),
    ("АПРЕЛЬ", "8 (чт)", "day", "2027-04-08", "2027-04-08"),
    ("АПРЕЛЬ", "8 в 10:00", "day", "2027-04-08", "2027-04-08"),
    ("АПРЕЛЬ", "до 20 числа", "deadline", "None", "2027-04-20"),
    ("АПРЕЛЬ", "с 5 по 7", "days", "2027-04-05", "2027-04-07"),
    ("АПРЕЛЬ", "1-я декада", "part", "2027-04-01", "2027-04-10"),
    ("АПРЕЛЬ", "вторая половина месяца", "part", "2027-04-16", "2027-04-30"),
    ("АПРЕЛЬ", "конец месяца", "part", "2027-04-21", "2027-04-30"),
    ("АПРЕЛЬ", "последняя пятница", "day", "2027-04-30", "2027-04-30"),
    ("АПРЕЛЬ", "30 мая", "day", "2027-05-30", "2027-05-30"),
    ("Апрель 2028 года", "8", "day", "2028-04-08", "2028-04-08"),
    ("В АПРЕЛЕ", "8", "day", "2027-04-08", "2027-04-08"),
    ("III квартал", "в течение квартала", "quarter", "2027-07-01", "2027-09-30"),
    ("3 КВАРТАЛ 2027 ГОДА", "конец квартала", "part", "2027-09-01", "2027-09-30"),
    ("III квартал", "август", "month", "2027-08-01", "2027-08-31"),
    ("II полугодие", "в течение полугодия", "half", "2027-07-01", "2027-12-31"),
]


@pytest.mark.parametrize(("heading", "text", "precision", "start", "end"), LENT)
def test_wording_without_month_takes_it_from_the_heading(
    heading: str, text: str, precision: str, start: str, end: str
) -> None:
    """The wording lies in the month, quarter or half-year of the heading."""
    [dated] = find_dates(text, YEAR, date_of_heading(heading, YEAR)).dates
    when = dated.when
    assert (when.precision.value, str(when.start), str(when.end)) == (precision, start, end)


@pytest.mark.parametrize("heading", [None, "", "Форумы", "5 апреля", "2027 год", "осень"])
def test_heading_without_a_lone_month_or_quarter_lends_nothing(heading: str | None) -> None:
    """A heading that says more, or names another kind of span, lends nothing."""
    assert date_of_heading(heading, YEAR) is None


@pytest.mark.parametrize("text", ["8", "18–19", "в течение квартала", "первая пятница"])
def test_bare_days_under_a_quarter_are_unread(text: str) -> None:
    """A quarter has three days of the number 8, so nothing is guessed."""
    read = find_dates(text, YEAR, date_of_heading("I полугодие", YEAR))
    assert read.dates == ()
    assert read.unread


def test_text_beyond_the_limit_is_unread() -> None:
    """A cell longer than a page is not cut in silence."""
    text = "5 мая" + " " * LONGEST + "19 мая"
    read = find_dates(text, YEAR)
    assert [str(dated.when.start) for dated in read.dates] == ["2027-05-05"]
    assert read.unread == ((LONGEST, len(text)),)


def _listed(items: list[str]) -> str:
    return " и ".join(filter(None, (", ".join(items[:-1]), items[-1])))


def _by_month(days: list[date]) -> str:
    """Return the days in words, each month once: «3, 10 и 17 июня, 5 июля»."""
    months = dict.fromkeys(day.month for day in days)
    parts = [
        f"{_listed([str(day.day) for day in days if day.month == month])} {GENITIVES[month - 1]}"
        for month in months
    ]
    return ", ".join(parts)


def _runs(days: list[date]) -> list[tuple[date, date]]:
    starts = [days[0], *(day for before, day in pairwise(days) if day - before != timedelta(days=1))]
    ends = [*(before for before, day in pairwise(days) if day - before != timedelta(days=1)), days[-1]]
    return list(zip(starts, ends, strict=True))


def _days(when: object) -> object:
    return getattr(when, "start", None), getattr(when, "end", None), getattr(when, "precision", Precision.DAY)
