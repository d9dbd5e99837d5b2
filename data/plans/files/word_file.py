"""Read Word documents as blocks.

This module limits the counts. The process around it limits time and memory.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from data.plans.files.archive import check_archive
from data.plans.files.blocks import Block, Cell, Paragraph, Row
from data.plans.unreadable import Unreadable, UnreadableReason

if TYPE_CHECKING:
    from data.plans.files.word_text import WordReader

MAX_BLOCKS = 10_000
MAX_CELLS = 100_000
"""Cells of all tables together, empty ones of merged rows included. The plan of 2020 has 250."""

MAX_CHARACTERS = 2_000_000


def read_word(content: bytes) -> tuple[list[Block], list[tuple[str, str]]]:
    """Read the blocks of a Word document in its order, and its footnotes as (mark, text)."""
    check_archive(content, ".docx", "word/")
    import docx

    from data.plans.files.word_numbering import Numbering
    from data.plans.files.word_text import WordReader

    document = docx.Document(io.BytesIO(content))
    styles = document.styles.element
    reader = WordReader(
        Numbering(_numbering_of(document), styles), _bold_styles(styles), _character_styles(styles)
    )
    blocks: list[Block] = []
    characters = cells = 0
    for block in _read_body(document.element.body, reader):
        blocks.append(block)
        characters += len(block.text)
        cells += len(block.cells) if isinstance(block, Row) else 0
        if cells > MAX_CELLS:
            raise Unreadable(UnreadableReason.TOO_HEAVY)
        if len(blocks) > MAX_BLOCKS or characters > MAX_CHARACTERS:
            raise Unreadable(UnreadableReason.TOO_LONG, expected=str(MAX_BLOCKS), found=str(len(blocks)))
    return blocks, list(_read_footnotes(document, reader))


def _read_body(body: Any, reader: "WordReader") -> Iterator[Block]:
    line = table = 0
    is_in_tabbed_table = False
    for element in _flatten(body):
        if element.tag.endswith("}tbl"):
            table += 1
            is_in_tabbed_table = False
            for cells in reader.read_rows(element):
                line += 1
                yield Row(line, table, cells)
            continue
        cells = reader.read_tabbed_paragraph(element)
        filled = sum(1 for cell in cells if cell.text or cell.struck)
        if filled > 1 or (is_in_tabbed_table and filled and len(cells) > 1):
            table += not is_in_tabbed_table
            is_in_tabbed_table = True
            line += 1
            yield Row(line, table, cells)
            continue
        for paragraph in _lines_of(next((one for one in cells if one.text or one.struck), cells[0]), line):
            line += 1
            is_in_tabbed_table = is_in_tabbed_table and not paragraph.text
            yield paragraph


def _lines_of(cell: Cell, above: int) -> Iterator[Paragraph]:
    """Yield a paragraph of Word as one Paragraph for each of its own lines."""
    for position, words in enumerate(cell.text.split("\n")):
        first = position == 0
        line = Cell(words, cell.marks if first else (), cell.lead if first else "", cell.bold)
        yield Paragraph(above + position + 1, line, not first)


def _flatten(body: Any) -> Iterator[Any]:
    """Yield paragraphs and tables in document order, also those inside content controls."""
    for child in body:
        if not isinstance(child.tag, str):
            continue
        if child.tag.endswith(("}p", "}tbl")):
            yield child
        elif child.tag.endswith(("}sdt", "}sdtContent")):
            yield from _flatten(child)


def _numbering_of(document: Any) -> Any | None:
    parts = (relation.target_part for relation in _relations(document, "/numbering"))
    return next((part.element for part in parts if hasattr(part, "element")), None)


def _relations(document: Any, kind: str) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            yield relation


def _bold_styles(styles: Any) -> frozenset[str]:
    """Return the paragraph styles with bold letters, own or inherited. Headings always count."""
    from docx.oxml.ns import qn

    found = {str(style.get(qn("w:styleId"))): style for style in styles.findall(qn("w:style"))}

    def is_bold(name: str, depth: int) -> bool:
        style = found.get(name)
        if style is None or depth > 12:
            return False
        if style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") is not None:
            return True
        bold = style.find(f"{qn('w:rPr')}/{qn('w:b')}")
        if bold is not None:
            return str(bold.get(qn("w:val"), "1")) not in {"0", "false", "off"}
        base = style.find(qn("w:basedOn"))
        return base is not None and is_bold(str(base.get(qn("w:val"))), depth + 1)

    return frozenset(name for name in found if is_bold(name, 0))


def _character_styles(styles: Any) -> dict[str, frozenset[str]]:
    """Return the run properties that each character style switches on: struck through, hidden."""
    from docx.oxml.ns import qn

    found: dict[str, frozenset[str]] = {}
    for style in styles.findall(qn("w:style")):
        properties = style.find(qn("w:rPr"))
        if style.get(qn("w:type")) == "character" and properties is not None:
            switched = (one.tag for one in properties if str(one.get(qn("w:val"), "1")) not in {"0", "false"})
            found[str(style.get(qn("w:styleId")))] = frozenset(switched)
    return found


def _read_footnotes(document: Any, reader: "WordReader") -> Iterator[tuple[str, str]]:
    """Yield the footnotes that the text refers to, under the numbers of their marks."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    marks = {note_id: str(position) for position, note_id in enumerate(reader.note_ids, 1)}
    for relation in _relations(document, "/footnotes"):
        for note in parse_xml(relation.target_part.blob).findall(qn("w:footnote")):
            text = " ".join(reader.read_cell_lines(note).text.split())
            mark = marks.get(str(note.get(qn("w:id"))))
            if mark is not None and text:
                yield mark, text
