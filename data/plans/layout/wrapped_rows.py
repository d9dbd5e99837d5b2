"""Join the rows of a text document that line breaks inside cells have cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.calendar.plan import EventStatus
from data.plans.files.blocks import Block, Cell, Paragraph, Row, Sheet, join_pieces
from data.plans.layout.headings import read_number
from data.plans.layout.note_words import starts_note
from data.plans.layout.row_starts import breaks_off
from data.plans.layout.status_words import status_in

_NUMBER_START = re.compile(r"\s*(?:№|\d)")
_LINE_NUMBER = re.compile(r"№?\s*\d{1,3}(?:\.\d{1,2})?[.)]\s+(?=\D)")


def join_wrapped_rows(sheet: Sheet) -> Sheet:
    """Join the rows of a text that line breaks inside their cells have cut.

    Rows are joined when the pieces make up one row. A numbered row takes the lines directly below it, up to
    the width of its table. A complete row takes a paragraph that continues it in small letters.
    """
    return replace(sheet, blocks=tuple(_join_wrapped(list(sheet.blocks))))


def _join_wrapped(blocks: list[Block]) -> Iterator[Block]:
    width = _width(blocks)
    header_width = next((len(row.cells) for row in blocks if isinstance(row, Row) and len(row.filled) > 2), 0)
    blocks = [_with_separate_number(block, header_width) for block in blocks]
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if isinstance(block, Row) and _may_be_broken(block, width):
            while position < len(blocks) and (
                piece := _next_piece(block, blocks[position - 1 : position + 1], width)
            ):
                block = _append_piece(block, piece)
                position += 1
        yield block


def _may_be_broken(row: Row, width: int) -> bool:
    """Return whether a row may continue below: it has a number, or it fills its table."""
    return _NUMBER_START.match(row.cells[0].text) is not None or (
        len(row.cells) == width and len(row.filled) > 2
    )


def _with_separate_number(block: Block, width: int) -> Block:
    """Return a row whose number has a cell of its own.

    In some texts a blank stands after the number instead of a tab: «3. Съезд».
    """
    if not isinstance(block, Row) or len(block.cells) != width - 1:
        return block
    first = block.cells[0]
    found = _LINE_NUMBER.match(first.text)
    if found is None:
        return block
    number, title = Cell(found[0].strip()), replace(first, text=first.text[found.end() :])
    return replace(block, cells=(number, title, *block.cells[1:]))


def _width(blocks: Sequence[Block]) -> int:
    """Return the number of columns of the widest row."""
    return max((len(block.cells) for block in blocks if isinstance(block, Row)), default=0)


def _next_piece(row: Row, lines: Sequence[Block], width: int) -> tuple[Cell, ...] | None:
    """Return the cells of the next line if it continues where the row breaks off, else None."""
    above, block = lines
    cells = block.cells if isinstance(block, Row) else (block.cell,)
    first = cells[0]
    if block.line != above.line + 1 or not first.text or first.bold or first.lead:
        return None
    joined = len(row.cells) + len(cells) - 1
    if joined > width or _is_new_row(block, row, is_exact=joined == width > len(row.cells)):
        return None
    if isinstance(block, Row):
        return cells
    is_open = breaks_off(row.cells[-1].text) or row.cells[-1].text.rstrip().endswith(";")
    is_note = starts_note(first.text) or status_in(first.text) is not EventStatus.PLANNED
    return cells if is_open or is_note or not first.text[0].isupper() else None


def _is_new_row(block: Block, above: Row, *, is_exact: bool) -> bool:
    """Return whether a line begins with a row number higher than the one above.

    is_exact: joined, the two lines would fill the width of the table. Then the figure may be a day. It is a
    day if it is printed differently from the number above, or does not follow it.
    """
    if isinstance(block, Paragraph):
        return _LINE_NUMBER.match(block.text) is not None
    text, text_above = block.cells[0].text.strip(), above.cells[0].text.strip()
    number, last = read_number(text), read_number(text_above)
    if number is None or last is None:
        return number is not None
    figures, lasts = _figures(number), _figures(last)
    is_alike = text[-1].isdigit() == text_above[-1].isdigit()
    if is_exact and (not is_alike or figures[:1] > [lasts[0] + 1 if lasts else 0]):
        return False
    return figures > lasts or not figures


def _figures(number: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", number)]


def _append_piece(row: Row, piece: tuple[Cell, ...]) -> Row:
    last = row.cells[-1]
    is_whole = not breaks_off(last.text)
    is_line = is_whole and (piece[0].text[:1].isupper() or last.text.endswith((";", ".")))
    text = f"{last.text}\n{piece[0].text}".strip() if is_line else join_pieces(last.text, piece[0].text)
    struck = join_pieces(last.struck, piece[0].struck)
    middle = Cell(text, last.marks + piece[0].marks, last.lead, last.bold, struck)
    return Row(row.line, row.table, (*row.cells[:-1], middle, *piece[1:]))
