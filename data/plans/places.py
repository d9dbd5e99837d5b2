"""What a place cell names: a city before all else, then online, a route, a choice, a region, a venue."""

import re
from dataclasses import dataclass

from data.calendar.cities import City
from data.calendar.lookup import CityIndex
from data.calendar.plan import Place, PlaceMode

_EDGES = " \n\t,;:.–—-/|"
_ONLINE = re.compile(
    r"\bон-?\s?лайн|\bonline\b|\bвкс\b|видео-?конференц|\bдистанционн|\bzoom\b|\bвебинар|\bинтернет|\bудал[её]нн"
)
_REGION = re.compile(
    r"\bреспублик|\bобласт|\bобл\.|\bкра[йяюе]\b|\bокруг|\bрегион|\bрайон|\bстран|\bгосударств|\bгорода\b|"
    r"\bснг\b|\bеаэс\b|\bевраз|\bповолж|\bсибир|\bурал|\bкавказ|\bпо городам"
)
_COUNTRIES = frozenset(
    """россия российская федерация рф беларусь белоруссия казахстан киргизия кыргызстан таджикистан узбекистан
    туркменистан туркмения армения азербайджан грузия молдавия молдова приднестровье абхазия украина монголия
    китай кнр индия иран турция сербия болгария германия франция италия испания греция израиль египет вьетнам
    латвия литва эстония польша чехия словакия венгрия румыния финляндия швеция норвегия австрия швейцария
    япония корея оаэ куба бразилия сша крым татарстан башкортостан чувашия мордовия дагестан якутия бурятия
    удмуртия карелия коми хакасия тува адыгея калмыкия ингушетия чечня""".split()  # noqa: SIM905 -- a list of words
)
_VENUE = re.compile(
    r"\bдом[ае]?\b|\bдворец|\bдворц|\bзал[ае]?\b|\bгостиниц|\bотел|\bцентр|\bуниверситет|\bинститут|\bакадеми|"
    r"\bмузе|\bтеатр|\bбиблиотек|\bпосольств|\bпарк|\bстадион|\bплощад|\bулиц|\bул\.|\bпросп|\bпр-т|\bздани|"
    r"\bэкспо|\bвднх|\bмэри|\bадминистрац|\bправительств|\bдум[аеы]\b|\bминистерств|\bмид\b|\bпавильон|\bофис|"
    r"\bсекретариат|\bштаб-квартир|\bсовет|\bхолл|\bкомплекс|\bбизнес|\bаэропорт|\bтеплоход|\bсанатори"
)
_PREFIX = re.compile(
    r"^(?:(?:в|во|на)\s+)?(?:г\.\s?о\.|гор\.|г\.|город(?:а|е)?\s|городской округ\s|пос\.|п\.|с\.|ст\.)\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;()\n]\s*|\s+(?:[-–—]|и|или|либо)\s+|\s*[/→+]\s*|\b(?:в|во)\s+")
_CHOICE = re.compile(r"\s+(?:или|либо)\s+|\s*/\s*")
_ROUTE = re.compile(r"\s*[–—→]\s*|\s+-\s+|(?<=\w)-(?=[А-ЯЁ])")
_LIST = re.compile(r"\s*[,;\n+]\s*|\s+и\s+")
_PROPER = (
    r"[А-ЯЁ][а-яё]+(?:[-\s](?:на-)?[А-ЯЁ][а-яё]+){0,2}(?:-\d{1,3})?|[A-Z][a-z]+(?:[-\s][A-Z][a-z]+){0,2}"
)
_NAME = re.compile(_PROPER)
_NAMED_CITY = re.compile(rf"(?:^|[\s,(])(?:г\.|гор\.|город)\s*({_PROPER})")
_ABROAD = re.compile(rf"({_PROPER})\s*[,(]\s*([^,()]+)\)?$")
_UNNAMED = re.compile(r"\bуточн|\bсогласован|\bопредел|\bназначен|\bместу\b|\bпроведени|\bместо\b|\bграфик")


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """A place with whether its city is missing from the catalogue."""

    place: Place
    unknown_city: bool = False


