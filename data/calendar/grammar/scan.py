"""Reading a text from left to right: every date in it, and what stands beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.calendar.dates import Precision
from data.calendar.grammar import windows
from data.calendar.grammar.clusters import read_cluster
from data.calendar.grammar.decorations import Decoration, Role, find_decorations
from data.calendar.grammar.folding import Folded, fold
from data.calendar.grammar.kinds import Kind
from data.calendar.grammar.line import Line
from data.calendar.grammar.meaning import Meaning
from data.calendar.grammar.repeats import read_repeat
from data.calendar.grammar.tokens import Token, tokenise


@dataclass(frozen=True, slots=True)
class Finding:
    """A meaning and the half-open run of tokens it was read from."""

    meaning: Meaning
    first: int
    last: int


@dataclass(frozen=True, slots=True)
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


def scan(text: str, year: int) -> Scan:
    """Take a text apart; year is the plan's, for wordings that print none."""
    folded = fold(text)
    tokens = tokenise(folded.text)
    decorations = find_decorations("".join(token.kind for token in tokens))
    passed = {place for found in decorations for place in range(found.first, found.last)}
    core = [place for place in range(len(tokens)) if place not in passed]
    findings = [
        Finding(meaning, core[first], core[last - 1] + 1)
        for meaning, first, last in _read_all([tokens[place] for place in core], year)
    ]
    return Scan(folded, tuple(tokens), tuple(decorations), tuple(findings))


def _read_all(tokens: Sequence[Token], year: int) -> Iterator[tuple[Meaning, int, int]]:
    line = Line(tokens, year)
    if line.codes == Kind.YEAR:
        yield Meaning(Precision.YEAR, *windows.years(tokens[0].number, tokens[0].number)), 0, 1
    place = 0
    while place < len(tokens):
        found = _read_at(line, place)
        if found is None:
            place += 1
            continue
        meaning, end = found
        yield meaning, place, end
        place = end


def _read_at(line: Line, place: int) -> tuple[Meaning, int] | None:
    if line.tokens[place].kind is Kind.UNSCHEDULED:
        return Meaning(Precision.UNSCHEDULED), place + 1
    return read_repeat(line, place) or read_cluster(line, place)
