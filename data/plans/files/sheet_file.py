"""Read the sheets of .xlsx, .xls and .ods files as rows, with date cells as «12.03.2026»."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from data.plans.files.archive import check_archive
from data.plans.files.blocks import Block, Cell, Row, Sheet
from data.plans.files.found_kinds import OLE_MAGIC, ZIP_MAGIC, found_kind
from data.plans.files.inline_marks import clean_text, read_cell
from data.plans.files.sheet_styles import StruckCells, read_struck_cells
from data.plans.unreadable import Unreadable, UnreadableReason

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MAX_ROWS = 10_000
MAX_CELLS = 200_000
"""Cells of all sheets together, empty ones included. The plan of 2020 has 250."""

MAX_COLUMNS = 63
_PARTS = {".xlsx": "xl/", ".ods": "content.xml"}

Value = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(content: bytes, suffix: str) -> Sheet:
    """Read the rows of all visible sheets.

    A cell merged to the right has its words in its first column, one merged down in each of its rows.
    """
    _check_kind(content, suffix)
    import python_calamine as calamine

    struck: StruckCells = read_struck_cells(content) if suffix == ".xlsx" else {}
    blocks: list[Block] = []
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        cells = 0
        for table, (position, name) in enumerate(_visible_sheets(book), 1):
            sheet = book.get_sheet_by_name(name)
            cells += sheet.total_height * sheet.total_width
            if sheet.total_height > MAX_ROWS or cells > MAX_CELLS:
                raise Unreadable(
                    UnreadableReason.TOO_LONG, expected=str(MAX_ROWS), found=str(sheet.total_height)
                )
            rows = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
            blocks += _rows(rows, merged, struck.get(position, frozenset()), table, len(blocks))
    except (calamine.CalamineError, calamine.PasswordError, calamine.XmlError, calamine.ZipError) as error:
        raise Unreadable(UnreadableReason.BROKEN, expected=suffix) from error
    if not blocks:
        raise Unreadable(UnreadableReason.EMPTY)
    return Sheet.of(blocks)


def _visible_sheets(book: "CalamineWorkbook") -> list[tuple[int, str]]:
    """Return the position and the name of each sheet that is not hidden."""
    import python_calamine as calamine

    visible = calamine.SheetVisibleEnum.Visible
    return [
        (position, one.name) for position, one in enumerate(book.sheets_metadata) if one.visible is visible
    ]


def _check_kind(content: bytes, suffix: str) -> None:
    magic = OLE_MAGIC if suffix == ".xls" else ZIP_MAGIC
    if not content.startswith(magic):
        raise Unreadable(UnreadableReason.WRONG_TYPE, expected=suffix, found=found_kind(content))
    if suffix in _PARTS:
        check_archive(content, suffix, _PARTS[suffix])


def _rows(
    rows: Sequence[Sequence[Value]],
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]],
    struck: frozenset[tuple[int, int]],
    table: int,
    above: int,
) -> Iterator[Row]:
    texts = [[_text(value) for value in row[:MAX_COLUMNS]] for row in rows]
    _repeat_merged(texts, merged)
    for position, row in enumerate(texts):
        if any(text.strip() for text in row):
            cells = (_cell(text, is_struck=(position, column) in struck) for column, text in enumerate(row))
            yield Row(above + position + 1, table, tuple(cells))


def _cell(text: str, *, is_struck: bool) -> Cell:
    cell = read_cell(clean_text(text).replace("\t", " "))
    return Cell(struck=cell.text, marks=cell.marks) if is_struck else cell


def _repeat_merged(texts: list[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Repeat a cell merged down in each of its rows.

    A row without a number below a numbered one is the rest of that row, so nothing is repeated in it.
    """
    for (top, left), (bottom, _) in merged:
        if left == 0 or top >= len(texts) or left >= len(texts[top]):
            continue
        for row in texts[top + 1 : bottom + 1]:
            if left < len(row) and not row[left] and not _continues_row(row, texts[top], left):
                row[left] = texts[top][left]


def _continues_row(row: Sequence[str], top: Sequence[str], left: int) -> bool:
    """Return whether a row has no number while the first row of the merged cell has one."""
    return not row[0] and bool(top[0]) and left > 0


def _text(value: Value) -> str:
    """Return a value as it would be typed: whole numbers without a point, dates in figures."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, date):
        clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
        return f"{value:%d.%m.%Y}{clock}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return f"{value.seconds // 3600:02}:{value.seconds // 60 % 60:02}"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
