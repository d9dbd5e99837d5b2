"""Where a row begins: at a number of its own, or at something whole under a row that lacks nothing."""

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

_ODD_NUMBER = 8
"""Characters of a cell in the number column that may still be a number we cannot read: «б/н», «5а/1»."""

_OPEN_WORDS = "и|в|во|на|с|со|о|об|по|к|для|из|от|за|при|под|им\\.|(?:^|(?<=[а-яё]\\s))г\\."
_OPEN_END = re.compile(rf"(?:[^\W\d_][-\u2010\u2011]|[,:(«–—/]|(?<![\w-])(?:{_OPEN_WORDS}))$", re.IGNORECASE)
_MARKED = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}[.)]\s|\d{1,2}\.\d\s")
_DASHES = "-–— .\n"


class RowStart(StrEnum):
    """What a row without a number is to the rows above it."""

    NEW = "new"
    CONTINUES = "continues"
    DOUBTFUL = "doubtful"
    """It goes on with the row above, which a person should look at."""
    UNREAD = "stranger"


def numbered(row: Row, columns: Columns, *, is_city: bool = False) -> tuple[Row, str | None]:
    """The row with its number, which stands in its own column or, where there is none, before the title.

    A row of a city list may have its number in front of whatever the columns above were made for.
    """
    position = columns.position(ColumnRole.NUMBER)
    if position is not None:
        return row, read_number(row.cells[position].text) if position < len(row.cells) else None
    if is_city and (number := read_number(row.cells[0].text)) is not None:
        return replace(row, cells=(Cell(), *row.cells[1:])), number
    title = columns.position(ColumnRole.TITLE)
    first = title if title is not None and title < len(row.cells) else 0
    cell = row.cells[first]
    number, rest = split_number(cell.text)
    if not number or not _MARKED.match(cell.text) or columns.roles[first : first + 1] != (ColumnRole.TITLE,):
        return row, None
    cells = (*row.cells[:first], replace(cell, text=rest), *row.cells[first + 1 :])
    return replace(row, cells=cells), number


def odd_number(row: Row, columns: Columns) -> str | None:
    """What stands in the number column where it is no number: short words in front of a title."""
    position, title = columns.position(ColumnRole.NUMBER), columns.position(ColumnRole.TITLE)
    if position is None or title is None or max(position, title) >= len(row.cells):
        return None
    text = row.cells[position].text.strip()
    return text if 0 < len(text) <= _ODD_NUMBER and row.cells[title].text and len(row.filled) > 2 else None


def start_of(row: PrintedRow, above: PrintedRow | None) -> RowStart:
    """Whether a row without a number begins something of its own. above is None under a heading."""
    has_title, has_date = bool(row.text(ColumnRole.TITLE).strip(_DASHES)), has_own_date(row)
    if above is None:
        return RowStart.NEW if has_title else RowStart.UNREAD
    if not has_title:
        return RowStart.CONTINUES
    goes_on = not _begins_large(row.text(ColumnRole.TITLE))
    if not _lacks(above):
        return RowStart.NEW if has_date or not goes_on else RowStart.CONTINUES
    if is_cut(above) or not has_date:
        return RowStart.CONTINUES
    if goes_on:
        return RowStart.DOUBTFUL if has_own_date(above) else RowStart.CONTINUES
    return RowStart.DOUBTFUL if above.number else RowStart.NEW


def has_own_date(row: PrintedRow) -> bool:
    """Whether a date stands in the row, or anything at all in a column that holds nothing else."""
    for cell, role in zip(row.cells, row.columns.roles, strict=False):
        text = cell.text.strip(_DASHES)
        if role not in DATES or not text or _OPEN_END.search(cell.text.rstrip()):
            continue
        if role is not ColumnRole.PLACE_AND_WHEN or contains_date(text):
            return True
    return False


def starts_city(row: PrintedRow, above: PrintedRow | None) -> RowStart:
    """Whether a row without a number begins a city: a name with an age, or with a day under a whole row."""
    texts = [text for text in row.texts if text]
    if len(texts) > 1 and any(AGE.match(text.strip()) for text in texts):
        return RowStart.NEW
    if _is_whole_city(row) and (above is None or _is_whole_city(above)):
        return RowStart.NEW
    return RowStart.UNREAD if above is None else RowStart.CONTINUES


def _is_whole_city(row: PrintedRow) -> bool:
    """Whether a row of a city list has a name and a day: words with a capital, then a date."""
    texts = [text for text in row.texts if text]
    is_named = bool(texts) and texts[0][:1].isupper() and not contains_date(texts[0])
    return is_named and any(map(contains_date, texts[1:]))


def _lacks(row: PrintedRow) -> bool:
    """Whether a row is not whole yet: no title, no date, or a cell cut short."""
    if not row.text(ColumnRole.TITLE).strip(_DASHES) or is_cut(row):
        return True
    is_off = any(status_in(cell.text) is EventStatus.CANCELLED for cell in row.cells)
    return not is_off and not has_own_date(row)


def breaks_off(text: str) -> bool:
    """Whether a text ends at a hyphen, a comma or a preposition, or inside quotes or brackets."""
    text = text.rstrip()
    return bool(text) and (
        _OPEN_END.search(text) is not None
        or text.count("«") > text.count("»")
        or text.count("(") > text.count(")")
    )


def is_cut(row: PrintedRow, column: int | None = None) -> bool:
    """Whether a cell, by default any, breaks off: at a hyphen, a comma, a preposition, an open quotation."""
    cells = row.cells if column is None else row.cells[column : column + 1]
    return any(breaks_off(cell.text) for cell in cells)


def _begins_large(text: str) -> bool:
    """Whether a text begins as a title does: with a capital, a quotation mark or a figure."""
    first = next((char for char in text if char.isalnum() or char in '«"“'), "")
    return not first.islower()
