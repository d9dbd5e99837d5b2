"""The rows, headings and footnotes of a plan as printed, before anything is made of their words."""

from dataclasses import dataclass, field

from data.plans.headings import ListName
from data.plans.layout import Columns, Role
from data.plans.sheet import Cell, Paragraph


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a list, whole again, under the columns it was printed under."""

    list_name: ListName
    number: str
    cells: tuple[Cell, ...]
    columns: Columns
    section: str | None
    line: int
    joined: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells after the number."""
        skip = self.columns.place(Role.NUMBER)
        return tuple(cell.text for place, cell in enumerate(self.cells) if place != skip)

    @property
    def marks(self) -> tuple[str, ...]:
        """The footnote marks printed anywhere in the row."""
        return tuple(mark for cell in self.cells for mark in cell.marks)

    def text(self, role: Role) -> str:
        """What stands under a role."""
        return self.columns.text([cell.text for cell in self.cells], role)


@dataclass(frozen=True, slots=True)
class ListHeading:
    """The heading of a city list with its footnote marks."""

    list_name: ListName
    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that was not understood; it is reported and nothing is made of it."""

    line: int
    text: str


@dataclass(slots=True)
class Outline:
    """What the document is made of, in its order."""

    preamble: list[Paragraph] = field(default_factory=list)
    later: list[Paragraph] = field(default_factory=list)
    rows: list[PrintedRow] = field(default_factory=list)
    headings: list[ListHeading] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    unread: list[UnreadLine] = field(default_factory=list)
    columns: list[Columns] = field(default_factory=list)
