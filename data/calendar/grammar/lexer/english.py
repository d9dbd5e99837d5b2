"""List the English words of a date wording, which stay in Latin letters.

Folding turns the other Latin letters into the Cyrillic ones they look like.
"""

from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.imprecise_dates import Recurrence
from data.calendar.month_parts import HALF_WORDS, THIRD_WORDS

_MONTHS = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
_WEEKDAYS = (
    "monday mondays mon",
    "tuesday tuesdays tue tues",
    "wednesday wednesdays wed",
    "thursday thursdays thu thurs",
    "friday fridays fri",
    "saturday saturdays",
    "sunday sundays",
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_WORDS: tuple[tuple[TokenKind, object, str], ...] = (
    (TokenKind.ORDINAL, -1, "last"),
    *((TokenKind.THIRD, number, words.english) for number, words in enumerate(THIRD_WORDS, 1)),
    (TokenKind.WEEKEND, None, "weekend weekends"),
    (TokenKind.WEEK, None, "week weeks"),
    (TokenKind.HALF, None, HALF_WORDS.english),
    (TokenKind.QUARTER, None, "quarter quarters"),
    (TokenKind.SEASON, 3, "spring"),
    (TokenKind.SEASON, 6, "summer"),
    (TokenKind.SEASON, 9, "autumn fall"),
    (TokenKind.WINTER, None, "winter"),
    (TokenKind.YEAR_WORD, None, "year"),
    (TokenKind.MONTH_WORD, None, "month"),
    (TokenKind.DAY_WORD, None, "day"),
    (TokenKind.AT, None, "in on at during"),
    (TokenKind.FROM, None, "from"),
    (TokenKind.THROUGH, None, "to through"),
    (TokenKind.UNTIL, True, "by until till"),
    (TokenKind.UNTIL, False, "before"),
    (TokenKind.BETWEEN, None, "between"),
    (TokenKind.AFTER, None, "after since"),
    (TokenKind.INCLUSIVE, None, "inclusive"),
    (TokenKind.AND, None, "and"),
    (TokenKind.OR, None, "or"),
    (TokenKind.ARTICLE, None, "of the"),
    (TokenKind.EVERY, None, "every each"),
    (
        TokenKind.RECURRING,
        Recurrence.CONSTANT,
        "ongoing permanent permanently continuous continuously constantly",
    ),
    (TokenKind.RECURRING, Recurrence.DAILY, "daily"),
    (TokenKind.RECURRING, Recurrence.WEEKLY, "weekly"),
    (TokenKind.RECURRING, Recurrence.MONTHLY, "monthly"),
    (TokenKind.RECURRING, Recurrence.QUARTERLY, "quarterly"),
    (TokenKind.RECURRING, Recurrence.YEARLY, "yearly annually annual"),
    (TokenKind.UNCLEAR, None, "tbc tbd tba"),
    (TokenKind.ABOUT, None, "tentative tentatively approximately provisionally provisional"),
    (TokenKind.DATE_WORD, None, "date dates"),
    (TokenKind.DAYTIME, 0, "am"),
    (TokenKind.DAYTIME, 12, "pm"),
    (TokenKind.EXCEPT, None, "except"),
    (TokenKind.ZONE, None, "utc gmt"),
)
_ENDINGS = "st nd rd th"
_PHRASE_WORDS = "be confirmed announced determined all throughout"


def _numbered(rows: tuple[str, ...], kind: TokenKind, start: int) -> dict[str, tuple[TokenKind, object]]:
    return {word: (kind, number) for number, words in enumerate(rows, start) for word in words.split()}


ENGLISH_WORDS: dict[str, tuple[TokenKind, object]] = {
    **{word: (kind, value) for kind, value, words in _WORDS for word in words.split()},
    **_numbered(_MONTHS, TokenKind.MONTH, 1),
    **_numbered(_WEEKDAYS, TokenKind.WEEKDAY, 0),
    **_numbered(tuple(_ORDINALS.split()), TokenKind.ORDINAL, 1),
}
"""Words in lower case. Abbreviated months need the same neighbours as the Russian ones."""

ENGLISH_SHORT_MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()[1:]}

KEPT = frozenset((*ENGLISH_WORDS, *_ENDINGS.split(), *_PHRASE_WORDS.split()))
"""Words that folding leaves in Latin letters."""
