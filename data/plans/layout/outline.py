"""Outline a document: put its rows under their headers, sections and lists."""

from data.plans.doubts import ListName, WarningCode
from data.plans.files.blocks import Block, Cell, Paragraph, Row, Sheet
from data.plans.layout.columns import ColumnRole, Columns
from data.plans.layout.date_words import contains_date
from data.plans.layout.footnotes import footnote_marks
from data.plans.layout.header_rows import (
    has_only_header_words,
    is_column_numbering,
    read_header,
    repeats_header,
)
from data.plans.layout.headings import is_heading, is_period, is_roman, is_section, is_sum, list_of_heading
from data.plans.layout.outline_draft import NO_COLUMNS, OutlineDraft, restore_struck
from data.plans.layout.paragraphs import add_first_cell, add_paragraph, is_row_in_one_line
from data.plans.layout.printed_rows import Outline, PrintedRow
from data.plans.layout.row_starts import (
    RowStart,
    has_cut_cell,
    odd_number,
    separate_number,
    start_of_city,
    start_of_event,
)
from data.plans.text import quote

_HEADER_AND_SAMPLE_ROWS = 80
"""Rows read for a header and for the cells by which unnamed columns are understood."""

_ONLY_NUMBER = Columns((ColumnRole.NUMBER,), ("",))


def read_outline(sheet: Sheet) -> Outline:
    """Return the plan's rows under their headings. Never fails.

    Without a header the whole document is preamble.
    """
    builder = _OutlineBuilder(sheet)
    position = 0
    while position < len(sheet.blocks):
        position += builder.add_block(position)
    found = builder.draft.outline
    if builder.draft.bare_heading is not None:
        found.unread.append(builder.draft.bare_heading)  # a signature, not a heading: «Генеральный директор»
    found.footnotes.extend(sheet.notes)
    return found


