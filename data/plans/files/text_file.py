"""Text documents: their bytes to text, their lines to rows and paragraphs."""

import re
from collections.abc import Iterator
from itertools import count

from data.plans.files.blocks import Block, Paragraph, Row, Sheet
from data.plans.files.inline_marks import clean_text, read_cell, spread_bold
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_LINES = 10_000
MAX_CELLS = 100_000
MAX_LINE_CHARACTERS = 20_000
"""Characters of one line; the longest row of a plan has some five hundred."""

_FOREIGN = ((b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP"), (b"\xd0\xcf\x11\xe0", "OLE"), (b"{\\rtf", "RTF"))
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*")
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
    odd = sum(1 for char in sample if not (char.isprintable() or char in "\n\r\t\f\v\ufeff\u00ad\u2028"))
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
    if max(map(len, lines)) > MAX_LINE_CHARACTERS:
        raise Unreadable(UnreadableReason.TOO_HEAVY)
    if sum(line.count("\t") + line.count("|") for line in lines) > MAX_CELLS:
        raise Unreadable(UnreadableReason.TOO_HEAVY)
    if len(lines) > MAX_LINES:
        raise Unreadable(UnreadableReason.TOO_LONG, expected=str(MAX_LINES), found=str(len(lines)))
    return Sheet.of(list(_read_lines(lines)))


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
