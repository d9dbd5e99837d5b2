"""Split a cell with dates into its places and the dates of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import PlaceMode
from data.calendar.wording import ReadDates, TimedDate, find_dates
from data.plans.rows.city_letters import mask_cities
from data.plans.rows.places import read_places

MOST_PARTS = 40
"""Dates read from one cell. What follows them is reported as unread."""

_CHOICE = re.compile(r"\s/\s")
"""It separates two places with their dates, but leaves a choice between two dates."""

_SEGMENT = re.compile(r"\s*;\s*|\s+/\s+|\n")
_LEADING_LINK = re.compile(r"^[\s,;.:/+»”–—-]*(?:(?:и|а также|затем)\s+)?")
_TRAILING_LINK = re.compile(
    r"(?:[\s,;:/+(«„–—-]|(?<![а-яё])и|(?<![а-яё])дата:?|(?<![а-яё])срок:?|(?<![а-яё])период:?"
    r"|(?<![а-яё])(?:день|дни) города:?)*$",
    re.IGNORECASE,
)
_FOOTNOTES = str.maketrans("", "", "⁰¹²³⁴⁵⁶⁷⁸⁹*")
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
    """Split a cell at semicolons, slashes and line breaks."""
    return [piece for piece in _SEGMENT.split(text) if piece.strip()]


def read_mixed_cell(
    text: str, year: int, index: CityIndex, window: ImpreciseDate | None = None
) -> CellReading:
    """Read a cell with place and date: «Москва 12 марта, Казань 5 мая».

    Words that are no date belong to the place. Cities are masked first, so that no date is read out of a
    name. window is the month, quarter or half-year for dates that name none.
    """
    reading = _check_places(_read_run(_single_spaced(text), year, index, window), index)
    if not _is_doubtful(reading):
        return reading
    read = [
        _check_places(_read_run(_single_spaced(piece), year, index, window), index)
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


def _check_places(reading: CellReading, index: CityIndex) -> CellReading:
    """Return a reading in which each of several dates has a place.

    Words beside a date that name no place are unread, and that date takes the place before it.
    """
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
    """Read a cell of a column for dates.

    Words that are neither a date nor clearly a place are unread. has_place: the row names its place in
    another cell. window is as in read_mixed_cell.
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
    """Return the dates worded as the whole cell.

    A full stop that belongs to an abbreviation stays: «до 5 мая 2020 г.».
    """
    raw = text.rstrip(". ")
    dates = tuple(dates)
    if dates[0].when.raw.endswith(".") and text.endswith(dates[0].when.raw):
        raw = text
    return tuple(replace(dated, when=replace(dated.when, raw=raw)) for dated in dates)


def _names_place(words: str, index: CityIndex, *, has_place: bool) -> bool:
    """Return whether words in a column for dates name a place.

    They do if they are a known city, «онлайн», or say what they are: «г. Урюпинск».
    """
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


def _read_run(text: str, year: int, index: CityIndex, window: ImpreciseDate | None) -> CellReading:
    """Read places and dates that take turns: «Москва 12 марта, Минск 3 апреля».

    Words after the last date belong to a place.
    """
    read = find_dates(mask_cities(text, index), year, window)
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
    """Return the text with unread date words and hours blanked out.

    They never become a place.
    """
    for first, last in (*read.unread, *read.hours):
        text = f"{text[:first]}{chr(0) * (last - first)}{text[last:]}"
    return text


def _unbracket(place: str) -> str:
    if not any(char.isalpha() for char in place):
        return ""
    return place[1:-1] if place.startswith("(") and place.endswith(")") and "(" not in place[1:] else place


def _add_rest(parts: list[CellPart], rest: str) -> list[CellPart]:
    """Add the words after the last date to the parts.

    So far each date has the words before it as its place. Where dates come first («12 марта, Москва; 5 мая,
    Казань»), each place belongs to the date before it instead. Else the rest extends the last place.
    """
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
    """Give a date without a place the place before it.

    In «Москва 12 марта; 3 апреля» both dates are in Москва.
    """
    inherited: list[CellPart] = []
    for part in parts:
        above = inherited[-1].place if inherited else ""
        inherited.append(part if part.place or not above else CellPart(above, part.dates))
    return inherited


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
