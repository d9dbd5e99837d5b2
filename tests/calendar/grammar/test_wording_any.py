"""Any text: reading never fails, takes bounded time, and reads back printed dates."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.calendar.grammar.lexer.folding import tidy
from data.calendar.grammar.lexer.month_names import MONTH_FORMS
from data.calendar.imprecise_dates import Precision
from data.calendar.wording import find_wording, read_city_date, read_wording, weekday_mismatch

GENITIVES = [form for form in MONTH_FORMS if form.endswith(("я", "та")) and form not in {"март"}]

PRINTED = """
1 2 12 31 32 99 2020 3020 123456 12.03 12.03.2020 31.09.2020 2020-03-12 10:00 10.00
марта март мар мар. сентябрь сентября Нарьян-Мар суббота (чт) вторая последняя декада половина неделя
начало конец квартал кв. полугодие I II IV год года г. осень зима выходные числа
до не позднее с со по и или - – / , ; ( ) ? . « » в на после включительно в течение
ежегодно еженедельно раз каждый уточняется дата место по отдельному графику ул. зал
"""
PIECES = PRINTED.split()

WORDY = st.lists(st.sampled_from(PIECES), max_size=30).flatmap(
    lambda pieces: st.sampled_from([" ", "", "\u00a0"]).map(lambda blank: blank.join(pieces))
)
ANY_TEXT = st.text(st.characters(), max_size=200) | WORDY
DATES = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(ANY_TEXT, st.integers(1, 9999))
def test_any_text_is_read_without_error(text: str, year: int) -> None:
    """For any text and plan year there is an answer, and its days are in order."""
    value = read_wording(text, year)
    read_city_date(text, year)
    if value is not None:
        weekday_mismatch(text, value)
        assert value.start is None or (value.end is not None and value.start <= value.end)
        assert value.precision is not Precision.INVALID or value.end is None
        value.raw.encode()


@given(ANY_TEXT)
@example("5 мая")
@example("1.01,СЕНТЯБРЬ")
@example("5 и 19 мая")
def test_found_span_cuts_out_the_wording(text: str) -> None:
    """The text at the found span is the raw wording. In a list each date may have its own words of it."""
    found = find_wording(text, 2020)
    if found is not None:
        assert 0 <= found.first < found.last <= len(text)
        cut = tidy(text[found.first : found.last])
        assert all(one.when.raw in cut for one in found.dates)
        assert len(found.dates) > 1 or cut == found.value.raw


@given(ANY_TEXT)
def test_reading_and_finding_agree_whether_there_is_a_date(text: str) -> None:
    """Reading the whole and searching agree on whether there is any date."""
    assert (find_wording(text, 2020) is None) == (read_wording(text, 2020) is None)


@given(DATES)
def test_day_is_read_back_from_each_spelling(day: date) -> None:
    """Words, figures and the international order all name the same day."""
    month = GENITIVES[day.month - 1]
    for text in (
        f"{day.day} {month} {day.year} г.",
        f"{day.day}\u00a0{month.upper()} {day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
        f"г. Нарьян-Мар, {day.day} {month} {day.year} года, 10:00",
    ):
        value = read_wording(text, 2020)
        assert value is not None
        assert (value.precision, value.start, value.end) == (Precision.DAY, day, day)


@given(DATES, st.integers(1, 200))
def test_range_is_read_back_from_each_spelling(start: date, length: int) -> None:
    """Both ends are printed in full, so no rule about years matters."""
    end = min(start + timedelta(days=length), date(2200, 12, 31))
    if end == start:
        return
    first, last = (f"{day.day} {GENITIVES[day.month - 1]} {day.year} г." for day in (start, end))
    for text in (
        f"с {first} по {last}",
        f"{first} – {last}",
        f"{first}-{last}",
        f"{start:%d.%m.%Y}–{end:%d.%m.%Y}",
        f"{start.isoformat()} – {end.isoformat()}",
    ):
        value = read_wording(text, 2020)
        assert value is not None
        assert (value.precision, value.start, value.end) == (Precision.DAYS, start, end)


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1, 31))
def test_range_outside_the_calendar_is_invalid(month: int, first: int, last: int) -> None:
    """A range in order and in the calendar is read, any other is invalid."""
    value = read_wording(f"{first}–{last} {GENITIVES[month - 1]}", 2021)
    assert value is not None
    length = (date(2021 + month // 12, month % 12 + 1, 1) - date(2021, month, 1)).days
    if first < last <= length:
        assert (value.start, value.end) == (date(2021, month, first), date(2021, month, last))
    else:
        assert value.precision is Precision.INVALID


REPEATED = (
    *(
        "1-",
        "1,",
        "1 и ",
        "12 марта, ",
        "9",
        "сб,",
        "1 или ",
        "2020-",
        "(",
        "I-",
        "начало - ",
        "в ",
        "не ",
        " ",
    ),
    *("\x00", "\ud800", "по мере ", "место проведения и дата ", "10:00-", "1.1.", "января ", "п", "?", "-"),
)


@pytest.mark.parametrize("piece", REPEATED)
def test_long_text_is_read_in_bounded_time(piece: str) -> None:
    """Ten thousand characters take a small part of a second, also where they repeat."""
    text = (piece * 10_000)[:10_000]
    begun = time.process_time()
    find_wording(text, 2020)
    read_wording(text, 2020)
    read_wording(text[:1_000], 2020)
    assert time.process_time() - begun < 0.5
