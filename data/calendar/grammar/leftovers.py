"""Find the words and figures beside dates that belong to none of them."""

from collections.abc import Iterable, Iterator

from data.calendar.grammar.decorations import Decoration, DecorationRole
from data.calendar.grammar.lexer.kinds import TokenKind, kind_set
from data.calendar.grammar.scan import Scan

_SKIPPED = kind_set(
    "comma dash colon stop open close and or at from through until article day_word date_word filler other"
)
"""What may stand between a date and an unread word that makes it doubtful."""

_WORDS_OF_DATES = kind_set(
    "number odd_number year date time tens month weekday weekend third decade week half quarter half_year"
    " season winter this_year year_word month_word during recurring every times unscheduled unclear question"
    " quarter_number half_number holiday daytime date_word after between"
)
AMBIGUOUS = _WORDS_OF_DATES | kind_set("ordinal roman count hours minutes")
"""A date is doubtful where one of these stands right beside it unread."""

_ENDS_ADDRESS = kind_set("comma close stop word city")
_FOREIGN = ("utc", "gmt")
_LARGEST_DAY = 31


def loose_words(scanned: Scan) -> Iterator[int]:
    """Yield the indices of date words in no date and no decoration."""
    return (
        index
        for index in scanned.loose
        if scanned.tokens[index].kind in _WORDS_OF_DATES and not is_address(scanned, index)
    )


def words_beside(scanned: Scan, indices: Iterable[int]) -> list[int]:
    """Return the unread date words right beside a date, up to the first other word."""
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
    """Yield the indices of decorations without use: a foreign clock, a weekday without a date."""
    for found in scanned.decorations:
        is_foreign = found.role is DecorationRole.ZONE and any(
            zone in _words(scanned, found) for zone in _FOREIGN
        )
        if is_foreign or (found.role is DecorationRole.WEEKDAY and not has_dates):
            yield from range(found.first, found.last)


def is_address(scanned: Scan, index: int) -> bool:
    """Return whether a number belongs to the word before it: «школа 5», «Ленина, 75»."""
    token = scanned.tokens[index]
    if token.kind is not TokenKind.NUMBER or not follows_word(scanned, index):
        return False
    is_right_after = scanned.tokens[index - 1].kind is TokenKind.WORD
    following = scanned.tokens[index + 1].kind if index + 1 < len(scanned.tokens) else TokenKind.COMMA
    return token.number > _LARGEST_DAY or (is_right_after and following in _ENDS_ADDRESS)


def follows_word(scanned: Scan, index: int) -> bool:
    """Return whether a word that is no date and no city stands before, with at most a comma."""
    before = index - 1
    if before > 0 and scanned.tokens[before].kind is TokenKind.COMMA:
        before -= 1
    return before >= 0 and scanned.tokens[before].kind is TokenKind.WORD


def is_moscow_time(scanned: Scan) -> bool:
    """Return whether the text says that its hours are those of Moscow."""
    return any(
        "мск" in words or "моск" in words
        for found in scanned.decorations
        if found.role is DecorationRole.ZONE
        for words in [_words(scanned, found)]
    )


def _words(scanned: Scan, found: Decoration) -> str:
    return scanned.folded.text[scanned.tokens[found.first].first : scanned.tokens[found.last - 1].last]
