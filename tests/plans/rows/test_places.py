"""Places are read as the table in places.txt says."""

from pathlib import Path

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.plans.rows.places import PlaceReading, read_places

NO_CITY = "!"
TABLE = Path(__file__).with_name("places.txt").read_text(encoding="utf-8").splitlines()
ROWS = [line.rsplit(" | ", 1) for line in TABLE if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_place_is_its_city_or_none(text: str, expected: str, index: CityIndex) -> None:
    """A known city, a printed one that the catalogue lacks, or none: never another city."""
    read = read_places(text, index)
    if expected == NO_CITY:
        assert all(one.place.city is None or one.unknown_city for one in read)
    else:
        assert " + ".join(map(_shown, read)) == expected


def test_raw_of_a_place_is_as_printed_but_for_look_alikes(index: CityIndex) -> None:
    """«Tула» with a Latin letter is kept in one alphabet, brackets and venues stay."""
    assert [one.place.raw for one in read_places("Tула, Кремль", index)] == ["Тула, Кремль"]
    assert [one.place.raw for one in read_places("Казань и онлайн", index)] == ["Казань и онлайн"]


def _shown(read: PlaceReading) -> str:
    place = read.place
    city = f"{'?' if read.unknown_city else ''} {place.city}" if place.city else ""
    return f"{place.mode}{city}{' hybrid' if place.is_hybrid else ''}"
