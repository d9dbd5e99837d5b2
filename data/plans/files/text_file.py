"""Text documents: their bytes to text, their lines to rows and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from data.calendar.plan import EventStatus
from data.plans.files.blocks import Block, Cell, Paragraph, Row, Sheet, join_pieces
from data.plans.files.inline_marks import clean_text, read_cell, spread_bold
from data.plans.layout.headings import read_number
from data.plans.layout.row_starts import breaks_off
from data.plans.rows.organisers import begins_note
from data.plans.rows.statuses import status_in
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_LINES = 10_000
MAX_CELLS = 100_000
MAX_LINE = 20_000
"""Characters of one line; the longest row of a plan has some five hundred."""

_FOREIGN = ((b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\xd0\xcf\x11\xe0", "OLE"), (b"{\\rtf", "RTF"))
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*")
_NUMBER_START = re.compile(r"\s*(?:№|\d)")
_LINE_NUMBER = re.compile(r"№?\s*\d{1,3}(?:\.\d{1,2})?[.)]\s+(?=\D)")
_KNOWN_WORDS = ("план", "мероприят", "город")


def decode(content: bytes) -> str:
    """The text of a document in UTF-8, UTF-16 or Windows-1251.

    Unreadable when it is empty, another format under a text's name, or no text at all.
    """
    for magic, name in _FOREIGN:
        if content.startswith(magic):
            raise Unreadable(UnreadableReason.WRONG_TYPE, expected="UTF-8", found=name)
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text, certain=not encoding.startswith("cp")):
            return clean_text(text)
    raise Unreadable(UnreadableReason.NOT_TEXT, expected="UTF-8")


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    sample = content[:4000]
    if sample.count(b"\x00") + sample.count(b"\x04") > len(sample) // 8:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8-sig", "cp1251")


def _is_text(text: str, *, certain: bool) -> bool:
    sample = text[:20_000]
    odd = sum(1 for sign in sample if not (sign.isprintable() or sign in "\n\r\t\f\v\ufeff\u00ad\u2028"))
    if odd * 50 > len(sample):
        return False
    lowered = sample.lower()
    return (certain and "\x00" not in sample) or any(word in lowered for word in _KNOWN_WORDS)


def read_text(content: bytes) -> Sheet:
    """The rows and loose lines of a text document: tab-separated, or Markdown with pipes, or both.

    Unreadable for what is no text or has no line with any sign on it.
    """
    lines = spread_bold(decode(content)).split("\n")
    if not any(line.strip() for line in lines):
        raise Unreadable(UnreadableReason.EMPTY)
    if max(map(len, lines)) > MAX_LINE:
        raise Unreadable(UnreadableReason.TOO_HEAVY)
    if sum(line.count("\t") + line.count("|") for line in lines) > MAX_CELLS:
        raise Unreadable(UnreadableReason.TOO_HEAVY)
    if len(lines) > MAX_LINES:
        raise Unreadable(UnreadableReason.TOO_LONG, expected=str(MAX_LINES), found=str(len(lines)))
    return Sheet.of(list(_mend_wrapped(list(_read_lines(lines)))))


def _read_lines(lines: list[str]) -> Iterator[Block]:
    tables = count(1)
    table = next(tables)
    previous_loose = False
    outer = _has_outer_pipes(lines)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            previous_loose = False
            continue
        cells = _split(line, outer=outer)
        if cells is None:
            yield Paragraph(number, read_cell(re.sub(r"^#{1,6}\s+(.*)$", r"**\1**", line)), previous_loose)
            previous_loose = True
            continue
        if previous_loose:
            table = next(tables)
        previous_loose = False
        if not _is_rule(cells):
            yield Row(number, table, tuple(read_cell(cell) for cell in cells))


def _has_outer_pipes(lines: list[str]) -> bool:
    """Whether tables of pipes have one at the edge; where they have not, an edge pipe is an empty cell."""
    table = (line for line in lines if "\t" not in line and len(_PIPE.split(line)) > 2)
    return next(table, "|").lstrip().startswith("|")


def _split(line: str, *, outer: bool) -> list[str] | None:
    """The cells of a table line, None for a loose one."""
    if "\t" in line:
        return line.split("\t")
    pieces = _PIPE.split(line)
    if len(pieces) < 3 and not (len(pieces) == 2 and line.strip().startswith("|")):
        return None
    if outer and not pieces[0].strip():
        pieces = pieces[1:]
    if outer and not pieces[-1].strip() and len(pieces) > 1:
        pieces = pieces[:-1]
    return [piece.replace("\\|", "|") for piece in pieces]


def _is_rule(cells: list[str]) -> bool:
    """The line of hyphens under a Markdown header."""
    told = [cell for cell in cells if cell.strip()]
    return bool(told) and all(_RULE_CELL.fullmatch(cell) for cell in told)


def _mend_wrapped(blocks: list[Block]) -> Iterator[Block]:
    """Joins the rows that stray line breaks cut inside their cells, when the pieces make up one row.

    A numbered row takes the lines below it, without a blank one between, up to the width of its table. A
    whole row takes a loose line that goes on in small letters.
    """
    width = _width(blocks)
    head = next((len(row.cells) for row in blocks if isinstance(row, Row) and len(row.filled) > 2), 0)
    blocks = [_untied(block, head) for block in blocks]
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if isinstance(block, Row) and _may_be_broken(block, width):
            while place < len(blocks) and (piece := _piece(block, blocks[place - 1 : place + 1], width)):
                block = _wrap(block, piece)
                place += 1
        yield block


def _may_be_broken(row: Row, width: int) -> bool:
    """Whether a row may go on below: one with a number, or one that fills its table."""
    return _NUMBER_START.match(row.cells[0].text) is not None or (
        len(row.cells) == width and len(row.filled) > 2
    )


def _untied(block: Block, width: int) -> Block:
    """A row whose number is parted from the title by a blank instead of a tab, with its number apart."""
    if not isinstance(block, Row) or len(block.cells) != width - 1:
        return block
    first = block.cells[0]
    found = _LINE_NUMBER.match(first.text)
    if found is None:
        return block
    number, title = Cell(found[0].strip()), replace(first, text=first.text[found.end() :])
    return replace(block, cells=(number, title, *block.cells[1:]))


def _width(blocks: Sequence[Block]) -> int:
    """The number of columns: as many as the first row of several cells has, or the widest row after it."""
    return max((len(block.cells) for block in blocks if isinstance(block, Row)), default=0)


def _piece(row: Row, lines: Sequence[Block], width: int) -> tuple[Cell, ...] | None:
    """The cells of the next line when it goes on where the row so far breaks off."""
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
    is_note = begins_note(first.text) or status_in(first.text) is not EventStatus.PLANNED
    return cells if is_open or is_note or not first.text[0].isupper() else None


def _is_new_row(block: Block, above: Row, *, is_exact: bool) -> bool:
    """Whether a line begins with a row number higher than the one above: in a cell, or before loose words.

    is_exact: as the rest of the row above it would fill the table's width, so that its figure may be a day:
    it is one when it is printed in another way than the number above, or counts on too far.
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


def _wrap(row: Row, piece: tuple[Cell, ...]) -> Row:
    last = row.cells[-1]
    is_whole = not breaks_off(last.text)
    is_line = is_whole and (piece[0].text[:1].isupper() or last.text.endswith((";", ".")))
    text = f"{last.text}\n{piece[0].text}".strip() if is_line else join_pieces(last.text, piece[0].text)
    struck = join_pieces(last.struck, piece[0].struck)
    middle = Cell(text, last.marks + piece[0].marks, last.lead, last.bold, struck)
    return Row(row.line, row.table, (*row.cells[:-1], middle, *piece[1:]))
