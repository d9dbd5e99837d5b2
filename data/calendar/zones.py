"""Time zones by what people write: a city, an IANA name, a distance, or what stands on a button of ours."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.calendar.cities import Cases, City
from data.calendar.city_search.lookup import CityIndex, Found, How
from data.calendar.utc_offsets import distance_of, level, zone_at_distance

_CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
# Names in the zone data that are words and no places.
_NO_PLACES = frozenset({"act", "center", "east", "easter", "general", "lhi", "north", "nsw", "south", "west"})
_SURE = frozenset({How.EXACT, How.LAYOUT, How.NAMED})
# «Омск, UTC+6», «UTC+6 (Омск)»: a place and a distance, which must agree.
_PLACE_FIRST = re.compile(
    r"(?P<place>[^\d+]+?)[\s,;(]+(?P<distance>(?:utc|gmt|мск|msk)?\s*[+-]?\s*\d[\d:.]*)\)?"
)
_PLACE_LAST = re.compile(
    r"(?P<distance>(?:utc|gmt|мск|msk)?\s*[+-]?\s*\d[\d:.]*)[\s,;(]+(?P<place>[^\d+]+?)\)?"
)


@dataclass(frozen=True, slots=True)
class FoundZone:
    """The zone a text means, or else what its search among the cities has found, for asking back."""

    zone: str | None
    cities: Found


class ZoneIndex:
    """The zones of the catalogue's cities, of other places by name, and of the zone data by their own names.

    A name is taken only where it is one: a slip of the pen is asked back, for a wrong zone goes unnoticed.
    """

    def __init__(self, cities: CityIndex, places: Iterable[City], names: Iterable[str]) -> None:
        """places are those beside the catalogue; names are all IANA names."""
        others = [place for place in places if cities.exact(place.name) is None]
        self._places = CityIndex((*cities.all, *others))
        self._names = {name.casefold(): name for name in names}
        self._ends = _by_last_part(self._names.values())
        self._zones = frozenset(place.zone for place in self._places.all)

    def is_offered(self, zone: str) -> bool:
        """Return whether some place that is known by name lies in the zone."""
        return zone in self._zones

    def find(self, text: str, now: datetime) -> FoundZone:
        """Return the zone that a text means at an aware instant, or the places that are near to it."""
        levelled = level(text)
        nothing = Found(text, None, (), How.UNKNOWN)
        zone = self._counted(levelled, now) or self._placed_at(levelled, now)
        if zone is None and any(char.isdigit() or char == "+" for char in levelled):
            # a distance that was not understood must not become the city that stands beside it
            return FoundZone(None, nothing)
        zone = zone or self._named(levelled)
        return self._among_places(text) if zone is None else FoundZone(zone, nothing)

    def _among_places(self, text: str) -> FoundZone:
        """Search the places as cities are searched; only a name that is surely meant gives its zone."""
        found = self._places.find(text)
        if found.match is None:
            return FoundZone(None, found)
        if found.how in _SURE:
            return FoundZone(found.match.zone, found)
        return FoundZone(None, Found(text, None, (found.match,), How.UNKNOWN))

    def _counted(self, levelled: str, now: datetime) -> str | None:
        """Return the zone of a distance or of a whole IANA name («etc/gmt-3» is one with a figure)."""
        whole = self._names.get(levelled.replace(" ", "_")) if "/" in levelled else None
        return whole or zone_at_distance(levelled, now)

    def _named(self, levelled: str) -> str | None:
        """Return the zone of a place's exact name or of the city in an IANA name."""
        place = self._places.exact(levelled)
        return place.zone if place is not None else self._ends.get(levelled.replace(" ", "_"))

    def _placed_at(self, levelled: str, now: datetime) -> str | None:
        """Return the zone of a place with its distance, as our buttons have it; None where they disagree."""
        match = _PLACE_FIRST.fullmatch(levelled) or _PLACE_LAST.fullmatch(levelled)
        if match is None:
            return None
        zone, distance = self._named(match["place"]), zone_at_distance(match["distance"].strip(), now)
        if zone is None or distance is None:
            return None
        return zone if distance_of(zone, now) == distance_of(distance, now) else None


def place(zone: str, name: str, latin: str, alt: Iterable[str] = ()) -> City:
    """Return a place that is known for its zone only, in the shape in which names are searched."""
    return City(
        id=f"{zone}:{latin}",
        name=name,
        cases=Cases(name, name, name, name, name),
        preposition="",
        # once more as another name, whose regular case endings are derived
        alt=(name, *alt),
        old=(),
        latin=(latin,),
        country=None,
        region=None,
        is_capital=False,
        lat=0.0,
        lon=0.0,
        zone=zone,
        epoch=None,
        rules=(),
        rule_text=None,
    )


def _by_last_part(names: Iterable[str]) -> Mapping[str, str]:
    """Return the zones by the cities in their names («new_york»); of two names the shorter one counts."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda one: (-one.count("/"), one)):
        continent, _, rest = name.partition("/")
        last = rest.rpartition("/")[2].casefold()
        if continent in _CONTINENTS and last not in _NO_PLACES:
            found[last] = name
    return found
