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

    NUMBER = auto()  # «12», «12-го»
    YEAR = auto()  # «2025»
    ODD_NUMBER = auto()  # «312», «2О», «А12»: no figure of a date
    DATE = auto()  # «12.03.2025», «12.03»
    TIME = auto()  # «10:30», «полдень»
    MONTH = auto()  # «марта», «мар.»
    WEEKDAY = auto()  # «вторник», «вт»
    WEEKEND = auto()  # «выходные»
    ORDINAL = auto()  # «вторая», «последний»
    ROMAN = auto()  # «II»
    THIRD = auto()  # «начало», «середина», «конец»
    DECADE = auto()  # «декада»
    WEEK = auto()  # «неделя»
    HALF = auto()  # «половина»
    QUARTER = auto()  # «квартал», «кв.»
    HALF_YEAR = auto()  # «полугодие», «п/г»
    SEASON = auto()  # «весна»
    WINTER = auto()  # «зима»
    YEAR_MARK = auto()  # «г.», «гг.»
    YEAR_WORD = auto()  # «год», «года»
    THIS_YEAR = auto()  # «текущего года», «следующего года»
    MONTH_WORD = auto()  # «месяц»
    DAY_WORD = auto()  # «день»
    HOURS = auto()  # «часов», «ч.»
    MINUTES = auto()  # «минут», «мин.»
    DAYTIME = auto()  # «утра», «вечера»
    ZONE = auto()  # «мск», «UTC»
    TIME_WORD = auto()  # «время», «регистрация»
    AT = auto()  # «в», «на»
    DURING = auto()  # «в течение», «весь»
    FROM = auto()  # «с», «от»
    THROUGH = auto()  # «по»: the last day is included
    UNTIL = auto()  # «до», «не позднее»
    BETWEEN = auto()  # «между»
    AFTER = auto()  # «после», «не ранее»
    INCLUSIVE = auto()  # «включительно»
    DASH = auto()  # «–»
    COMMA = auto()  # «,», «;»
    AND = auto()  # «и», «+»
    OR = auto()  # «или», «/»
    OPEN = auto()  # «(»
    CLOSE = auto()  # «)»
    QUESTION = auto()  # «?»
    RECURRING = auto()  # «еженедельно», «постоянно»
    EVERY = auto()  # «каждый»
    TIMES = auto()  # «раз»
    COUNT = auto()  # «два», «дважды»
    UNSCHEDULED = auto()  # «по отдельному плану»
    UNCLEAR = auto()  # «уточняется», «по согласованию»
    ABOUT = auto()  # «ориентировочно», «~»
    DATE_WORD = auto()  # «дата», «срок»
    PLACE_WORD = auto()  # «место», «город»
    FILLER = auto()  # «число», «проведения»
    DATES_WORD = auto()  # «числах»
    TENS = auto()  # «20-х»
    HALF_NUMBER = auto()  # «H1»
    QUARTER_NUMBER = auto()  # «Q3»
    HOLIDAY = auto()  # «Пасха», «День Победы»
    EXCEPT = auto()  # «кроме», «резервная»
    ARTICLE = auto()  # «of», «the»
    COLON = auto()  # «:»
    STOP = auto()  # «.»
    CITY = auto()  # a masked city
    NUMBERED = auto()  # «зал», «дом», «№»: a number after it is no day
    STREET = auto()  # «ул.», «площадь»
    WORD = auto()  # any other word
    OTHER = auto()  # any other sign


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
