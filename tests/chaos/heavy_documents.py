"""A tool: random documents that take far more time or memory than their size suggests."""

import io
import random
import zipfile
from collections.abc import Callable, Mapping

from tests.plans.word import plan_in_word

Dice = random.Random
TABLES = (b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>")
CONTROLS = (b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>")
WORDS = (
    "Москва", "12 мая - ", "14 июня; ", "сентябрь", "«", "(", "по графику", "перенесено с ", "Организаторы: ",
    "Новосибрск ", "XIII ", "31 ",
)  # fmt: skip
ROWS = ("{n}.\tСъезд\tМосква май\tМАГ\n", "\tКонф-\tСанкт-\tОрг-\n", "слово {n}\n", "1.\t\t\t\n")
TITLE = "План мероприятий МАГ на 2020 год\n\n№\tМероприятия\tМесто, дата\tПримечание\n"
MOST_TEXT = 2_000_000


def word(markup: bytes, media: int = 0) -> bytes:
    """Return a good Word document with markup added at its end, and `media` bytes of pictures."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plan_in_word())) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in source.infolist():
            content = source.read(part.filename)
            if part.filename == "word/document.xml":
                content = content.replace(b"</w:body>", markup + b"</w:body>")
            archive.writestr(part.filename, content)
        if media:
            archive.writestr("word/media/picture.png", bytes(media))
    return target.getvalue()


def text(rows: str) -> bytes:
    """Return a plan with these rows as text, cut to the largest size of a text."""
    return (TITLE + rows).encode()[:MOST_TEXT].decode("utf-8", "ignore").encode()


def spans(dice: Dice) -> bytes:
    """Return a table of merged cells that has far more columns or rows than it shows."""
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="%d"/></w:tcPr><w:p/></w:tc>' % dice.randint(20, 999)
    row = b"<w:tr>" + cell * dice.choice((1, 60)) + b"</w:tr>"
    return word(b"<w:tbl>" + row * dice.randint(1_000, 9_000) + b"</w:tbl>")


def elements(dice: Dice) -> bytes:
    """Return very many small elements, which take a hundred times the memory of their markup."""
    element = dice.choice((b"<w:p/>", b"<w:p><w:r/></w:p>", b'<w:p a="1" b="2"/>', b"<w:bookmarkEnd/>"))
    return word(element * (dice.randint(10, 31) * 2**20 // len(element)))


def long_paragraph(dice: Dice) -> bytes:
    """Return a document with one paragraph of millions of characters."""
    sign = dice.choice((b"<w:tab/>", b"<w:br/>", b"<w:t>x</w:t>"))
    return word(b"<w:p><w:r>" + sign * (dice.randint(5, 25) * 2**20 // len(sign)) + b"</w:r></w:p>")


def nested(dice: Dice) -> bytes:
    """Return tables in tables, or content controls in content controls."""
    depth = dice.randint(50, 5_000)
    begin, end = dice.choice((TABLES, CONTROLS))
    return word(begin * depth + b"<w:p/>" + end * depth)


def bomb(dice: Dice) -> bytes:
    """Return a document with a picture that unpacks to a thousand times its size."""
    return word(b"", media=dice.randint(50, 300) * 2**20)


def damaged_word(dice: Dice) -> bytes:
    """Return a good Word document with some bytes changed."""
    return damaged(plan_in_word(), dice)


def damaged(content: bytes, dice: Dice) -> bytes:
    """Return the content with some bytes changed, and perhaps with its end cut off."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 30)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed[: dice.choice((len(changed), dice.randrange(1, len(changed))))])


def many_cells(dice: Dice) -> bytes:
    """Return lines of separators between cells, without any text."""
    return text((dice.choice("\t|") * dice.randint(50, 5_000) + "\n") * 9_000)


def repeated_words(dice: Dice) -> bytes:
    """Return cells in which words with a meaning for the reader are repeated many times."""
    pieces = [dice.choice(WORDS) * dice.randint(1, 60) for _ in range(6)]
    cells = ("".join(dice.sample(pieces, 3)) for _ in range(2 * 990))
    return text("".join(f"{n}.\t{next(cells)}\t{next(cells)}\tМАГ\n" for n in range(1, 990)))


def alike_rows(dice: Dice) -> bytes:
    """Return thousands of almost equal rows, or of pieces of rows that may belong together."""
    row, rows = dice.choice(ROWS), dice.randint(900, 9_900)
    return text(ROWS[0].format(n=1) + "".join(row.format(n=n) for n in range(rows)))


def damaged_text(dice: Dice) -> bytes:
    """Return a good text with some bytes changed."""
    return damaged(text("1.\tСъезд\tМосква май\tМАГ\n" * 20), dice)


QUICK: Mapping[str, tuple[str, Callable[[Dice], bytes]]] = {
    "spans": ("docx", spans),
    "elements": ("docx", elements),
    "many cells": ("tsv", many_cells),
    "damaged text": ("txt", damaged_text),
}
"""Documents that are refused or read within a second or two."""

EVERY: Mapping[str, tuple[str, Callable[[Dice], bytes]]] = {
    **QUICK,
    "long paragraph": ("docx", long_paragraph),
    "nested": ("docx", nested),
    "bomb": ("docx", bomb),
    "damaged Word": ("docx", damaged_word),
    "repeated words": ("md", repeated_words),
    "alike rows": ("txt", alike_rows),
}
