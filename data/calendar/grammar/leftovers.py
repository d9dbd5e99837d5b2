"""What stands beside dates and belongs to none: figures and words of dates, and those of an address."""

from collections.abc import Iterable, Iterator

from data.calendar.grammar.decorations import Decoration, Role
from data.calendar.grammar.lexer.kinds import Kind
from data.calendar.grammar.scan import Scan

_PASSED = frozenset(
    {
        *(Kind.COMMA, Kind.DASH, Kind.COLON, Kind.STOP, Kind.OPEN, Kind.CLOSE, Kind.AND, Kind.OR, Kind.AT),
        *(Kind.FROM, Kind.THROUGH, Kind.UNTIL, Kind.ARTICLE, Kind.DAY_WORD, Kind.DATE_WORD, Kind.FILLER),
        Kind.OTHER,
    }
)
"""What may stand between a date and a figure that makes it doubtful."""

_WORDS_OF_DATES = frozenset(
    {
        *(Kind.NUMBER, Kind.ODD_NUMBER, Kind.YEAR, Kind.DATE, Kind.TIME, Kind.TENS, Kind.MONTH, Kind.WEEKDAY),
        *(Kind.WEEKEND, Kind.THIRD, Kind.DECADE, Kind.WEEK, Kind.HALF, Kind.QUARTER, Kind.HALF_YEAR),
        *(Kind.SEASON, Kind.WINTER, Kind.THIS_YEAR, Kind.YEAR_WORD, Kind.MONTH_WORD, Kind.DURING),
        *(Kind.RECURRING, Kind.EVERY, Kind.TIMES, Kind.UNSCHEDULED, Kind.UNCLEAR, Kind.QUESTION),
        *(Kind.QUARTER_NUMBER, Kind.HALF_NUMBER, Kind.HOLIDAY, Kind.DAYTIME, Kind.DATE_WORD, Kind.AFTER),
        Kind.BETWEEN,
    }
)
SPOILERS = _WORDS_OF_DATES | {Kind.ORDINAL, Kind.ROMAN, Kind.COUNT, Kind.HOURS, Kind.MINUTES}
"""What makes a date doubtful when it stands right beside it unused."""

_ENDS_ADDRESS = frozenset({Kind.COMMA, Kind.CLOSE, Kind.STOP, Kind.WORD, Kind.CITY})
_FOREIGN = ("utc", "gmt")
_LARGEST_DAY = 31


def loose_words(scanned: Scan) -> Iterator[int]:
    """Yield the places of words of dates that no date and no decoration took in."""
    return (
        place
        for place in scanned.loose
        if scanned.tokens[place].kind in _WORDS_OF_DATES and not is_address(scanned, place)
    )


def words_beside(scanned: Scan, places: Iterable[int]) -> list[int]:
    """The unused tokens right beside a date, up to the first word that is none of a date."""
    found: list[int] = []
    for place in places:
        kind = scanned.tokens[place].kind
        if place in scanned.decorated or kind in _PASSED:
            continue
        if place not in scanned.loose or kind not in SPOILERS | {Kind.EXCEPT}:
            break
        found.append(place)
    return found


def useless_decorations(scanned: Scan, *, has_dates: bool) -> Iterator[int]:
    """Decorations that decorate nothing: a clock we do not go by, a weekday without its date."""
    for found in scanned.decorations:
        is_foreign = found.role is Role.ZONE and any(zone in _words(scanned, found) for zone in _FOREIGN)
        if is_foreign or (found.role is Role.WEEKDAY and not has_dates):
            yield from range(found.first, found.last)


def is_address(scanned: Scan, place: int) -> bool:
    """Whether a number belongs to the word before it: «школа 5», «Ленина, 75»."""
    token = scanned.tokens[place]
    if token.kind is not Kind.NUMBER or not follows_word(scanned, place):
        return False
    is_right_after = scanned.tokens[place - 1].kind is Kind.WORD
    following = scanned.tokens[place + 1].kind if place + 1 < len(scanned.tokens) else Kind.COMMA
    return token.number > _LARGEST_DAY or (is_right_after and following in _ENDS_ADDRESS)


def follows_word(scanned: Scan, place: int) -> bool:
    """Whether a word of no date, and no city, stands before the place, with at most a comma between."""
    before = place - 1
    if before > 0 and scanned.tokens[before].kind is Kind.COMMA:
        before -= 1
    return before >= 0 and scanned.tokens[before].kind is Kind.WORD


def is_moscow_time(scanned: Scan) -> bool:
    """Return whether the hours are said to be those of Moscow."""
    return any(
        "мск" in words or "моск" in words
        for found in scanned.decorations
        if found.role is Role.ZONE
        for words in [_words(scanned, found)]
    )


def _words(scanned: Scan, found: Decoration) -> str:
    return scanned.folded.text[scanned.tokens[found.first].first : scanned.tokens[found.last - 1].last]
