"""How long it is until a day, in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from handlers.text.words import words_in
from handlers.views.wording.until import until, until_date

RU, EN = words_in("ru"), words_in("en")
TODAY = date(2026, 11, 28)
P = Precision


@pytest.mark.parametrize(
    ("day", "russian", "english"),
    [
        ("2026-11-28", "сегодня", "today"),
        ("2026-11-29", "завтра", "tomorrow"),
        ("2026-11-30", "послезавтра", "the day after tomorrow"),
        ("2026-12-03", "через 5 дней", "in 5 days"),
        ("2026-12-05", "через неделю", "in a week"),
        ("2026-12-06", "через 8 дней", "in 8 days"),
        ("2026-12-11", "через 13 дней", "in 13 days"),
        ("2026-12-12", "через 2 недели", "in 2 weeks"),
        ("2026-12-20", "через 3 недели", "in 3 weeks"),
        ("2026-12-25", "через 4 недели", "in 4 weeks"),
        ("2026-12-26", "через месяц", "in a month"),
        ("2026-12-28", "через месяц", "in a month"),
        ("2027-01-02", "через 5 недель", "in 5 weeks"),
        ("2027-01-27", "через 9 недель", "in 9 weeks"),
        ("2027-01-28", "через 2 месяца", "in 2 months"),
        ("2027-03-05", "через 3 месяца", "in 3 months"),
        ("2027-08-30", "через 9 месяцев", "in 9 months"),
        ("2027-10-31", "через 11 месяцев", "in 11 months"),
        ("2027-11-20", "через год", "in a year"),
        ("2028-01-03", "через год и месяц", "in a year and a month"),
        ("2028-02-28", "через год и 3 месяца", "in a year and 3 months"),
        ("2028-11-28", "через 2 года", "in 2 years"),
        ("2029-07-01", "через 3 года", "in 3 years"),
        ("2047-11-28", "через 21 год", "in 21 years"),
    ],
)
def test_time_until_a_day(day: str, russian: str, english: str) -> None:
    """The unit grows with the distance."""
    assert until(RU, TODAY, date.fromisoformat(day)) == russian
    assert until(EN, TODAY, date.fromisoformat(day)) == english


def test_time_until_a_past_day_is_an_error() -> None:
    """A caller that asks for it has taken the wrong day."""
    with pytest.raises(ValueError, match="2026-11-27"):
        until(RU, TODAY, date(2026, 11, 27))


@pytest.mark.parametrize(
    ("when", "russian", "english"),
    [
        (("2027-08-30", "2027-08-30", P.DAY), "через 9 месяцев", "in 9 months"),
        (("2026-11-28", "2026-11-28", P.DAY), "сегодня", "today"),
        (("2026-11-28", "2026-11-30", P.DAYS), "сегодня", "today"),
        (("2026-11-27", "2026-11-28", P.DAYS), "идёт сейчас", "under way now"),
        (
            ("2027-09-04", "2027-09-12", P.PART),
            "через 9 месяцев, в один из дней 4–12 сентября 2027 г.",
            "in 9 months, on one of the days 4–12 September 2027",
        ),
        (
            ("2027-09-01", "2027-09-30", P.MONTH),
            "через 9 месяцев, сентябрь 2027 г.",
            "in 9 months, September 2027",
        ),
        (
            ("2026-11-21", "2026-11-29", P.PART),
            "уже скоро, в один из дней 21–29 ноября",
            "any day now, on one of the days 21–29 November",
        ),
        (
            (None, "2026-12-03", P.DEADLINE),
            "не позже чем через 5 дней, до 3 декабря",
            "at the latest in 5 days, by 3 December",
        ),
        (("2026-11-26", "2026-11-27", P.DAYS), "", ""),
        ((None, None, P.UNSCHEDULED), "", ""),
    ],
)  # fmt: skip
def test_time_until_a_date(
    when: tuple[str | None, str | None, Precision], russian: str, english: str
) -> None:
    """A window is named beside the time, because its day is not known."""
    first, last = (date.fromisoformat(one) if one else None for one in when[:2])
    imprecise = ImpreciseDate("", when[2], first, last)
    assert until_date(RU, TODAY, imprecise) == russian
    assert until_date(EN, TODAY, imprecise) == english


@given(today=st.dates(date(2020, 1, 1), date(2040, 1, 1)), days=st.integers(0, 4000))
def test_later_day_is_never_nearer(today: date, days: int) -> None:
    """Every distance has words, and one day more changes them to the next step or not at all."""
    day = today + timedelta(days=days)
    here, there = until(EN, today, day), until(EN, today, day + timedelta(days=1))
    assert _days_in(here) <= _days_in(there) + 4, (here, there)


def _days_in(text: str) -> float:
    """Return about how many days an English distance names."""
    named = {"today": 0, "tomorrow": 1, "the day after tomorrow": 2}
    if text in named:
        return named[text]
    total = 0.0
    for part in text.removeprefix("in ").split(" and "):
        number, unit = part.split()
        size = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}[unit.rstrip("s")]
        total += size * (1 if number == "a" else int(number))
    return total
