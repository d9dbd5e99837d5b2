"""The outline of a plan while it is being drawn: what stands above, and what is added to it."""

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
    """What the walk down a document knows: the columns, the headings above, and what was found so far.

    marks are the footnote marks of the whole document. is_open: a row stands above that the next one may go
    on with. period is the heading of a month or a quarter, topic the last one that is none. bare_heading is a
    heading that no row stands under yet. month is the last word in a column of months, which holds for the
    rows below that leave it empty.
    """

    marks: frozenset[str]
    found: Outline = field(default_factory=Outline)
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
        """The row that the next one may go on with."""
        return self.found.rows[-1] if self.is_open else None

    def set_section(self, text: str) -> None:
        """Puts the rows to come under a heading of the events."""
        self.section = text
        self.period = text if is_period(text) else ""
        if not self.period:
            self.topic = text

    def add_heading(self, cell: Cell, line: int, *, goes_on: bool) -> None:
        """Puts the rows to come under a heading. goes_on: it stands right under the line above."""
        text = " ".join(cell.text.split())
        if goes_on and not self.is_open and self.section and text[:1].islower():
            text = join_pieces(self.section, text)
        self.is_open = False
        self.bare_heading = UnreadLine(line, text)
        self.month = ""
        self.set_section(text)
        self.list_name = list_of_heading(text) or ListName.EVENTS
        if self.list_name is ListName.EVENTS:
            self.columns = next(
                (seen for seen in reversed(self.found.columns) if seen.is_events), self.columns
            )
            return
        self.found.headings.append(ListHeading(self.list_name, text, cell.marks))

    def printed(self, row: Row, number: str, *, struck: bool = False) -> PrintedRow:
        """A row under the columns and headings of its place."""
        columns = self.columns or NO_COLUMNS
        printed = PrintedRow(self.list_name, number, row.cells, columns, self.section, row.line)
        period = self.period or ("" if printed.text(ColumnRole.MONTH) else self.month)
        printed = replace(printed, period=period, topic=self.topic, struck=struck)
        is_event = columns.is_events and not looks_like_city_row(list(printed.texts))
        return replace(printed, list_name=ListName.EVENTS) if is_event else printed

    def add_row(self, printed: PrintedRow) -> None:
        """Begins a row."""
        self.found.rows.append(printed)
        self.month = printed.text(ColumnRole.MONTH) or self.month
        self.is_open, self.bare_heading = True, None
        beyond = [cell.text for cell in printed.cells[len(printed.columns.roles) :] if cell.text]
        if beyond and printed.columns.roles:
            text = quote(" | ".join(beyond))
            self.warn(WarningCode.EXTRA_CELL, list=printed.list_name, row=printed.label, text=text)

    def continue_row(self, row: Row) -> None:
        """Joins the row above with its rest, cell by cell."""
        above = self.found.rows[-1]
        width = max(len(above.cells), len(row.cells))
        upper = (*above.cells, *[Cell()] * (width - len(above.cells)))
        lower = (*row.cells, *[Cell()] * (width - len(row.cells)))
        cells = tuple(top.joined(bottom) for top, bottom in zip(upper, lower, strict=True))
        self.found.rows[-1] = replace(above, cells=cells, joined=True)

    def add_footnote(self, footnote: tuple[str, str]) -> None:
        """Keeps a footnote: its mark and its words."""
        self.found.footnotes.append(footnote)

    def leave(self, line: int, text: str) -> None:
        """Reports a line that nothing is made of."""
        self.found.unread.append(UnreadLine(line, text))

    def warn(self, code: WarningCode, **arguments: str | int) -> None:
        """Keeps a doubt for the person who imports."""
        self.found.warnings.append(PlanWarning.of(code, **arguments))
