"""The nearest city to a shared location."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.nearest_city import NEAR_KM, nearest_city
from data.content.shipped import shipped_catalogue

CITIES = shipped_catalogue()


@pytest.mark.parametrize(
    ("place", "lat", "lon", "city", "km", "is_near"),
    [
        ("the Kremlin of Kazan", 55.80, 49.11, "kazan", (0, 10), True),
        ("Zelenodolsk", 55.85, 48.52, "kazan", (30, 45), True),
        ("Sydney", -33.87, 151.21, "vladivostok", (8000, 9500), False),
        ("the North Pole", 90.0, 0.0, "murmansk", (2300, 2400), False),
        ("Provideniya, east of the date line", 64.4, -173.2, "magadan", (1900, 1950), False),
        ("Lisbon", 38.72, -9.14, "kaliningrad", (2800, 2900), False),
        ("Yekaterinburg", 56.84, 60.6, "perm", (285, 295), True),
    ],
)
def test_nearest_city_of_places(
    place: str, lat: float, lon: float, city: str, km: tuple[int, int], *, is_near: bool
) -> None:
    """The distance goes over the date line and the pole."""
    found = nearest_city(CITIES, lat, lon)
    assert found is not None
    assert found.city.id == city, (place, found)
    assert km[0] <= found.km <= km[1], (place, found)
    assert found.is_near is is_near is (found.km <= NEAR_KM)


def test_every_city_is_nearest_to_itself() -> None:
    """No two cities of the catalogue stand at one place."""
    for city in CITIES:
        found = nearest_city(CITIES, city.lat, city.lon)
        assert found is not None
        assert (found.city.id, found.km) == (city.id, 0)


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_every_place_has_a_nearest_city(lat: float, lon: float) -> None:
    """No distance is longer than half the Earth's circumference."""
    found = nearest_city(CITIES, lat, lon)
    assert found is not None
    assert 0 <= found.km <= 20016


def test_no_city_is_nearest_without_cities() -> None:
    """An empty catalogue has none."""
    assert nearest_city((), 0.0, 0.0) is None
