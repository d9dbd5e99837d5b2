"""Tokens and their kinds, and patterns over kinds written with their names."""

import re
from dataclasses import dataclass
from enum import StrEnum, auto


class TokenKind(StrEnum):
    """What a token can be to the grammar. The value is one character, so that a row of tokens is a string."""

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
    """A regular expression over kinds from one written with their names in lower case; blanks do not count.

    «ordinal weekday month» becomes three characters. Names of groups stand in <angle brackets> as usual.
    KeyError for a name that is no kind.
    """
    return _NAME.sub(lambda name: TokenKind[name.group().upper()].value, source).replace(" ", "")


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

    kind: TokenKind
    value: object
    first: int
    last: int

    @property
    def number(self) -> int:
        """The value where the kind carries a number, else 0."""
        return self.value if isinstance(self.value, int) else 0
