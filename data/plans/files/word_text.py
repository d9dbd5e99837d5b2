"""Read Word paragraphs and tables as cells: runs, superscripts, breaks, merged cells.

Elements are lxml's.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import Any

from docx.oxml.ns import qn

from data.plans.files.blocks import Cell, join_pieces
from data.plans.files.inline_marks import clean_text, read_cell, symbol
from data.plans.files.word_numbering import Numbering
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
_CHARACTERS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:noBreakHyphen"): "-", qn("w:cr"): "\n"}
_NOTE_REFERENCES = frozenset({qn("w:footnoteReference"), qn("w:endnoteReference")})
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 6
_MOST_COLUMNS = 63
"""Columns of a table: Word's own limit."""


_HIDDEN = (qn("w:vanish"), qn("w:specVanish"))
_STRUCK = (qn("w:strike"), qn("w:dstrike"))


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text in one format."""

    text: str
    struck: bool = False
    bold: bool = False


class WordReader:
    """A reader of the paragraphs and tables of one document.

    Footnotes are numbered in the order of their marks in the text.
    """

    def __init__(
        self,
        numbering: Numbering,
        bold_styles: frozenset[str],
        styles: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        self._numbering = numbering
        self._bold_styles = bold_styles
        self._styles = styles
        self.note_ids: list[str] = []

    def read_paragraph(self, element: Any) -> Cell:
        """Read one paragraph as a cell: its automatic number first, «\\n» for line breaks."""
        cells = self.read_tabbed_paragraph(element)
        return cells[0] if len(cells) == 1 else join_cells(list(cells), " ")

    def read_tabbed_paragraph(self, element: Any) -> tuple[Cell, ...]:
        """Read one paragraph as the cells between its tabs, its automatic number first."""
        runs = list(self._read_runs(element))
        bold_runs = [run.bold for run in runs if not run.struck and any(char.isalnum() for char in run.text)]
        bold = bool(bold_runs) and (all(bold_runs) or self._is_bold_by_style(element))
        label = self._numbering.label(element)
        if label:
            gap = "\t" if any("\t" in run.text for run in runs) else " "
            runs.insert(0, _Run(label + gap, bool(runs) and all(run.struck for run in runs)))
        return tuple(_cell(piece, bold=bold) for piece in _split_at_tabs(runs))

    def read_rows(self, table: Any) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of a table by its grid. A merged cell has its words in its first column.

        A cell merged down repeats its words in every row, unless its row continues the one above. It does if
        the first column is merged too.
        """
        above: dict[int, Cell] = {}
        for row in _children(table, "w:tr"):
            if _is_hidden_or_deleted(row):
                continue
            cells = list(islice(self._read_cells(row), _MOST_COLUMNS + 1))
            if len(cells) > _MOST_COLUMNS:
                raise Unreadable(UnreadableReason.TOO_HEAVY)
            continues_row = bool(cells) and cells[0][1]
            printed: list[Cell] = []
            for position, (cell, merged) in enumerate(cells):
                if merged:
                    printed.append(Cell() if continues_row else above.get(position, Cell()))
                else:
                    above[position] = cell
                    printed.append(cell)
            yield tuple(printed)

    def _read_cells(self, row: Any) -> Iterator[tuple[Cell, bool]]:
        """Yield the cells by grid column, and whether each continues a cell merged down from above."""
        skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        yield from [(Cell(), False)] * (_count_in(skipped) if skipped is not None else 0)
        for element in _children(row, "w:tc"):
            merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            merged = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            yield (Cell() if merged else self.read_cell_lines(element)), merged
            span = element.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            yield from [(Cell(), False)] * (_count_in(span) - 1 if span is not None else 0)

    def read_cell_lines(self, element: Any, depth: int = 0) -> Cell:
        """Read a table cell, each paragraph and each row of a table inside it as a line."""
        cells: list[Cell] = []
        for child in element:
            if child.tag == qn("w:p"):
                cells.append(self.read_paragraph(child))
            elif child.tag == qn("w:tbl") and depth < _DEEPEST:
                rows = (_children(row, "w:tc") for row in _children(child, "w:tr"))
                cells += [
                    join_cells([self.read_cell_lines(inner, depth + 1) for inner in row], " ") for row in rows
                ]
            elif child.tag == qn("w:sdt"):
                cells += [
                    self.read_cell_lines(content, depth) for content in child.findall(qn("w:sdtContent"))
                ]
        return join_cells(cells, "\n")

    def _read_runs(self, element: Any, depth: int = 0) -> Iterator["_Run"]:
        """Yield the runs of a paragraph without deleted and hidden text and pictures."""
        for child in element:
            if child.tag in _SKIPPED or depth > 4 * _DEEPEST:
                continue
            if child.tag == qn("w:r"):
                if not any(self._has_property(child, tag) for tag in _HIDDEN):
                    struck = any(self._has_property(child, tag) for tag in _STRUCK)
                    yield _Run(self._run_text(child), struck, self._has_property(child, qn("w:b")))
            else:
                yield from self._read_runs(child, depth + 1)

    def _has_property(self, run: Any, tag: str) -> bool:
        """Return whether a run has a property, by itself or by its character style."""
        properties = run.find(qn("w:rPr"))
        if properties is None:
            return False
        own = properties.find(tag)
        if own is not None:
            return _is_on(own)
        style = properties.find(qn("w:rStyle"))
        return style is not None and tag in self._styles.get(str(style.get(qn("w:val"))), frozenset())

    def _run_text(self, run: Any) -> str:
        text = "".join(self._text_of(child) for child in run)
        raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
        if raised is None or raised.get(qn("w:val")) != "superscript" or len(text) > 8 or "<sup>" in text:
            return text
        return f"<sup>{text}</sup>" if text.strip() else text

    def _text_of(self, child: Any) -> str:
        if child.tag == qn("w:t"):
            return html.escape((child.text or "").replace("\t", " "), quote=False)
        if child.tag == qn("w:br"):
            return " " if child.get(qn("w:type")) == "page" else "\n"
        if child.tag == qn("w:sym"):
            return html.escape(_symbol_of(child), quote=False)
        if child.tag in _NOTE_REFERENCES:
            self.note_ids.append(str(child.get(qn("w:id"))))
            return f"<sup>{len(self.note_ids)}</sup>"
        return _CHARACTERS.get(child.tag, "")

    def _is_bold_by_style(self, element: Any) -> bool:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return style is not None and style.get(qn("w:val")) in self._bold_styles


