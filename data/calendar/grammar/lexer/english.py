"""English words of a date wording, kept in Latin letters where a look-alike would be read as Cyrillic."""

from data.calendar.grammar.lexer.kinds import Kind
from data.calendar.imprecise_dates import Recurrence

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
_WORDS: tuple[tuple[Kind, object, str], ...] = (
    (Kind.ORDINAL, -1, "last"),
    (Kind.THIRD, 1, "early beginning start"),
    (Kind.THIRD, 2, "mid middle"),
    (Kind.THIRD, 3, "late end"),
    (Kind.WEEKEND, None, "weekend weekends"),
    (Kind.WEEK, None, "week weeks"),
    (Kind.HALF, None, "half"),
    (Kind.QUARTER, None, "quarter quarters"),
    (Kind.SEASON, 3, "spring"),
    (Kind.SEASON, 6, "summer"),
    (Kind.SEASON, 9, "autumn fall"),
    (Kind.WINTER, None, "winter"),
    (Kind.YEAR_WORD, None, "year"),
    (Kind.MONTH_WORD, None, "month"),
    (Kind.DAY_WORD, None, "day"),
    (Kind.AT, None, "in on at during"),
    (Kind.FROM, None, "from"),
    (Kind.THROUGH, None, "to through"),
    (Kind.UNTIL, True, "by until till"),
    (Kind.UNTIL, False, "before"),
    (Kind.BETWEEN, None, "between"),
    (Kind.AFTER, None, "after since"),
    (Kind.INCLUSIVE, None, "inclusive"),
    (Kind.AND, None, "and"),
    (Kind.OR, None, "or"),
    (Kind.ARTICLE, None, "of the"),
    (Kind.EVERY, None, "every each"),
    (Kind.RECURRING, Recurrence.CONSTANT, "ongoing permanent permanently continuous continuously constantly"),
    (Kind.RECURRING, Recurrence.DAILY, "daily"),
    (Kind.RECURRING, Recurrence.WEEKLY, "weekly"),
    (Kind.RECURRING, Recurrence.MONTHLY, "monthly"),
    (Kind.RECURRING, Recurrence.QUARTERLY, "quarterly"),
    (Kind.RECURRING, Recurrence.YEARLY, "yearly annually annual"),
    (Kind.UNCLEAR, None, "tbc tbd tba"),
    (Kind.ABOUT, None, "tentative tentatively approximately provisionally provisional"),
    (Kind.DATE_WORD, None, "date dates"),
    (Kind.DAYTIME, 0, "am"),
    (Kind.DAYTIME, 12, "pm"),
    (Kind.EXCEPT, None, "except"),
    (Kind.ZONE, None, "utc gmt"),
)
_ENDINGS = "st nd rd th"
_PHRASE_WORDS = "be confirmed announced determined all throughout"


def _numbered(rows: tuple[str, ...], kind: Kind, start: int) -> dict[str, tuple[Kind, object]]:
    return {word: (kind, number) for number, words in enumerate(rows, start) for word in words.split()}


ENGLISH_WORDS: dict[str, tuple[Kind, object]] = {
    **{word: (kind, value) for kind, value, words in _WORDS for word in words.split()},
    **_numbered(_MONTHS, Kind.MONTH, 1),
    **_numbered(_WEEKDAYS, Kind.WEEKDAY, 0),
    **_numbered(tuple(_ORDINALS.split()), Kind.ORDINAL, 1),
}
"""Words in small Latin letters. Short months need what short Russian months need."""

ENGLISH_SHORT_MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()[1:]}

KEPT = frozenset((*ENGLISH_WORDS, *_ENDINGS.split(), *_PHRASE_WORDS.split()))
"""Words that folding leaves in Latin letters."""
