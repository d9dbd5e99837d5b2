"""A tool: holds a generated document and what each of its rows says."""

from dataclasses import dataclass, field
from datetime import date

YEAR = 2025
Dates = tuple[tuple[str, date | None, date | None], ...]
"""Precision, first and last day of each occurrence."""

Wording = tuple[str, Dates]


@dataclass(frozen=True, slots=True)
class Truth:
    """The values that a row of a generated plan states.

    kind is events, jubilees or city_days. word occurs in no other row. printed is the row as it was typed.
    """

    word: str
    kind: str
    number: str
    title: str = ""
    city: str | None = None
    dates: Dates = ()
    organisers: tuple[str, ...] = ()
    section: str | None = None
    status: str = "planned"
    age: int | None = None
    approx: bool = False
    printed: str = ""


@dataclass(slots=True)
class GeneratedPlan:
    """A document as rows of cells and lines of one cell, with the truth of each row."""

    lines: list[list[str]] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    header: list[list[str]] = field(default_factory=list)
    width: int = 0

    def as_text(self) -> str:
        """Return the document with tabs between the cells. A line break in a cell breaks the line."""
        return "\n".join("\t".join(line) for line in self.lines) + "\n"

    def as_rows(self) -> list[list[str]]:
        """Return the document as the rows of a sheet, for formats with line breaks in cells."""
        return [line if len(line) > 1 else [line[0], *[""] * (self.width - 1)] for line in self.lines]
