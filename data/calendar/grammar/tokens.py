"""Cutting a text into the words, figures and marks that matter in a date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.calendar.grammar.folding import fold_word
from data.calendar.grammar.kinds import Kind
from data.calendar.grammar.vocabulary import (
    ORDINAL_ENDINGS,
    PHRASES,
    SHORT_MONTHS,
    SHORT_WORDS,
    WORDS,
)
from data.calendar.months import MONTH_ABBREVIATIONS, MONTH_FORMS

YEARS = range(1900, 2201)
"""Numbers outside are no years: a plan is of our time, and «3020» is a slip."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """Day, month and year in figures as printed; year is None where only two figures stand."""

    day: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: its kind, what it says, and its half-open place in the folded text."""

    kind: Kind
    value: object
    first: int
    last: int

    @property
    def number(self) -> int:
        """The value where the kind carries a number, else 0."""
        return self.value if isinstance(self.value, int) else 0


_FREE = r"(?<![^\W_])(?<!\d[.:])"
_SPELLED = (Kind.MONTH, Kind.YEAR_MARK, Kind.YEAR_WORD)

_ISO = re.compile(_FREE + r"(\d{4})([-.])(\d\d)\2(\d\d)(?!\d)(?:т(?=\d\d:))?")
_FULL = re.compile(_FREE + r"(\d{1,2})([./])(\d{1,2})\2(\d{2,9})(?!\d)(?![./]\d)")
_SPACED = re.compile(_FREE + r"(\d{1,2})(\.) ?(\d\d)\. ?(\d{4})(?!\d)")
_CLOCK = re.compile(
    _FREE + r"(?:\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}-00(?![\d-])|(?<=\bв )\d{1,2}\.\d\d(?!\d)(?!\.\d))"
)
_SHORT = re.compile(_FREE + r"(\d{1,2})\.(\d\d)(?!\d)(?![./]\d)")
_MISTYPED = frozenset({"о", "з", "i", "l", "б"})
"""Letters typed or recognised for a figure: «2О марта»."""

_FIGURE = re.compile(r"(\d+)(?:-?([^\W\d_]{1,3})(?![^\W_]))?")
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"-([^\W\d_]{1,3})(?![^\W_])")
_PHRASES = re.compile(
    "|".join(
        f"(?P<p{place}>{re.sub(' (?![?])', ' +', fold_word(source))})"
        for place, (source, _, _) in enumerate(PHRASES)
    )
)
_MONTHS = "|".join(map(fold_word, (*MONTH_FORMS, *MONTH_ABBREVIATIONS)))
_BEFORE_DATE = re.compile(rf" *(?:(?:19|2[012])\d\d(?!\d)|(?:[-,]|и ) *(?:{_MONTHS})(?![^\W_]))")
_JOINTS = frozenset({Kind.DASH, Kind.COMMA, Kind.AND})
_MARKS = {
    **dict.fromkeys(",;", Kind.COMMA),
    **dict.fromkeys("([", Kind.OPEN),
    **dict.fromkeys(")]", Kind.CLOSE),
    **dict.fromkeys("~≈", Kind.ABOUT),
    "-": Kind.DASH,
    "/": Kind.OR,
    "?": Kind.QUESTION,
    "№": Kind.NUMBERED,
}


def tokenise(folded: str) -> list[Token]:
    """The tokens of a folded text in order, blanks left out; what says nothing is WORD or OTHER."""
    tokens: list[Token] = []
    place = 0
    while place < len(folded):
        if folded[place] == " ":
            place += 1
            continue
        token = _token_at(folded, place, tokens)
        tokens.append(token)
        place = token.last
    return tokens


def _token_at(text: str, place: int, before: Sequence[Token]) -> Token:
    if figure := _FIGURE.match(text, place):
        return _numeric(text, place) or _figure(text, figure, before)
    if word := _WORD.match(text, place):
        return _phrase(text, place) or _word(text, word, before)
    kind = _MARKS.get(text[place], Kind.OTHER)
    last = place + 1
    while kind is Kind.DASH and last < len(text) and text[last] == "-":
        last += 1
    return Token(kind, None, place, last)


