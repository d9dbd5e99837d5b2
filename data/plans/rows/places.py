"""Read what a place cell names.

A city comes first, then «онлайн», a route, a choice of cities, a region, a venue.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Place, PlaceMode
from data.plans.rows.lookalikes import mend_look_alikes
from data.plans.rows.place_names import (
    EDGES,
    QUOTED,
    SEGMENTS,
    city_alone,
    find_city,
    is_settlement,
    named_city,
)
from data.plans.rows.place_words import (
    HYBRID,
    ONLINE,
    ONLINE_PHRASE,
    TRAVEL,
    UNNAMED,
    VENUE,
    contradicts_region,
    is_region,
)

_CHOICE = re.compile(r"[\s(]+(?:или|либо)\s+|\s*/\s*", re.IGNORECASE)
_ROUTE = re.compile(r"\s*[–—→]\s*|\s+-\s+|(?<=\w)-(?=[А-ЯЁ])|\s*->\s*")
_OR = re.compile(r"(?<!\w)(?:или|либо)(?!\w)")
_DASHED = re.compile(r"[–—→]|\s-\s|->")
_JOINED = re.compile(r"\s+[-–—]\s+|(?<=\w)[–—](?=\w)|\s*/\s*")
_FROM_TO = re.compile(r"^(?:из|от)\s+(?P<first>.+?)\s+(?:в|до)\s+(?P<last>.+)$", re.IGNORECASE)
_LIST = re.compile(r"\s*[,;\n+]\s*|\s+и\s+")
_BOTH = re.compile(r"\s+и\s+")


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """A place, and whether its city is missing from the catalogue.

    is_doubtful: it may be a city and a venue, or several places («Калининград – Светлогорск»).
    """

    place: Place
    unknown_city: bool = False
    is_doubtful: bool = False


def read_places(text: str, index: CityIndex) -> tuple[PlaceReading, ...]:
    """Read the places that a cell or a part of it names.

    There may be none, one, or several cities that each host the event.
    """
    text = mend_look_alikes(text).strip(EDGES)
    raw = " ".join(text.split())
    if not any(char.isalpha() for char in raw):
        return ()
    raw = raw.removesuffix(" (")
    for listed in (text, _without_regions(text)):
        cities = _cities_of_list(_LIST, listed, index)
        if len({city.id for _, city in cities}) > 1:
            return tuple(_in_city(part, city) for part, city in cities)
    return _read_list(raw, index) or (_read_online(raw, index),)


def _without_regions(text: str) -> str:
    """Return the parts that name no region.

    «Татарстан (Казань, Набережные Челны)» lists two cities.
    """
    return ", ".join(part for part in SEGMENTS.split(text) if part.strip(EDGES) and not is_region(part))


def _read_list(raw: str, index: CityIndex) -> tuple[PlaceReading, ...]:
    """Read several places, though the catalogue lacks some: «Ярославль и Суздаль».

    Two names with a comma may be a city and a part of it, so they are no list.
    """
    parts = _LIST.split(raw)
    is_list = len(parts) > 2 or len(_BOTH.split(raw)) == len(parts) == 2
    if not is_list or not all(is_settlement(part, index) for part in parts):
        return ()
    return tuple(_read_single(part, index) for part in parts)


def _read_online(raw: str, index: CityIndex) -> PlaceReading:
    """Read a place with or without «онлайн»: «Казань и онлайн» is Казань, and hybrid."""
    open_text = QUOTED.sub(" ", raw)
    if not ONLINE.search(open_text) and not HYBRID.search(open_text):
        return _read_single(raw, index)
    if _OR.search(open_text.lower()):
        return PlaceReading(Place(raw, None, PlaceMode.ALTERNATIVES))
    bare = ONLINE_PHRASE.sub(" ", raw)
    bare = re.sub(r"(?:\s|^)(?:и|или|в)\s*(?=$|[,;)(])|^\s*(?:и|или)\s+|\(\s*\)|\+\s*$|/\s*$", " ", bare)
    bare = " ".join(bare.split()).strip(EDGES + "+()")
    found = _read_single(bare, index) if any(char.isalpha() for char in bare) else None
    if found is not None and found.place.mode is PlaceMode.CITY:
        return replace(found, place=replace(found.place, raw=raw, is_hybrid=True))
    return PlaceReading(Place(raw, None, PlaceMode.ONLINE))


def _read_single(raw: str, index: CityIndex) -> PlaceReading:
    several = _choice_or_route(raw, index)
    if several is not None:
        return PlaceReading(Place(raw, None, several))
    if any(_may_be_several(part, index) for part in SEGMENTS.split(QUOTED.sub(" ", raw))):
        return PlaceReading(Place(raw, None, PlaceMode.TEXT), is_doubtful=True)
    city = find_city(raw, index)
    if city is not None:
        country, region = (one.name if one else None for one in (city.country, city.region))
        if any(contradicts_region(part, country, region) for part in _regions_of(city, raw, index)):
            return PlaceReading(Place(raw, city.name, PlaceMode.CITY), unknown_city=True)
        return _in_city(raw, city)
    unknown = named_city(raw)
    if unknown is not None:
        return PlaceReading(Place(raw, unknown, PlaceMode.CITY), unknown_city=True)
    return PlaceReading(Place(raw, None, _mode_of(raw)))


def _regions_of(city: City, raw: str, index: CityIndex) -> Iterator[str]:
    """Yield the regions printed for a city: before it, or after it with no name behind them."""
    parts = [part for part in SEGMENTS.split(raw) if part.strip(EDGES)]
    for part, following in pairwise((*parts, "")):
        if (
            is_region(part)
            and not VENUE.search(part.lower())
            and (not is_settlement(following, index) or city_alone(following, index) == city)
        ):
            yield part


def _in_city(raw: str, city: City) -> PlaceReading:
    return PlaceReading(Place(" ".join(raw.split()), city.name, PlaceMode.CITY, city.id))


def _choice_or_route(raw: str, index: CityIndex) -> PlaceMode | None:
    """Return the mode of several places of which none is the place: a choice or a route."""
    open_text = QUOTED.sub(" ", raw)
    choice = [part.strip(EDGES + "()") for part in _CHOICE.split(open_text)]
    if len(choice) > 1 and all(city_alone(part, index) is not None for part in choice):
        return PlaceMode.ALTERNATIVES
    if _OR.search(open_text.lower()) and any(find_city(part, index) for part in choice):
        return PlaceMode.ALTERNATIVES
    return PlaceMode.ROUTE if any(_is_route(part, raw, index) for part in SEGMENTS.split(open_text)) else None


def _is_route(part: str, raw: str, index: CityIndex) -> bool:
    """Return whether a part names places joined by dashes, or «из … в …».

    One unknown name beside a city may be a venue, unless the words speak of travelling: «теплоход».
    """
    travels = TRAVEL.search(raw) is not None
    bare = TRAVEL.sub(" ", part).strip(EDGES)
    bare = re.sub(r"^по\s+", "", bare)
    from_to = _FROM_TO.match(bare)
    stops = [from_to["first"], from_to["last"]] if from_to else _ROUTE.split(bare)
    stops = [stop.strip(EDGES) for stop in stops if stop.strip(EDGES)]
    if _is_pair(bare, index):
        return True
    if len(stops) < 2 or not all(is_settlement(stop, index) for stop in stops):
        return False
    known = sum(city_alone(stop, index) is not None for stop in stops)
    if not from_to and not _DASHED.search(bare):
        return known == len(stops)
    return travels or from_to is not None or len(stops) > 2 or known != 1


def _is_pair(text: str, index: CityIndex) -> bool:
    """Return whether a hyphen joins two known cities: «Москва-Санкт-Петербург»."""
    leading = index.leading(text)
    rest = text[leading[1] :] if leading is not None else ""
    return rest[:1] in {"-", "–"} and city_alone(rest[1:], index) is not None


def _may_be_several(part: str, index: CityIndex) -> bool:
    """Return whether a dash or a stroke joins a known city with another name.

    The other may be a second stop, or a part of the city.
    """
    names = [name.strip(EDGES) for name in _JOINED.split(part) if name.strip(EDGES)]
    return (
        len(names) == 2
        and all(is_settlement(name, index) for name in names)
        and any(city_alone(name, index) is not None for name in names)
    )


def _cities_of_list(separator: re.Pattern[str], text: str, index: CityIndex) -> list[tuple[str, City]]:
    """Return the parts with their cities, if every part is only a city. Else nothing."""
    found: list[tuple[str, City]] = []
    for part in separator.split(text):
        city = city_alone(part, index)
        if city is None:
            return []
        found.append((part.strip(EDGES), city))
    return found


def _mode_of(raw: str) -> PlaceMode:
    open_text = QUOTED.sub(" ", raw)
    if VENUE.search(open_text.lower()) and not is_region(open_text):
        return PlaceMode.VENUE
    if is_region(open_text) and not UNNAMED.search(raw.lower()):
        return PlaceMode.REGION
    return PlaceMode.TEXT
