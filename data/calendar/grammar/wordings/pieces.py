"""One date of a wording with the run of tokens it was read from."""

from dataclasses import dataclass

from data.calendar.grammar.wordings.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Piece:
    """A meaning and its half-open run of tokens."""

    meaning: Meaning
    first: int
    last: int
