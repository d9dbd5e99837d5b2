"""A cell with dates, with or without places, taken apart into places with their dates."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import PlaceMode
from data.calendar.wording import ReadDates, TimedDate, find_dates
from data.plans.rows.places import read_places

MOST_PARTS = 40
"""Wordings taken from one cell; more is no plan, and the rest is told as unread."""

_CHOICE = re.compile(r"\s/\s")
"""Between two places with their dates it parts them, between two dates it leaves a choice."""

_SEGMENT = re.compile(r"\s*;\s*|\s+/\s+|\n")
_WORD_START = re.compile(r"(?<![\w-])[А-ЯЁA-Z]")
_LEADING_LINK = re.compile(r"^[\s,;.:/+»”–—-]*(?:(?:и|а также|затем)\s+)?")
_TRAILING_LINK = re.compile(
    r"(?:[\s,;:/+(«„–—-]|(?<![а-яё])и|(?<![а-яё])дата:?|(?<![а-яё])срок:?|(?<![а-яё])период:?"
    r"|(?<![а-яё])(?:день|дни) города:?)*$",
    re.IGNORECASE,
)
_STRANGE = re.compile(r"(?<![\w.])(?=[^\W_-]*-?[^\W_]*[A-Za-z0346])[A-Za-zА-Яа-яЁё0346-]{2,40}(?![\w.])")
"""A word with a Latin letter or a figure that looks like a Cyrillic letter."""

_LETTERS = str.maketrans("ABCEHKMOPTXYaceopxykmt0346", "АВСЕНКМОРТХУасеорхукмтозчб")
_FOOTNOTES = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
_MOSCOW_TIME = re.compile(r"МСК(?![А-Яа-яё])")
_EDGES = ' \n\t,;.:/|()[]«»"+–—-'
_BEFORE_NAME = re.compile(r"(?:г|гор|с|пос|п|ст|дер|д)\.?\s*[А-ЯЁ]")


@dataclass(frozen=True, slots=True)
class CellPart:
    """The words of a place, and the dates that belong to it."""

    place: str
    dates: tuple[TimedDate, ...]


@dataclass(frozen=True, slots=True)
class CellReading:
    """The parts of a cell in order, and its words that were not understood."""

    parts: tuple[CellPart, ...]
    unread: tuple[str, ...] = ()
    has_wrong_weekday: bool = False
    is_moscow_time: bool = False


def split_cell(text: str) -> list[str]:
    """The parts of a cell between semicolons, slashes and line breaks."""
    return [piece for piece in _SEGMENT.split(text) if piece.strip()]


def read_mixed_cell(
    text: str, year: int, index: CityIndex, window: ImpreciseDate | None = None
) -> CellReading:
    """A cell with place and date: «Москва 12 марта, Казань 5 мая»; what is no date is of the place.

    The cities are set aside first, so that no date is read out of a name.
    """
    reading = _with_place_words_checked(_read_in_turns(_single_spaced(text), year, index, window), index)
    if not _is_doubtful(reading):
        return reading
    read = [
        _with_place_words_checked(_read_in_turns(_single_spaced(piece), year, index, window), index)
        for piece in split_cell(text)
    ]
    if len(read) < 2 or any(_is_doubtful(one) or not any(part.dates for part in one.parts) for one in read):
        return reading
    if _CHOICE.search(text) and not all(part.place for one in read for part in one.parts):
        return reading
    return CellReading(
        tuple(_inherit_places([part for one in read for part in one.parts])),
        tuple(word for one in read for word in one.unread),
        any(one.has_wrong_weekday for one in read),
        any(one.is_moscow_time for one in read),
    )


def _with_place_words_checked(reading: CellReading, index: CityIndex) -> CellReading:
    """A reading whose dates have places: words beside one of several dates that name none are unread."""
    if len(reading.parts) < 2:
        return reading
    strange = [part.place for part in reading.parts if _is_doubtful_place(part.place, index)]
    parts = [replace(part, place="") if part.place in strange else part for part in reading.parts]
    return replace(
        reading, parts=tuple(_inherit_places(parts)), unread=(*reading.unread, *dict.fromkeys(strange))
    )


def _is_doubtful_place(words: str, index: CityIndex) -> bool:
    return any(read.place.mode is PlaceMode.TEXT for read in read_places(words, index))


def read_date_cell(
    text: str,
    year: int,
    index: CityIndex,
    window: ImpreciseDate | None = None,
    *,
    has_place: bool = False,
) -> CellReading:
    """A cell of a column for dates: what is neither a date nor a place that says so is unread.

    has_place: the row names its place in another cell.
    """
    reading = read_mixed_cell(text, year, index, window)
    parts: list[CellPart] = []
    unread = list(reading.unread)
    for part in reading.parts:
        words = part.place.strip(_EDGES)
        is_place = bool(words) and _names_place(part.place, index, has_place=has_place)
        parts.append(part if is_place else replace(part, place=""))
        unread += [part.place] if words and not is_place else []
    dated = [part for part in parts if part.dates or part.place]
    if len(dated) == 1 and len(dated[0].dates) == 1:
        dated = [replace(dated[0], dates=_with_whole_wording(dated[0].dates, _single_spaced(text)))]
    if unread and not any(part.dates for part in dated):
        invalid = TimedDate(ImpreciseDate(_single_spaced(text), Precision.INVALID))
        dated = [CellPart(dated[0].place if dated else "", (invalid,))]
    return replace(reading, parts=tuple(dated), unread=tuple(unread))


def _with_whole_wording(dates: Iterable[TimedDate], text: str) -> tuple[TimedDate, ...]:
    """The dates under the wording of the whole cell; the full stop of an abbreviation stays."""
    raw = text.rstrip(". ")
    dates = tuple(dates)
    if dates[0].when.raw.endswith(".") and text.endswith(dates[0].when.raw):
        raw = text
    return tuple(replace(dated, when=replace(dated.when, raw=raw)) for dated in dates)


def _names_place(words: str, index: CityIndex, *, has_place: bool) -> bool:
    """Whether words in a column for dates name a place: a known city, online, or one that says what it is."""
    if _BEFORE_NAME.match(words):
        return True
    sure = {PlaceMode.CITY, PlaceMode.ONLINE, PlaceMode.ALTERNATIVES, PlaceMode.ROUTE}
    modes = sure if has_place else sure | {PlaceMode.VENUE, PlaceMode.REGION}
    return all(read.place.mode in modes and not read.unknown_city for read in read_places(words, index))


def _is_doubtful(reading: CellReading) -> bool:
    if reading.unread:
        return True
    dates = [dated.when for part in reading.parts for dated in part.dates]
    return any(when.precision is Precision.INVALID for when in dates)


def _read_in_turns(text: str, year: int, index: CityIndex, window: ImpreciseDate | None) -> CellReading:
    """Place and date take turns; a tail without a date is of the place."""
    read = find_dates(_mask_cities(text, index), year, window)
    shown = _without_date_words(text, read)
    parts: list[CellPart] = []
    start = 0
    for found in read.found[:MOST_PARTS]:
        gap = shown[start : found.first].translate(_FOOTNOTES)
        before = _LEADING_LINK.sub("", gap, count=1) if parts else gap
        place = _unbracket(_TRAILING_LINK.sub("", before).strip(" \u0000"))
        parts.append(CellPart(" ".join(place.replace("\u0000", " ").split()), found.dates))
        start = found.last
    rest = shown[start:].translate(_FOOTNOTES) if len(read.found) <= MOST_PARTS else ""
    rest = " ".join((_LEADING_LINK.sub("", rest, count=1) if parts else rest).replace("\u0000", " ").split())
    unread = [*_unread_texts(text, read)]
    if len(read.found) > MOST_PARTS:
        unread.append(text[start:])
    found_parts = _inherit_places(_add_rest(parts, rest))
    if unread and not any(part.dates for part in found_parts):
        invalid = TimedDate(ImpreciseDate("; ".join(unread), Precision.INVALID))
        found_parts = [CellPart(found_parts[0].place if found_parts else "", (invalid,))]
    return CellReading(tuple(found_parts), tuple(unread), read.has_wrong_weekday, read.is_moscow_time)


def _unread_texts(text: str, read: ReadDates) -> Iterator[str]:
    for first, last in read.unread:
        yield " ".join(text[first:last].split())


def _without_date_words(text: str, read: ReadDates) -> str:
    """The text with the unread words of dates and the hours blanked out: they never become a place."""
    for first, last in (*read.unread, *read.hours):
        text = f"{text[:first]}{chr(0) * (last - first)}{text[last:]}"
    return text


def _unbracket(place: str) -> str:
    if not any(char.isalpha() for char in place):
        return ""
    return place[1:-1] if place.startswith("(") and place.endswith(")") and "(" not in place[1:] else place


def _add_rest(parts: list[CellPart], rest: str) -> list[CellPart]:
    """The words after the last date: its place where dates come first, else an addition to its place."""
    rest = rest.strip(" \n,;.")
    if not any(char.isalnum() for char in rest):
        return parts
    if len(parts) > 1 and not parts[0].place and all(part.place for part in parts[1:]):
        places = [*(part.place for part in parts[1:]), _unbracket(rest)]
        return [CellPart(place, part.dates) for place, part in zip(places, parts, strict=True)]
    if not parts:
        return [CellPart(rest, ())]
    last = parts[-1]
    place = (
        f"{last.place} {rest}"
        if rest.startswith("(") and last.place
        else _join_place(last.place, _unbracket(rest))
    )
    return [*parts[:-1], CellPart(place, last.dates)]


def _join_place(place: str, rest: str) -> str:
    return ", ".join(part for part in (place, rest) if part)


def _inherit_places(parts: Sequence[CellPart]) -> list[CellPart]:
    """«Москва 12 марта; 3 апреля»: a date without a place of its own is at the place before it."""
    inherited: list[CellPart] = []
    for part in parts:
        above = inherited[-1].place if inherited else ""
        inherited.append(part if part.place or not above else CellPart(above, part.dates))
    return inherited


def _mask_cities(text: str, index: CityIndex) -> str:
    """The text with its cities blanked out letter by letter: «Нарьян-Мар сентябрь» is no March.

    A city in another case («по плану Казани») gets another letter than one that is named.
    """
    place = 0
    while (start := _WORD_START.search(text, place)) is not None:
        first = start.start()
        leading = None if _MOSCOW_TIME.match(text, first) else index.leading(text[first : first + 60])
        place = first + (leading[1] if leading else 1)
        if leading:
            is_named = text[first:place] == leading[0].name
            text = f"{text[:first]}{('Ъ' if is_named else 'Ы') * leading[1]}{text[place:]}"
    return text


def mend_cities(text: str, index: CityIndex) -> str:
    """The text with known cities in Cyrillic letters: «М0сква», «3апорожье», «Нарьян-Map» in Latin ones."""
    return _STRANGE.sub(lambda found: _mended_city(found[0], index), text)


def _mended_city(word: str, index: CityIndex) -> str:
    mended = word.translate(_LETTERS)
    mended = mended[:1].upper() + mended[1:]
    is_cyrillic = not any(char.isascii() and char.isalnum() for char in mended)
    return mended if is_cyrillic and index.exact(mended) is not None else word


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
