"""The header of a table: decided once, by its words, and where they say nothing, by what stands below."""

from collections.abc import Sequence

from data.plans.files.blocks import Row, join_pieces
from data.plans.layout.column_roles import read_columns
from data.plans.layout.column_words import event_role, is_header_word, may_head
from data.plans.layout.columns import ColumnRole, Columns
from data.plans.layout.headings import list_of_heading, read_number

MOST_HEADER_ROWS = 3
_LOOKED_AT = 60
"""Rows under a header that are looked at to tell what a nameless column holds."""


def read_header(rows: Sequence[Row]) -> tuple[Columns, int] | None:
    """The columns which the rows begin with, and how many rows their header takes; None where none begins.

    rows are those of one table from a place on. A row with a number, or with a figure, a colon or a quotation
    mark in its cells, is never part of a header.
    """
    heads = _header_rows(rows)
    for count in range(len(heads), 0, -1):
        names = _joined_names(heads[:count])
        columns = read_columns(names, _content(rows[count : count + _LOOKED_AT], heads))
        if columns is not None:
            return columns, count
    return None


def _content(rows: Sequence[Row], heads: Sequence[Row]) -> list[Row]:
    """The rows of events below a header: neither the header again nor anything under a list of cities."""
    found: list[Row] = []
    for row in rows:
        if len(row.filled) == 1 and list_of_heading(row.cells[row.filled[0]].text) is not None:
            break
        if not repeats_header(row, heads) and not is_column_count(row):
            found.append(row)
    return found


def repeats_header(row: Row, heads: Sequence[Row]) -> bool:
    """Whether a row prints the words of a header again, as at the top of a page."""
    printed = _folded(row)
    return bool(printed) and any(printed == _folded(head) for head in heads)


def is_column_count(row: Row) -> bool:
    """Whether the row only numbers the columns: 1, 2, 3, 4."""
    texts = [cell.text.strip(" .") for cell in row.cells if cell.text]
    return len(texts) > 2 and texts == [str(position) for position in range(1, len(texts) + 1)]


def is_all_header(row: Row) -> bool:
    """Whether three cells or more hold words of headers and no cell anything else."""
    texts = [cell.text for cell in row.cells if cell.text]
    return len(texts) > 2 and all(may_head(text) and is_header_word(text) for text in texts)


def _folded(row: Row) -> list[str]:
    return [" ".join(row.cells[position].text.lower().split()) for position in row.filled]


def _header_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows from the first on that may be one header, each lower one going on with it."""
    heads: list[Row] = []
    for row in rows[:MOST_HEADER_ROWS]:
        texts = [" ".join(cell.text.split()) for cell in row.cells]
        if not all(map(may_head, texts)) or read_number(texts[0]) is not None:
            break
        if not heads and (len(row.filled) < 2 or (rows[1:] and not _is_mostly_header(texts))):
            return _alone(row)
        if heads and not _goes_on(heads, texts):
            break
        heads.append(row)
    return heads


def _is_mostly_header(texts: Sequence[str]) -> bool:
    """Whether at least half of the filled cells hold words of headers."""
    filled = [text for text in texts if text]
    return sum(map(is_header_word, filled)) * 2 >= len(filled)


def _alone(row: Row) -> list[Row]:
    """A row of other words can be a header by itself only, when what stands below tells its columns."""
    return [row] if len(row.filled) > 1 else []


def _goes_on(heads: Sequence[Row], texts: Sequence[str]) -> bool:
    """Whether a row goes on with a header: each cell holds words of headers, or ends a cell cut above it."""
    filled = [position for position, text in enumerate(texts) if text]
    if len(filled) == 1 and event_role(texts[filled[0]]) is ColumnRole.TITLE:
        return False  # a lone «Мероприятия МАГ» under the header is a section's heading
    return bool(filled) and all(
        is_header_word(texts[position]) or _is_cut(heads[-1], position) for position in filled
    )


def _is_cut(row: Row, position: int) -> bool:
    text = row.cells[position].text.rstrip() if position < len(row.cells) else ""
    return text.endswith(("-", ",", " и", "/"))


def _joined_names(heads: Sequence[Row]) -> tuple[str, ...]:
    width = max(len(head.cells) for head in heads)
    names = [""] * width
    for head in heads:
        for position, cell in enumerate(head.cells):
            names[position] = join_pieces(names[position], " ".join(cell.text.split()))
    return tuple(names)
