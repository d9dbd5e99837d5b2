"""The smallest dated wording, and what the readers of each of them are given."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from data.calendar.grammar.lexer.kinds import Token, TokenKind, pattern
from data.calendar.grammar.wordings.windows import Window, WindowOf
from data.calendar.imprecise_dates import Precision
from data.calendar.rules import NthWeekday

NTH = "(?: ordinal | number | roman )"
"""A number in order, in words or figures."""

NTH_KINDS = (TokenKind.ORDINAL, TokenKind.NUMBER, TokenKind.ROMAN)
DAY_KINDS = frozenset({TokenKind.NUMBER, TokenKind.ORDINAL})

YEAR = (
    "(?P<year> [comma open]? year (?: year_mark | year_word )? close?"
    " | number (?: year_mark | year_word ) | this_year | odd_number (?: year_mark | year_word )? )?"
)
"""A printed year after a wording, or nothing. An odd number there («12 марта 3020») makes it all invalid."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One dated wording before its year is settled.

    year is the printed one, or None where the neighbours or the plan decide. lend makes a wording of a bare
    token before it, which borrows its month or its unit («5 и 7 мая», «I и III кварталы»); None where the
    token cannot. third is 1, 2, 3 for a beginning, middle, end.
    """

    precision: Precision
    of_year: WindowOf
    year: int | None = None
    lend: "Callable[[Token], Atom | None] | None" = None
    rule: NthWeekday | None = None
    third: int | None = None

    def window(self, year: int) -> Window | None:
        """The window in that year, or None where the calendar has no such thing. Nothing is mended."""
        try:
            found = self.of_year(year)
        except (ValueError, OverflowError):
            return None
        return found if found is not None and found[0] <= found[1] else None


Lend = Callable[[Token], Atom | None]


def lend_of(kinds: Collection[TokenKind], precision: Precision, of_number: Callable[[int], WindowOf]) -> Lend:
    """How a bare token of those kinds borrows: of_number gives the window of its number."""

    def lend(token: Token) -> Atom | None:
        if token.kind not in kinds:
            return None
        try:
            return Atom(precision, of_number(token.number))
        except ValueError:
            return Atom(Precision.INVALID, nowhere)

    return lend


def nowhere(_: int) -> None:
    """The window of a wording that names no date of the calendar."""


def nth_of(count: int, number: int) -> int:
    """A number in order; «последний» counts back from how many there are. ValueError outside."""
    found = number + count + 1 if number < 0 else number
    if not 1 <= found <= count:
        raise ValueError(number)
    return found


class MatchedTokens:
    """The tokens of one match by kind, its year apart: a figure of the year is never taken for a day."""

    def __init__(self, tokens: Sequence[Token], year: int | None) -> None:
        self.tokens = tokens
        self.year = year

    def numbers(self, *kinds: TokenKind) -> list[int]:
        return [token.number for token in self.tokens if token.kind in kinds]

    def number(self, *kinds: TokenKind) -> int:
        return self.numbers(*kinds)[0]

    def has(self, kind: TokenKind) -> bool:
        return any(token.kind is kind for token in self.tokens)

    def nth(self, count: int) -> int:
        """The number in order among so many. ValueError outside."""
        return nth_of(count, self.number(*NTH_KINDS))


AtomReader = Callable[[MatchedTokens], Atom]


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One row of the grammar: a compiled pattern over kinds and the reader of what it matches."""

    regex: re.Pattern[str]
    reader: AtomReader

    def read(self, found: re.Match[str], tokens: Sequence[Token], plan_year: int) -> Atom:
        """The atom of a match in a row of tokens; what the calendar cannot hold gets an empty window."""
        has_year = "year" in self.regex.groupindex and bool(found["year"])
        first, last = found.span("year") if has_year else (found.end(), found.end())
        year = _printed_year(tokens[first:last], plan_year)
        if has_year and year is None:
            return Atom(Precision.INVALID, nowhere)
        try:
            atom = self.reader(
                MatchedTokens((*tokens[found.start() : first], *tokens[last : found.end()]), year)
            )
        except ValueError:
            return Atom(Precision.INVALID, nowhere)
        return atom if year is None else replace(atom, year=year)


def date_pattern(source: str, reader: AtomReader) -> DatePattern:
    """A row of the grammar from a pattern written with names of kinds."""
    return DatePattern(re.compile(pattern(source)), reader)


def _printed_year(tokens: Sequence[Token], plan_year: int) -> int | None:
    for token in tokens:
        if token.kind is TokenKind.YEAR:
            return token.number
        if token.kind is TokenKind.THIS_YEAR:
            return plan_year + token.number
        if token.kind is TokenKind.NUMBER and token.number >= 10:
            return 2000 + token.number
    return None
