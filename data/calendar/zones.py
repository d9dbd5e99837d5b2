"""Find the time zone that people write: a city, an IANA name, an offset, a button label."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.calendar.cities import Cases, City
from data.calendar.city_search.lookup import CityIndex, SearchResult, SearchStep
from data.calendar.utc_offsets import fold_zone_text, offset_of, zone_at_offset

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
_CONTINENT_KEYS = frozenset(one.casefold() for one in (*_CONTINENTS, "Etc"))
# a name of the zone data for machines that have no zone yet
_NO_ZONE = "factory"
# names in the zone data that are words and no places
_NO_PLACES = frozenset({"act", "center", "east", "easter", "general", "lhi", "north", "nsw", "south", "west"})
_SURE = frozenset({SearchStep.EXACT, SearchStep.LAYOUT, SearchStep.NAMED})
# «Омск, UTC+6», «UTC+6 (Омск)»: a place and an offset, which must agree
_PLACE_FIRST = re.compile(
    r"(?P<place>[^\d+]+?)[\s,;(]+(?P<offset>(?:utc|gmt|мск|msk)?\s*[+-]?\s*\d[\d:.]*)\)?"
)
_PLACE_LAST = re.compile(
    r"(?P<offset>(?:utc|gmt|мск|msk)?\s*[+-]?\s*\d[\d:.]*)[\s,;(]+(?P<place>[^\d+]+?)\)?"
)


@dataclass(frozen=True, slots=True)
class FoundZone:
    """The zone that a text means, or the result of its search among the cities, to ask back."""

    zone: str | None
    cities: SearchResult


class ZoneIndex:
    """The zones of the catalogue's cities, of other places, and of the zone data by their names.

    A mistyped name is asked back, never answered, because a wrong zone goes unnoticed.
    """

    def __init__(self, cities: CityIndex, places: Iterable[City], names: Iterable[str]) -> None:
        """Take the places beside the catalogue and all IANA names."""
        others = [place for place in places if cities.exact(place.name) is None]
        self._places = CityIndex((*cities.all, *others))
        self._names = {key: name for name in names if (key := name.casefold()) != _NO_ZONE}
        self._ends = _by_last_part(self._names.values())
        self._zones = frozenset(place.zone for place in self._places.all)

    def is_offered(self, zone: str) -> bool:
        """Return whether a place that is known by name lies in the zone."""
        return zone in self._zones

    def find(self, text: str, now: datetime) -> FoundZone:
        """Return the zone that a text means at an aware instant, or places with a similar name."""
        folded = fold_zone_text(text)
        nothing = SearchResult(text, None, (), SearchStep.UNKNOWN)
        zone = self._zone_by_offset(folded, now) or self._zone_of_place_and_offset(folded, now)
        if zone is None and _needs_its_whole(folded):
            return FoundZone(None, nothing)
        zone = zone or self._zone_by_name(folded)
        return self._among_places(text) if zone is None else FoundZone(zone, nothing)

    def _among_places(self, text: str) -> FoundZone:
        """Search the places as cities are searched. Only a name that is surely meant gives its zone."""
        found = self._places.find(text)
        if found.match is None:
            return FoundZone(None, found)
        if found.step in _SURE:
            return FoundZone(found.match.zone, found)
        return FoundZone(None, SearchResult(text, None, (found.match,), SearchStep.UNKNOWN))

    def _zone_by_offset(self, folded: str, now: datetime) -> str | None:
        """Return the zone of an offset or of a whole IANA name («etc/gmt-3» is one with a figure)."""
        whole = self._names.get(folded.replace(" ", "_"))
        # «GMT» is an offset, which has a plainer zone
        return whole if whole and "/" in whole else zone_at_offset(folded, now) or whole

    def _zone_by_name(self, folded: str) -> str | None:
        """Return the zone of a place's exact name or of the city in an IANA name."""
        place = self._places.exact(folded)
        return place.zone if place is not None else self._ends.get(folded.replace(" ", "_"))

    def _zone_of_place_and_offset(self, folded: str, now: datetime) -> str | None:
        """Return the zone of a place with its offset («Омск, UTC+6»), or None where they disagree."""
        match = _PLACE_FIRST.fullmatch(folded) or _PLACE_LAST.fullmatch(folded)
        if match is None:
            return None
        zone, counted = self._zone_by_name(match["place"]), zone_at_offset(match["offset"].strip(), now)
        if zone is None or counted is None:
            return None
        return zone if offset_of(zone, now) == offset_of(counted, now) else None


def place(zone: str, name: str, latin: str, alt: Iterable[str] = ()) -> City:
    """Return a place of which only the zone is known, in the form of a city to search."""
    return City(
        id=f"{zone}:{latin}",
        name=name,
        cases=Cases(name, name, name, name, name),
        preposition="",
        # repeated as another name, whose regular case endings are derived
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


def _needs_its_whole(folded: str) -> bool:
    """Return whether a text is an offset or an IANA name as a whole or not at all.

    An offset that was not understood must not become the city beside it, nor «Asia/Moscow» Moscow.
    """
    has_offset = any(char.isdigit() or char == "+" for char in folded) or folded.endswith("-")
    return has_offset or (folded.partition("/")[0] in _CONTINENT_KEYS and "/" in folded)


def _by_last_part(names: Iterable[str]) -> Mapping[str, str]:
    """Return the zones by the cities in their names («new_york»). Of two the shorter counts."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda one: (-one.count("/"), one)):
        continent, _, rest = name.partition("/")
        last = rest.rpartition("/")[2].casefold()
        if continent in _CONTINENTS and last not in _NO_PLACES:
            found[last] = name
    return found
