"""How far a date wording reaches inside a longer text."""

from data.calendar.grammar.decorations import DecorationRole
from data.calendar.grammar.lexer.kinds import TokenKind
from data.calendar.grammar.scan import Scan, ScannedWording

_BETWEEN = frozenset(
    {
        TokenKind.AND,
        TokenKind.COLON,
        TokenKind.COMMA,
        TokenKind.OPEN,
        TokenKind.CLOSE,
        TokenKind.OR,
        TokenKind.DASH,
    }
)
_NOT_BESIDE = frozenset({DecorationRole.PLACE, DecorationRole.ADDRESS})
_LOOSE = frozenset({TokenKind.COMMA, TokenKind.DASH, TokenKind.COLON})


def group_wordings(scanned: Scan) -> list[list[ScannedWording]]:
    """The wordings in groups that only punctuation matched inside: «I квартал (март)» is one."""
    passed = _beside(scanned)
    found: list[list[ScannedWording]] = []
    for wording in scanned.wordings:
        gap = range(found[-1][-1].last, wording.first) if found else ()
        if found and all(index in passed or scanned.tokens[index].kind in _BETWEEN for index in gap):
            found[-1].append(wording)
        else:
            found.append([wording])
    return found


def extent(scanned: Scan, first: int, last: int) -> tuple[int, int]:
    """The half-open span of the original for a run of tokens, with its weekday, hour, doubt and brackets."""
    passed, tokens = _beside(scanned), scanned.tokens
    while last in passed or (last + 1 in passed and tokens[last].kind in _LOOSE):
        last += 1
    while first - 1 in passed or (first - 2 in passed and tokens[first - 1].kind in _LOOSE):
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


def _beside(scanned: Scan) -> set[int]:
    """The indices of decorations that belong to a date: not those of an address or of a label."""
    return {
        index
        for found in scanned.decorations
        if found.role not in _NOT_BESIDE
        for index in range(found.first, found.last)
    }
