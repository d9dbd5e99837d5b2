"""Name the reasons to refuse a document as a whole."""

from enum import StrEnum


class UnreadableReason(StrEnum):
    """Why nothing of a document was read. Each reason has one sentence in every language."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    """In megabytes."""
    TOO_LONG = "too_long"
    """In lines."""
    TOO_MANY_PAGES = "too_many_pages"
    UNSUPPORTED = "unsupported"
    WRONG_TYPE = "wrong_type"
    BROKEN = "broken"
    TOO_HEAVY = "too_heavy"
    NOT_TEXT = "not_text"
    SCANNED = "scanned"
    """Pages of pictures."""
    NOT_CERTAIN = "not_certain"
    """A table whose cells cannot be told apart with certainty."""
    NO_TABLE = "no_table"
    NO_ROWS = "no_rows"
    NO_YEAR = "no_year"
    SEVERAL_YEARS = "several_years"


_NOTHING = "—"


class Unreadable(Exception):
    """A document that cannot be read at all.

    expected and found are data for the sentence, on one line each. NO_YEAR and SEVERAL_YEARS are answered by
    naming the year and reading again.
    """

    def __init__(self, reason: UnreadableReason, *, expected: str = "", found: str = "") -> None:
        super().__init__(reason, expected, found)
        self.reason = reason
        self.expected = _one_line(expected) or _NOTHING
        self.found = _one_line(found) or _NOTHING

    @property
    def asks_for_year(self) -> bool:
        """Return whether the same document can be read once its year is named."""
        return self.reason in {UnreadableReason.NO_YEAR, UnreadableReason.SEVERAL_YEARS}


def _one_line(text: str) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= 120 else line[:119] + "…"
