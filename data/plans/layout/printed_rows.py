"""Hold the rows, headings and footnotes of a plan as printed, before they are understood."""

from dataclasses import dataclass, field

from data.plans.doubts import ListName, PlanWarning
from data.plans.files.blocks import Cell, Paragraph
from data.plans.layout.columns import ColumnRole, Columns
from data.plans.text import quote


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One complete row of a list, under the columns it was printed under.

    period is the heading of a month or a quarter above the row. Dates that name no month fall into it. topic
    is the last other heading. joined: the row was printed in pieces. struck: the whole row is struck through.
    """

    list_name: ListName
    number: str
    cells: tuple[Cell, ...]
    columns: Columns
    section: str | None
    line: int
    joined: bool = False
    period: str = ""
    topic: str = ""
    struck: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells after the number."""
        skip = self.columns.column_of(ColumnRole.NUMBER)
        return tuple(cell.text for column, cell in enumerate(self.cells) if column != skip)

    @property
    def marks(self) -> tuple[str, ...]:
        """The footnote marks printed anywhere in the row."""
        return tuple(mark for cell in self.cells for mark in cell.marks)

    @property
    def label(self) -> str:
        """The name of the row in warnings: its number, or its words where it has none."""
        return self.number or f"«{quote(self.text(ColumnRole.TITLE) or ' '.join(self.texts), 60)}»"

    @property
    def quote(self) -> str:
        """The row on one line, cut to what a warning can quote."""
        return quote(" | ".join(cell.text for cell in self.cells if cell.text))

    def text(self, role: ColumnRole) -> str:
        """Return what stands under a role."""
        return self.columns.text([cell.text for cell in self.cells], role)

    def struck_text(self, role: ColumnRole) -> str:
        """Return what was struck through under a role."""
        return self.columns.text([cell.struck for cell in self.cells], role)


@dataclass(frozen=True, slots=True)
class ListHeading:
    """The heading of a city list with its footnote marks."""

    list_name: ListName
    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that was not understood. It is reported, and nothing is made of it."""

    line: int
    text: str


@dataclass(slots=True)
class Outline:
    """The parts of a document, in its order.

    preamble are the paragraphs above the first header, later those below it.
    """

    preamble: list[Paragraph] = field(default_factory=list)
    later: list[Paragraph] = field(default_factory=list)
    rows: list[PrintedRow] = field(default_factory=list)
    headings: list[ListHeading] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    unread: list[UnreadLine] = field(default_factory=list)
    columns: list[Columns] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)
