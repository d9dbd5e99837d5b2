"""Find which list each footnote belongs to, and which lists are approximate."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.calendar.plan import Footnote
from data.plans.doubts import ListName, PlanWarning, WarningCode
from data.plans.files.blocks import Row, Sheet
from data.plans.layout.headings import LOOKS_LIKE_ONE, list_of_heading
from data.plans.layout.printed_rows import Outline

_APPROXIMATE = re.compile(r"ориентировочн|предварительн|приблизительн", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentFootnotes:
    """The footnotes with their lists, the approximate lists and marks, and the doubts."""

    footnotes: tuple[Footnote, ...]
    approximate: frozenset[ListName]
    marks: frozenset[str]
    warnings: tuple[PlanWarning, ...]


def footnote_marks(sheet: Sheet) -> frozenset[str]:
    """Return the marks of footnotes that stand anywhere in the text of a document."""
    cells = (
        cell for block in sheet.blocks for cell in (block.cells if isinstance(block, Row) else (block.cell,))
    )
    return frozenset(mark for cell in cells for mark in cell.marks)


def read_footnotes(outline: Outline) -> DocumentFootnotes:
    """Read every footnote with the headings that refer to it.

    A mark without a text that looks like one with a text is read as that one and reported: «i» is «1». A
    footnote about city days that no heading refers to holds for both lists, since it does no harm to call one
    date too many approximate.
    """
    texts = _merge_repeated(outline.footnotes)
    misread = _misread_marks(outline, texts)
    warnings = [
        PlanWarning.of(WarningCode.FOOTNOTE_MARK_WITHOUT_TEXT, mark=mark, list=name, read_as=read_as)
        for (name, mark), read_as in misread.items()
    ]
    footnotes: list[Footnote] = []
    approximate = {heading.list_name for heading in outline.headings if says_approximate(heading.text)}
    for mark, text in texts.items():
        refs = _lists_of(mark, outline, misread)
        if not refs and _speaks_of_cities(text):
            refs = list(dict.fromkeys(heading.list_name for heading in outline.headings))
            warnings.append(PlanWarning.of(WarningCode.FOOTNOTE_WITHOUT_MARK, mark=mark, text=text))
        if says_approximate(text):
            approximate.update(ref for ref in refs if ref is not ListName.EVENTS)
        footnotes.append(Footnote(mark, text, tuple(refs)))
    marks = frozenset(mark for mark, text in texts.items() if says_approximate(text))
    return DocumentFootnotes(tuple(footnotes), frozenset(approximate), marks, tuple(warnings))


def _merge_repeated(footnotes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the text of each mark. A footnote repeated on every page is one."""
    texts: dict[str, str] = {}
    for mark, text in footnotes:
        if mark not in texts:
            texts[mark] = text
        elif text not in texts[mark]:
            texts[mark] = f"{texts[mark]} {text}"
    return texts


def _misread_marks(outline: Outline, texts: dict[str, str]) -> dict[tuple[ListName, str], str]:
    """Return the marks of headings that have no text, by list, with what they stand for."""
    return {
        (heading.list_name, mark): _read_as(mark, texts)
        for heading in outline.headings
        for mark in heading.marks
        if mark not in texts
    }


def _read_as(mark: str, texts: dict[str, str]) -> str:
    """Return the mark of the footnote that a mark without text stands for, or nothing."""
    return "1" if mark in LOOKS_LIKE_ONE and "1" in texts else ""


def _lists_of(mark: str, outline: Outline, misread: dict[tuple[ListName, str], str]) -> list[ListName]:
    exact = [heading.list_name for heading in outline.headings if mark in heading.marks]
    alike = [name for (name, _), read_as in misread.items() if read_as == mark]
    rows = [row.list_name for row in outline.rows if mark in row.marks]
    return list(dict.fromkeys((*exact, *alike, *rows)))


def _speaks_of_cities(text: str) -> bool:
    return list_of_heading(text) is not None or says_approximate(text)


def is_approximate(footnotes: DocumentFootnotes, name: ListName, marks: Sequence[str]) -> bool:
    """Return whether a row of a list, with its own marks, is approximate."""
    return name in footnotes.approximate or any(mark in footnotes.marks for mark in marks)


def says_approximate(text: str) -> bool:
    """Return whether a heading, a cell or a footnote calls its dates «ориентировочно»."""
    return _APPROXIMATE.search(text) is not None
