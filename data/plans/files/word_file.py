"""Read Word documents as blocks. Counts are limited here, time and memory by the process around it."""

import io
from collections.abc import Iterator
from typing import Any

from data.plans.files.archive import check_archive
from data.plans.files.blocks import Block, Cell, Paragraph, Row
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_BLOCKS = 10_000
MAX_CELLS = 100_000
"""Cells of all tables together, empty ones of merged rows included; the plan of 2020 has 250."""

MAX_CHARACTERS = 2_000_000


def read_word(content: bytes) -> tuple[list[Block], list[tuple[str, str]]]:
    """The blocks of a Word document in its order and its footnotes as (mark, text)."""
    check_archive(content, ".docx", "word/")
    import docx

    from data.plans.files.word_numbering import Numbering
    from data.plans.files.word_text import WordText

    document = docx.Document(io.BytesIO(content))
    styles = document.styles.element
    reader = WordText(Numbering(_numbering_of(document), styles), _bold_styles(styles), _looks(styles))
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
    return blocks, list(_read_notes(document, reader))


def _read_body(body: Any, reader: Any) -> Iterator[Block]:
    line = table = 0
    is_tabbed = False
    for element in _flatten(body):
        if element.tag.endswith("}tbl"):
            table += 1
            is_tabbed = False
            for cells in reader.rows(element):
                line += 1
                yield Row(line, table, cells)
            continue
        cells = reader.tabbed(element)
        told = sum(1 for cell in cells if cell.text or cell.struck)
        if told > 1 or (is_tabbed and told and len(cells) > 1):
            table += not is_tabbed
            is_tabbed = True
            line += 1
            yield Row(line, table, cells)
            continue
        for paragraph in _lines(next((one for one in cells if one.text or one.struck), cells[0]), line):
            line += 1
            is_tabbed = is_tabbed and not paragraph.text
            yield paragraph


def _lines(cell: Cell, above: int) -> Iterator[Paragraph]:
    """A paragraph of Word as loose lines, one for each of its own."""
    for position, words in enumerate(cell.text.split("\n")):
        first = position == 0
        line = Cell(words, cell.marks if first else (), cell.lead if first else "", cell.bold)
        yield Paragraph(above + position + 1, line, not first)


def _flatten(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in document order, also those inside content controls."""
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
    """The paragraph styles with bold letters, own or inherited; headings count, whatever they look like."""
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
        above = style.find(qn("w:basedOn"))
        return above is not None and is_bold(str(above.get(qn("w:val"))), depth + 1)

    return frozenset(name for name in found if is_bold(name, 0))


def _looks(styles: Any) -> dict[str, frozenset[str]]:
    """The properties of runs that the character styles switch on: struck through, hidden."""
    from docx.oxml.ns import qn

    found: dict[str, frozenset[str]] = {}
    for style in styles.findall(qn("w:style")):
        properties = style.find(qn("w:rPr"))
        if style.get(qn("w:type")) == "character" and properties is not None:
            switched = (one.tag for one in properties if str(one.get(qn("w:val"), "1")) not in {"0", "false"})
            found[str(style.get(qn("w:styleId")))] = frozenset(switched)
    return found


def _read_notes(document: Any, reader: Any) -> Iterator[tuple[str, str]]:
    """The footnotes that the text refers to, under the numbers their marks were given."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    marks = {note_id: str(position) for position, note_id in enumerate(reader.note_ids, 1)}
    for relation in _relations(document, "/footnotes"):
        for note in parse_xml(relation.target_part.blob).findall(qn("w:footnote")):
            text = " ".join(reader.cell(note).text.split())
            mark = marks.get(str(note.get(qn("w:id"))))
            if mark is not None and text:
                yield mark, text
