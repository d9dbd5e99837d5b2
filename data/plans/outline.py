"""From the blocks of a sheet to the rows of a plan: headers, sections, lists, page breaks, footnotes."""

from dataclasses import replace

from data.plans.headings import (
    AGE,
    CITY_LINE,
    ListName,
    is_heading,
    is_page_number,
    is_section,
    list_of_heading,
    looks_like_city_row,
    read_footnote,
    read_number,
    split_number,
)
from data.plans.layout import Columns, Role, extend_header, is_column_count, read_header
from data.plans.printed import ListHeading, Outline, PrintedRow, UnreadLine
from data.plans.sheet import Block, Cell, Paragraph, Row, Sheet, join_pieces

_NO_COLUMNS = Columns((), ())


def outline(sheet: Sheet) -> Outline:
    """The plan's rows under their headings. Never fails; without a header everything is preamble."""
    outliner = _Outliner()
    blocks = sheet.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Row):
            outliner.take_row(block)
        else:
            outliner.take_paragraph(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    outliner.found.footnotes.extend(sheet.notes)
    return outliner.found


class _Outliner:
    """The state while walking down the document."""

    def __init__(self) -> None:
        self.found = Outline()
        self._columns: Columns | None = None
        self._list = ListName.EVENTS
        self._section: str | None = None
        self._above: Block | None = None
        self._open = False
        """Whether a row stands right above that a page break may have cut."""

    def take_row(self, row: Row) -> None:
        if not row.filled:
            return
        header = read_header(row)
        if header is not None:
            self._take_header(header)
        elif self._columns is None:
            self.found.preamble.extend(Paragraph(row.line, row.cells[place]) for place in row.filled)
        elif not is_column_count(row) and not self._extend_header(row):
            self._take_body(row, self._columns)
        self._above = row

    def _take_header(self, header: Columns) -> None:
        preamble = self.found.preamble
        if self._columns is None and len(preamble) > 1 and is_section(preamble[-1].text):
            self._section = preamble.pop().text
        if header.is_cities and self._list is ListName.EVENTS:
            named = any("юбиле" in name.lower() for name in header.names)
            self._list = ListName.JUBILEES if named else ListName.CITY_DAYS
        if not self.found.columns or self.found.columns[-1] != header:
            self.found.columns.append(header)
        self._columns = header

    def _extend_header(self, row: Row) -> bool:
        """Whether the row went into a header that has no row under it yet."""
        if self.found.rows or self._section or not isinstance(self._above, Row) or self._columns is None:
            return False
        first = row.cells[0].text
        wider = extend_header(self._columns, row) if not first or not first[0].isupper() else None
        if wider is None or not wider.is_events:
            return False
        self._columns = wider
        self.found.columns[-1] = wider
        return True

    def _take_body(self, row: Row, columns: Columns) -> None:
        filled = row.filled
        if len(filled) == 1 and self._take_lone(row, row.cells[filled[0]], first_column=filled[0] == 0):
            return
        row, number = _numbered(row, columns)
        if number is None and self._list is not ListName.EVENTS and _is_city_alone(row, columns):
            number = ""
        place = columns.place(Role.NUMBER)
        if number is not None:
            self._open_row(row, number)
        elif self._open and (place is None or place not in filled):
            self._continue_row(row)
        else:
            self._leave(row.line, row.text)

    def _take_lone(self, row: Row, cell: Cell, *, first_column: bool) -> bool:
        """Takes a heading or a footnote printed as a row with one filled cell."""
        if cell.lead:
            self._add_footnote((cell.lead, " ".join(cell.text.split())))
            return True
        if len(row.cells) > 1 and is_heading(cell, first_column=first_column):
            self._take_heading(
                cell, goes_on=isinstance(self._above, Row) and self._above.filled == row.filled
            )
            return True
        return False

    def _take_heading(self, cell: Cell, *, goes_on: bool) -> None:
        text = " ".join(cell.text.split())
        if goes_on and not self._open and self._section and text[:1].islower():
            text = join_pieces(self._section, text)
        self._open = False
        self._section = text
        self._list = list_of_heading(text) or ListName.EVENTS
        if self._list is ListName.EVENTS:
            self._columns = next(
                (seen for seen in reversed(self.found.columns) if seen.is_events), self._columns
            )
            return
        self.found.headings.append(ListHeading(self._list, text, cell.marks))

    def _open_row(self, row: Row, number: str) -> None:
        columns = self._columns or _NO_COLUMNS
        printed = PrintedRow(self._list, number, row.cells, columns, self._section, row.line)
        if self._list is not ListName.EVENTS and columns.is_events:
            if not looks_like_city_row(list(printed.texts)):
                printed = replace(printed, list_name=ListName.EVENTS)
        elif self._list is ListName.EVENTS:
            printed = replace(printed, section=self._section)
        self.found.rows.append(printed)
        self._open = True

    def _continue_row(self, row: Row) -> None:
        above = self.found.rows[-1]
        width = max(len(above.cells), len(row.cells))
        upper = (*above.cells, *[Cell()] * (width - len(above.cells)))
        lower = (*row.cells, *[Cell()] * (width - len(row.cells)))
        cells = tuple(top.joined(bottom) for top, bottom in zip(upper, lower, strict=True))
        self.found.rows[-1] = replace(above, cells=cells, joined=True)

    def take_paragraph(self, paragraph: Paragraph, following: Block | None) -> None:
        if self._columns is None:
            self.found.preamble.append(paragraph)
        elif paragraph.text and not is_page_number(paragraph.text):
            self._take_loose(paragraph, before_table=isinstance(following, Row))
        self._above = paragraph

    def _take_loose(self, paragraph: Paragraph, *, before_table: bool) -> None:
        text, cell = paragraph.text, paragraph.cell
        footnote = read_footnote(cell)
        if footnote is not None:
            self._add_footnote(footnote)
        elif list_of_heading(text) is not None or cell.bold or (is_section(text) and before_table):
            self._take_heading(cell, goes_on=paragraph.follows)
            self.found.later.append(paragraph)
        elif self._list is not ListName.EVENTS and _is_city_line(text):
            number, rest = split_number(text)
            self.found.rows.append(
                PrintedRow(
                    self._list, number, (Cell(rest, cell.marks),), _NO_COLUMNS, self._section, paragraph.line
                )
            )
            self._open = False
        elif paragraph.follows and not text[0].isupper() and self._above_footnote():
            mark, words = self.found.footnotes.pop()
            self.found.footnotes.append((mark, join_pieces(words, text)))
        else:
            self.found.later.append(paragraph)
            self._leave(paragraph.line, text)

    def _above_footnote(self) -> bool:
        above = self._above
        return (
            isinstance(above, Paragraph)
            and bool(self.found.footnotes)
            and read_footnote(above.cell) is not None
        )

    def _add_footnote(self, footnote: tuple[str, str]) -> None:
        self.found.footnotes.append(footnote)

    def _leave(self, line: int, text: str) -> None:
        self.found.unread.append(UnreadLine(line, text))


def _numbered(row: Row, columns: Columns) -> tuple[Row, str | None]:
    """The row with its number, which stands in its own column or, where there is none, before the title."""
    place = columns.place(Role.NUMBER)
    if place is not None:
        return row, read_number(row.cells[place].text) if place < len(row.cells) else None
    first = row.cells[0]
    number, rest = split_number(first.text)
    if not number:
        return row, None
    return replace(row, cells=(replace(first, text=rest), *row.cells[1:])), number


def _is_city_alone(row: Row, columns: Columns) -> bool:
    """A row of a city list that has an age and a name but no number."""
    texts = [
        cell.text for place, cell in enumerate(row.cells) if cell.text and place != columns.place(Role.NUMBER)
    ]
    return len(texts) > 1 and any(AGE.match(text) for text in texts)


def _is_city_line(text: str) -> bool:
    return len(text) <= 120 and CITY_LINE.search(text.lower()) is not None
