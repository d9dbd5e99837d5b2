"""Ages, jubilees and days shifted to another year hold in every year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.anniversaries import age, jubilee_weight, next_jubilee, on_day, shift_years
from data.calendar.imprecise_dates import ImpreciseDate, Precision

years = st.integers(1900, 2200)
epochs = st.integers(-800, 2200)
steps = st.sampled_from([1, 5, 7, 10, 25, 50, 100])


@pytest.mark.parametrize(
    ("epoch", "year", "reached"),
    [
        (1935, 2020, 85),
        (1998, 2020, 22),
        (-484, 2025, 2509),
        (-782, 1968, 2750),
        (-782, 2018, 2800),
        (2020, 2020, None),
        (2021, 2020, None),
    ],
)
def test_age_is_the_citys_own_count(epoch: int, year: int, reached: int | None) -> None:
    """Years before our era are simply added. Before the first year there is no age."""
    assert age(epoch, year) == reached


@pytest.mark.parametrize(
    ("years_old", "every", "weight"),
    [
        (1000, 5, 100),
        (850, 5, 50),
        (250, 5, 50),
        (225, 5, 25),
        (75, 5, 25),
        (290, 5, 10),
        (85, 5, 5),
        (22, 5, 0),
        (873, 5, 0),
        (85, 10, 0),
        (90, 10, 10),
        (110, 25, 0),
        (125, 25, 25),
        (21, 7, 7),
        (0, 5, 0),
        (-5, 5, 0),
        (None, 5, 0),
        (11, 1, 1),
    ],
)
def test_jubilee_has_the_highest_weight_that_divides_its_age(
    years_old: int | None, every: int, weight: int
) -> None:
    """An age that the setting leaves out has no weight."""
    assert jubilee_weight(years_old, every) == weight


@pytest.mark.parametrize(
    ("epoch", "year", "every", "found"),
    [
        (1935, 2020, 5, (2020, 85)),
        (1935, 2021, 5, (2025, 90)),
        (1147, 2026, 5, (2027, 880)),
        (1147, 2026, 100, (2047, 900)),
        (-782, 2019, 5, (2023, 2805)),
        (2030, 2026, 5, (2035, 5)),
    ],
)
def test_next_jubilee_is_this_year_or_later(
    epoch: int, year: int, every: int, found: tuple[int, int]
) -> None:
    """A jubilee of this year counts. A city not founded yet has its first one ahead."""
    assert next_jubilee(epoch, year, every) == found


@pytest.mark.parametrize("every", [0, -5])
def test_jubilee_step_below_one_is_refused(every: int) -> None:
    """A jubilee every zero years is no setting."""
    with pytest.raises(ValueError, match=str(every)):
        jubilee_weight(85, every)
    with pytest.raises(ValueError, match=str(every)):
        next_jubilee(1935, 2020, every)


@given(epochs, years, steps)
def test_next_jubilee_is_the_first_one(epoch: int, year: int, every: int) -> None:
    """It is a jubilee, its age is right, and no year between is one."""
    found, reached = next_jubilee(epoch, year, every)
    assert found >= year
    assert age(epoch, found) == reached
    assert jubilee_weight(reached, every) > 0
    assert all(jubilee_weight(age(epoch, between), every) == 0 for between in range(year, found))


def days(first: date, last: date | None = None) -> ImpreciseDate:
    return ImpreciseDate(
        "5-6 сентября", Precision.DAYS if last else Precision.DAY, first, last or first, tbc=True
    )


def window(precision: Precision, first: date | None, last: date) -> ImpreciseDate:
    return ImpreciseDate("месяц", precision, first, last)


@pytest.mark.parametrize(
    ("when", "by", "first", "last"),
    [
        (days(date(2020, 7, 2)), 6, date(2026, 7, 2), date(2026, 7, 2)),
        (days(date(2020, 9, 5), date(2020, 9, 6)), 5, date(2025, 9, 5), date(2025, 9, 6)),
        (days(date(2020, 12, 31), date(2021, 1, 2)), 1, date(2021, 12, 31), date(2022, 1, 2)),
        (days(date(2020, 2, 28), date(2020, 2, 29)), 1, date(2021, 2, 28), date(2021, 3, 1)),
        (days(date(2020, 2, 29), date(2020, 3, 1)), 1, date(2021, 2, 28), date(2021, 3, 1)),
        (
            window(Precision.MONTH, date(2020, 2, 1), date(2020, 2, 29)),
            1,
            date(2021, 2, 1),
            date(2021, 2, 28),
        ),
        (
            window(Precision.MONTH, date(2021, 2, 1), date(2021, 2, 28)),
            3,
            date(2024, 2, 1),
            date(2024, 2, 29),
        ),
        (
            window(Precision.PART, date(2020, 9, 11), date(2020, 9, 20)),
            1,
            date(2021, 9, 11),
            date(2021, 9, 20),
        ),
        (
            window(Precision.SEASON, date(2020, 12, 1), date(2021, 2, 28)),
            3,
            date(2023, 12, 1),
            date(2024, 2, 29),
        ),
        (window(Precision.DEADLINE, None, date(2020, 5, 1)), 1, None, date(2021, 5, 1)),
    ],
)
def test_date_is_shifted_to_another_year(
    when: ImpreciseDate, by: int, first: date | None, last: date
) -> None:
    """Day and month stay, runs keep their width, windows end with their month."""
    assert shift_years(when, by) == ImpreciseDate("", when.precision, first, last)


@pytest.mark.parametrize("year", range(2024, 2041))
def test_leap_day_is_shifted_to_every_year(year: int) -> None:
    """29 February becomes 28 February in common years and comes back in leap ones."""
    carried = shift_years(days(date(2024, 2, 29)), year - 2024)
    day = date(year, 2, 29 if year % 4 == 0 else 28)
    assert carried == on_day(day)


@pytest.mark.parametrize("precision", [Precision.UNSCHEDULED, Precision.RECURRING, Precision.INVALID])
def test_wording_without_days_is_not_shifted(precision: Precision) -> None:
    """No day is invented."""
    assert shift_years(ImpreciseDate("31 сентября", precision), 1) is None


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(0, 10), st.integers(-100, 100))
def test_shifting_keeps_width_month_and_day(first: date, width: int, by: int) -> None:
    """In any two years the run is as wide and begins on the same day, except for 29 February."""
    carried = shift_years(days(first, first + timedelta(days=width)), by)
    assert carried is not None
    assert carried.start is not None
    assert carried.end is not None
    assert carried.end - carried.start == timedelta(days=width)
    assert carried.start.year == first.year + by
    assert (carried.start.month, carried.start.day) in {(first.month, first.day), (2, 28)}
