"""Read the tables, the code and the quoted sentences of the documents for operators."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.names import ROOT

_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_COMMENT = re.compile(r"\s+#.*$", re.MULTILINE)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MESSAGE = re.compile(r"^[\w-]+ =(.*(?:\n(?:[ \t].*)?)*)", re.MULTILINE)
_QUOTED = re.compile(r"«(.+)»|“(.+)”")


def read(name: str) -> str:
    """Return the text of a document, by its path from the root of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the tables, headings included."""
    for line in _BLOCK.sub("", text).splitlines():
        if line.startswith("|") and not set(line) <= set("|-: "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def codes(cell: str) -> list[str]:
    """Return the texts in backticks."""
    return _CODE.findall(cell)


def named_first(text: str, pattern: str) -> list[str]:
    """Return the texts in backticks in the first cells of rows that match the whole pattern."""
    return [code for row in rows(text) for code in codes(row[0]) if re.fullmatch(pattern, code)]


def blocks(text: str) -> list[str]:
    """Return the blocks of code without their comments."""
    return [_COMMENT.sub("", block) for block in _BLOCK.findall(text)]


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings, which links lead to."""
    headings = _HEADING.findall(_BLOCK.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def quoted_messages(text: str) -> list[str]:
    """Return the first cells that consist of a quoted sentence, without the quotation marks."""
    found = (_QUOTED.fullmatch(row[0]) for row in rows(text))
    return [one[1] or one[2] for one in found if one is not None]


def messages(language: str) -> list[str]:
    """Return all messages of a language as they are written, each on one line."""
    files: list[Path] = sorted((ROOT / "handlers" / "locales" / language).glob("*.ftl"))
    texts = (file.read_text(encoding="utf-8") for file in files)
    return [" ".join(found.split()) for text in texts for found in _MESSAGE.findall(text)]


def is_said(sentence: str, message: str) -> bool:
    """Return whether a message contains the sentence. An ellipsis stands for anything."""
    pieces = [re.escape(piece) for piece in sentence.split("…") if piece]
    return re.search(".*".join(pieces), message) is not None
