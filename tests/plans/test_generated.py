"""Random plans are read as their truth says: no value silently wrong, no row lost untold."""

from data.calendar.city_search.lookup import CityIndex
from tests.plans.generator.measuring import measure

FEW = 60
"""Plans in the suite; `make plans` reads 2,000."""


def test_random_plans_are_read_or_doubted(index: CityIndex) -> None:
    """Each plan is read as a text and as another kind of file."""
    judgement = measure(range(FEW), index)
    assert judgement.faults == []
    assert judgement.values["right"] > 90 * FEW
