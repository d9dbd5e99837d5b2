"""Text that was struck through: what is left of a row, and whether the row is struck through whole."""

from dataclasses import replace

from data.plans.files.blocks import Cell, Row
from data.plans.layout.columns import ColumnRole, Columns


def unstrike(row: Row, columns: Columns) -> tuple[Row, bool]:
    """The row as it counts, and whether it is struck through whole and so cancelled.

    Of a row that is struck through whole all words are kept. A title struck through alone is kept too, since
    an event without one could not be named.
    """
    number = columns.position(ColumnRole.NUMBER)
    content = [cell for position, cell in enumerate(row.cells) if position != number]
    is_struck = any(cell.struck for cell in content) and not any(cell.text for cell in content)
    title = columns.position(ColumnRole.TITLE)
    cells = [
        _restored(cell) if is_struck or (position in {number, title} and not cell.text) else cell
        for position, cell in enumerate(row.cells)
    ]
    return replace(row, cells=tuple(cells)), is_struck


def _restored(cell: Cell) -> Cell:
    return replace(cell, text=cell.text or cell.struck, struck="") if cell.struck else cell
