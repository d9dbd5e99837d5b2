"""Find how far a date reaches in its text, with what belongs to it."""

from data.calendar.grammar.decorations import DecorationRole
from data.calendar.grammar.lexer.kinds import TokenKind, kind_set
from data.calendar.grammar.scan import Scan

_NOT_OF_DATE = frozenset({DecorationRole.PLACE, DecorationRole.ADDRESS})
_LOOSE = kind_set("comma dash colon")


def extent(scanned: Scan, first: int, last: int) -> tuple[int, int]:
    """Return where a span of tokens stands in the text, with its weekday, hour and brackets."""
    attached, tokens = attached_decorations(scanned), scanned.tokens
    while last in attached or (last + 1 in attached and tokens[last].kind in _LOOSE):
        last += 1
    while first - 1 in attached or (first - 2 in attached and tokens[first - 1].kind in _LOOSE):
        first -= 1
    kinds = [token.kind for token in tokens[first:last]]
    is_open = kinds.count(TokenKind.OPEN) > kinds.count(TokenKind.CLOSE)
    is_followed = last < len(tokens) and tokens[last].kind is TokenKind.CLOSE
    if is_followed and not is_open and first > 0 and tokens[first - 1].kind is TokenKind.OPEN:
        first -= 1
        is_open = True
    last += is_open and is_followed
    while tokens[first].kind in _LOOSE:
        first += 1
    while tokens[last - 1].kind in _LOOSE:
        last -= 1
    return scanned.folded.span(tokens[first].first, tokens[last - 1].last)


def attached_decorations(scanned: Scan) -> set[int]:
    """Return the indices of the decorations that belong to a date: not to a place or an address."""
    return {
        index
        for found in scanned.decorations
        if found.role not in _NOT_OF_DATE
        for index in range(found.first, found.last)
    }
