"""Try the patterns of the grammar on a line of tokens."""

from collections.abc import Sequence

from data.calendar.grammar.lexer.kinds import Token, kind_set
from data.calendar.grammar.wordings.atoms import Atom
from data.calendar.grammar.wordings.days import DAY_PATTERNS
from data.calendar.grammar.wordings.inherited import HeadingSpan, heading_patterns
from data.calendar.grammar.wordings.spans import SPAN_PATTERNS

_FIRST_KINDS = kind_set(
    "number odd_number ordinal roman date month weekday third season winter year year_word this_year tens"
    " quarter_number half_number month_word quarter half_year"
)
"""The kinds a date may begin with. Others are not tried, which saves most of the time."""


class TokenLine:
    """The tokens of a text without decorations, and the context to read dates from them.

    codes are the kinds of the tokens as one string, on which the patterns are tried. plan_year serves the
    wordings that print no year, heading those that print no month. rejected are the indices from which a
    row of numbers is known to lead to no month, so that they are not tried again.
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
        """Read the atom that begins at an index. Returns it and the index after it, or None.

        The result is cached: each beginning in a row of numbers asks for the same indices again.
        """
        if index >= len(self.tokens):
            return None
        if index not in self._atoms:
            self._atoms[index] = self._read_atom(index)
        return self._atoms[index]

    def _read_atom(self, index: int) -> tuple[Atom, int] | None:
        if self.tokens[index].kind not in _FIRST_KINDS:
            return None
        for rule in self._patterns:
            if match := rule.regex.match(self.codes, index):
                return rule.read(match, self.tokens, self.plan_year), match.end()
        return None