def read_places(text: str, index: CityIndex) -> tuple[ReadPlace, ...]:
    """The places a cell or a part of it names: none, one, or several cities that each host the event."""
    raw = " ".join(text.split()).strip(_EDGES)
    if not any(sign.isalpha() for sign in raw):
        return ()
    cities = _cities(_LIST, text.strip(_EDGES), index)
    if len(cities) > 1:
        return tuple(_in_city(part, city) for part, city in cities)
    return (_read_one(raw.removesuffix(" (") if raw.endswith(" (") else raw, index),)


def _read_one(raw: str, index: CityIndex) -> ReadPlace:
    for several, pattern in ((PlaceMode.ALTERNATIVES, _CHOICE), (PlaceMode.ROUTE, _ROUTE)):
        if len(_cities(pattern, raw, index)) > 1:
            return ReadPlace(Place(raw, None, several))
    city = find_city(raw, index)
    if city is not None:
        return _in_city(raw, city)
    unknown = _named_city(raw)
    if unknown is not None:
        return ReadPlace(Place(raw, unknown, PlaceMode.CITY), unknown_city=True)
    mode = _mode(raw)
    return ReadPlace(Place(raw, None, mode)) if mode is not None else _read_unknown(raw)


def _named_city(raw: str) -> str | None:
    """A city that is called one («Вологодская обл., г. Череповец») or has its country beside it."""
    named = _NAMED_CITY.search(raw)
    if named is not None:
        return named[1]
    abroad = _ABROAD.match(raw)
    return abroad[1] if abroad is not None and _is_land(abroad[2]) and not _is_land(abroad[1]) else None


def _in_city(raw: str, city: City) -> ReadPlace:
    return ReadPlace(Place(" ".join(raw.split()), city.name, PlaceMode.CITY, city.id))


def find_city(raw: str, index: CityIndex) -> City | None:
    """The city a place begins with, else the one a later part of it begins with («Казахстан, Астана»)."""
    for part in _PARTS.split(raw):
        leading = index.leading(_PREFIX.sub("", part)) or index.leading(part)
        if leading is not None and not _is_region_of(part[leading[1] :]):
            return leading[0]
    return None


def _is_region_of(rest: str) -> bool:
    """«Московская область», «Алматинская обл.»: the name is an adjective of a region."""
    return _REGION.match(rest.lower().strip()) is not None


def _cities(separator: re.Pattern[str], text: str, index: CityIndex) -> list[tuple[str, City]]:
    """The parts with their cities, when every part is a city and nothing else; otherwise nothing."""
    found: list[tuple[str, City]] = []
    for part in separator.split(text):
        bare = _PREFIX.sub("", part.strip())
        leading = index.leading(bare)
        if leading is None or any(sign.isalpha() for sign in _unbracketed(bare[leading[1] :])):
            return []
        found.append((part.strip(_EDGES), leading[0]))
    return found


def _unbracketed(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)


def _mode(raw: str) -> PlaceMode | None:
    lowered = raw.lower()
    if _ONLINE.search(lowered):
        return PlaceMode.ONLINE
    if _PREFIX.match(raw):
        return None
    if _is_land(raw):
        return PlaceMode.REGION
    return PlaceMode.VENUE if _VENUE.search(lowered) else None


def _is_land(text: str) -> bool:
    """Whether a region or a country is named."""
    lowered = text.lower()
    return _REGION.search(lowered) is not None or not _COUNTRIES.isdisjoint(re.findall(r"\w+", lowered))


def _read_unknown(raw: str) -> ReadPlace:
    bare = _PREFIX.sub("", raw)
    name = _NAME.match(bare)
    prefixed = bare != raw
    whole = name is not None and not any(
        sign.isalnum() for sign in _unbracketed(bare[name.end() :]).split(",")[0]
    )
    if name is None or not (prefixed or whole) or _UNNAMED.search(raw.lower()):
        return ReadPlace(Place(raw, None, PlaceMode.TEXT))
    return ReadPlace(Place(raw, name[0], PlaceMode.CITY), unknown_city=True)
