"""Word paragraphs and tables to cells: runs, superscripts, breaks, merged cells. Elements are lxml's."""

import html
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from docx.oxml.ns import qn

from data.plans.markup import clean_text, read_cell
from data.plans.numbering import Numbering
from data.plans.sheet import Cell
from data.plans.unreadable import Unreadable, UnreadableReason

_SKIPPED = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:pict"),
        qn("w:drawing"),
        qn("w:object"),
        qn("w:pPr"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    }
)
_SIGNS = {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}
_NOTE_REFERENCES = frozenset({qn("w:footnoteReference"), qn("w:endnoteReference")})
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 6
_MOST_COLUMNS = 63
"""Columns of a table, which is Word's own limit."""


class WordText:
    """Reads the paragraphs and tables of one document; footnotes are numbered in the order of their marks."""

    def __init__(self, numbering: Numbering, bold_styles: frozenset[str]) -> None:
        self._numbering = numbering
        self._bold_styles = bold_styles
        self.note_ids: list[str] = []

    def paragraph(self, element: Any) -> Cell:
        """One paragraph as a cell: its automatic number in front, «\\n» for line breaks."""
        pieces = list(self._pieces(element))
        text = "".join(words for words, _ in pieces)
        label = self._numbering.label(element)
        cell = read_cell(clean_text(f"{label} {text}" if label else text))
        told = [bold for words, bold in pieces if any(sign.isalnum() for sign in words)]
        return replace(cell, bold=bool(told) and (all(told) or self._styled_bold(element)))

    def rows(self, table: Any) -> Iterator[tuple[Cell, ...]]:
        """The rows of a table by its grid; a merged cell has its words in its first column.

        A cell merged down repeats its words in every row, unless the row as a whole continues the one above,
        which its first column tells.
        """
        above: dict[int, Cell] = {}
        for row in _children(table, "w:tr"):
            cells = list(islice(self._cells(row), _MOST_COLUMNS + 1))
            if len(cells) > _MOST_COLUMNS:
                raise Unreadable(UnreadableReason.TOO_HEAVY)
            going_on = bool(cells) and cells[0][1]
            printed: list[Cell] = []
            for place, (cell, merged) in enumerate(cells):
                if merged:
                    printed.append(Cell() if going_on else above.get(place, Cell()))
                else:
                    above[place] = cell
                    printed.append(cell)
            yield tuple(printed)

    def _cells(self, row: Any) -> Iterator[tuple[Cell, bool]]:
        """The cells by grid column, with whether each continues a cell merged down from above."""
        skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        yield from [(Cell(), False)] * (_small(skipped) if skipped is not None else 0)
        for element in _children(row, "w:tc"):
            merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            merged = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            yield (Cell() if merged else self.cell(element)), merged
            span = element.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            yield from [(Cell(), False)] * (_small(span) - 1 if span is not None else 0)

    def cell(self, element: Any, depth: int = 0) -> Cell:
        """All paragraphs of a cell, a line each; a table inside it gives a line for every row."""
        cells: list[Cell] = []
        for child in element:
            if child.tag == qn("w:p"):
                cells.append(self.paragraph(child))
            elif child.tag == qn("w:tbl") and depth < _DEEPEST:
                rows = (_children(row, "w:tc") for row in _children(child, "w:tr"))
                cells += [join_cells([self.cell(inner, depth + 1) for inner in row], " ") for row in rows]
            elif child.tag == qn("w:sdt"):
                cells += [self.cell(content, depth) for content in child.findall(qn("w:sdtContent"))]
        return join_cells(cells, "\n")

    def _pieces(self, element: Any, depth: int = 0) -> Iterator[tuple[str, bool]]:
        """The runs of a paragraph, with whether each is bold; deleted text and pictures are left out."""
        for child in element:
            if child.tag in _SKIPPED or depth > 4 * _DEEPEST:
                continue
            if child.tag == qn("w:r"):
                yield self._run(child), _is_on(child.find(f"{qn('w:rPr')}/{qn('w:b')}"))
            else:
                yield from self._pieces(child, depth + 1)

    def _run(self, run: Any) -> str:
        text = "".join(self._sign(child) for child in run)
        raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
        if raised is None or raised.get(qn("w:val")) != "superscript" or len(text) > 8 or "<sup>" in text:
            return text
        return f"<sup>{text}</sup>" if text.strip() else text

    def _sign(self, child: Any) -> str:
        if child.tag == qn("w:t"):
            return html.escape(child.text or "", quote=False)
        if child.tag == qn("w:br"):
            return " " if child.get(qn("w:type")) == "page" else "\n"
        if child.tag in _NOTE_REFERENCES:
            self.note_ids.append(str(child.get(qn("w:id"))))
            return f"<sup>{len(self.note_ids)}</sup>"
        return _SIGNS.get(child.tag, "")

    def _styled_bold(self, element: Any) -> bool:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return style is not None and style.get(qn("w:val")) in self._bold_styles


def join_cells(cells: list[Cell], between: str) -> Cell:
    """Several cells as one; bold when every one with words is."""
    told = [cell for cell in cells if cell.text or cell.lead]
    marks = tuple(mark for cell in told for mark in cell.marks)
    lead = told[0].lead if told else ""
    return Cell(
        between.join(cell.text for cell in told), marks, lead, bool(told) and all(cell.bold for cell in told)
    )


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, also those inside content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag == qn("w:sdt"):
            for content in child.findall(qn("w:sdtContent")):
                yield from _children(content, tag)


def _small(element: Any) -> int:
    text = str(element.get(qn("w:val"), ""))
    return min(int(text), 64) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _is_on(element: Any | None) -> bool:
    return element is not None and str(element.get(qn("w:val"), "1")) not in _OFF
