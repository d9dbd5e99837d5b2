"""The loose lines below the first header of a plan: headings, footnotes, cities in a line, and the rest."""

from data.plans.drafting import NO_COLUMNS, Draft
from data.plans.headings import (
    CITY_LINE,
    ListName,
    has_heading_words,
    is_page_number,
    is_period,
    list_of_heading,
    read_footnote,
    split_number,
)
from data.plans.printed import PrintedRow
from data.plans.sheet import Cell, Paragraph, join_pieces

_LONGEST_CITY_LINE = 120


def take_paragraph(draft: Draft, paragraph: Paragraph, *, before_table: bool) -> None:
    """Adds a loose line to the outline. before_table: a row of a table follows it."""
    text, cell = paragraph.text, paragraph.cell
    if not text or is_page_number(text):
        return
    heads = list_of_heading(text) is not None or cell.bold or is_period(text)
    if before_table and not cell.lead and (heads or has_heading_words(text)):
        _take_heading(draft, paragraph)
        return
    footnote = read_footnote(cell, draft.marks)
    if footnote is not None:
        draft.add_footnote(footnote)
    elif heads:
        _take_heading(draft, paragraph)
    elif draft.list_name is not ListName.EVENTS and _is_city_line(text):
        _take_city(draft, paragraph)
    elif paragraph.follows and not text[0].isupper() and _is_under_footnote(draft):
        mark, words = draft.found.footnotes.pop()
        draft.add_footnote((mark, join_pieces(words, text)))
    else:
        draft.found.later.append(paragraph)
        draft.leave(paragraph.line, text)


def _take_heading(draft: Draft, paragraph: Paragraph) -> None:
    draft.add_heading(paragraph.cell, goes_on=paragraph.follows)
    draft.found.later.append(paragraph)


def _take_city(draft: Draft, paragraph: Paragraph) -> None:
    number, rest = split_number(paragraph.text)
    cells = (Cell(rest, paragraph.cell.marks),)
    row = PrintedRow(draft.list_name, number, cells, NO_COLUMNS, draft.section, paragraph.line)
    draft.found.rows.append(row)
    draft.is_open = False


def _is_under_footnote(draft: Draft) -> bool:
    above = draft.above
    return (
        isinstance(above, Paragraph)
        and bool(draft.found.footnotes)
        and read_footnote(above.cell, draft.marks) is not None
    )


def _is_city_line(text: str) -> bool:
    return len(text) <= _LONGEST_CITY_LINE and CITY_LINE.search(text.lower()) is not None
