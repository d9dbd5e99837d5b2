"""A query may name a country or a region instead of a city."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.city_search.territories import find_territory
from tests.plan_2020 import cities_2020

CITIES = cities_2020().all


@pytest.mark.parametrize(
    ("query", "territory", "cities"),
    [
        ("Татарстан", "Республика Татарстан", {"kazan", "naberezhnye-chelny"}),
        ("в Татарстане", "Республика Татарстан", {"kazan", "naberezhnye-chelny"}),
        ("какие города есть в Татарстане", "Республика Татарстан", {"kazan", "naberezhnye-chelny"}),
        ("republic of tatarstan", "Республика Татарстан", {"kazan", "naberezhnye-chelny"}),
        ("САМАРСКАЯ ОБЛАСТЬ", "Самарская область", {"samara", "tolyatti"}),
        ("самарской обл.", "Самарская область", {"samara", "tolyatti"}),
        ("Хабаровского края", "Хабаровский край", {"khabarovsk", "komsomolsk-on-amur"}),
        ("Приморье", "Приморский край", {"vladivostok"}),
        ("на Камчатке", "Камчатский край", {"petropavlovsk-kamchatsky"}),
        ("Чувашия", "Чувашская Республика", {"cheboksary"}),
        ("Северная Осетия", "Республика Северная Осетия — Алания", {"vladikavkaz"}),
        ("Марий Эл", "Республика Марий Эл", {"yoshkar-ola"}),
        ("Мурманская", "Мурманская область", {"murmansk"}),
        ("в Армении", "Армения", {"yerevan", "gyumri"}),
        ("Uzbekistan", "Узбекистан", {"tashkent", "samarkand"}),
        ("Киргизия", "Кыргызстан", {"bishkek", "osh"}),
    ],
)
def test_region_or_country_is_found(query: str, territory: str, cities: set[str]) -> None:
    """In any case, by other names, in Latin letters, among a few other words."""
    found = find_territory(CITIES, query)
    assert found is not None
    assert found.territory.name == territory
    assert {city.id for city in found.cities} == cities


@pytest.mark.parametrize(
    "query",
    [
        *(
            "",
            "область",
            "республика",
            "край",
            "эл",
            "город",
            "Northern",
            "северная",
            "восточный",
            "автономный",
        ),
        *("сахар", "груз", "осетр", "роса", "Крым", "Московская область", "Ленинградская область"),
        "что интересного было вчера и сегодня в России",
    ],
)
def test_other_words_name_no_territory(query: str) -> None:
    """A part of a name, a kind of region, a similar word, a region without cities, and a long text."""
    assert find_territory(CITIES, query) is None


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """The search takes any text without an error."""
    find_territory(CITIES, text)
