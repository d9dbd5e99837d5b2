"""A row of tokens that the grammar is tried on."""

from collections.abc import Sequence

from data.calendar.grammar.lexer.kinds import Token, TokenKind
from data.calendar.grammar.wordings.atoms import Atom
from data.calendar.grammar.wordings.days import DAY_PATTERNS
from data.calendar.grammar.wordings.inherited import HeadingSpan, heading_patterns
from data.calendar.grammar.wordings.spans import SPAN_PATTERNS

_BEGINNINGS = frozenset(
    {
        *(
            TokenKind.NUMBER,
            TokenKind.ODD_NUMBER,
            TokenKind.ORDINAL,
            TokenKind.ROMAN,
            TokenKind.DATE,
            TokenKind.MONTH,
            TokenKind.WEEKDAY,
        ),
        *(
            TokenKind.THIRD,
            TokenKind.SEASON,
            TokenKind.WINTER,
            TokenKind.YEAR,
            TokenKind.YEAR_WORD,
            TokenKind.THIS_YEAR,
            TokenKind.TENS,
        ),
        *(
            TokenKind.QUARTER_NUMBER,
            TokenKind.HALF_NUMBER,
            TokenKind.MONTH_WORD,
            TokenKind.QUARTER,
            TokenKind.HALF_YEAR,
        ),
    }
)
"""The kinds a date_pattern of the grammar may begin with."""


class TokenLine:
    """Tokens with their kinds as one string, the year of the plan and the window heading by a heading.

    rejected are indices already known to begin a row of numbers with no month after it.
    """

    def __init__(self, tokens: Sequence[Token], plan_year: int, heading: HeadingSpan | None = None) -> None:
        self.tokens = tokens
        self.codes = "".join(token.kind for token in tokens)
        self.plan_year = plan_year
        self.heading = heading
        self.rejected: set[int] = set()
        self._patterns = (*DAY_PATTERNS, *SPAN_PATTERNS, *(heading_patterns(heading) if heading else ()))
        self._atoms: dict[int, tuple[Atom, int] | None] = {}

    def atom(self, index: int) -> tuple[Atom, int] | None:
        """The dated wording that begins at a index, and where it ends; None where none begins.

        Kept, since a row of numbers asks for the same index again from each of its beginnings.
        """
        if index >= len(self.tokens):
            return None
        if index not in self._atoms:
            self._atoms[index] = self._read(index)
        return self._atoms[index]

    def _read(self, index: int) -> tuple[Atom, int] | None:
        if self.tokens[index].kind not in _BEGINNINGS:
            return None
        for date_pattern in self._patterns:
            if found := date_pattern.regex.match(self.codes, index):
                return date_pattern.read(found, self.tokens, self.plan_year), found.end()
        return None
