"""Scan a text from left to right for its date wordings and what stands beside them.

The steps: fold the text, split it into tokens, set the decorations aside (weekdays, hours, «уточняется»),
then read wordings from the tokens that are left.
"""

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
from data.calendar.grammar.wordings.recurrences import read_recurrence
from data.calendar.grammar.wordings.token_line import TokenLine
from data.calendar.imprecise_dates import Precision


@dataclass(frozen=True, slots=True)
class ScannedWording:
    """The dates of one wording and its half-open span of tokens.

    is_bare is set where it begins with a number that has no month of its own and a comma («5, 12 марта»).
    """

    pieces: tuple[Piece, ...]
    first: int
    last: int
    is_bare: bool = False


@dataclass(frozen=True)
class Scan:
    """A scanned text. Its wordings are in order. Decorations lie beside or inside them."""

    folded: Folded
    tokens: tuple[Token, ...]
    decorations: tuple[Decoration, ...]
    wordings: tuple[ScannedWording, ...]

    @property
    def weekdays(self) -> tuple[int, ...]:
        """Return the weekdays printed beside dates, 0 for Monday."""
        return tuple(
            token.number
            for found in self.decorations
            if found.role is DecorationRole.WEEKDAY
            for token in self.tokens[found.first : found.last]
            if token.kind is TokenKind.WEEKDAY
        )

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where a half-open span of tokens stands in the text."""
        return self.folded.span(self.tokens[first].first, self.tokens[last - 1].last)

    @cached_property
    def decorated(self) -> frozenset[int]:
        """Return the indices of the tokens in decorations."""
        return frozenset(index for found in self.decorations for index in range(found.first, found.last))

    @cached_property
    def loose(self) -> frozenset[int]:
        """Return the indices of the tokens in no wording and no decoration."""
        used = {index for found in self.wordings for index in range(found.first, found.last)}
        return frozenset(range(len(self.tokens))) - used - self.decorated


def scan(text: str, year: int, heading: HeadingSpan | None = None) -> Scan:
    """Scan a text. The plan's year serves wordings without one, heading those without a month."""
    folded = fold(text)
    tokens = tokenise(folded.text)
    decorations = find_decorations("".join(token.kind for token in tokens))
    decorated = {index for found in decorations for index in range(found.first, found.last)}
    plain = [index for index in range(len(tokens)) if index not in decorated]
    line = TokenLine([tokens[index] for index in plain], year, heading)
    wordings = [_scanned_wording(cluster, first, plain) for cluster, first in _read_clusters(line)]
    return Scan(folded, tuple(tokens), tuple(decorations), tuple(wordings))


def _scanned_wording(cluster: Cluster, first: int, plain: Sequence[int]) -> ScannedWording:
    """Turn indices of the line, which has no decorations, into indices of all tokens."""
    pieces = tuple(
        replace(piece, first=plain[piece.first], last=plain[piece.last - 1] + 1) for piece in cluster.pieces
    )
    return ScannedWording(pieces, plain[first], plain[cluster.end - 1] + 1, cluster.is_bare)


def _read_clusters(line: TokenLine) -> Iterator[tuple[Cluster, int]]:
    if line.codes == TokenKind.YEAR:
        year = line.tokens[0].number
        yield _single(Meaning(Precision.YEAR, *windows.years(year, year)), 0, 1), 0
        return
    index = 0
    while index < len(line.tokens):
        found = _read_cluster_at(line, index)
        if found is None:
            index += 1
            continue
        yield found, index
        index = found.end


def _read_cluster_at(line: TokenLine, index: int) -> Cluster | None:
    if line.tokens[index].kind is TokenKind.UNSCHEDULED:
        return _single(Meaning(Precision.UNSCHEDULED), index, index + 1)
    repeated = read_recurrence(line, index)
    if repeated is not None:
        return _single(repeated[0], index, repeated[1])
    return read_cluster(line, index)


def _single(meaning: Meaning, first: int, last: int) -> Cluster:
    return Cluster((Piece(meaning, first, last),), last)
