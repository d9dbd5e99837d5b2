"""Read the paragraphs below the first header: headings, footnotes, lines of city lists."""

from data.plans.doubts import ListName, WarningCode
from data.plans.files.blocks import Block, Cell, Paragraph, Row, join_pieces
from data.plans.layout.date_words import contains_date
from data.plans.layout.header_rows import has_only_header_words
from data.plans.layout.headings import (
    CITY_LINE,
    LONGEST_HEADING,
    has_heading_words,
    is_page_number,
    is_period,
    is_statement,
    list_of_heading,
    read_footnote,
    read_number,
    split_number,
)
from data.plans.layout.note_words import starts_note
from data.plans.layout.outline_draft import NO_COLUMNS, OutlineDraft
from data.plans.layout.printed_rows import PrintedRow
from data.plans.layout.status_words import looks_like_status
from data.plans.text import quote

_LONGEST_CITY_LINE = 120


def add_paragraph(draft: OutlineDraft, paragraph: Paragraph, following: Block | None) -> None:
    """Add a paragraph to the outline. following is the block below it."""
    text, cell = paragraph.text, paragraph.cell
    if not text or is_page_number(text):
        return
    is_before_table = isinstance(following, Row)
    is_heading = list_of_heading(text) is not None or cell.bold or is_period(text)
    if is_before_table and not cell.lead and (is_heading or has_heading_words(text)):
        _add_heading(draft, paragraph)
        return
    footnote = read_footnote(cell, draft.marks)
    if footnote is not None:
        draft.add_footnote(footnote)
    elif is_heading:
        _add_heading(draft, paragraph)
    elif draft.list_name is not ListName.EVENTS and _is_city_line(text):
        _add_city_line(draft, paragraph)
    elif paragraph.follows and not text[0].isupper() and _is_under_footnote(draft):
        mark, words = draft.outline.footnotes.pop()
        draft.add_footnote((mark, join_pieces(words, text)))
    elif isinstance(following, Row) and has_only_header_words(following) and _may_be_heading(text):
        draft.warn(WarningCode.HEADING_ASSUMED, line=paragraph.line, text=quote(text))
        _add_heading(draft, paragraph)
    else:
        draft.outline.later.append(paragraph)
        draft.report_unread(paragraph.line, text)


def add_first_cell(draft: OutlineDraft, paragraph: Paragraph) -> bool:
    """Add the words of a row with only a first cell as if they were a paragraph.

    Returns whether they were a footnote, a city, a page number or a row in one line. Headings are left to the
    caller.
    """
    text = paragraph.text
    if read_number(text) is not None:
        return False
    footnote = read_footnote(paragraph.cell, draft.marks)
    is_listed = draft.list_name is not ListName.EVENTS and list_of_heading(text) is None
    if footnote is not None and (footnote[0] or is_statement(text)):
        draft.add_footnote(footnote)
    elif is_listed and _is_city_line(text) and split_number(text)[1] != text:
        _add_city_line(draft, paragraph)
    elif is_row_in_one_line(text):
        draft.report_unread(paragraph.line, text)
    else:
        return is_page_number(text)
    return True


def is_row_in_one_line(text: str) -> bool:
    """Return whether a line is a whole row: a number, then a quoted name, an age or a date.

    Example: «7. Форум «Мир», Казань, 5 мая».
    """
    number, rest = split_number(text)
    if not number or is_period(text):
        return False
    return "«" in rest or _is_city_line(rest) or contains_date(rest)


def _add_heading(draft: OutlineDraft, paragraph: Paragraph) -> None:
    draft.add_heading(paragraph.cell, paragraph.line, continues_above=paragraph.follows)
    draft.outline.later.append(paragraph)


def _add_city_line(draft: OutlineDraft, paragraph: Paragraph) -> None:
    number, rest = split_number(paragraph.text)
    cells = (Cell(rest, paragraph.cell.marks),)
    row = PrintedRow(draft.list_name, number, cells, NO_COLUMNS, draft.section, paragraph.line)
    draft.outline.rows.append(row)
    draft.is_open, draft.bare_heading = False, None


def _may_be_heading(text: str) -> bool:
    """Return whether a line above another header may head its rows.

    It begins with a capital and is neither a row nor a sentence.
    """
    if len(text) > LONGEST_HEADING or not text[0].isupper() or text.endswith(".") or is_row_in_one_line(text):
        return False
    return not starts_note(text) and not looks_like_status(text)


def _is_under_footnote(draft: OutlineDraft) -> bool:
    above = draft.above
    return (
        isinstance(above, Paragraph)
        and bool(draft.outline.footnotes)
        and read_footnote(above.cell, draft.marks) is not None
    )


def _is_city_line(text: str) -> bool:
    return len(text) <= _LONGEST_CITY_LINE and CITY_LINE.search(text.lower()) is not None
