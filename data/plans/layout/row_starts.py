"""Decide where a row begins.

A row begins at a number of its own, or at a title and a date under a complete row.
"""

import re
from dataclasses import replace
from enum import StrEnum

from data.calendar.plan import EventStatus
from data.plans.files.blocks import Cell, Row
from data.plans.layout.columns import DATES, ColumnRole, Columns
from data.plans.layout.date_words import contains_date
from data.plans.layout.headings import AGE, read_number, split_number
from data.plans.layout.printed_rows import PrintedRow
from data.plans.layout.status_words import status_in

_LONGEST_ODD_NUMBER = 8
"""Characters of a cell in the number column that may be an unreadable number: «б/н», «5а/1»."""

_OPEN_WORDS = "и|в|во|на|с|со|о|об|по|к|для|из|от|за|при|под|им\\.|(?:^|(?<=[а-яё]\\s))г\\."
_OPEN_END = re.compile(rf"(?:[^\W\d_][-\u2010\u2011]|[,:(«–—/]|(?<![\w-])(?:{_OPEN_WORDS}))$", re.IGNORECASE)
_MARKED = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}[.)]\s|\d{1,2}\.\d\s")
_DASHES = "-–— .\n"


class RowStart(StrEnum):
    """How a row without a number relates to the row above it."""

    NEW = "new"
    CONTINUES = "continues"
    DOUBTFUL = "doubtful"
    """It continues the row above, but a person should check that."""
    UNREAD = "unread"
    """It is neither a row nor a part of one."""


def separate_number(row: Row, columns: Columns, *, is_city: bool = False) -> tuple[Row, str | None]:
    """Return the row and its number, which is taken out of the title where it stands there.

    The number stands in a column of its own, or before the title: «14. Форум». A row of a city list may have
    it in its first cell, under columns made for events.
    """
    column = columns.column_of(ColumnRole.NUMBER)
    if column is not None:
        return row, read_number(row.cells[column].text) if column < len(row.cells) else None
    if is_city and (number := read_number(row.cells[0].text)) is not None:
        return replace(row, cells=(Cell(), *row.cells[1:])), number
    title = columns.column_of(ColumnRole.TITLE)
    first = title if title is not None and title < len(row.cells) else 0
    cell = row.cells[first]
    number, rest = split_number(cell.text)
    if not number or not _MARKED.match(cell.text) or columns.roles[first : first + 1] != (ColumnRole.TITLE,):
        return row, None
    cells = (*row.cells[:first], replace(cell, text=rest), *row.cells[first + 1 :])
    return replace(row, cells=cells), number


def odd_number(row: Row, columns: Columns) -> str | None:
    """Return what stands for a number and is none, before a title: «б/н», «5а/1». Else None."""
    column, title = columns.column_of(ColumnRole.NUMBER), columns.column_of(ColumnRole.TITLE)
    if column is None or title is None or max(column, title) >= len(row.cells):
        return None
    text = row.cells[column].text.strip()
    return (
        text
        if 0 < len(text) <= _LONGEST_ODD_NUMBER and row.cells[title].text and len(row.filled) > 2
        else None
    )


def start_of_event(row: PrintedRow, above: PrintedRow | None) -> RowStart:
    """Return how a row of events without a number relates to the row above.

    above is None under a heading.
    """
    has_title, has_date = bool(row.text(ColumnRole.TITLE).strip(_DASHES)), has_own_date(row)
    if above is None:
        return RowStart.NEW if has_title else RowStart.UNREAD
    if not has_title:
        return RowStart.CONTINUES
    begins_small = not _begins_like_title(row.text(ColumnRole.TITLE))
    if not _is_incomplete(above):
        return RowStart.NEW if has_date or not begins_small else RowStart.CONTINUES
    if has_cut_cell(above) or not has_date:
        return RowStart.CONTINUES
    if begins_small:
        return RowStart.DOUBTFUL if has_own_date(above) else RowStart.CONTINUES
    return RowStart.DOUBTFUL if above.number else RowStart.NEW


def has_own_date(row: PrintedRow) -> bool:
    """Return whether the row has a date, or any words in a column only for dates."""
    for cell, role in zip(row.cells, row.columns.roles, strict=False):
        text = cell.text.strip(_DASHES)
        if role not in DATES or not text or _OPEN_END.search(cell.text.rstrip()):
            continue
        if role is not ColumnRole.PLACE_AND_WHEN or contains_date(text):
            return True
    return False


def start_of_city(row: PrintedRow, above: PrintedRow | None) -> RowStart:
    """Return how a row of a city list without a number relates to the row above.

    A name with an age begins a city. So does a name with a day under a complete row.
    """
    texts = [text for text in row.texts if text]
    if len(texts) > 1 and any(AGE.match(text.strip()) for text in texts):
        return RowStart.NEW
    if _is_whole_city(row) and (above is None or _is_whole_city(above)):
        return RowStart.NEW
    return RowStart.UNREAD if above is None else RowStart.CONTINUES


def _is_whole_city(row: PrintedRow) -> bool:
    """Return whether a row of a city list has a capitalised name, then a date."""
    texts = [text for text in row.texts if text]
    is_named = bool(texts) and texts[0][:1].isupper() and not contains_date(texts[0])
    return is_named and any(map(contains_date, texts[1:]))


def _is_incomplete(row: PrintedRow) -> bool:
    """Return whether a row lacks a title or a date, or has a cell cut short."""
    if not row.text(ColumnRole.TITLE).strip(_DASHES) or has_cut_cell(row):
        return True
    is_off = any(status_in(cell.text) is EventStatus.CANCELLED for cell in row.cells)
    return not is_off and not has_own_date(row)


def breaks_off(text: str) -> bool:
    """Return whether a text ends at a hyphen, comma or preposition, or in an open quotation."""
    text = text.rstrip()
    return bool(text) and (
        _OPEN_END.search(text) is not None
        or text.count("«") > text.count("»")
        or text.count("(") > text.count(")")
    )


def has_cut_cell(row: PrintedRow, column: int | None = None) -> bool:
    """Return whether any cell breaks off, or only the one of the given column."""
    cells = row.cells if column is None else row.cells[column : column + 1]
    return any(breaks_off(cell.text) for cell in cells)


def _begins_like_title(text: str) -> bool:
    """Return whether a text begins with a capital, a quotation mark or a figure."""
    first = next((char for char in text if char.isalnum() or char in '«"“'), "")
    return not first.islower()