def _numeric(text: str, place: int) -> Token | None:
    """A date or a time in figures. Day comes before month, as always in Russian; «20» is the year 2020."""
    if found := _ISO.match(text, place):
        printed = PrintedDate(int(found[4]), int(found[3]), int(found[1]))
        return Token(Kind.DATE, printed, *found.span())
    if found := _FULL.match(text, place) or _SPACED.match(text, place):
        year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
        return Token(Kind.DATE, PrintedDate(int(found[1]), int(found[3]), year), *found.span())
    if found := _CLOCK.match(text, place):
        return Token(Kind.TIME, None, *found.span())
    if found := _SHORT.match(text, place):
        return _short_date(int(found[1]), int(found[2]), found)
    return None


def _short_date(day: int, month: int, found: re.Match[str]) -> Token:
    """«12.03» is a day; «10.30» is a time, since no month is 30 and clocks are set to five minutes."""
    is_clock = not 1 <= month <= 12 and day < 24 and month < 60 and month % 5 == 0
    if is_clock:
        return Token(Kind.TIME, None, *found.span())
    return Token(Kind.DATE, PrintedDate(day, month, None), *found.span())


def _figure(text: str, found: re.Match[str], before: Sequence[Token]) -> Token:
    place = found.start()
    if found[2] in _MISTYPED and text[found.end(1)] != "-":
        return Token(Kind.ODD_NUMBER, None, place, found.end())
    last = found.end() if found[2] in ORDINAL_ENDINGS else found.end(1)
    kind = _figure_kind(found[1], text[:place], before)
    return Token(kind, int(found[1]) if kind in {Kind.NUMBER, Kind.YEAR} else None, place, last)


def _figure_kind(digits: str, left: str, before: Sequence[Token]) -> Kind:
    """What a figure may be: nothing in «зал 5» and «2.5», odd in «А12» and «312»."""
    is_fraction = left[-1:] in {".", ":"} and left[-2:-1].isdigit()
    if is_fraction or (before and before[-1].kind is Kind.NUMBERED):
        return Kind.OTHER
    has_lost_blank = bool(before) and before[-1].kind in _SPELLED  # «марта2020»
    if left[-1:].isalpha() and not has_lost_blank:
        return Kind.ODD_NUMBER
    if len(digits) <= 2:
        return Kind.NUMBER
    return Kind.YEAR if len(digits) == 4 and int(digits) in YEARS else Kind.ODD_NUMBER


def _phrase(text: str, place: int) -> Token | None:
    found = _PHRASES.match(text, place)
    if found is None or found.lastgroup is None or _continues(text, found.end()):
        return None
    _, kind, value = PHRASES[int(found.lastgroup[1:])]
    return Token(kind, value, place, found.end())


def _continues(text: str, place: int) -> bool:
    """Whether a word goes on at the place, so that what was matched is only its beginning."""
    return place < len(text) and text[place - 1].isalpha() and text[place].isalpha()


def _word(text: str, found: re.Match[str], before: Sequence[Token]) -> Token:
    word, (first, last) = found[0], found.span()
    short = SHORT_WORDS.get(word)
    if word in SHORT_MONTHS and _is_month(text, (first, last), before):
        short = Kind.MONTH, SHORT_MONTHS[word]
    if short is not None:
        return Token(*short, first, last + text.startswith(".", last))
    kind, value = WORDS.get(word, (Kind.WORD, None))
    if kind is Kind.ROMAN and (ending := _ENDING.match(text, last)) and ending[1] in ORDINAL_ENDINGS:
        last = ending.end()
    return Token(kind, value, first, last)


def _is_month(text: str, span: tuple[int, int], before: Sequence[Token]) -> bool:
    """A month cut short needs a number before it, a full stop after it, or another month beside it.

    It never follows a hyphen, else «Нарьян-Мар» would be March, unless the hyphen itself comes after a word
    of the date: «12-мар», «окт.-нояб.».
    """
    first, last = span
    kinds = [token.kind for token in before[-2:]]
    if text[first - 1 : first] == "-":
        return len(kinds) == 2 and kinds[0] in {Kind.NUMBER, Kind.MONTH}
    is_next = kinds[-1:] == [Kind.NUMBER] or (kinds[:1] == [Kind.MONTH] and kinds[-1] in _JOINTS)
    return is_next or text.startswith(".", last) or bool(_BEFORE_DATE.match(text, last))