class _OutlineBuilder:
    """The walk down a document, which adds each block to the draft."""

    def __init__(self, sheet: Sheet) -> None:
        self.draft = OutlineDraft(footnote_marks(sheet))
        self._blocks = sheet.blocks
        self._header_rows: list[Row] = []
        self._table = 0

    def add_block(self, position: int) -> int:
        """Add the block at a position, or a header of several rows.

        Returns the number of blocks added.
        """
        block, taken = self._blocks[position], 1
        if isinstance(block, Row):
            is_printed = block.filled or any(cell.struck for cell in block.cells)
            taken = self._add_row(block, position) if is_printed else 1
        elif self.draft.columns is None:
            self.draft.outline.preamble.append(block)
            if is_row_in_one_line(block.text):
                self.draft.report_unread(block.line, block.text)
        else:
            add_paragraph(self.draft, block, self._below(position))
        self.draft.above = self._blocks[position + taken - 1]
        return taken

    def _below(self, position: int) -> Block | None:
        return self._blocks[position + 1] if position + 1 < len(self._blocks) else None

    def _add_row(self, row: Row, position: int) -> int:
        if repeats_header(row, self._header_rows):
            return 1
        columns = self.draft.columns
        if columns is None or row.table != self._table or has_only_header_words(row):
            header = read_header(self._rows_from(position))
            if header is not None:
                self._start_table(header[0], position, header[1])
                return header[1]
        if columns is None:
            self._add_preamble_row(row)
        elif not is_column_numbering(row):
            self._add_body_row(row, position, columns)
        return 1

    def _rows_from(self, position: int) -> list[Row]:
        rows: list[Row] = []
        for block in self._blocks[position : position + _HEADER_AND_SAMPLE_ROWS]:
            if not isinstance(block, Row):
                break
            rows.append(block)
        return rows

    def _add_preamble_row(self, row: Row) -> None:
        """Add a row above the first header to the title page. Report a numbered or a wide one."""
        self.draft.outline.preamble.extend(Paragraph(row.line, row.cells[filled]) for filled in row.filled)
        is_numbered = len(row.filled) > 1 and separate_number(row, _ONLY_NUMBER)[1] is not None
        if is_numbered or len(row.filled) > 2:
            self.draft.report_unread(row.line, row.text)

    def _start_table(self, header: Columns, position: int, count: int) -> None:
        draft = self.draft
        preamble = draft.outline.preamble
        if draft.columns is None and len(preamble) > 1 and _is_first_heading(preamble[-1].text):
            draft.set_section(preamble.pop().text)
        if header.is_events:
            draft.list_name = draft.list_name if header.is_cities else ListName.EVENTS
        elif draft.list_name is ListName.EVENTS:
            named = any("юбиле" in name.lower() for name in header.names)
            draft.list_name = ListName.JUBILEES if named else ListName.CITY_DAYS
        if header not in draft.outline.columns:
            draft.outline.columns.append(header)
        draft.is_open = draft.is_open and draft.columns is not None and header.roles == draft.columns.roles
        draft.columns = header
        rows = [block for block in self._blocks[position : position + count] if isinstance(block, Row)]
        self._header_rows += rows
        self._table = rows[0].table

    def _add_body_row(self, row: Row, position: int, columns: Columns) -> None:
        self._table = row.table
        if is_sum(row):
            self.draft.warn(WarningCode.SUM_ROW, line=row.line, text=quote(row.text))
            self.draft.is_open = False
            return
        row, struck = restore_struck(row, columns)
        filled = row.filled
        if len(filled) == 1 and self._add_lone_cell(row, filled[0]):
            return
        row, number = separate_number(row, columns, is_city=self.draft.list_name is not ListName.EVENTS)
        if number is not None and self._is_numbered_heading(row, number, position):
            cell = Cell(" ".join(row.cells[one].text for one in filled))
            self.draft.add_heading(cell, row.line, continues_above=False)
        elif number is not None:
            self.draft.add_row(self.draft.printed_row(row, number, struck=struck))
        else:
            self._add_unnumbered_row(row, self.draft.printed_row(row, "", struck=struck))

    def _is_numbered_heading(self, row: Row, number: str, position: int) -> bool:
        """Return whether a row is a heading with a number and words.

        Examples: «II. Участие в мероприятиях», or «1. Мероприятия МАГ» with «1.1» under it.
        """
        columns = self.draft.columns or NO_COLUMNS
        if len(row.filled) != 2 or row.filled[1] != columns.column_of(ColumnRole.TITLE):
            return False
        below = (block for block in self._blocks[position + 1 :] if isinstance(block, Row) and block.filled)
        following = next(below, None)
        next_number = None if following is None else separate_number(following, columns)[1]
        return is_roman(number) or (next_number is not None and next_number.startswith(f"{number}."))

    def _add_unnumbered_row(self, row: Row, printed: PrintedRow) -> None:
        draft, above, columns = self.draft, self.draft.row_above, printed.columns
        odd = odd_number(row, columns) if printed.list_name is ListName.EVENTS else None
        if odd is not None:
            draft.warn(WarningCode.ODD_NUMBER, row=odd, text=printed.quote)
            draft.add_row(draft.printed_row(row, odd, struck=printed.struck))
            return
        if columns.column_of(ColumnRole.NUMBER) in row.filled:
            start = RowStart.UNREAD
        elif printed.list_name is not ListName.EVENTS:
            start = start_of_city(printed, above)
        else:
            start = start_of_event(printed, above)
        self._add_by_start(row, printed, start)

    def _add_by_start(self, row: Row, printed: PrintedRow, start: RowStart) -> None:
        above = self.draft.row_above
        if start is RowStart.NEW:
            self.draft.add_row(printed)
        elif start is RowStart.UNREAD or above is None:
            self.draft.report_unread(row.line, row.text)
        else:
            if start is RowStart.DOUBTFUL:
                self.draft.warn(WarningCode.ROW_CONTINUES, row=above.label, text=printed.quote)
            self.draft.continue_row(row)

    def _add_lone_cell(self, row: Row, column: int) -> bool:
        """Add a heading or a footnote printed as a row with one filled cell.

        Returns whether the cell was one of these.
        """
        cell, above = row.cells[column], self.draft.row_above
        if (column == 0 or cell.lead) and add_first_cell(self.draft, Paragraph(row.line, cell)):
            return True
        if above is not None and not cell.bold and has_cut_cell(above, column):
            return False
        if self._is_lone_heading(row, column):
            continues_above = isinstance(self.draft.above, Row) and self.draft.above.filled == row.filled
            self.draft.add_heading(cell, row.line, continues_above=continues_above)
            return True
        return self._assume_heading(row, column)

    def _is_lone_heading(self, row: Row, column: int) -> bool:
        """Return whether the cell is a heading. A date in a date column is one only as a month."""
        cell, role = row.cells[column], self._role(column)
        is_edge = column == 0 and (role is ColumnRole.NUMBER or len(row.cells) == 1)
        is_edge = is_edge or (column == 0 and role is not ColumnRole.TITLE and not contains_date(cell.text))
        if not is_heading(cell, first_column=is_edge):
            return False
        may_be = is_edge or role in {ColumnRole.NUMBER, ColumnRole.TITLE, ColumnRole.OTHER} or cell.bold
        return may_be or (column == 0 and is_period(cell.text)) or list_of_heading(cell.text) is not None

    def _assume_heading(self, row: Row, column: int) -> bool:
        """Read a title alone under a complete row as a heading, with a warning."""
        cell, above = row.cells[column], self.draft.row_above
        if self._role(column) is not ColumnRole.TITLE or cell.text[:1].islower():
            return False
        if above is not None and start_of_event(self.draft.printed_row(row, ""), above) is not RowStart.NEW:
            return False
        self.draft.warn(WarningCode.HEADING_ASSUMED, line=row.line, text=quote(cell.text))
        self.draft.add_heading(cell, row.line, continues_above=False)
        return True

    def _role(self, column: int) -> ColumnRole:
        roles = (self.draft.columns or NO_COLUMNS).roles
        return roles[column] if column < len(roles) else ColumnRole.OTHER


def _is_first_heading(text: str) -> bool:
    """Return whether the last line above the first header heads its rows, not the plan."""
    return is_section(text) or is_period(text)
