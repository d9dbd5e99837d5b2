"""Reading a text from left to right: every date in it, and what stands beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from data.calendar.grammar.clusters import Cluster, read_cluster
from data.calendar.grammar.decorations import Decoration, Role, find_decorations
from data.calendar.grammar.lexer.folding import Folded, fold
from data.calendar.grammar.lexer.kinds import Kind, Token
from data.calendar.grammar.lexer.tokens import tokenise
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.inherited import Lent
from data.calendar.grammar.wordings.meaning import Meaning
from data.calendar.grammar.wordings.pieces import Piece
from data.calendar.grammar.wordings.recurrences import read_repeat
from data.calendar.grammar.wordings.token_line import Line
from data.calendar.imprecise_dates import Precision


@dataclass(frozen=True, slots=True)
class Finding:
    """The dates of one wording and its half-open run of tokens.

    is_bare: it begins with a number and a comma, and the number says no month of its own.
    """

    pieces: tuple[Piece, ...]
    first: int
    last: int
    is_bare: bool = False


@dataclass(frozen=True)
class Scan:
    """A text taken apart. Findings are in order and do not overlap; decorations lie beside or inside them."""

    folded: Folded
    tokens: tuple[Token, ...]
    decorations: tuple[Decoration, ...]
    findings: tuple[Finding, ...]

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays printed beside dates, 0 for Monday."""
        return tuple(
            token.number
            for found in self.decorations
            if found.role is Role.WEEKDAY
            for token in self.tokens[found.first : found.last]
            if token.kind is Kind.WEEKDAY
        )

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a half-open run of tokens stands in the text."""
        return self.folded.span(self.tokens[first].first, self.tokens[last - 1].last)

    @cached_property
    def decorated(self) -> frozenset[int]:
        """The places of tokens that stand in decorations."""
        return frozenset(place for found in self.decorations for place in range(found.first, found.last))

    @cached_property
    def loose(self) -> frozenset[int]:
        """The places of tokens that stand in no finding and no decoration."""
        used = {place for found in self.findings for place in range(found.first, found.last)}
        return frozenset(range(len(self.tokens))) - used - self.decorated


def scan(text: str, year: int, lent: Lent | None = None) -> Scan:
    """Take a text apart; year is the plan's, for wordings that print none, lent what the heading lends."""
    folded = fold(text)
    tokens = tokenise(folded.text)
    decorations = find_decorations("".join(token.kind for token in tokens))
    passed = {place for found in decorations for place in range(found.first, found.last)}
    core = [place for place in range(len(tokens)) if place not in passed]
    line = Line([tokens[place] for place in core], year, lent)
    findings = [_finding(cluster, first, core) for cluster, first in _read_all(line)]
    return Scan(folded, tuple(tokens), tuple(decorations), tuple(findings))


def _finding(cluster: Cluster, first: int, core: Sequence[int]) -> Finding:
    pieces = tuple(
        replace(piece, first=core[piece.first], last=core[piece.last - 1] + 1) for piece in cluster.pieces
    )
    return Finding(pieces, core[first], core[cluster.end - 1] + 1, cluster.is_bare)


def _read_all(line: Line) -> Iterator[tuple[Cluster, int]]:
    if line.codes == Kind.YEAR:
        year = line.tokens[0].number
        yield _alone(Meaning(Precision.YEAR, *windows.years(year, year)), 0, 1), 0
        return
    place = 0
    while place < len(line.tokens):
        found = _read_at(line, place)
        if found is None:
            place += 1
            continue
        yield found, place
        place = found.end


def _read_at(line: Line, place: int) -> Cluster | None:
    if line.tokens[place].kind is Kind.UNSCHEDULED:
        return _alone(Meaning(Precision.UNSCHEDULED), place, place + 1)
    repeated = read_repeat(line, place)
    if repeated is not None:
        return _alone(repeated[0], place, repeated[1])
    return read_cluster(line, place)


def _alone(meaning: Meaning, first: int, last: int) -> Cluster:
    return Cluster((Piece(meaning, first, last),), last)
