"""A row of tokens that the grammar is tried on."""

from collections.abc import Sequence

from data.calendar.grammar.lexer.kinds import Kind, Token
from data.calendar.grammar.wordings.atoms import Atom
from data.calendar.grammar.wordings.days import DAY_FORMS
from data.calendar.grammar.wordings.inherited import Lent, lent_forms
from data.calendar.grammar.wordings.spans import STRETCH_FORMS

_BEGINNINGS = frozenset(
    {
        *(Kind.NUMBER, Kind.ODD_NUMBER, Kind.ORDINAL, Kind.ROMAN, Kind.DATE, Kind.MONTH, Kind.WEEKDAY),
        *(Kind.THIRD, Kind.SEASON, Kind.WINTER, Kind.YEAR, Kind.YEAR_WORD, Kind.THIS_YEAR, Kind.TENS),
        *(Kind.QUARTER_NUMBER, Kind.HALF_NUMBER, Kind.MONTH_WORD, Kind.QUARTER, Kind.HALF_YEAR),
    }
)
"""The kinds a form of the grammar may begin with."""


class Line:
    """Tokens with their kinds as one string, the year of the plan and the window lent by a heading.

    barren are places already known to begin a row of numbers with no month after it.
    """

    def __init__(self, tokens: Sequence[Token], plan_year: int, lent: Lent | None = None) -> None:
        self.tokens = tokens
        self.codes = "".join(token.kind for token in tokens)
        self.plan_year = plan_year
        self.lent = lent
        self.barren: set[int] = set()
        self._forms = (*DAY_FORMS, *STRETCH_FORMS, *(lent_forms(lent) if lent else ()))
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
        for form in self._forms:
            if found := form.shape.match(self.codes, place):
                return form.read(found, self.tokens, self.plan_year), found.end()
        return None
