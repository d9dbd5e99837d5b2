"""Choose the cities that /cities lists, group by group.

It makes no words: views/city_list.py does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from data.calendar.almanac import Almanac
from data.calendar.cities import City, Territory
from data.calendar.occasions import Occasion
from handlers.callbacks.cities import CityGroup, OpenCityGroup

FORMER_PAGE = 24
"""Cities on a page of the list as buttons of older messages count them."""


@dataclass(frozen=True, slots=True)
class CityRow:
    """A city of a list. occasion is its next day, or its jubilee in the list of those."""

    city: City
    occasion: Occasion | None
    age: int | None
    is_member: bool


@dataclass(frozen=True, slots=True)
class CityListing:
    """The cities of a group.

    year is that of the jubilees. country is set for the cities of one.
    """

    request: OpenCityGroup
    rows: tuple[CityRow, ...]
    year: int
    country: Territory | None = None


@dataclass(frozen=True, slots=True)
class CityOverview:
    """All cities, how many have a known day, and how many a jubilee in the year."""

    rows: tuple[CityRow, ...]
    dated: int
    jubilee_year: int
    jubilees: int


def list_cities(almanac: Almanac, request: OpenCityGroup, today: date) -> CityListing:
    """Return the cities of a group, those with a day or a jubilee by date."""
    coming, year = almanac.coming_city_days(today), jubilee_year(almanac, today)
    match request.group:
        case CityGroup.JUBILEES:
            rows = _rows(almanac, almanac.jubilees(year), year)
        case CityGroup.DATED:
            known = {city_id: one for city_id, one in coming.items() if one.when.is_day}
            rows = _rows(almanac, known, today.year)
        case _:
            chosen = almanac.cities.all
            if request.group is CityGroup.COUNTRY:
                chosen = tuple(city for city in chosen if territory_key(city.country) == request.country)
            rows = _rows(almanac, {city.id: coming.get(city.id) for city in chosen}, today.year)
    listed = tuple(rows)
    country = listed[0].city.country if listed and request.group is CityGroup.COUNTRY else None
    return CityListing(request, listed, year, country)


def overview_of(almanac: Almanac, today: date) -> CityOverview:
    """Return what the first screen of the list tells."""
    everything = list_cities(almanac, OpenCityGroup(group=CityGroup.ALL), today)
    dated = sum(row.occasion is not None and row.occasion.when.is_day for row in everything.rows)
    return CityOverview(everything.rows, dated, everything.year, len(almanac.jubilees(everything.year)))


def countries_of(cities: Iterable[City]) -> list[tuple[Territory, int]]:
    """Return each country with the number of its cities, the most first.

    Cities whose country is disputed are in none.
    """
    return Counter(city.country for city in cities if city.country is not None).most_common()


def territory_key(territory: Territory | None) -> str:
    """Return the key of a country in the data of buttons, or an empty text for none."""
    return "" if territory is None else territory.name_en.lower().replace(" ", "-")


def jubilee_year(almanac: Almanac, today: date) -> int:
    """Return this year while one of its jubilees is still ahead, and the next year after that."""
    this_year = almanac.jubilees(today.year).values()
    is_left = any(one is None or not one.when.is_over(today) for one in this_year)
    return today.year if is_left else today.year + 1


def _rows(almanac: Almanac, found: Mapping[str, Occasion | None], year: int) -> Iterator[CityRow]:
    for city_id, one in found.items():
        city = almanac.cities.by_id[city_id]
        age = almanac.age(city, year) if one is None else one.age
        yield CityRow(city, one, age, almanac.is_member(city))