def _split_at_tabs(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Split the runs of a paragraph at its tabs."""
    pieces: list[list[_Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\t")
        pieces[-1].append(replace(run, text=first))
        pieces += [[replace(run, text=text)] for text in rest]
    return pieces


def _cell(runs: Sequence[_Run], *, bold: bool) -> Cell:
    struck = read_cell(clean_text("".join(run.text for run in runs if run.struck))).text
    text = clean_text("".join(run.text for run in runs if not run.struck))
    cell = read_cell(re.sub(" {2,}", " ", text) if struck else text)
    return replace(cell, bold=bold, struck=join_pieces(struck, cell.struck))


def _symbol_of(element: Any) -> str:
    """Return the character that an element names by its code in a symbol font."""
    code = str(element.get(qn("w:char"), ""))
    try:
        return symbol(int(code, 16))
    except ValueError:
        return "\ufffd"


def join_cells(cells: list[Cell], between: str) -> Cell:
    """Join several cells as one, which is bold when every cell with words is."""
    struck = between.join(cell.struck for cell in cells if cell.struck)
    filled = [cell for cell in cells if cell.text or cell.lead]
    marks = tuple(mark for cell in filled for mark in cell.marks)
    lead = filled[0].lead if filled else ""
    is_bold = bool(filled) and all(cell.bold for cell in filled)
    return Cell(between.join(cell.text for cell in filled), marks, lead, is_bold, struck)


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children with a tag, also those inside content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag == qn("w:sdt"):
            for content in child.findall(qn("w:sdtContent")):
                yield from _children(content, tag)


def _is_hidden_or_deleted(row: Any) -> bool:
    """Return whether a row is hidden, or deleted with the change tracked."""
    properties = row.find(qn("w:trPr"))
    return properties is not None and (
        _is_on(properties.find(qn("w:hidden"))) or properties.find(qn("w:del")) is not None
    )


def _count_in(element: Any) -> int:
    text = str(element.get(qn("w:val"), ""))
    return min(int(text), 64) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _is_on(element: Any | None) -> bool:
    return element is not None and str(element.get(qn("w:val"), "1")) not in _OFF
