"""Group the wordings that stand for dates of one place, and settle what they mean together."""

from collections.abc import Sequence
from dataclasses import replace

from data.calendar.grammar.extent import attached_decorations
from data.calendar.grammar.leftovers import AMBIGUOUS, follows_word, is_address, words_beside
from data.calendar.grammar.lexer.kinds import TokenKind, kind_set
from data.calendar.grammar.scan import Scan, ScannedWording
from data.calendar.grammar.wordings.meaning import INVALID, Meaning, Piece, settle, settle_recurring
from data.calendar.imprecise_dates import Precision

_BETWEEN = kind_set("and colon comma open close or dash")
"""What may separate the wordings of one group."""

_UNDATED = frozenset({Precision.RECURRING, Precision.UNSCHEDULED})


class WordingGroup:
    """Wordings with nothing but punctuation and decorations between them: «I квартал (март)»."""

    def __init__(self, scanned: Scan, wordings: Sequence[ScannedWording]) -> None:
        self.first, self.last = wordings[0].first, wordings[-1].last
        self._wordings = wordings
        self._scanned = scanned
        before = words_beside(scanned, range(self.first - 1, -1, -1))
        after = words_beside(scanned, range(self.last, len(scanned.tokens)))
        inside = [index for index in range(self.first, self.last) if index in scanned.loose]
        self.exceptions = [index for index in before if scanned.tokens[index].kind is TokenKind.EXCEPT]
        self._ambiguous = [
            index
            for index in (*before, *after, *inside)
            if scanned.tokens[index].kind in AMBIGUOUS and not is_address(scanned, index)
        ]

    @property
    def is_excepted(self) -> bool:
        """Return whether the dates are left out: «кроме 18 мая», «резервная дата 22 мая»."""
        return bool(self.exceptions)

    @property
    def is_doubtful(self) -> bool:
        """Return whether the dates are unsure as a whole.

        A list may begin with the number of a house («Ленина, 5, 12 марта»). Several dates beside a
        recurrence («еженедельно, 5 мая и 19 июня») do not go together.
        """
        meanings = [piece.meaning for wording in self._wordings for piece in wording.pieces]
        recurring = [meaning for meaning in meanings if meaning.recurrence is not None]
        has_many_dates = bool(recurring) and len(meanings) - len(recurring) > 1
        return has_many_dates or (self._wordings[0].is_bare and follows_word(self._scanned, self.first))

    def pieces(self) -> tuple[Piece, ...]:
        """Return the dates of the group: one INVALID date where a word beside them is unread."""
        found = [piece for wording in self._wordings for piece in wording.pieces]
        if self._ambiguous:
            return (Piece(INVALID, self.first, self.last),)
        counted = [piece for piece in found if _is_counted(piece)]
        if len(self._wordings) == 1 or (counted and len(counted) < len(found)):
            return tuple(piece for piece in found if piece not in counted) or tuple(counted)
        return (Piece(_together([piece.meaning for piece in found]), self.first, self.last),)


def group_wordings(scanned: Scan) -> list[WordingGroup]:
    """Return the wordings of a text in groups, in order."""
    attached = attached_decorations(scanned)
    found: list[list[ScannedWording]] = []
    for wording in scanned.wordings:
        gap = range(found[-1][-1].last, wording.first) if found else ()
        if found and all(index in attached or scanned.tokens[index].kind in _BETWEEN for index in gap):
            found[-1].append(wording)
        else:
            found.append([wording])
    return [WordingGroup(scanned, wordings) for wordings in found]


def _is_counted(piece: Piece) -> bool:
    """Return whether a piece is «2 раза в год», which only counts the dates beside it."""
    return piece.meaning.precision is Precision.RECURRING and piece.meaning.recurrence is None


def _together(meanings: Sequence[Meaning]) -> Meaning:
    """Return the meaning of several wordings: the recurrence, or the date inside all others."""
    dated = [meaning for meaning in meanings if meaning.precision not in _UNDATED]
    recurring = [meaning for meaning in meanings if meaning.precision is Precision.RECURRING]
    if recurring:
        recurrences = {meaning.recurrence for meaning in recurring}
        return settle_recurring(recurring[0], dated) if len(recurrences) == 1 else INVALID
    if not dated:
        return meanings[0]
    return replace(settle(dated), tbc=len(dated) < len(meanings))
