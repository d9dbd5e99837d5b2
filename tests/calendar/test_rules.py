"""A city's rule gives its day in every year."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.rules import DayRule, DayWindow, FixedDay, NthWeekday, RuleTerm, WeekdayAfter, WindowEdge
from tests.factories import kazan
from tests.plan_2020 import cities_2020

years = st.integers(1900, 2200)
months = st.integers(1, 12)
weekdays = st.integers(0, 6)
days = st.dates(date(2001, 1, 1), date(2001, 12, 31))


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        (FixedDay(8, 30), 2020, date(2020, 8, 30)),
        (NthWeekday(5, 5, -1), 2020, date(2020, 5, 30)),
        (NthWeekday(5, 5, -1), 2021, date(2021, 5, 29)),
        (NthWeekday(9, 5, 2), 2026, date(2026, 9, 12)),
        (NthWeekday(9, 5, 1), 2029, date(2029, 9, 1)),
        (NthWeekday(12, 6, -1), 2026, date(2026, 12, 27)),
        (NthWeekday(2, 0, 5), 2026, None),
        (NthWeekday(2, 3, 5), 2024, date(2024, 2, 29)),
        (WeekdayAfter(7, 12, 6), 2020, date(2020, 7, 19)),
        (WeekdayAfter(7, 12, 6), 2025, date(2025, 7, 13)),
        (WeekdayAfter(7, 12, 6, 2), 2025, date(2025, 7, 20)),
    ],
)
def test_rule_gives_its_day(rule: DayRule, year: int, day: date | None) -> None:
    """Known days are given. The first Sunday after a Sunday is a week later."""
    assert rule.on(year) == day


@pytest.mark.parametrize("year", range(2024, 2041))
def test_leap_day_is_a_day_earlier_in_common_years(year: int) -> None:
    """29 February is 28 February in common years."""
    assert FixedDay(2, 29).on(year) == date(year, 2, 29 if year % 4 == 0 else 28)


@given(years, months, weekdays, st.sampled_from([-1, 1, 2, 3, 4, 5]))
def test_nth_weekday_has_the_right_number_before_it(year: int, month: int, weekday: int, nth: int) -> None:
    """In any year the nth weekday has n - 1 before it in its month. Only a fifth may be missing."""
    day = NthWeekday(month, weekday, nth).on(year)
    if day is None:
        assert nth == 5
        return
    assert (day.year, day.month, day.weekday()) == (year, month, weekday)
    assert (day + timedelta(days=7)).month != month if nth == -1 else (day.day - 1) // 7 == nth - 1


@given(years, days, weekdays, st.integers(1, 5))
def test_weekday_after_a_day_follows_it(year: int, after: date, weekday: int, nth: int) -> None:
    """It falls strictly after the day, within the nth week."""
    day = WeekdayAfter(after.month, after.day, weekday, nth).on(year)
    distance = (day - date(year, after.month, after.day)).days
    assert day.weekday() == weekday
    assert 7 * (nth - 1) < distance <= 7 * nth


@given(years, days)
def test_fixed_day_is_the_same_in_every_year(year: int, day: date) -> None:
    """Day and month are the same in every year."""
    assert FixedDay(day.month, day.day).on(year) == date(year, day.month, day.day)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, {2020, 2021, 2022}),
        (2021, None, {2021, 2022}),
        (None, 2021, {2020, 2021}),
        (2021, 2021, {2021}),
    ],
)
def test_term_holds_in_its_years(since: int | None, until: int | None, holds: set[int]) -> None:
    """Both ends of a term belong to it. A missing end is open."""
    term = RuleTerm(FixedDay(1, 1), since, until)
    assert {year for year in (2020, 2021, 2022) if term.holds_in(year)} == holds


@pytest.mark.parametrize(
    ("city", "year", "days"),
    [
        ("grodno", 2020, (date(2020, 9, 19), date(2020, 9, 19))),
        ("grodno", 2021, (date(2021, 9, 18), date(2021, 9, 18))),
        ("grodno", 2022, (date(2022, 9, 3), date(2022, 9, 3))),
        ("ryazan", 2020, None),
        ("ryazan", 2024, (date(2024, 8, 30), date(2024, 8, 30))),
        ("naryan-mar", 2026, (date(2026, 3, 10), date(2026, 3, 10))),
        ("rostov-on-don", 2026, (date(2026, 9, 19), date(2026, 9, 20))),
        ("moscow", 2015, None),
        ("moscow", 2016, (date(2016, 9, 3), date(2016, 9, 11))),
        ("moscow", 2026, (date(2026, 9, 5), date(2026, 9, 13))),
        ("barnaul", 2026, (date(2026, 8, 29), date(2026, 9, 5))),
        ("khabarovsk", 2026, (date(2026, 5, 25), date(2026, 6, 2))),
        ("baku", 2026, None),
    ],
)
def test_city_follows_the_rule_in_force(city: str, year: int, days: tuple[date, date] | None) -> None:
    """When a city changed its rule, each year follows the one that held then."""
    found = cities_2020().by_id[city].date_by_rule(year)
    assert (None if found is None else (found.start, found.end)) == days


@given(st.integers(1, 9998))
def test_every_city_has_its_days_or_none_in_any_year(year: int) -> None:
    """No rule of the catalogue fails in any year, and each date lies in its year."""
    for city in cities_2020().all:
        for found in (city.date_by_rule(year), city.festivities_in(year)):
            if found is not None:
                assert found.start is not None
                assert found.end is not None
                assert (found.start.year, found.end.year) == (year, year)


def test_window_of_a_whole_month_is_that_month() -> None:
    """It is worded as a month. Any other window is a span without a wording."""
    whole = DayWindow(WindowEdge(FixedDay(2, 1)), WindowEdge(FixedDay(3, 1), -1))
    city = replace(kazan(), rules=(RuleTerm(whole),))
    for year in (2027, 2028):
        assert city.date_by_rule(year) == ImpreciseDate(
            "", Precision.MONTH, date(year, 2, 1), date(year, 3, 1) - timedelta(days=1)
        )
    part = DayWindow(WindowEdge(FixedDay(2, 1)), WindowEdge(FixedDay(2, 28)))
    found = replace(kazan(), rules=(RuleTerm(part),)).date_by_rule(2028)
    assert found == ImpreciseDate("", Precision.PART, date(2028, 2, 1), date(2028, 2, 28))


edges = st.builds(
    WindowEdge,
    st.one_of(
        st.builds(lambda day: FixedDay(day.month, day.day), days),
        st.builds(NthWeekday, months, weekdays, st.sampled_from([-1, 1, 2, 3, 4])),
    ),
    st.integers(-14, 14),
)


@given(edges, edges, years)
def test_window_lies_between_its_edges_or_is_none(start: WindowEdge, end: WindowEdge, year: int) -> None:
    """A window is never a day, never turned round, and keeps its edges in any year."""
    first, last = start.on(year), end.on(year)
    found = replace(kazan(), rules=(RuleTerm(DayWindow(start, end)),)).date_by_rule(year)
    assert first is not None
    assert last is not None
    if last < first:
        assert found is None
        return
    assert found is not None
    assert (found.start, found.end, found.is_day, found.is_window, found.raw) == (
        first,
        last,
        False,
        True,
        "",
    )


@given(edges, years)
def test_days_more_are_added_to_the_edge(edge: WindowEdge, year: int) -> None:
    """`plus` moves the edge by a number of days, also into another month."""
    unmoved = WindowEdge(edge.day).on(year)
    assert unmoved is not None
    assert edge.on(year) == unmoved + timedelta(days=edge.plus)


@given(years, days, st.integers(-3, 0), st.integers(0, 3))
def test_celebration_spans_the_days_around_that_of_the_rule(
    year: int, day: date, before: int, after: int
) -> None:
    """days counts from the day of the rule. A span of one day is a day."""
    term = RuleTerm(FixedDay(day.month, day.day), days=(before, after))
    middle = date(year, day.month, day.day)
    found = replace(kazan(), rules=(term,)).date_by_rule(year)
    assert found is not None
    assert (found.start, found.end) == (middle + timedelta(days=before), middle + timedelta(days=after))
    assert found.is_day
