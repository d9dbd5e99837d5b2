"""Hold the outline of a plan while it is built: the headings above, and what is added."""

from dataclasses import dataclass, field, replace

from data.plans.doubts import ListName, PlanWarning, WarningCode
from data.plans.files.blocks import Block, Cell, Row, join_pieces
from data.plans.layout.columns import ColumnRole, Columns
from data.plans.layout.headings import is_period, list_of_heading, looks_like_city_row
from data.plans.layout.printed_rows import ListHeading, Outline, PrintedRow, UnreadLine
from data.plans.text import quote

NO_COLUMNS = Columns((), ())


@dataclass(slots=True)
class OutlineDraft:
    """The state of the walk down a document: columns, headings above, and the outline so far.

    marks are the footnote marks of the whole document. is_open: the next row may continue the one above.
    period is the heading of a month or a quarter («АПРЕЛЬ»), topic the last other heading. bare_heading is a
    heading without rows so far. month is the last word in a column of months, which holds for the rows below
    that leave it empty.
    """

    marks: frozenset[str]
    outline: Outline = field(default_factory=Outline)
    columns: Columns | None = None
    list_name: ListName = ListName.EVENTS
    section: str | None = None
    topic: str = ""
    period: str = ""
    month: str = ""
    above: Block | None = None
    is_open: bool = False
    bare_heading: UnreadLine | None = None

    @property
    def row_above(self) -> PrintedRow | None:
        """The row that the next one may continue, or None."""
        return self.outline.rows[-1] if self.is_open else None

    def set_section(self, text: str) -> None:
        """Put the following rows under a heading of the events."""
        self.section = text
        self.period = text if is_period(text) else ""
        if not self.period:
            self.topic = text

    def add_heading(self, cell: Cell, line: int, *, continues_above: bool) -> None:
        """Put the following rows under a heading, and open a city list if it names one.

        continues_above: it stands directly under the line above.
        """
        text = " ".join(cell.text.split())
        if continues_above and not self.is_open and self.section and text[:1].islower():
            text = join_pieces(self.section, text)
        self.is_open = False
        self.bare_heading = UnreadLine(line, text)
        self.month = ""
        self.set_section(text)
        self.list_name = list_of_heading(text) or ListName.EVENTS
        if self.list_name is ListName.EVENTS:
            self.columns = next(
                (seen for seen in reversed(self.outline.columns) if seen.is_events), self.columns
            )
            return
        self.outline.headings.append(ListHeading(self.list_name, text, cell.marks))

    def printed_row(self, row: Row, number: str, *, struck: bool = False) -> PrintedRow:
        """Return a row under the columns and headings that hold here."""
        columns = self.columns or NO_COLUMNS
        printed = PrintedRow(self.list_name, number, row.cells, columns, self.section, row.line)
        period = self.period or ("" if printed.text(ColumnRole.MONTH) else self.month)
        printed = replace(printed, period=period, topic=self.topic, struck=struck)
        is_event = columns.is_events and not looks_like_city_row(list(printed.texts))
        return replace(printed, list_name=ListName.EVENTS) if is_event else printed

    def add_row(self, printed: PrintedRow) -> None:
        """Add a row, and warn of cells beyond its columns."""
        self.outline.rows.append(printed)
        self.month = printed.text(ColumnRole.MONTH) or self.month
        self.is_open, self.bare_heading = True, None
        beyond = [cell.text for cell in printed.cells[len(printed.columns.roles) :] if cell.text]
        if beyond and printed.columns.roles:
            text = quote(" | ".join(beyond))
            self.warn(WarningCode.EXTRA_CELL, list=printed.list_name, row=printed.label, text=text)

    def continue_row(self, row: Row) -> None:
        """Join the row above with its rest, cell by cell."""
        above = self.outline.rows[-1]
        width = max(len(above.cells), len(row.cells))
        upper = (*above.cells, *[Cell()] * (width - len(above.cells)))
        lower = (*row.cells, *[Cell()] * (width - len(row.cells)))
        cells = tuple(top.joined(bottom) for top, bottom in zip(upper, lower, strict=True))
        self.outline.rows[-1] = replace(above, cells=cells, joined=True)

    def add_footnote(self, footnote: tuple[str, str]) -> None:
        """Add a footnote: its mark and its words."""
        self.outline.footnotes.append(footnote)

    def report_unread(self, line: int, text: str) -> None:
        """Report a line that could not be read."""
        self.outline.unread.append(UnreadLine(line, text))

    def warn(self, code: WarningCode, **arguments: str | int) -> None:
        """Add a doubt for the person who imports."""
        self.outline.warnings.append(PlanWarning.of(code, **arguments))


def restore_struck(row: Row, columns: Columns) -> tuple[Row, bool]:
    """Return the row with the struck text that counts, and whether the whole row is struck.

    A row struck through whole is cancelled and keeps all its words. A title struck through alone is kept too,
    since an event without a title could not be named.
    """
    number = columns.column_of(ColumnRole.NUMBER)
    content = [cell for column, cell in enumerate(row.cells) if column != number]
    is_struck = any(cell.struck for cell in content) and not any(cell.text for cell in content)
    title = columns.column_of(ColumnRole.TITLE)
    cells = [
        _with_struck_text(cell) if is_struck or (column in {number, title} and not cell.text) else cell
        for column, cell in enumerate(row.cells)
    ]
    return replace(row, cells=tuple(cells)), is_struck


def _with_struck_text(cell: Cell) -> Cell:
    return replace(cell, text=cell.text or cell.struck, struck="") if cell.struck else cell
