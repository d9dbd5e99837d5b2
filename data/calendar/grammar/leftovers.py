"""What stands beside dates and belongs to none: figures and words of dates, and those of an address."""

from collections.abc import Iterable, Iterator

from data.calendar.grammar.decorations import Decoration, DecorationRole
from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.scan import Scan

_SKIPPED = frozenset(
    {
        *(
            TokenKind.COMMA,
            TokenKind.DASH,
            TokenKind.COLON,
            TokenKind.STOP,
            TokenKind.OPEN,
            TokenKind.CLOSE,
            TokenKind.AND,
            TokenKind.OR,
            TokenKind.AT,
        ),
        *(
            TokenKind.FROM,
            TokenKind.THROUGH,
            TokenKind.UNTIL,
            TokenKind.ARTICLE,
            TokenKind.DAY_WORD,
            TokenKind.DATE_WORD,
            TokenKind.FILLER,
        ),
        TokenKind.OTHER,
    }
)
"""What may stand between a date and a figure that makes it doubtful."""

_WORDS_OF_DATES = frozenset(
    {
        *(
            TokenKind.NUMBER,
            TokenKind.ODD_NUMBER,
            TokenKind.YEAR,
            TokenKind.DATE,
            TokenKind.TIME,
            TokenKind.TENS,
            TokenKind.MONTH,
            TokenKind.WEEKDAY,
        ),
        *(
            TokenKind.WEEKEND,
            TokenKind.THIRD,
            TokenKind.DECADE,
            TokenKind.WEEK,
            TokenKind.HALF,
            TokenKind.QUARTER,
            TokenKind.HALF_YEAR,
        ),
        *(
            TokenKind.SEASON,
            TokenKind.WINTER,
            TokenKind.THIS_YEAR,
            TokenKind.YEAR_WORD,
            TokenKind.MONTH_WORD,
            TokenKind.DURING,
        ),
        *(
            TokenKind.RECURRING,
            TokenKind.EVERY,
            TokenKind.TIMES,
            TokenKind.UNSCHEDULED,
            TokenKind.UNCLEAR,
            TokenKind.QUESTION,
        ),
        *(
            TokenKind.QUARTER_NUMBER,
            TokenKind.HALF_NUMBER,
            TokenKind.HOLIDAY,
            TokenKind.DAYTIME,
            TokenKind.DATE_WORD,
            TokenKind.AFTER,
        ),
        TokenKind.BETWEEN,
    }
)
AMBIGUOUS = _WORDS_OF_DATES | {
    TokenKind.ORDINAL,
    TokenKind.ROMAN,
    TokenKind.COUNT,
    TokenKind.HOURS,
    TokenKind.MINUTES,
}
"""What makes a date doubtful when it stands right beside it unused."""

_ENDS_ADDRESS = frozenset({TokenKind.COMMA, TokenKind.CLOSE, TokenKind.STOP, TokenKind.WORD, TokenKind.CITY})
_FOREIGN = ("utc", "gmt")
_LARGEST_DAY = 31


def loose_words(scanned: Scan) -> Iterator[int]:
    """Yield the indices of words of dates that no date and no decoration took in."""
    return (
        index
        for index in scanned.loose
        if scanned.tokens[index].kind in _WORDS_OF_DATES and not is_address(scanned, index)
    )


def words_beside(scanned: Scan, indices: Iterable[int]) -> list[int]:
    """The unused tokens right beside a date, up to the first word that is none of a date."""
    found: list[int] = []
    for index in indices:
        kind = scanned.tokens[index].kind
        if index in scanned.decorated or kind in _SKIPPED:
            continue
        if index not in scanned.loose or kind not in AMBIGUOUS | {TokenKind.EXCEPT}:
            break
        found.append(index)
    return found


def useless_decorations(scanned: Scan, *, has_dates: bool) -> Iterator[int]:
    """Decorations that decorate nothing: a clock we do not go by, a weekday without its date."""
    for found in scanned.decorations:
        is_foreign = found.role is DecorationRole.ZONE and any(
            zone in _words(scanned, found) for zone in _FOREIGN
        )
        if is_foreign or (found.role is DecorationRole.WEEKDAY and not has_dates):
            yield from range(found.first, found.last)


def is_address(scanned: Scan, index: int) -> bool:
    """Whether a number belongs to the word before it: «школа 5», «Ленина, 75»."""
    token = scanned.tokens[index]
    if token.kind is not TokenKind.NUMBER or not follows_word(scanned, index):
        return False
    is_right_after = scanned.tokens[index - 1].kind is TokenKind.WORD
    following = scanned.tokens[index + 1].kind if index + 1 < len(scanned.tokens) else TokenKind.COMMA
    return token.number > _LARGEST_DAY or (is_right_after and following in _ENDS_ADDRESS)


def follows_word(scanned: Scan, index: int) -> bool:
    """Whether a word of no date, and no city, stands before the index, with at most a comma between."""
    before = index - 1
    if before > 0 and scanned.tokens[before].kind is TokenKind.COMMA:
        before -= 1
    return before >= 0 and scanned.tokens[before].kind is TokenKind.WORD


def is_moscow_time(scanned: Scan) -> bool:
    """Return whether the hours are said to be those of Moscow."""
    return any(
        "мск" in words or "моск" in words
        for found in scanned.decorations
        if found.role is DecorationRole.ZONE
        for words in [_words(scanned, found)]
    )


def _words(scanned: Scan, found: Decoration) -> str:
    return scanned.folded.text[scanned.tokens[found.first].first : scanned.tokens[found.last - 1].last]
