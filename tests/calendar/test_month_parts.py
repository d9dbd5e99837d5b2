"""The parts of a month: their days in every month, and the way back from days to the part."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.month_parts import HALVES, THIRDS, MonthPart, days_of_part, part_of_days
from data.calendar.wording import read_wording

years = st.integers(1, 9999)
months = st.integers(1, 12)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        (MonthPart.EARLY, 1, 10),
        (MonthPart.MIDDLE, 11, 20),
        (MonthPart.LATE, 21, 28),
        (MonthPart.FIRST_HALF, 1, 15),
        (MonthPart.SECOND_HALF, 16, 28),
    ],
)
def test_part_of_a_short_month_ends_with_it(part: MonthPart, first: int, last: int) -> None:
    """February 2026 has 28 days, and so have its end and its second half."""
    assert days_of_part(part, 2026, 2) == (date(2026, 2, first), date(2026, 2, last))


@pytest.mark.parametrize("parts", [THIRDS, HALVES])
@given(years, months)
def test_parts_cover_a_month_without_gap(parts: tuple[MonthPart, ...], year: int, month: int) -> None:
    """The three parts, and the two halves, are the whole month in order."""
    days = [days_of_part(part, year, month) for part in parts]
    assert days[0][0] == date(year, month, 1)
    assert days[-1][1] == date(year, month, monthrange(year, month)[1])
    for (_, last), (first, _) in pairwise(days):
        assert first - last == timedelta(days=1)


@given(st.sampled_from(MonthPart), years, months)
def test_days_of_a_part_name_it(part: MonthPart, year: int, month: int) -> None:
    """From a part to its days and back is the same part, in every month of every year."""
    assert part_of_days(*days_of_part(part, year, month)) is part


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-05-01", "2026-05-31"),
        ("2026-05-01", "2026-05-09"),
        ("2026-05-20", "2026-05-29"),
        ("2026-05-21", "2026-05-30"),
        ("2026-05-21", "2026-06-30"),
        ("2026-05-01", "2027-05-10"),
    ],
)
def test_other_days_are_no_part(first: str, last: str) -> None:
    """A whole month, a shorter span, and one over several months have no name."""
    assert part_of_days(date.fromisoformat(first), date.fromisoformat(last)) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        *(("начало февраля", MonthPart.EARLY), ("нач. февраля", MonthPart.EARLY)),
        *(
            ("первые числа февраля", MonthPart.EARLY),
            ("в первых числах февраля", MonthPart.EARLY),
            ("early February", MonthPart.EARLY),
        ),
        *(("I декада февраля", MonthPart.EARLY), ("сер. февраля", MonthPart.MIDDLE)),
        *(("mid February", MonthPart.MIDDLE), ("в середине февраля", MonthPart.MIDDLE)),
        *(("конец февраля", MonthPart.LATE), ("в последних числах февраля", MonthPart.LATE)),
        *(("кон. февраля", MonthPart.LATE), ("end of February", MonthPart.LATE)),
        *(("1-я пол. февраля", MonthPart.FIRST_HALF), ("first half of February", MonthPart.FIRST_HALF)),
        *(("вторая половина февраля", MonthPart.SECOND_HALF), ("февраль, 2-я полов.", MonthPart.SECOND_HALF)),
    ],
)
def test_words_of_a_part_give_its_days(text: str, part: MonthPart) -> None:
    """Full words, abbreviations, phrases and English words all mean the part of the table."""
    value = read_wording(text, 2027)
    assert value is not None
    assert (value.start, value.end) == days_of_part(part, 2027, 2)
