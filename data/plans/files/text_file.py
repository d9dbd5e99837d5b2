"""Decode text documents and read their lines as rows and paragraphs."""

import re
from collections.abc import Iterator
from itertools import count

from data.plans.files.blocks import Block, Paragraph, Row, Sheet
from data.plans.files.found_kinds import binary_kind
from data.plans.files.inline_marks import clean_text, read_cell, spread_bold
from data.plans.unreadable import Unreadable, UnreadableReason

MAX_LINES = 10_000
MAX_CELLS = 100_000
MAX_LINE_CHARACTERS = 20_000
"""The longest row of a plan has about five hundred characters."""

_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"\s*:?-{2,}:?\s*")
_KNOWN_WORDS = ("план", "мероприят", "город")


def decode(content: bytes) -> str:
    """Decode a document in UTF-8, UTF-16 or Windows-1251.

    Raises Unreadable for another format under a text's name, and for what is no text at all.
    """
    kind = binary_kind(content)
    if kind is not None:
        raise Unreadable(UnreadableReason.WRONG_TYPE, found=kind)
    for encoding in _possible_encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text, is_unmistakable=not encoding.startswith("cp")):
            return clean_text(text)
    raise Unreadable(UnreadableReason.NOT_TEXT, expected="UTF-8")


def _possible_encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    sample = content[:4000]
    if sample.count(b"\x00") + sample.count(b"\x04") > len(sample) // 8:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8-sig", "cp1251")


def _is_text(text: str, *, is_unmistakable: bool) -> bool:
    sample = text[:20_000]
    odd = sum(1 for char in sample if not (char.isprintable() or char in "\n\r\t\f\v\ufeff\u00ad\u2028"))
    if odd * 50 > len(sample):
        return False
    lowered = sample.lower()
    return (is_unmistakable and "\x00" not in sample) or any(word in lowered for word in _KNOWN_WORDS)


def read_text(content: bytes) -> Sheet:
    """Read the rows and paragraphs of a text: tab-separated, Markdown with pipes, or both.

    Raises Unreadable for a file that is not text or has only blank lines.
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
    is_after_paragraph = False
    outer_pipes = _has_outer_pipes(lines)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            is_after_paragraph = False
            continue
        cells = _split_cells(line, outer_pipes=outer_pipes)
        if cells is None:
            text = re.sub(r"^#{1,6}\s+(.*)$", r"**\1**", line)
            yield Paragraph(number, read_cell(text), is_after_paragraph)
            is_after_paragraph = True
            continue
        if is_after_paragraph:
            table = next(tables)
        is_after_paragraph = False
        if not _is_rule(cells):
            yield Row(number, table, tuple(read_cell(cell) for cell in cells))


def _has_outer_pipes(lines: list[str]) -> bool:
    """Return whether the tables of pipes have a pipe at their edges: «| 1 | Форум |».

    Where they have none, a pipe at the edge stands beside an empty cell.
    """
    table = (line for line in lines if "\t" not in line and len(_PIPE.split(line)) > 2)
    return next(table, "|").lstrip().startswith("|")


def _split_cells(line: str, *, outer_pipes: bool) -> list[str] | None:
    """Return the cells of a table line, or None for a line outside the tables."""
    if "\t" in line:
        return line.split("\t")
    pieces = _PIPE.split(line)
    if len(pieces) < 3 and not (len(pieces) == 2 and line.strip().startswith("|")):
        return None
    if outer_pipes and not pieces[0].strip():
        pieces = pieces[1:]
    if outer_pipes and not pieces[-1].strip() and len(pieces) > 1:
        pieces = pieces[:-1]
    return [piece.replace("\\|", "|") for piece in pieces]


def _is_rule(cells: list[str]) -> bool:
    """Return whether the line is the rule of hyphens under a Markdown header."""
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(_RULE_CELL.fullmatch(cell) for cell in filled)
