"""The year of a city's founding, and the agreement of the participle."""

from dataclasses import replace

import pytest

from data.calendar.cities import City
from data.calendar.occasions import Occasion
from handlers.text.words import words_in
from handlers.views.wording.founding import Agreement, agreement_of, founding_in_words
from tests.handlers.notices.samples import ALMANAC
from tests.plan_2020 import cities_2020

RU, EN = words_in("ru"), words_in("en")
OTHER_THAN_MASCULINE = {
    Agreement.FEMININE: "Тверь Рязань Казань Элиста Астана Москва Йошкар-Ола Пермь Уфа Самара Вологда "
    "Кострома Чита Махачкала Тула Караганда Одесса",
    Agreement.NEUTER: "Запорожье Иваново",
    Agreement.PLURAL: "Бендеры Чебоксары",
}


def jubilee(**changes: object) -> Occasion:
    """Return the jubilee of Kazan in 2020 with changes."""
    found = ALMANAC.occasion("jubilee:kazan:2020")
    assert found is not None
    return replace(found, **changes)  # type: ignore[arg-type]


def test_every_city_agrees_as_people_say() -> None:
    """Names that are not inflected, and all others of the catalogue, agree with «город»."""
    expected = {name: form for form, names in OTHER_THAN_MASCULINE.items() for name in names.split()}
    expected["Набережные Челны"] = Agreement.PLURAL
    found = {one.name: agreement_of(one) for one in cities_2020().all}
    assert {name: form for name, form in found.items() if form is not Agreement.MASCULINE} == expected


@pytest.mark.parametrize(
    ("name", "genitive", "russian"),
    [
        ("Ростов-на-Дону", "Ростова-на-Дону", "Основан"),
        ("Великие Луки", "Великих Лук", "Основаны"),
        ("Гусь-Хрустальный", "Гуся-Хрустального", "Основан"),
        ("Баку", "Баку", "Основан"),
    ],
)
def test_participle_agrees_with_the_name(name: str, genitive: str, russian: str) -> None:
    """The participle agrees also for names of cities that a secretariat adds."""
    city: City = cities_2020().by_id["kazan"]
    city = replace(city, name=name, cases=replace(city.cases, gen=genitive))
    assert founding_in_words(RU, jubilee(city=city)) == f"{russian} в 1005 году."
    assert founding_in_words(EN, jubilee(city=city)) == "Founded in 1005."


@pytest.mark.parametrize("changes", [{"age": 1014}, {"age": None}, {"city": None}])
def test_year_is_named_only_where_the_age_counts_from_it(changes: dict[str, object]) -> None:
    """A plan that prints another age would contradict the year."""
    assert founding_in_words(RU, jubilee(**changes)) == ""


@pytest.mark.parametrize(
    ("city_id", "year", "russian", "english"),
    [
        ("moscow", 2027, "Основана в 1147 году.", "Founded in 1147."),
        ("magadan", 2027, "Город с 1939 года.", "A city since 1939."),
        # neither founded nor made a city in the year that it counts from
        ("astana", 2027, "", ""),
        # a contested year
        ("tskhinval", 2027, "", ""),
    ],
)
def test_year_is_called_what_it_was(city_id: str, year: int, russian: str, english: str) -> None:
    """A place may be older than the city that counts its age."""
    city = cities_2020().by_id[city_id]
    assert city.epoch is not None
    told = jubilee(city=city, year=year, age=year - city.epoch)
    assert (founding_in_words(RU, told), founding_in_words(EN, told)) == (russian, english)


def test_year_before_our_era_is_not_named() -> None:
    """The count of such a city has no year zero, so the year would be disputed."""
    city = replace(cities_2020().by_id["kazan"], epoch=-782)
    assert founding_in_words(RU, jubilee(city=city, age=2802)) == ""
