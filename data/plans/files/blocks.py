"""Hold a document as rows of cells and paragraphs, independent of its file format.

Readers of files yield a Sheet, and the layout starts from it. Another format needs only another reader.
"""

from dataclasses import dataclass, field, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, or one line of a paragraph, without its markup.

    text keeps the cell's own line breaks as «\\n» and its runs of spaces, since both may separate two titles.
    marks are the superscripts taken out of the text. lead is the superscript before its first letter, as in a
    footnote. struck is the struck-through text, which is no part of text.
    """

    text: str = ""
    marks: tuple[str, ...] = ()
    lead: str = ""
    bold: bool = False
    struck: str = ""

    def joined(self, below: "Cell") -> "Cell":
        """Return this cell continued by the one below it across a page break."""
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
    """A line outside the tables.

    follows: no blank line separates it from the line above.
    """

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
    """The blocks of a document in its order.

    notes are the footnotes that its format keeps apart, as (mark, text).
    """

    blocks: tuple[Block, ...]
    notes: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def of(cls, blocks: list[Block], notes: list[tuple[str, str]] | None = None) -> Self:
        """Return the sheet of finished lists."""
        return cls(tuple(blocks), tuple(notes or ()))


def join_pieces(above: str, below: str) -> str:
    """Join two pieces of one cell.

    A space goes between them, but nothing after the hyphen of a split word: «Санкт-» and «Петербург».
    """
    above, below = above.rstrip(), below.lstrip()
    if not above or not below:
        return above or below
    split_word = above[-1] in "-\u2010\u2011" and len(above) > 1 and above[-2].isalnum()
    return above + below if split_word else f"{above} {below}"
