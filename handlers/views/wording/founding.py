"""Word the year that a city was founded in, or made a city: «Основана в 1147 году.»."""

from enum import StrEnum

from data.calendar.cities import City, EpochKind
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
    """Return «Основана в 1147 году.» or «Город с 1935 года.».

    Empty where the age that is told does not count from that year, where nothing is known to have happened
    in it, and before our era.
    """
    city = occasion.city
    if city is None or city.epoch is None or city.epoch <= 0 or occasion.age is None:
        return Markup("")
    if occasion.year - occasion.age != city.epoch or city.epoch_kind is EpochKind.OTHER:
        return Markup("")
    if city.epoch_kind is EpochKind.STATUS:
        return words("city-made", year=str(city.epoch))
    return words("city-founded", agreement=agreement_of(city), year=str(city.epoch))


def agreement_of(city: City) -> Agreement:
    """Return the gender and number of a city's Russian name.

    They are found by the nominative and the genitive. A name that is not inflected agrees with «город».
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
