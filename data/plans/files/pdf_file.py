"""Read the ruled tables of a .pdf file with a text layer, and refuse what is not certain.

A page is read when its text stands in ruled cells or in lines beside the tables, and when no line crosses out
a word, because a struck row that counts would be silently wrong.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from data.plans.files.blocks import Block, Cell, Paragraph, Row, Sheet, join_pieces
from data.plans.files.found_kinds import found_kind
from data.plans.files.inline_marks import clean_text, read_cell
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_PAGES = 60
MAX_CHARACTERS_OF_PAGE = 20_000
MAX_EDGES_OF_PAGE = 3_000
"""Lines and sides of rectangles on a page. The time to find a table grows with their square."""

_TOLERANCE = 2.0
"""Points by which a line may lie beside the side of a cell and still belong to it."""


def read_pdf(content: bytes) -> Sheet:
    """Read the rows of the tables and the other lines of all pages, in their order on the page.

    Raises Unreadable for scanned pages, and for pages whose cells cannot be told apart with certainty.
    """
    if not content.startswith(b"%PDF"):
        raise Unreadable(UnreadableReason.WRONG_TYPE, expected=".pdf", found=found_kind(content))
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            _check_pages(document)
            blocks = list(_read_pages(document.pages))
    except (PDFException, PdfminerException, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(UnreadableReason.BROKEN, expected=".pdf") from error
    if not any(isinstance(block, Row) for block in blocks):
        raise Unreadable(UnreadableReason.NOT_CERTAIN if blocks else UnreadableReason.SCANNED)
    return Sheet.of(blocks)


def _check_pages(document: Any) -> None:
    """Refuse too many pages by the number the document claims, before reading any of them."""
    pages = document.doc.catalog.get("Pages")
    count = pages.resolve().get("Count", 0) if pages is not None else 0
    if not isinstance(count, int) or count > MAX_PAGES or len(document.pages) > MAX_PAGES:
        raise Unreadable(UnreadableReason.TOO_MANY_PAGES, expected=str(MAX_PAGES), found=str(count))


def _read_pages(pages: Sequence[Any]) -> Iterator[Block]:
    line = 0
    for page in pages:
        if len(page.chars) > MAX_CHARACTERS_OF_PAGE or len(page.edges) > MAX_EDGES_OF_PAGE:
            raise Unreadable(UnreadableReason.TOO_HEAVY)
        if page.images and not page.chars:
            raise Unreadable(UnreadableReason.SCANNED)
        for words in _read_page(page):
            line += 1
            yield Row(line, 1, words) if isinstance(words, tuple) else Paragraph(line, words)
        page.close()


def _read_page(page: Any) -> Iterator[tuple[Cell, ...] | Cell]:
    """Yield the rows and the other lines of a page from top to bottom."""
    tables = sorted((one for one in page.find_tables() if len(one.columns) > 1), key=lambda one: one.bbox[1])
    _check_struck(page, tables)
    found: list[tuple[float, tuple[Cell, ...] | Cell]] = []
    characters = 0
    for table in tables:
        for row, texts in zip(table.rows, table.extract(), strict=True):
            cells = tuple(_cell(text or "") for text in texts)
            characters += sum(map(_count_characters, (text or "" for text in texts)))
            found.append((row.bbox[1], cells))
    outside = page.filter(lambda one: one.get("object_type") != "char" or not _is_in(one, tables))
    for line in outside.extract_text_lines(return_chars=False):
        characters += _count_characters(line["text"])
        found.append((line["top"], read_cell(clean_text(line["text"]))))
    if characters != sum(_count_characters(one["text"]) for one in page.chars):
        raise Unreadable(UnreadableReason.NOT_CERTAIN)
    yield from (words for _, words in sorted(found, key=lambda item: item[0]))


def _is_in(char: Any, tables: Sequence[Any]) -> bool:
    middle, height = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(
        left <= middle <= right and top <= height <= bottom
        for left, top, right, bottom in (table.bbox for table in tables)
    )


def _count_characters(text: str) -> int:
    """Count the characters without blanks: none may be lost between the cells."""
    return sum(1 for char in text if not char.isspace())


def _cell(text: str) -> Cell:
    """Read a cell. Its line breaks come from the width of the paper, so the lines are joined."""
    words = ""
    for line in clean_text(text).split("\n"):
        words = join_pieces(words, line)
    return read_cell(words)


def _check_struck(page: Any, tables: Sequence[Any]) -> None:
    """Refuse a page where a line runs through the middle of letters inside a table."""
    rules = {round(side, 1) for table in tables for cell in table.cells for side in (cell[1], cell[3])}
    lines = [
        edge
        for edge in page.edges
        if edge["orientation"] == "h" and all(abs(edge["top"] - rule) > _TOLERANCE for rule in rules)
    ]
    for char in page.chars if lines else ():
        third = (char["bottom"] - char["top"]) / 3
        for edge in lines:
            is_across = edge["x0"] <= (char["x0"] + char["x1"]) / 2 <= edge["x1"]
            if is_across and char["top"] + third < edge["top"] < char["bottom"] - third / 2:
                raise Unreadable(UnreadableReason.NOT_CERTAIN)
