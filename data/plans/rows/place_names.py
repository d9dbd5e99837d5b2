"""Find the city that a place names: behind its prefix, its region or its authority."""

import re
from collections.abc import Iterator

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.plans.rows.place_words import AUTHORITY, UNNAMED, VENUE, is_region

EDGES = " \n\t,;:.–—-/|"
SEGMENTS = re.compile(r"\s*[,;()\n]\s*")
_CITY_PREFIX = (
    r"г\.\s?о\.?|гор\.|г\.|г(?=\s+[А-ЯЁ])|город(?:а|е|у|ом)?\s|городско[йе]\w*\s+округ\w*\s|ГО\s|МО\s"
)
_SETTLEMENT = (
    r"(?:с|пос|п|ст|д|дер)\.(?!-)|пгт\.?\s|аул\s|село\s|деревня\s|пос[её]лок\s|станица\s|хутор\s|р\.?\s?п\.\s"
)
_PREFIX = re.compile(
    rf"^(?:(?:в|во|на)\s+)?(?:(?P<city>{_CITY_PREFIX})|(?P<settlement>{_SETTLEMENT}))\s*"
    r"(?:«\s*(?:город\w*\s+)?(?P<quoted>[^«»]+)»)?",
    re.IGNORECASE,
)
_SHORT_NAMES = (
    (re.compile(r"^(?:В\.|Вел\.)\s*Новгород", re.IGNORECASE), "Великий Новгород"),
    (re.compile(r"^(?:Н\.|Нижн\.)\s*Новгород", re.IGNORECASE), "Нижний Новгород"),
    (re.compile(r"^(?:Н\.|Наб\.)\s*Челны", re.IGNORECASE), "Набережные Челны"),
    (re.compile(r"^Ростов\s*(?:н\s*/\s*Д(?:ону?)?|на\s+Дону)(?![а-яё])\.?", re.IGNORECASE), "Ростов-на-Дону"),
    (re.compile(r"^Комсомольск\s*н\s*/\s*А(?:муре)?(?![а-яё])\.?", re.IGNORECASE), "Комсомольск-на-Амуре"),
    (re.compile(r"^С\.?\s*-?\s*П(?:б|етербург)(?![а-яё])\.?", re.IGNORECASE), "Санкт-Петербург"),
    (re.compile(r"^П\.?-?Камчатский", re.IGNORECASE), "Петропавловск-Камчатский"),
    (re.compile(r"^Й\.?-?Ола(?![а-яё])", re.IGNORECASE), "Йошкар-Ола"),
    (re.compile(r"^У\.?-?Удэ(?![а-яё])", re.IGNORECASE), "Улан-Удэ"),
    (re.compile(r"^Ю\.?-?Сахалинск(?![а-яё])", re.IGNORECASE), "Южно-Сахалинск"),
)
_PARTS = re.compile(r"\s*[,;()\n+]\s*|\s+(?:[-–—]|и|или|либо)\s+|\s*[→]\s*|\s+/\s+|\b(?:в|во)\s+(?=[А-ЯЁ])")
NAME = re.compile(
    r"[А-ЯЁ][а-яё]+(?:[-\s](?:на-)?[А-ЯЁ][а-яё]+){0,2}(?:-\d{1,3})?|[A-Z][a-z]+(?:[-\s][A-Z][a-z]+){0,2}"
)
_OF_REGION = re.compile(
    r"\s+(?:[А-ЯЁ][а-яё]+(?:ой|ого|ей)\s+)(?:обл\w*\.?|кра[яй]|района?|республики|округа?)\b.*$"
)
QUOTED = re.compile(r"«[^«»]*»|\"[^\"]*\"|„[^“]*“")
_QUOTED_BUT_NAMED = re.compile(r"(?<!ГО )(?<!МО )(?<!округ )(?<!образование )(?:«[^«»]*»|\"[^\"]*\"|„[^“]*“)")


def find_city(raw: str, index: CityIndex) -> City | None:
    """Return the city a place begins with, else one a later part begins with.

    «Казахстан, Астана» is Астана.
    """
    for part in _PARTS.split(_QUOTED_BUT_NAMED.sub(" ", raw)):
        prefix = _PREFIX.match(part)
        if prefix is not None and prefix["settlement"]:
            continue
        for words in _names_to_look_up(part):
            leading = index.leading(words)
            if leading is not None and not is_region(_next_word(words[leading[1] :])):
                return leading[0]
    return None


def city_alone(part: str, index: CityIndex) -> City | None:
    """Return the city that a text is, with only brackets beside its name: «Казань (Татарстан)»."""
    bare = _with_full_name(_PREFIX.sub(_quoted_name, part.strip()))
    leading = index.leading(bare)
    if leading is None or any(char.isalnum() for char in _without_brackets(bare[leading[1] :])):
        return None
    return leading[0]


def is_settlement(name: str, index: CityIndex) -> bool:
    """Return whether a name may be that of a city: a known one, or a proper name.

    A name of a venue or a region is not.
    """
    if city_alone(name, index) is not None:
        return True
    bare = _PREFIX.sub("", name)
    return NAME.fullmatch(bare) is not None and not is_region(bare) and not VENUE.search(bare.lower())


def _names_to_look_up(part: str) -> Iterator[str]:
    """Yield a part of a place without its prefix, as printed, and without its authority.

    «Мэрия г. Казани» is looked up as it is and as «Казани».
    """
    bare = _PREFIX.sub(_quoted_name, part)
    yield _with_full_name(bare)
    if bare != part:
        yield part
    authority = AUTHORITY.match(part)
    if authority is not None:
        yield _with_full_name(part[authority.end() :])


def _quoted_name(prefix: re.Match[str]) -> str:
    return prefix["quoted"] or ""


def _with_full_name(name: str) -> str:
    """Return an abbreviated name in full: «В. Новгород», «Ростов н/Д»."""
    for short, full in _SHORT_NAMES:
        name = short.sub(full, name)
    return name


def _next_word(rest: str) -> str:
    """Return the word after a name, which may make an adjective of it: «Московская область»."""
    return re.split(r"[,(]", rest, maxsplit=1)[0].strip()[:20] if rest[:1] == " " else ""


def named_city(raw: str) -> str | None:
    """Return the printed name of a city that the catalogue lacks, or None.

    It is called a city («г. Урюпинск»), or is a proper name beside its region, or stands alone.
    """
    if UNNAMED.search(raw.lower()):
        return None
    parts = [part for part in SEGMENTS.split(QUOTED.sub(" ", raw)) if part.strip(EDGES)]
    for part in parts:
        prefix = _PREFIX.match(part)
        name = NAME.match(_OF_REGION.sub("", part[prefix.end() :])) if prefix else None
        if name is not None:
            return name[0]
    has_region = any(is_region(part) for part in parts)
    own = [part.strip(EDGES) for part in parts if not is_region(part)]
    if own and NAME.fullmatch(own[0]) and not VENUE.search(own[0].lower()) and (has_region or len(own) < 3):
        return own[0]
    return None


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)?", "", text)
