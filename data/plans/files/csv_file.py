"""Read tables of separated values: a semicolon, a comma or a tab between the cells."""

import csv
import io
from collections import Counter

from data.plans.files.blocks import Row, Sheet
from data.plans.files.inline_marks import read_cell
from data.plans.files.text_file import MAX_LINE_CHARACTERS, MAX_LINES, decode
from data.plans.unreadable import Unreadable, UnreadableReason

_SEPARATORS = (";", "\t", ",")
_SAMPLE_LINES = 200
"""Lines from which the separator is found."""


def read_csv(content: bytes) -> Sheet:
    """Read the rows of a file of separated values.

    Raises Unreadable for a file that is not text or has no filled cell.
    """
    text = decode(content)
    rows = _rows(text, _separator(text))
    if not any(cell.strip() for row in rows for cell in row):
        raise Unreadable(UnreadableReason.EMPTY)
    return Sheet.of(
        [
            Row(line, 1, tuple(read_cell(cell) for cell in row))
            for line, row in enumerate(rows, 1)
            if any(cell.strip() for cell in row)
        ]
    )


def _separator(text: str) -> str:
    """Return the separator by which most rows have the same number of cells, above one."""
    head = "\n".join(text.split("\n")[:_SAMPLE_LINES])
    return max(_SEPARATORS, key=lambda char: _evenness(_rows(head, char)))


def _evenness(rows: list[list[str]]) -> tuple[int, int]:
    """Return how many rows have the commonest number of cells above one, and that number."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return count, width


def _rows(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(MAX_LINE_CHARACTERS)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Unreadable(UnreadableReason.TOO_HEAVY) from error
    if len(rows) > MAX_LINES:
        raise Unreadable(UnreadableReason.TOO_LONG, expected=str(MAX_LINES), found=str(len(rows)))
    return rows
