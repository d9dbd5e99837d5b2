"""The highlights of a day: the occasions that the first screen shows."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from data.calendar.almanac import Almanac
from data.calendar.city_search.lookup import CityIndex
from data.calendar.highlights import COMING_SHOWN, choose_highlights
from data.calendar.occasions import OccasionKind
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
WITHOUT_PLAN = Almanac(cities_2020(), {})


@pytest.mark.parametrize(
    ("today", "year"),
    [("2020-03-01", 2020), ("2020-10-05", 2020), ("2020-12-31", 2021), ("2026-11-28", 2027)],
)
def test_jubilees_are_of_this_year_while_one_is_ahead(today: str, year: int) -> None:
    """After the last one they are those of the next year."""
    found = choose_highlights(ALMANAC, date.fromisoformat(today))
    assert found.jubilee_year == year
    assert {one.year for one in found.jubilees} == {year}
    assert found.jubilee_count >= len(found.jubilees) > 0


def test_weightiest_jubilees_come_first_and_capitals_before_others() -> None:
    """In 2027 Kostroma has the highest step, and of the tens the capitals are named."""
    found = choose_highlights(WITHOUT_PLAN, date(2026, 11, 28))
    assert [one.city.id for one in found.jubilees if one.city] == ["kostroma", "moscow", "minsk"]
    weights = [one.weight for one in found.jubilees]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("almanac", [ALMANAC, WITHOUT_PLAN])
def test_every_day_has_three_next_occasions(almanac: Almanac) -> None:
    """None is past, cancelled or an issue, and no window precedes a day inside it."""
    today = date(2020, 1, 1)
    while today < date(2022, 1, 1):
        coming = choose_highlights(almanac, today).coming
        assert len(coming) == COMING_SHOWN
        for one in coming:
            assert not one.when.is_over(today)
            assert not one.is_cancelled
            assert one.kind not in {OccasionKind.BULLETIN, OccasionKind.JOURNAL}
        for before, after in pairwise(coming):
            if before.when.is_window and after.when.is_day and before.when.end is not None:
                assert after.when.begins is not None
                assert after.when.begins > before.when.end
        today += timedelta(days=11)


def test_nothing_is_told_where_nothing_is_known() -> None:
    """Without cities and plans there is neither an occasion nor a jubilee."""
    found = choose_highlights(Almanac(CityIndex(()), {}), date(2026, 11, 28))
    assert (found.coming, found.jubilees, found.jubilee_count) == ((), (), 0)
