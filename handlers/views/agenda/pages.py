"""Render a list page by page: title, rows below headings, footnotes and buttons."""

from collections.abc import Iterator, Sequence
from datetime import date

from data.calendar.occasions import Occasion
from handlers.agenda.listing import AgendaGroup, AgendaRow, Listing
from handlers.callbacks.agenda import AgendaKind, AgendaScreen, OpenAgenda
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.agenda.headings import covers_one_month, list_title, nothing_note
from handlers.views.agenda.rows import (
    LONGEST_ROW_PLACE,
    LONGEST_ROW_TITLE,
    agenda_row,
    card_name,
    month_heading,
    row_setting,
    undated_row,
)
from handlers.views.keyboard import Row, button, in_rows, keyboard, pager
from handlers.views.message import Message, utf16_length
from handlers.views.paging import Paged
from handlers.views.pictures.captions import picture_button
from handlers.views.wording.occasions import approximation_note, card_of

ROWS_ON_LIST_PAGE = 25
"""One screen of a phone."""

LONGEST_PAGE = 3700
"""UTF-16 units of the rows of a page. Title and footnotes need the rest of a message."""

CARDS_ON_BUTTONS = 4
"""Cards up to which a list has a button for each. More are opened by the choice."""

_ROW_UNITS = 88
"""UTF-16 units of a row beside title and place: days, hours, marks, a heading."""

_BELOW_A_MONTH = frozenset({AgendaGroup.DATED, AgendaGroup.FOLLOWING})
_KINDS_OF_EVENTS = frozenset(
    {AgendaKind.EVENTS, AgendaKind.OWN, AgendaKind.PARTICIPATION, AgendaKind.PARTNER}
)


def agenda_message(words: Words, listing: Listing, today: date) -> Message:
    """Render the page of a list that is asked for, or the last one."""
    page = page_of(listing)
    parts = (list_title(words, listing, today), *_sections(words, listing, page.rows, today))
    text = join((*parts, *_notes(words, listing, page)), "\n\n")
    return Message(text, keyboard(*_buttons(words, listing, page)))


def listing_text(words: Words, listing: Listing, today: date) -> Markup:
    """Render the whole list as a text without pages and buttons."""
    page = Paged(listing.rows, 0, 1, 0, len(listing.rows))
    sections = _sections(words, listing, listing.rows, today)
    return join((list_title(words, listing, today), *sections, *_notes(words, listing, page)), "\n\n")


