"""Reading a text from left to right: every date in it, and what stands beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from data.calendar.grammar.clusters import Cluster, read_cluster
from data.calendar.grammar.decorations import Decoration, DecorationRole, find_decorations
from data.calendar.grammar.lexer.folding import Folded, fold
from data.calendar.grammar.lexer.kinds import Token, TokenKind
from data.calendar.grammar.lexer.tokeniser import tokenise
from data.calendar.grammar.wordings import windows
from data.calendar.grammar.wordings.inherited import HeadingSpan
from data.calendar.grammar.wordings.meaning import Meaning, Piece
from data.calendar.grammar.wordings.recurrences import read_repeat
from data.calendar.grammar.wordings.token_line import TokenLine
from data.calendar.imprecise_dates import Precision


@dataclass(frozen=True, slots=True)
class ScannedWording:
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
    wordings: tuple[ScannedWording, ...]

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays printed beside dates, 0 for Monday."""
        return tuple(
            token.number
            for found in self.decorations
            if found.role is DecorationRole.WEEKDAY
            for token in self.tokens[found.first : found.last]
            if token.kind is TokenKind.WEEKDAY
        )

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a half-open run of tokens stands in the text."""
        return self.folded.span(self.tokens[first].first, self.tokens[last - 1].last)

    @cached_property
    def decorated(self) -> frozenset[int]:
        """The indices of tokens that stand in decorations."""
        return frozenset(index for found in self.decorations for index in range(found.first, found.last))

    @cached_property
    def loose(self) -> frozenset[int]:
        """The indices of tokens that stand in no wording and no decoration."""
        used = {index for found in self.wordings for index in range(found.first, found.last)}
        return frozenset(range(len(self.tokens))) - used - self.decorated


def scan(text: str, year: int, heading: HeadingSpan | None = None) -> Scan:
    """Take a text apart; year is the plan's, for wordings that print none, heading what the heading lends."""
    folded = fold(text)
    tokens = tokenise(folded.text)
    decorations = find_decorations("".join(token.kind for token in tokens))
    passed = {index for found in decorations for index in range(found.first, found.last)}
    core = [index for index in range(len(tokens)) if index not in passed]
    line = TokenLine([tokens[index] for index in core], year, heading)
    wordings = [_scanned_wording(cluster, first, core) for cluster, first in _read_all(line)]
    return Scan(folded, tuple(tokens), tuple(decorations), tuple(wordings))


def _scanned_wording(cluster: Cluster, first: int, core: Sequence[int]) -> ScannedWording:
    pieces = tuple(
        replace(piece, first=core[piece.first], last=core[piece.last - 1] + 1) for piece in cluster.pieces
    )
    return ScannedWording(pieces, core[first], core[cluster.end - 1] + 1, cluster.is_bare)


def _read_all(line: TokenLine) -> Iterator[tuple[Cluster, int]]:
    if line.codes == TokenKind.YEAR:
        year = line.tokens[0].number
        yield _alone(Meaning(Precision.YEAR, *windows.years(year, year)), 0, 1), 0
        return
    index = 0
    while index < len(line.tokens):
        found = _read_at(line, index)
        if found is None:
            index += 1
            continue
        yield found, index
        index = found.end


def _read_at(line: TokenLine, index: int) -> Cluster | None:
    if line.tokens[index].kind is TokenKind.UNSCHEDULED:
        return _alone(Meaning(Precision.UNSCHEDULED), index, index + 1)
    repeated = read_repeat(line, index)
    if repeated is not None:
        return _alone(repeated[0], index, repeated[1])
    return read_cluster(line, index)


def _alone(meaning: Meaning, first: int, last: int) -> Cluster:
    return Cluster((Piece(meaning, first, last),), last)
