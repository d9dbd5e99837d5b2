"""Cities are found by usual spellings and with slips, and a wrong city is never answered."""

import random
from dataclasses import astuple, replace
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.cities import City
from data.calendar.city_search.lookup import MOST_CANDIDATES, CityIndex, SearchStep
from tests.calendar.city_search.queries import ASKED, BEGUN, FAR, NAMED, NEAR, QUERIES, STRANGERS
from tests.plan_2020 import cities_2020

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
TYPOS = 400
ANSWERED = 0.94  # share of the queries that must be answered without asking

CITIES = cities_2020()


def forms_of(city: City) -> tuple[str, ...]:
    return tuple(dict.fromkeys((city.name, *astuple(city.cases))))


def slip(name: str, chance: random.Random) -> str:
    """Return the name with one letter left out, put in, changed, or two swapped."""
    at = chance.randrange(len(name) - 1)
    before, letter, after, rest = name[:at], name[at], name[at + 1], name[at + 2 :]
    return chance.choice(
        (
            before + after + rest,
            before + chance.choice(LETTERS) + letter + after + rest,
            before + chance.choice(LETTERS) + after + rest,
            before + after + letter + rest,
        )
    )


def typos(seed: int) -> list[tuple[str, City]]:
    chance = random.Random(seed)  # noqa: S311 - the same slips on every run
    forms = [(form, city) for city in CITIES.all for form in forms_of(city) if len(form) > 3]
    return [(slip(form, chance), city) for form, city in chance.choices(forms, k=TYPOS)]


@pytest.mark.parametrize(("query", "city"), QUERIES.items())
def test_query_finds_its_city(query: str, city: str) -> None:
    """Every query of the table is answered with its city."""
    found = CITIES.find(query)
    assert found.match is CITIES.by_id[city]
    assert found.candidates == ()


@pytest.mark.parametrize("seed", range(5))
def test_single_typing_errors_never_find_a_wrong_city(seed: int) -> None:
    """Random errors in any case form give no wrong city, and nearly all are answered."""
    found = [(CITIES.find(query), city) for query, city in typos(seed)]
    assert [one.query for one, city in found if one.match not in {None, city}] == []
    assert sum(one.match is city for one, city in found) >= ANSWERED * len(found)
    assert [one.query for one, city in found if one.match is None and city not in one.candidates] == []


@pytest.mark.parametrize("query", STRANGERS)
def test_query_for_no_city_of_the_catalogue_has_no_match(query: str) -> None:
    """Other towns, adjectives, regions and plain words find no city."""
    assert CITIES.find(query).match is None


@pytest.mark.parametrize(("query", "city"), NAMED.items())
def test_query_with_one_city_among_other_words_finds_it(query: str, city: str) -> None:
    """One city found is shown. The reader is not asked whether it is meant."""
    found = CITIES.find(query)
    assert (found.match, found.step) == (CITIES.by_id[city], SearchStep.NAMED)


@pytest.mark.parametrize(("query", "city"), BEGUN.items())
def test_long_beginning_of_one_name_finds_its_city(query: str, city: str) -> None:
    """A long beginning that only one city has is that city."""
    found = CITIES.find(query)
    assert (found.match, found.step) == (CITIES.by_id[city], SearchStep.BEGINNING)


@pytest.mark.parametrize(("query", "cities"), ASKED.items())
def test_name_of_several_towns_is_asked_back(query: str, cities: frozenset[str]) -> None:
    """Such a name is never answered, but its cities of the catalogue are offered."""
    found = CITIES.find(query)
    assert found.match is None
    assert found.step is SearchStep.AMBIGUOUS
    assert {city.id for city in found.candidates} == cities


@pytest.mark.parametrize(("query", "cities"), NEAR.items())
def test_similar_name_is_offered_but_not_answered(query: str, cities: frozenset[str]) -> None:
    """A name that no city bears is unknown. Cities with similar names are offered."""
    found = CITIES.find(query)
    assert (found.match, found.step) == (None, SearchStep.UNKNOWN)
    assert {city.id for city in found.candidates} == cities


@pytest.mark.parametrize("query", FAR)
def test_name_without_similar_ones_offers_nothing(query: str) -> None:
    """«Париж» does not offer «Пермь», and two or three letters offer nothing."""
    assert CITIES.find(query).candidates == ()
    assert CITIES.find(query).step is SearchStep.UNKNOWN


@pytest.mark.parametrize("text", ["Саратов область", "Минск-Мазовецкий", "Москва-Сити", "в Минском районе"])
def test_region_compound_and_adjective_find_no_city(text: str) -> None:
    """A region, a compound and an adjective name no city of the catalogue."""
    assert CITIES.find(text).match is None


def test_city_in_a_text_longer_than_the_limit_is_asked_back() -> None:
    """The part that is not read may name another city."""
    found = CITIES.find("Казань " + "и ещё много слов " * 10 + "Тверь")
    assert (found.match, found.step) == (None, SearchStep.AMBIGUOUS)
    assert [city.id for city in found.candidates] == ["kazan"]


@pytest.mark.parametrize(
    ("query", "step"),
    [
        ("Казани", SearchStep.EXACT),
        ("kazani", SearchStep.EXACT),
        ("rfpfym", SearchStep.LAYOUT),
        ("лфяфт", SearchStep.LAYOUT),
        ("Казаань", SearchStep.TYPO),
        ("Новгород", SearchStep.AMBIGUOUS),
        ("Атлантида", SearchStep.UNKNOWN),
    ],
)
def test_result_names_the_step_that_found_it(query: str, step: SearchStep) -> None:
    """The step is needed, so that an answer can say «Нашлось: Казань»."""
    assert CITIES.find(query).step is step


