"""Find the header of a table and read its columns."""

from collections.abc import Sequence

from data.plans.files.blocks import Row, join_pieces
from data.plans.layout.column_roles import read_columns
from data.plans.layout.column_words import event_role, is_header_word, may_head
from data.plans.layout.columns import ColumnRole, Columns
from data.plans.layout.headings import list_of_heading, read_number

MOST_HEADER_ROWS = 3
_SAMPLE_ROWS = 60
"""Rows under a header by which an unnamed column is understood."""


def read_header(rows: Sequence[Row]) -> tuple[Columns, int] | None:
    """Return the columns of the header that the rows begin with, and its number of rows.

    None where no header begins. rows are those of one table from a position on. A row with a number is never
    part of a header, nor is one with a figure, a colon or a quotation mark in its cells.
    """
    header = _header_rows(rows)
    for count in range(len(header), 0, -1):
        names = _joined_names(header[:count])
        columns = read_columns(names, _rows_below(rows[count : count + _SAMPLE_ROWS], header))
        if columns is not None:
            return columns, count
    return None


def _rows_below(rows: Sequence[Row], header: Sequence[Row]) -> list[Row]:
    """Return the rows of events below a header, up to the heading of a city list."""
    found: list[Row] = []
    for row in rows:
        if len(row.filled) == 1 and list_of_heading(row.cells[row.filled[0]].text) is not None:
            break
        if not repeats_header(row, header) and not is_column_numbering(row):
            found.append(row)
    return found


def repeats_header(row: Row, header: Sequence[Row]) -> bool:
    """Return whether a row prints a header again, as at the top of a page."""
    printed = _folded(row)
    return bool(printed) and any(printed == _folded(header_row) for header_row in header)


def is_column_numbering(row: Row) -> bool:
    """Return whether the row only numbers the columns: 1, 2, 3, 4."""
    texts = [cell.text.strip(" .") for cell in row.cells if cell.text]
    return len(texts) > 2 and texts == [str(column) for column in range(1, len(texts) + 1)]


def has_only_header_words(row: Row) -> bool:
    """Return whether three cells or more hold words of headers and no cell holds others."""
    texts = [cell.text for cell in row.cells if cell.text]
    return len(texts) > 2 and all(may_head(text) and is_header_word(text) for text in texts)


def _folded(row: Row) -> list[str]:
    return [" ".join(row.cells[column].text.lower().split()) for column in row.filled]


def _header_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the first rows that may be one header, each lower one continuing it."""
    header: list[Row] = []
    for row in rows[:MOST_HEADER_ROWS]:
        texts = [" ".join(cell.text.split()) for cell in row.cells]
        if not all(map(may_head, texts)) or read_number(texts[0]) is not None:
            break
        if not header and (len(row.filled) < 2 or (rows[1:] and not _is_mostly_header(texts))):
            return _lone_header(row)
        if header and not _continues_header(header, texts):
            break
        header.append(row)
    return header


def _is_mostly_header(texts: Sequence[str]) -> bool:
    """Return whether at least half of the filled cells hold words of headers."""
    filled = [text for text in texts if text]
    return sum(map(is_header_word, filled)) * 2 >= len(filled)


def _lone_header(row: Row) -> list[Row]:
    """Return a row of other words as a header of its own, if it has two cells or more."""
    return [row] if len(row.filled) > 1 else []


def _continues_header(header: Sequence[Row], texts: Sequence[str]) -> bool:
    """Return whether a row continues a header.

    Each cell holds words of headers («начало | окончание» under «Срок»), or the end of a cell cut above it.
    """
    filled = [column for column, text in enumerate(texts) if text]
    if len(filled) == 1 and event_role(texts[filled[0]]) is ColumnRole.TITLE:
        return False  # a lone «Мероприятия МАГ» under the header is a section's heading
    return bool(filled) and all(
        is_header_word(texts[column]) or _is_cut(header[-1], column) for column in filled
    )


def _is_cut(row: Row, column: int) -> bool:
    text = row.cells[column].text.rstrip() if column < len(row.cells) else ""
    return text.endswith(("-", ",", " и", "/"))


def _joined_names(header: Sequence[Row]) -> tuple[str, ...]:
    width = max(len(header_row.cells) for header_row in header)
    names = [""] * width
    for header_row in header:
        for column, cell in enumerate(header_row.cells):
            names[column] = join_pieces(names[column], " ".join(cell.text.split()))
    return tuple(names)
