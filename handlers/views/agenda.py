"""What is coming, page by page; what is today."""

from collections.abc import Sequence
from datetime import date

from aiogram.filters.callback_data import CallbackData

from data.calendar.occasions import Occasion
from handlers.agenda_listing import AgendaGroup, Listing
from handlers.callbacks.browsing import AgendaKind, OpenAgenda
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, in_rows, keyboard, numbered, pager
from handlers.views.message import Message
from handlers.views.paging import Paged, take_page
from handlers.views.wording.days import day_in_words, month_in_words, span_in_words, weekday_in_words
from handlers.views.wording.occasions import card_of, occasion_row

SPANS = (7, 30, 90, 365)
MONTHS_OFFERED = 12
TODAY_AT_MOST = 12
"""Rows of /today, which has no pages."""

GroupedRow = tuple[AgendaGroup, Occasion]


def agenda_message(words: Words, listing: Listing, today: date) -> Message:
    """A page of the agenda: rows with numbers, buttons with the same numbers, ways to other pages."""
    request = listing.request
    page = take_page(listing.rows, request.page)
    numbers = numbers_on(listing.rows, page)
    rows = _rows(words, page, numbers, today.year)
    parts = (_head(words, listing, today), *rows, *_foot(words, listing, page, today))
    text = join(parts, "\n\n")

    def target(number: int) -> OpenAgenda:
        return request.model_copy(update={"page": number, "menu": False})

    choices = button(words.plain("button-filter"), request.model_copy(update={"page": 0, "menu": True}))
    pages = pager(words, page.number, page.pages, target)
    return Message(text, keyboard(*numbered(_cards(page, numbers)), pages, (choices,)))


def listing_text(words: Words, listing: Listing, today: date) -> Markup:
    """The whole agenda without pages and buttons."""
    page = take_page(listing.rows, 0, size=max(len(listing.rows), 1))
    rows = _rows(words, page, [None] * len(page.rows), today.year)
    return join((_head(words, listing, today), *rows, *_foot(words, listing, page, today)), "\n\n")


def filter_message(words: Words, request: OpenAgenda, today: date) -> Message:
    """The choices of the agenda: what, how far ahead, or which month."""
    plain = request.model_copy(update={"page": 0, "menu": False})
    kinds = [
        button(_chosen(words, words.plain("agenda-kind", kind=kind.value), is_it=kind is request.kind), data)
        for kind in AgendaKind
        for data in (plain.model_copy(update={"kind": kind}),)
    ]
    spans = [
        button(_chosen(words, words.plain("button-days", days=days), is_it=is_it), data)
        for days in SPANS
        for is_it in (request.days == days and not request.month,)
        for data in (plain.model_copy(update={"days": days, "month": 0}),)
    ]
    text = words("agenda-filter", kind=words("agenda-kind", kind=request.kind.value))
    rows = (*in_rows(kinds, 2), spans, *in_rows(_months(words, plain, today), 3))
    return Message(text, keyboard(*rows, (button(words.plain("button-back"), plain),)))


def today_message(words: Words, listing: Listing, today: date) -> Message:
    """What is on today, which spans have begun; on an empty day what is next."""
    heading = words(
        "today-title", day=day_in_words(words, today, today.year), weekday=weekday_in_words(words, today)
    )
    rows_shown = _for_one_day(listing.rows)
    page = take_page(rows_shown, 0, size=TODAY_AT_MOST)
    numbers = numbers_on(rows_shown, page)
    rows = _rows(words, page, numbers, today.year)
    if not listing.has_named_day:
        rows.insert(0, join((words("today-nothing"), _following(words, listing, today))))
    buttons = (button(words.plain("button-upcoming"), OpenAgenda()),)
    return Message(join((heading, *rows), "\n\n"), keyboard(*numbered(_cards(page, numbers)), buttons))


def _for_one_day(rows: Sequence[GroupedRow]) -> list[GroupedRow]:
    """Take as many rows as a day's message has room for, all of named days before any span."""
    by_day = sorted(range(len(rows)), key=lambda place: not rows[place][1].when.is_day)
    return [rows[place] for place in sorted(by_day[:TODAY_AT_MOST])]


def numbers_on(rows: Sequence[GroupedRow], page: Paged[GroupedRow]) -> list[int | None]:
    """A number for each row of the page that opens a card, counted through all pages."""
    number = sum(card_of(occasion) is not None for _, occasion in rows[: page.first])
    numbers: list[int | None] = []
    for _, occasion in page.rows:
        opens = card_of(occasion) is not None
        number += opens
        numbers.append(number if opens else None)
    return numbers


def _cards(page: Paged[GroupedRow], numbers: Sequence[int | None]) -> list[tuple[int | str, CallbackData]]:
    found = ((number, card_of(row[1])) for number, row in zip(numbers, page.rows, strict=True))
    return [(number, card) for number, card in found if number is not None and card is not None]


def _head(words: Words, listing: Listing, today: date) -> Markup:
    kind = words("agenda-kind", kind=listing.request.kind.value)
    dates = span_in_words(words, listing.first, listing.last, today.year)
    title = words("agenda-title", kind=kind, span=dates)
    if listing.dated:
        return title
    return join((title, words("agenda-empty"), _following(words, listing, today)), "\n\n")


def _rows(
    words: Words, page: Paged[GroupedRow], numbers: Sequence[int | None], this_year: int
) -> list[Markup]:
    """Word the rows, what has begun already and what has no date under headings of their own."""
    rows: list[Markup] = []
    before: AgendaGroup | None = AgendaGroup.DATED
    for number, (group, occasion) in zip(numbers, page.rows, strict=True):
        row = occasion_row(words, occasion, this_year, number)
        if group is not before:
            row = join((words("agenda-group", group=group.value), row))
        before = group
        rows.append(row)
    return rows


def _foot(words: Words, listing: Listing, page: Paged[GroupedRow], today: date) -> list[Markup]:
    """Say on the last page what follows a span that has but issues, and why the list may be short."""
    if page.number < page.pages - 1:
        return []
    notes = [words("agenda-no-plan", year=year) for year in listing.without_plan]
    if not listing.dated or not listing.is_empty:
        return notes
    return [words("agenda-only-issues"), _following(words, listing, today), *notes]


def _following(words: Words, listing: Listing, today: date) -> Markup:
    if listing.following is None:
        return words("agenda-nothing-known")
    return words("agenda-next", row=occasion_row(words, listing.following, today.year))


def _months(words: Words, plain: OpenAgenda, today: date) -> Row:
    start = today.year * 12 + today.month - 1
    months = [divmod(start + step, 12) for step in range(MONTHS_OFFERED)]
    return [
        button(
            _chosen(words, month_in_words(words, year, month + 1, today.year), is_it=code == plain.month),
            data,
        )
        for year, month in months
        for code in (year * 100 + month + 1,)
        for data in (plain.model_copy(update={"month": code}),)
    ]


def _chosen(words: Words, label: str, *, is_it: bool) -> str:
    return words.plain("button-chosen", label=label) if is_it else label
