"""Find the city that is nearest to a place on the map."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from data.calendar.cities import City

NEAR_KM = 300
"""A place at most so far from a city is taken to be there: a region is about as wide."""

_EARTH_RADIUS_KM = 6371


@dataclass(frozen=True, slots=True)
class NearestCity:
    """The nearest city of the catalogue, and how many kilometres away it is."""

    city: City
    km: int

    @property
    def is_near(self) -> bool:
        """Return whether the place may count as the city's own surroundings."""
        return self.km <= NEAR_KM


def nearest_city(cities: Iterable[City], lat: float, lon: float) -> NearestCity | None:
    """Return the city with the shortest great-circle distance. None without cities.

    lat and lon are degrees, north and east positive.
    """
    measured = ((_distance_km(lat, lon, city.lat, city.lon), city) for city in cities)
    nearest = min(measured, key=lambda one: one[0], default=None)
    return None if nearest is None else NearestCity(nearest[1], round(nearest[0]))


def _distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance by the haversine formula, exact enough for a round Earth."""
    height, other_height = radians(lat), radians(other_lat)
    chord = (
        sin((other_height - height) / 2) ** 2
        + cos(height) * cos(other_height) * sin(radians(other_lon - lon) / 2) ** 2
    )
    # rounding may push the chord of opposite points past 1
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
