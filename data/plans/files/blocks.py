"""A document between the readers of files and the reader of rows: rows of cells, loose paragraphs.

Nothing here knows of files, so another format needs only a reader that yields a Sheet.
"""

from dataclasses import dataclass, field, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell or one loose line, freed of its markup.

    text keeps the cell's own line breaks as «\\n» and its runs of spaces, since both may part two titles.
    marks are the superscripts lifted out of the text; lead is the one that stands before its first letter.
    struck is what was struck through, which is no part of the text.
    """

    text: str = ""
    marks: tuple[str, ...] = ()
    lead: str = ""
    bold: bool = False
    struck: str = ""

    def joined(self, below: "Cell") -> "Cell":
        """This cell continued by the one below it across a page break."""
        return replace(
            self,
            text=join_pieces(self.text, below.text),
            marks=self.marks + below.marks,
            struck=join_pieces(self.struck, below.struck),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row. line counts the document's lines, or its rows and paragraphs, from 1."""

    line: int
    table: int
    cells: tuple[Cell, ...]

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold any text."""
        return tuple(position for position, cell in enumerate(self.cells) if cell.text)

    @property
    def text(self) -> str:
        """The whole row on one line, for reports."""
        return " | ".join(" ".join(cell.text.split()) for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A loose line outside the tables; follows is true when no blank line parts it from the one above."""

    line: int
    cell: Cell
    follows: bool = False

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join(self.cell.text.split())


Block = Row | Paragraph


@dataclass(frozen=True, slots=True)
class Sheet:
    """The blocks of a document in its order, and the footnotes its format keeps apart: (mark, text)."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def of(cls, blocks: list[Block], notes: list[tuple[str, str]] | None = None) -> Self:
        """The sheet over finished lists."""
        return cls(tuple(blocks), tuple(notes or ()))


def join_pieces(above: str, below: str) -> str:
    """Two pieces of one cell: with a space, with nothing after the hyphen of a split word («Санкт-»)."""
    above, below = above.rstrip(), below.lstrip()
    if not above or not below:
        return above or below
    split_word = above[-1] in "-\u2010\u2011" and len(above) > 1 and above[-2].isalnum()
    return above + below if split_word else f"{above} {below}"
