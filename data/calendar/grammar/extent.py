"""How far a date wording reaches inside a longer text."""

from data.calendar.grammar.decorations import Role
from data.calendar.grammar.lexer.kinds import Kind
from data.calendar.grammar.scan import Finding, Scan

_BETWEEN = frozenset({Kind.AND, Kind.COLON, Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.OR, Kind.DASH})
_NOT_BESIDE = frozenset({Role.PLACE, Role.ADDRESS})
_LOOSE = frozenset({Kind.COMMA, Kind.DASH, Kind.COLON})


def groups(scanned: Scan) -> list[list[Finding]]:
    """The findings in groups that only punctuation parts inside: «I квартал (март)» is one."""
    passed = _beside(scanned)
    found: list[list[Finding]] = []
    for finding in scanned.findings:
        gap = range(found[-1][-1].last, finding.first) if found else ()
        if found and all(place in passed or scanned.tokens[place].kind in _BETWEEN for place in gap):
            found[-1].append(finding)
        else:
            found.append([finding])
    return found


def extent(scanned: Scan, first: int, last: int) -> tuple[int, int]:
    """The half-open span of the original for a run of tokens, with its weekday, hour, doubt and brackets."""
    passed, tokens = _beside(scanned), scanned.tokens
    while last in passed or (last + 1 in passed and tokens[last].kind in _LOOSE):
        last += 1
    while first - 1 in passed or (first - 2 in passed and tokens[first - 1].kind in _LOOSE):
        first -= 1
    kinds = [token.kind for token in tokens[first:last]]
    is_open = kinds.count(Kind.OPEN) > kinds.count(Kind.CLOSE)
    is_followed = last < len(tokens) and tokens[last].kind is Kind.CLOSE
    if is_followed and not is_open and first > 0 and tokens[first - 1].kind is Kind.OPEN:
        first -= 1
        is_open = True
    last += is_open and is_followed
    while tokens[first].kind in _LOOSE:
        first += 1
    while tokens[last - 1].kind in _LOOSE:
        last -= 1
    return scanned.folded.span(tokens[first].first, tokens[last - 1].last)


def _beside(scanned: Scan) -> set[int]:
    """The places of decorations that belong to a date: not those of an address or of a label."""
    return {
        place
        for found in scanned.decorations
        if found.role not in _NOT_BESIDE
        for place in range(found.first, found.last)
    }
