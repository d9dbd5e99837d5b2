"""Define the smallest dated wording (an atom) and the patterns that read one.

«12 марта», «вторая суббота сентября», «конец мая» and «IV квартал» are atoms. Lists and ranges are made of
them.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from data.calendar.grammar.lexer.kinds import Token, TokenKind, kind_set, pattern
from data.calendar.grammar.wordings.windows import Window, WindowOf
from data.calendar.imprecise_dates import Precision
from data.calendar.rules import NthWeekday

NTH = "(?: ordinal | number | roman )"
"""A number in order: «вторая», «2-я», «II»."""

NTH_KINDS = (TokenKind.ORDINAL, TokenKind.NUMBER, TokenKind.ROMAN)
DAY_KINDS = kind_set("number ordinal")

YEAR = (
    "(?P<year> [comma open]? year (?: year_mark | year_word )? close?"
    " | number (?: year_mark | year_word ) | this_year | odd_number (?: year_mark | year_word )? )?"
)
"""A printed year or nothing: «2025», «(2025 г.)», «25 г.», «текущего года».

An odd number in its place («12 марта 3020») makes the whole wording invalid.
"""


@dataclass(frozen=True, slots=True)
class Atom:
    """One dated wording before its year is settled.

    year is the printed one, or None where the neighbours or the plan decide. lend makes an atom of a bare
    token before this one, which borrows its month or its unit: in «5 и 7 мая» the bare «5» becomes 5 May,
    in «I и III кварталы» the bare «I» becomes a quarter. lend gives None for a token that cannot borrow,
    and is None where the atom has nothing to lend. third is 1, 2, 3 for a beginning, a middle, an end.
    """

    precision: Precision
    of_year: WindowOf
    year: int | None = None
    lend: "Callable[[Token], Atom | None] | None" = None
    rule: NthWeekday | None = None
    third: int | None = None

    def window(self, year: int) -> Window | None:
        """Return the window in that year, or None for one the calendar lacks («31 июня»)."""
        try:
            found = self.of_year(year)
        except (ValueError, OverflowError):
            return None
        return found if found is not None and found[0] <= found[1] else None


Lend = Callable[[Token], Atom | None]


def lend_of(kinds: Collection[TokenKind], precision: Precision, of_number: Callable[[int], WindowOf]) -> Lend:
    """Make the lend function of an atom: tokens of these kinds get the window of their number."""

    def lend(token: Token) -> Atom | None:
        if token.kind not in kinds:
            return None
        try:
            return Atom(precision, of_number(token.number))
        except ValueError:
            return Atom(Precision.INVALID, nowhere)

    return lend


def nowhere(_: int) -> None:
    """Return no window, for a wording that names no date of the calendar."""


def nth_of(count: int, number: int) -> int:
    """Return which of so many is meant. A negative number counts from the end.

    «последний» is -1. Raises ValueError outside 1…count («пятый квартал»).
    """
    found = number + count + 1 if number < 0 else number
    if not 1 <= found <= count:
        raise ValueError(number)
    return found


class MatchedTokens:
    """The tokens of one match without its year, so that a year is never read as a day."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def numbers(self, *kinds: TokenKind) -> list[int]:
        """Return the numbers of all tokens of these kinds, in order."""
        return [token.number for token in self.tokens if token.kind in kinds]

    def number(self, *kinds: TokenKind) -> int:
        """Return the number of the first token of these kinds."""
        return self.numbers(*kinds)[0]

    def has(self, kind: TokenKind) -> bool:
        """Return whether a token is of this kind."""
        return any(token.kind is kind for token in self.tokens)

    def nth(self, count: int) -> int:
        """Return the number in order («второй», «II») among so many. Raises ValueError outside."""
        return nth_of(count, self.number(*NTH_KINDS))


AtomReader = Callable[[MatchedTokens], Atom]


@dataclass(frozen=True, slots=True)
class DatePattern:
    """A rule of the grammar: an example of what it reads, its regular expression, its reader."""

    example: str
    regex: re.Pattern[str]
    reader: AtomReader

    def read(self, match: re.Match[str], tokens: Sequence[Token], plan_year: int) -> Atom:
        """Read the atom of a match. A date the calendar cannot hold («32 мая») gets no window."""
        has_year = "year" in self.regex.groupindex and bool(match["year"])
        first, last = match.span("year") if has_year else (match.end(), match.end())
        year = _printed_year(tokens[first:last], plan_year)
        if has_year and year is None:
            return Atom(Precision.INVALID, nowhere)
        matched = MatchedTokens((*tokens[match.start() : first], *tokens[last : match.end()]))
        try:
            atom = self.reader(matched)
        except ValueError:
            return Atom(Precision.INVALID, nowhere)
        return atom if year is None else replace(atom, year=year)


def date_pattern(example: str, source: str, reader: AtomReader) -> DatePattern:
    """Make a rule of the grammar from a pattern written with the names of kinds."""
    return DatePattern(example, re.compile(pattern(source)), reader)


def _printed_year(tokens: Sequence[Token], plan_year: int) -> int | None:
    for token in tokens:
        if token.kind is TokenKind.YEAR:
            return token.number
        if token.kind is TokenKind.THIS_YEAR:
            return plan_year + token.number
        if token.kind is TokenKind.NUMBER and token.number >= 10:
            return 2000 + token.number
    return None
