"""Word the year that a city was founded in: «Основана в 1147 году.»."""

from enum import StrEnum

from data.calendar.cities import City
from data.calendar.occasions import Occasion
from handlers.text.markup import Markup
from handlers.text.words import Words


class Agreement(StrEnum):
    """What a Russian participle agrees with in a city's name."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"
    PLURAL = "pl"


def founding_in_words(words: Words, occasion: Occasion) -> Markup:
    """Return «Основана в 1147 году.», or an empty text where the year is not known for certain.

    It is known where the age that is told counts from it.
    """
    if occasion.city is None or occasion.age is None:
        return Markup("")
    return founding_of(words, occasion.city, occasion.year - occasion.age)


def founding_of(words: Words, city: City, counted_from: int) -> Markup:
    """Return «Основана в 1147 году.», or from which year its age counts if it was founded in another.

    counted_from is the year that the age counts from, as told beside it. Another one than the catalogue's
    and one before our era are not named.
    """
    if city.epoch is None or city.epoch <= 0 or counted_from != city.epoch:
        return Markup("")
    if city.founded is None:
        return words("city-counted", year=str(city.epoch))
    return words("city-founded", agreement=agreement_of(city), year=str(city.founded))


def agreement_of(city: City) -> Agreement:
    """Return the gender and number of a city's Russian name, found by its nominative and genitive.

    A name that is not inflected agrees with «город».
    """
    name, genitive = _without_common_end(city.name, city.cases.gen)
    if name == genitive or not name:
        return Agreement.MASCULINE
    if genitive.endswith(("ы", "и")) and name.endswith(("а", "я", "ь")):
        return Agreement.FEMININE
    if name.endswith(("ы", "и")):
        return Agreement.PLURAL
    return Agreement.NEUTER if name.endswith(("о", "е")) else Agreement.MASCULINE


def _without_common_end(name: str, genitive: str) -> tuple[str, str]:
    """Return both forms without an end that begins with a hyphen, such as «-на-Дону»."""
    _, hyphen, end = name.partition("-")
    if hyphen and genitive.endswith(hyphen + end):
        return name.removesuffix(hyphen + end), genitive.removesuffix(hyphen + end)
    return name, genitive