def page_of(listing: Listing) -> Paged[AgendaRow]:
    """Return the rows of the page asked for. All pages are of similar length."""
    rows = listing.rows
    size = -(-len(rows) // (-(-len(rows) // ROWS_ON_LIST_PAGE) or 1))
    pages: list[list[AgendaRow]] = [[]]
    length = 0
    for row in rows:
        units = _units(row)
        if pages[-1] and (len(pages[-1]) == size or length + units > LONGEST_PAGE):
            pages.append([])
            length = 0
        pages[-1].append(row)
        length += units
    number = min(listing.request.page, len(pages) - 1)
    first = sum(len(page) for page in pages[:number])
    return Paged(tuple(pages[number]), number, len(pages), first, len(rows))


def cards_on(page: Paged[AgendaRow]) -> list[Occasion]:
    """Return the occasions of a page that open a card, one for each card."""
    found = {card: row.occasion for row in reversed(page.rows) if (card := _card_data(row.occasion))}
    return list(reversed(found.values()))


def _card_data(occasion: Occasion) -> str:
    card = card_of(occasion)
    return card.pack() if card is not None else ""


def _units(row: AgendaRow) -> int:
    """Return the most UTF-16 units a row may have in either language, with its heading."""
    occasion = row.occasion
    title = occasion.event.title[:LONGEST_ROW_TITLE] if occasion.event is not None else ""
    place = occasion.place.raw if occasion.place is not None else ""
    texts = (title, place[:LONGEST_ROW_PLACE], occasion.when.raw)
    return _ROW_UNITS + sum(utf16_length(text) for text in texts)


def _sections(words: Words, listing: Listing, rows: Sequence[AgendaRow], today: date) -> Iterator[Markup]:
    """Yield the rows in paragraphs, each below its heading."""
    section: list[Markup] = []
    before: tuple[AgendaGroup, Markup] | None = None
    for row in rows:
        heading = row.group, _heading(words, listing, row)
        if heading != before:
            yield join(section)
            if row.group is AgendaGroup.FOLLOWING and (before is None or before[0] is not row.group):
                yield nothing_note(words, listing, today)
            section = [heading[1]]
        before = heading
        section.append(_line(words, listing, row, today))
    yield join(section)
    if listing.is_empty and not listing.following:
        yield nothing_note(words, listing, today)


def _line(words: Words, listing: Listing, row: AgendaRow, today: date) -> Markup:
    if row.group is AgendaGroup.UNDATED:
        return undated_row(words, row.occasion)
    return agenda_row(words, row.occasion, row_setting(listing, row, today))


def _heading(words: Words, listing: Listing, row: AgendaRow) -> Markup:
    """Return the month of a row, or what its group is called.

    It is empty where the title names the only month.
    """
    if row.group not in _BELOW_A_MONTH:
        return words("agenda-group", group=row.group.value)
    is_first = listing.rows[0].group is AgendaGroup.DATED
    is_in_title = is_first and row.group is AgendaGroup.DATED and covers_one_month(listing)
    is_same = (row.anchor.year, row.anchor.month) == (listing.last.year, listing.last.month)
    return Markup("") if is_in_title and is_same else month_heading(words, row.anchor)


def _notes(words: Words, listing: Listing, page: Paged[AgendaRow]) -> Iterator[Markup]:
    """Yield the footnotes of a page, and on the last page the years without a plan."""
    is_last = page.number == page.pages - 1
    kind, missing = listing.request.kind, listing.without_plan if is_last else ()
    # of calculated days the note about the missing plan says it
    explained = () if kind in _KINDS_OF_EVENTS else missing
    occasions = [row.occasion for row in page.rows]
    has_window = any(row.occasion.when.is_window for row in page.rows if row.group in _BELOW_A_MONTH)
    yield join(
        (
            approximation_note(words, occasions, explained),
            words("agenda-window-note") if has_window else "",
        )
    )
    if missing:
        yield _missing_plans(words, kind, missing)


def _missing_plans(words: Words, kind: AgendaKind, years: Sequence[int]) -> Markup:
    """Say which years have no plan: «Планов на 2027 и 2028 годы пока нет»."""
    *first, last = (str(year) for year in years)
    joined = words("agenda-years", first=", ".join(first), last=last) if first else last
    return words("agenda-no-plan", count=len(years), years=joined, kind=kind.value)


def _buttons(words: Words, listing: Listing, page: Paged[AgendaRow]) -> Iterator[Row]:
    """Yield the few cards or the way to choose one, the other pages, and the filter."""
    request, cards = listing.request.with_page(page.number), cards_on(page)
    if len(cards) <= CARDS_ON_BUTTONS:
        buttons = [button(card_name(words, one), card) for one in cards if (card := card_of(one))]
        yield from in_rows(buttons, 2)
    yield pager(words, page.number, page.pages, request.with_page)
    last = []
    if len(cards) > CARDS_ON_BUTTONS:
        choice = request.model_copy(update={"screen": AgendaScreen.CHOICE})
        last.append(button(words.plain("button-choose-card"), choice))
    if listing.is_one_day:
        last.append(button(words.plain("button-upcoming"), OpenAgenda()))
    else:
        choices = request.model_copy(update={"page": 0, "screen": AgendaScreen.FILTER})
        last.append(button(words.plain("button-filter"), choices))
    yield last
    is_of_jubilees = request.kind is AgendaKind.JUBILEES
    yield (picture_button(words, listing.first.year, of_jubilees=is_of_jubilees),)
