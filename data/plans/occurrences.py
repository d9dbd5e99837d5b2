"""Where and when: the place and date cells of a row to its occurrences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.dates import ImpreciseDate, Precision
from data.calendar.lookup import CityIndex
from data.calendar.plan import Occurrence
from data.calendar.wording import FoundDate, find_wording, read_wording, weekday_mismatch
from data.plans.doubts import Flag
from data.plans.places import read_places

_SEGMENT = re.compile(r"\s*;\s*|\s+/\s+|\n")
_DATE_LIST = re.compile(r"\s*,\s*|\s+и\s+")
_WORD_START = re.compile(r"(?<![\w-])[А-ЯЁA-Z]")
_LEADING_LINK = re.compile(r"^[\s,;.:/+–—-]*(?:(?:и|а также|затем)\s+)?")
_TRAILING_LINK = re.compile(
    r"(?:[\s,;:/+(–—-]|(?<![а-яё])и|(?<![а-яё])дата:?|(?<![а-яё])срок:?)*$", re.IGNORECASE
)
MOST_PARTS = 40
"""Occurrences looked for in one cell; more is no plan."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The occurrences of a row with what is doubtful about them, and the cities the catalogue lacks."""

    occurrences: tuple[Occurrence, ...]
    flags: tuple[Flag, ...] = ()
    unknown_cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a cell: the words of the place, and the date with its own words."""

    place: str
    when: ImpreciseDate | None


def read_schedule(place_text: str, date_text: str, year: int, index: CityIndex) -> Schedule:
    """The occurrences of a row: from one cell that holds both, or from two cells; dates are of the plan year.

    Several places or dates in a cell give several occurrences; paired in order where both cells hold as many.
    """
    if not date_text.strip():
        parts = _read_both(place_text, year, index)
    elif not place_text.strip():
        parts = _read_both(date_text, year, index)
    else:
        parts = _pair(place_text, date_text, year, index)
    return _schedule([part for part in parts if part.place or part.when], index)


def _pair(place_text: str, date_text: str, year: int, index: CityIndex) -> list[_Part]:
    """Two columns: one date for all, or as many as there are places, or several at one place."""
    places = [piece for piece in _SEGMENT.split(place_text) if piece.strip()]
    dates = [read_wording(piece, year) for piece in _SEGMENT.split(date_text) if piece.strip()]
    if len(dates) > 1 and len(places) == len(dates) and all(dates):
        return [_Part(place, when) for place, when in zip(places, dates, strict=True)]
    whole = read_wording(_flat(date_text), year)
    if len(dates) > 1 and all(dates) and (_is_doubtful(whole) or len(places) == 1):
        return [_Part(_flat(place_text), when) for when in dates]
    found = _read_both(date_text, year, index)
    if len(found) > 1 and not any(_is_doubtful(part.when) for part in found):
        return [_Part(part.place or place_text, part.when) for part in found]
    if whole is not None or not found:
        return [_Part(place_text, whole)]
    return [_Part(_join(_flat(place_text), found[0].place), found[0].when)]


def _is_doubtful(when: ImpreciseDate | None) -> bool:
    return when is None or when.precision is Precision.INVALID


def _read_both(text: str, year: int, index: CityIndex) -> list[_Part]:
    """One cell with place and date. The cities are set aside first, so that no date is read out of a name."""
    segments = [piece for piece in _SEGMENT.split(text) if piece.strip()]
    found = [_find(piece, year, index) for piece in segments]
    if len(segments) > 1 and all(found):
        parts = [part for piece in segments for part in _read_run(piece, year, index)]
        return _inherit(parts)
    return _inherit(_read_run(text.replace("\n", " ") if any(found) else text, year, index))


def _read_run(text: str, year: int, index: CityIndex) -> list[_Part]:
    """«Москва 12 марта, Казань 5 мая»: place and date take turns; a tail without a date is of the place."""
    parts: list[_Part] = []
    rest = text
    while rest.strip() and len(parts) < MOST_PARTS:
        found = _find(rest, year, index)
        if found is None:
            break
        place = _unbracket(_TRAILING_LINK.sub("", rest[: found.first]).strip())
        parts += [_Part(place, when) for when in _parted(found.value, year)]
        rest = _LEADING_LINK.sub("", rest[found.last :], count=1)
    return _add_tail(parts, rest)


def _parted(when: ImpreciseDate, year: int) -> list[ImpreciseDate]:
    """«12 марта, 5 апреля» is two dates, each whole in itself; «3, 10 и 17 октября» stays one wording."""
    pieces = [piece.strip() for piece in _DATE_LIST.split(when.raw) if piece.strip()]
    dates = [date for piece in pieces if (date := read_wording(piece, year)) is not None and date.is_day]
    return dates if len(pieces) == len(dates) > 1 else [when]


def _unbracket(place: str) -> str:
    return place[1:-1] if place.startswith("(") and place.endswith(")") and "(" not in place[1:] else place


def _add_tail(parts: list[_Part], rest: str) -> list[_Part]:
    """The words after the last date: its place where dates come first, else an addition to its place."""
    rest = rest.strip(" \n,;.")
    if not any(sign.isalnum() for sign in rest):
        return parts
    if len(parts) > 1 and not parts[0].place and all(part.place for part in parts[1:]):
        places = [*(part.place for part in parts[1:]), _unbracket(rest)]
        return [_Part(place, part.when) for place, part in zip(places, parts, strict=True)]
    if not parts:
        return [_Part(rest, None)]
    last = parts[-1]
    place = (
        f"{last.place} {rest}" if rest.startswith("(") and last.place else _join(last.place, _unbracket(rest))
    )
    return [*parts[:-1], _Part(place, last.when)]


def _join(place: str, rest: str) -> str:
    return ", ".join(part for part in (place, rest) if part)


def _inherit(parts: list[_Part]) -> list[_Part]:
    """«Москва 12 марта; 3 апреля»: a date without a place of its own is at the place before it."""
    inherited: list[_Part] = []
    for part in parts:
        above = inherited[-1].place if inherited else ""
        inherited.append(part if part.place or not above else _Part(above, part.when))
    return inherited


def _find(text: str, year: int, index: CityIndex) -> FoundDate | None:
    """The first date in a text, looked for outside the names of cities."""
    return find_wording(_mask_cities(text, index), year)


def _mask_cities(text: str, index: CityIndex) -> str:
    """The text with its cities blanked out letter by letter: «Нарьян-Мар сентябрь» is no March."""
    place = 0
    while (start := _WORD_START.search(text, place)) is not None:
        leading = index.leading(text[start.start() : start.start() + 60])
        place = start.start() + (leading[1] if leading else 1)
        if leading:
            text = f"{text[: start.start()]}{'Ъ' * leading[1]}{text[place:]}"
    return text


def _schedule(parts: Sequence[_Part], index: CityIndex) -> Schedule:
    occurrences: list[Occurrence] = []
    flags: list[Flag] = []
    unknown: list[str] = []
    for part in parts:
        places = read_places(part.place, index)
        unknown.extend(read.place.city or "" for read in places if read.unknown_city)
        occurrences.extend(Occurrence(read.place, part.when) for read in places)
        if not places:
            occurrences.append(Occurrence(None, part.when))
    if len(occurrences) > 1:
        flags.append(Flag.SEVERAL_OCCURRENCES)
    if unknown:
        flags.append(Flag.UNKNOWN_CITY)
    if any(part.when is not None and part.when.precision is Precision.INVALID for part in parts):
        flags.append(Flag.INVALID_DATE)
    if any(part.when is not None and weekday_mismatch(part.when.raw, part.when) for part in parts):
        flags.append(Flag.WEEKDAY_MISMATCH)
    if all(part.when is None for part in parts):
        flags.append(Flag.NO_DATE)
    return Schedule(tuple(occurrences), tuple(flags), tuple(dict.fromkeys(unknown)))


def _flat(text: str) -> str:
    return " ".join(text.split())
