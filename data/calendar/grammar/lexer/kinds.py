"""Define tokens, their kinds, and patterns over kinds."""

import re
from dataclasses import dataclass
from enum import StrEnum, auto


class TokenKind(StrEnum):
    """The kind of a token.

    Each value is one character, so that a sequence of tokens is a string that regular expressions can search.
    """

    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[str]) -> str:  # noqa: ARG004
        return chr(0x4E00 + count)

    NUMBER = auto()
    YEAR = auto()
    ODD_NUMBER = auto()
    DATE = auto()
    TIME = auto()
    MONTH = auto()
    WEEKDAY = auto()
    WEEKEND = auto()
    ORDINAL = auto()
    ROMAN = auto()
    THIRD = auto()
    DECADE = auto()
    WEEK = auto()
    HALF = auto()
    QUARTER = auto()
    HALF_YEAR = auto()
    SEASON = auto()
    WINTER = auto()
    YEAR_MARK = auto()
    YEAR_WORD = auto()
    THIS_YEAR = auto()
    MONTH_WORD = auto()
    DAY_WORD = auto()
    HOURS = auto()
    MINUTES = auto()
    DAYTIME = auto()
    ZONE = auto()
    TIME_WORD = auto()
    AT = auto()
    DURING = auto()
    FROM = auto()
    THROUGH = auto()
    UNTIL = auto()
    BETWEEN = auto()
    AFTER = auto()
    INCLUSIVE = auto()
    DASH = auto()
    COMMA = auto()
    AND = auto()
    OR = auto()
    OPEN = auto()
    CLOSE = auto()
    QUESTION = auto()
    RECURRING = auto()
    EVERY = auto()
    TIMES = auto()
    COUNT = auto()
    UNSCHEDULED = auto()
    UNCLEAR = auto()
    ABOUT = auto()
    DATE_WORD = auto()
    PLACE_WORD = auto()
    FILLER = auto()
    DATES_WORD = auto()
    TENS = auto()
    HALF_NUMBER = auto()
    QUARTER_NUMBER = auto()
    HOLIDAY = auto()
    EXCEPT = auto()
    ARTICLE = auto()
    COLON = auto()
    STOP = auto()
    CITY = auto()
    NUMBERED = auto()
    STREET = auto()
    WORD = auto()
    OTHER = auto()


_NAME = re.compile(r"(?<![<\w])[a-z_]+(?![>\w])")


def pattern(source: str) -> str:
    """Translate a pattern written with the names of kinds into a regular expression.

    «ordinal weekday month» becomes three characters, one for each kind. Blanks do not count.
    Group names stand in <angle brackets> as usual. Raises KeyError for a name that is no kind.
    """
    return _NAME.sub(lambda name: TokenKind[name.group().upper()].value, source).replace(" ", "")


def kind_set(names: str) -> frozenset[TokenKind]:
    """Return the kinds with these names, written in lower case and separated by spaces."""
    return frozenset(TokenKind[name.upper()] for name in names.split())


YEARS = range(1900, 2201)
"""The years a plan may print. A figure outside, such as «3020», is a typing error."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in figures as printed. year is None for day and month alone («12.03»)."""

    day: int
    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the folded text: its kind, what it says, and its half-open span first…last."""

    kind: TokenKind
    value: object
    first: int
    last: int

    @property
    def number(self) -> int:
        """Return the value where the kind carries a number, else 0."""
        return self.value if isinstance(self.value, int) else 0
