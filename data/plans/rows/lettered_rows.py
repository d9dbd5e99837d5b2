"""Split rows that hold several events under letters: «а) Форум б) Заседание»."""

import re
from dataclasses import replace

from data.plans.layout.columns import ColumnRole
from data.plans.layout.printed_rows import PrintedRow

_MARK = re.compile(r"(?:^|(?<=[\s;,.]))([а-д])\)\s*")
_LETTERS = "абвгд"


def split_lettered(row: PrintedRow) -> list[PrintedRow]:
    """Return a row for each letter, if the title and another cell have the same letters.

    Else the row is returned alone. A cell without letters holds for every part.
    """
    pieces = [lettered(cell.text) for cell in row.cells]
    position = row.columns.column_of(ColumnRole.TITLE)
    count = len(pieces[position]) if position is not None and position < len(pieces) else 0
    if count < 2 or sum(len(piece) == count for piece in pieces) < 2:
        return [row]
    return [
        replace(
            row,
            cells=tuple(
                replace(cell, text=piece[part]) if len(piece) == count else cell
                for cell, piece in zip(row.cells, pieces, strict=True)
            ),
        )
        for part in range(count)
    ]


def lettered(text: str) -> list[str]:
    """Split a text at its letters: «а) МАГ б) АСДГ». Return nothing for other texts."""
    marks = list(_MARK.finditer(text.strip()))
    letters = "".join(mark[1] for mark in marks)
    if len(marks) < 2 or marks[0].start() or letters != _LETTERS[: len(marks)]:
        return []
    text = text.strip()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip(" \n;,") for mark, end in zip(marks, ends, strict=True)]
