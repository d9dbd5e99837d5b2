"""A row of tokens that the grammar is tried on."""

from collections.abc import Sequence

from data.calendar.grammar.atoms import Atom
from data.calendar.grammar.days import DAY_FORMS
from data.calendar.grammar.kinds import Kind
from data.calendar.grammar.stretches import STRETCH_FORMS
from data.calendar.grammar.tokens import Token

_BEGINNINGS = frozenset(
    {
        *(Kind.NUMBER, Kind.ODD_NUMBER, Kind.ORDINAL, Kind.ROMAN, Kind.DATE, Kind.MONTH, Kind.WEEKDAY),
        *(Kind.THIRD, Kind.SEASON, Kind.WINTER, Kind.YEAR, Kind.YEAR_WORD, Kind.THIS_YEAR),
    }
)
"""The kinds a form of the grammar may begin with."""


class Line:
    """Tokens with their kinds as one string, and the year of the plan they stand in.

    barren are places already known to begin a row of numbers with no month after it.
    """

    def __init__(self, tokens: Sequence[Token], plan_year: int) -> None:
        self.tokens = tokens
        self.codes = "".join(token.kind for token in tokens)
        self.plan_year = plan_year
        self.barren: set[int] = set()
        self._atoms: dict[int, tuple[Atom, int] | None] = {}

    def atom(self, place: int) -> tuple[Atom, int] | None:
        """The dated wording that begins at a place, and where it ends; None where none begins.

        Kept, since a row of numbers asks for the same place again from each of its beginnings.
        """
        if place >= len(self.tokens):
            return None
        if place not in self._atoms:
            self._atoms[place] = self._read(place)
        return self._atoms[place]

    def _read(self, place: int) -> tuple[Atom, int] | None:
        if self.tokens[place].kind not in _BEGINNINGS:
            return None
        for form in (*DAY_FORMS, *STRETCH_FORMS):
            if found := form.shape.match(self.codes, place):
                return form.read(found, self.tokens, self.plan_year), found.end()
        return None
