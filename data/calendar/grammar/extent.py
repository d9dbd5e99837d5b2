"""How far a date wording reaches inside a longer text."""

from collections.abc import Sequence

from data.calendar.grammar.decorations import Role
from data.calendar.grammar.kinds import Kind
from data.calendar.grammar.scan import Finding, Scan

_BETWEEN = frozenset({Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.OR, Kind.DASH})
_LOOSE = frozenset({Kind.COMMA, Kind.DASH})


def first_group(scanned: Scan) -> Sequence[Finding]:
    """The first finding with those after it that only punctuation parts from it: «I квартал (март)»."""
    group: list[Finding] = []
    passed = _decorated(scanned)
    for finding in scanned.findings:
        gap = range(group[-1].last, finding.first) if group else ()
        if any(place not in passed and scanned.tokens[place].kind not in _BETWEEN for place in gap):
            break
        group.append(finding)
    return group


def extent(scanned: Scan, first: int, last: int) -> tuple[int, int]:
    """The half-open span of the original for a run of tokens, with its weekday, hour, doubt and brackets."""
    passed, tokens = _decorated(scanned), scanned.tokens
    while last in passed:
        last += 1
    while first - 1 in passed:
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


def _decorated(scanned: Scan) -> set[int]:
    return {
        place
        for found in scanned.decorations
        if found.role is not Role.NOTHING
        for place in range(found.first, found.last)
    }
