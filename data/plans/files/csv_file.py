"""Read tables of separated values: «;», «,» or a tab between the cells, in any encoding of texts."""

import csv
import io
from collections import Counter

from data.plans.files.blocks import Row, Sheet
from data.plans.files.inline_marks import read_cell
from data.plans.files.text_file import MAX_LINE_CHARACTERS, MAX_LINES, decode
from data.plans.unreadable import Unreadable, UnreadableReason

_SEPARATORS = (";", "\t", ",")
_LOOKED_AT = 200
"""Rows looked at to tell what parts the cells."""


def read_csv(content: bytes) -> Sheet:
    """The rows of a file of separated values. Unreadable for what is no text or has no cell with a sign."""
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
    """What parts the cells: the sign by which most rows have one number of cells, more than one."""
    head = "\n".join(text.split("\n")[:_LOOKED_AT])
    return max(_SEPARATORS, key=lambda char: _evenness(_rows(head, char)))


def _evenness(rows: list[list[str]]) -> tuple[int, int]:
    """How many rows have the commonest number of cells above one, and that number."""
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