@given(st.text(max_size=300))
def test_any_text_gets_a_result(text: str) -> None:
    """No text breaks a look-up, and the candidates stay few."""
    found = CITIES.find(text)
    assert found.match is None or not found.candidates
    assert len(found.candidates) <= MOST_CANDIDATES
    CITIES.mentions(text)
    leading = CITIES.leading(text)
    assert leading is None or 0 < leading[1] <= len(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "🎉", "а" * 100_000, "Москва-" * 20_000, "казань " * 20_000, "-" * 50_000]
)
def test_empty_and_very_long_texts_have_no_match(text: str) -> None:
    """A whole page of names is read in one pass."""
    assert CITIES.find(text).match is None
    assert len(CITIES.mentions(text)) <= 1


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Нарьян-Мар", "naryan-mar"),
        ("Нур-Султан", "astana"),
        ("г. Санкт-Петербург", "saint-petersburg"),
        ("Kazan", "kazan"),
        ("Новгород", None),
        ("Казаань", None),
        ("Казань и Уфа", None),
        ("Казань 12", None),
        ("День Казани", None),
        ("", None),
    ],
)
def test_exact_search_takes_names_only(name: str, city: str | None) -> None:
    """A mistyped or a shared name is not exact."""
    found = CITIES.exact(name)
    assert (found.id if found else None) == city


@pytest.mark.parametrize("city", CITIES.all, ids=lambda city: city.id)
def test_every_name_of_every_city_finds_it(city: City) -> None:
    """All names and cases find their city. Those of several cities are asked back."""
    for name in (*forms_of(city), *city.alt, *city.old, *city.latin):
        assert CITIES.find(name).match is city, name
    for name in city.shared:
        assert city in CITIES.find(name).candidates


@pytest.mark.parametrize(
    ("text", "city", "rest"),
    [
        ("Москва 12 марта", "moscow", " 12 марта"),
        ("Нарьян-Мар сентябрь", "naryan-mar", " сентябрь"),
        ("Нур-Султан июль", "astana", " июль"),
        ("Санкт-Петербург октябрь", "saint-petersburg", " октябрь"),
        ("Грозный 3-4 октября", "grozny", " 3-4 октября"),
        ("Ростов-на-Дону, май", "rostov-on-don", ", май"),
        ("Нижний Новгород", "nizhny-novgorod", ""),
        ("г. Москва, ВДНХ", "moscow", ", ВДНХ"),
        ("в городе Казани", "kazan", ""),
        ("  «Казань», май", "kazan", "», май"),
        ("Орёл июнь", "orel", " июнь"),
        ("Орел июнь", "orel", " июнь"),
        ("Москва12 марта", "moscow", "12 марта"),
        ("Москва-Казань", "moscow", "-Казань"),
        ("Москва – Минск", "moscow", " – Минск"),
        ("Mосква май", "moscow", " май"),
        ("Moscow May", "moscow", " May"),
        ("Грозныи\u0306 май", "grozny", " май"),
        ("Москва\u200b май", "moscow", "\u200b май"),
    ],
)
def test_text_with_a_city_in_front_gives_city_and_rest(text: str, city: str, rest: str) -> None:
    """The longest name at the start is found, with the position in the text as it was given."""
    found = CITIES.leading(text)
    assert found is not None
    assert found[0].id == city
    assert text[found[1] :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "Москва-Сити май",
        "Москвариум",
        "Нижний Тагил май",
        "Минском районе",
        "Ростов Великий",
        "Новгород",
        "сентябрь",
        "г.",
        "в",
        "",
        "Нижний, Новгород",
        "по отдельному графику",
        "12 марта Москва",
    ],
)
def test_text_without_a_city_in_front_gives_none(text: str) -> None:
    """Compounds, other towns, shared names and plain words are no city."""
    assert CITIES.leading(text) is None


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("конференция в рамках празднования Дня города Грозного", ["grozny"]),
        ("85-летие города Нарьян-Мара", ["naryan-mar"]),
        ("Диалог Казани, Уфы и Казани", ["kazan", "ufa"]),
        ("Участие в IX Московском международном форуме", []),
        ("конференция «Москва-энергоэффективный город»", []),
        ("наш грозный орёл", []),
    ],
)
def test_mentions_are_found_in_any_case_form(text: str, cities: list[str]) -> None:
    """Names with a capital letter are found anywhere in the text, each once, in its order."""
    assert [city.id for city in CITIES.mentions(text)] == cities


def test_name_that_two_cities_share_is_asked_back() -> None:
    """A name that two cities share is answered with neither. Their other names still find them."""
    kazan, ufa = CITIES.by_id["kazan"], CITIES.by_id["ufa"]
    index = CityIndex([replace(kazan, alt=("Столица",)), replace(ufa, alt=("Столица",))])
    assert index.exact("Столица") is None
    assert [city.id for city in index.find("столица").candidates] == ["kazan", "ufa"]
    assert index.exact("Уфа") is not None


def test_name_outweighs_the_alias_of_another_city() -> None:
    """A city called Ростов is found as Ростов, also if another city is called so for short."""
    rostov = replace(CITIES.by_id["ufa"], id="rostov", name="Ростов", alt=(), shared=())
    index = CityIndex([CITIES.by_id["rostov-on-don"], rostov])
    assert index.exact("Ростов") is rostov


def test_empty_catalogue_finds_nothing() -> None:
    """Without cities every query is unknown."""
    index = CityIndex([])
    assert index.find("Казань").candidates == ()
    assert index.leading("Казань") is None


def test_look_up_is_quick() -> None:
    """An exact query takes some microseconds, the farthest less than two milliseconds."""
    assert timeit(lambda: CITIES.find("Казань"), number=100) / 100 < 0.0005
    assert timeit(lambda: CITIES.find("совсем другое место"), number=20) / 20 < 0.003
