"""Render the agenda page by page, its choices, and what is on today."""

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
from handlers.views.pictures.captions import picture_button
from handlers.views.wording.days import day_in_words, month_title, span_in_words, weekday_in_words
from handlers.views.wording.occasions import approximation_note, card_of, occasion_row

SPANS = (7, 30, 90, 365)
MONTHS_OFFERED = 12
TODAY_AT_MOST = 12
"""Most rows of /today, which has no pages."""

_KINDS_OF_EVENTS = frozenset({AgendaKind.OWN, AgendaKind.PARTICIPATION, AgendaKind.PARTNER})

GroupedRow = tuple[AgendaGroup, Occasion]


def agenda_message(words: Words, listing: Listing, today: date) -> Message:
    """Render a page of the agenda: numbered rows and buttons with the same numbers."""
    request = listing.request
    page = take_page(listing.rows, request.page)
    numbers = numbers_on(listing.rows, page)
    rows = _rows(words, page, numbers, today.year)
    parts = (_heading(words, listing, today), *rows, *_notes(words, listing, page, today))
    text = join(parts, "\n\n")

    def target(number: int) -> OpenAgenda:
        return request.model_copy(update={"page": number, "menu": False})

    choices = button(words.plain("button-filter"), request.model_copy(update={"page": 0, "menu": True}))
    is_of_jubilees = request.kind is AgendaKind.JUBILEES
    picture = picture_button(words, listing.first.year, of_jubilees=is_of_jubilees)
    pages = pager(words, page.number, page.pages, target)
    return Message(text, keyboard(*numbered(_numbered_cards(page, numbers)), pages, (choices, picture)))


def listing_text(words: Words, listing: Listing, today: date) -> Markup:
    """Render the whole agenda as a text without pages and buttons."""
    page = take_page(listing.rows, 0, size=max(len(listing.rows), 1))
    rows = _rows(words, page, [None] * len(page.rows), today.year)
    return join((_heading(words, listing, today), *rows, *_notes(words, listing, page, today)), "\n\n")


def filter_message(words: Words, request: OpenAgenda, today: date) -> Message:
    """Render the choices of the agenda: kind, span or month."""
    plain = request.model_copy(update={"page": 0, "menu": False})
    kinds = [
        button(
            _choice_label(words, words.plain("agenda-kind", kind=kind.value), is_chosen=kind is request.kind),
            data,
        )
        for kind in AgendaKind
        for data in (plain.model_copy(update={"kind": kind}),)
    ]
    spans = [
        button(_choice_label(words, words.plain("button-days", days=days), is_chosen=is_chosen), data)
        for days in SPANS
        for is_chosen in (request.days == days and not request.month,)
        for data in (plain.model_copy(update={"days": days, "month": 0}),)
    ]
    text = words("agenda-filter", kind=words("agenda-kind", kind=request.kind.value))
    rows = (*in_rows(kinds, 2), spans, *in_rows(_month_buttons(words, plain, today), 3))
    return Message(text, keyboard(*rows, (button(words.plain("button-back"), plain),)))


def today_message(words: Words, listing: Listing, today: date) -> Message:
    """Render what is on today. If nothing falls on exactly this day, add what comes next."""
    heading = words(
        "today-title", day=day_in_words(words, today, today.year), weekday=weekday_in_words(words, today)
    )
    rows_shown = _for_one_day(listing.rows)
    page = take_page(rows_shown, 0, size=TODAY_AT_MOST)
    numbers = numbers_on(rows_shown, page)
    rows = _rows(words, page, numbers, today.year)
    shown = [occasion for _, occasion in page.rows]
    if not listing.has_named_day:
        rows.insert(0, join((words("today-nothing"), _next_occasion(words, listing, today))))
        shown += [listing.following] if listing.following is not None else []
    rows.append(approximation_note(words, shown))
    buttons = (button(words.plain("button-upcoming"), OpenAgenda()),)
    return Message(
        join((heading, *rows), "\n\n"), keyboard(*numbered(_numbered_cards(page, numbers)), buttons)
    )


def _for_one_day(rows: Sequence[GroupedRow]) -> list[GroupedRow]:
    """Return as many rows as fit into /today, those of exact days before any span."""
    by_day = sorted(range(len(rows)), key=lambda place: not rows[place][1].when.is_day)
    return [rows[place] for place in sorted(by_day[:TODAY_AT_MOST])]


def numbers_on(rows: Sequence[GroupedRow], page: Paged[GroupedRow]) -> list[int | None]:
    """Return the number of each row that opens a card, counted through all pages."""
    number = sum(card_of(occasion) is not None for _, occasion in rows[: page.first])
    numbers: list[int | None] = []
    for _, occasion in page.rows:
        opens = card_of(occasion) is not None
        number += opens
        numbers.append(number if opens else None)
    return numbers


def _numbered_cards(
    page: Paged[GroupedRow], numbers: Sequence[int | None]
) -> list[tuple[int | str, CallbackData]]:
    found = ((number, card_of(row[1])) for number, row in zip(numbers, page.rows, strict=True))
    return [(number, card) for number, card in found if number is not None and card is not None]


def _heading(words: Words, listing: Listing, today: date) -> Markup:
    kind = words("agenda-kind", kind=listing.request.kind.value)
    dates = span_in_words(words, listing.first, listing.last, today.year)
    title = words("agenda-title", kind=kind, span=dates)
    if listing.dated:
        return title
    return join((title, words("agenda-empty"), _next_occasion(words, listing, today)), "\n\n")


def _rows(
    words: Words, page: Paged[GroupedRow], numbers: Sequence[int | None], this_year: int
) -> list[Markup]:
    """Render the rows. What is under way or has no date stands under its own heading."""
    rows: list[Markup] = []
    # a list that begins with exact days needs no heading
    before = _group_heading(words, AgendaGroup.DATED, is_exact=True)
    for number, (group, occasion) in zip(numbers, page.rows, strict=True):
        row = occasion_row(words, occasion, this_year, number)
        heading = _group_heading(words, group, is_exact=occasion.when.is_day)
        rows.append(row if heading == before else join((heading, row)))
        before = heading
    return rows


def _group_heading(words: Words, group: AgendaGroup, *, is_exact: bool) -> Markup:
    """Return the heading of a group. A window under way has no exact day, days under way have."""
    return words("agenda-group", group=group.value, exact="yes" if is_exact else "no")


def _notes(words: Words, listing: Listing, page: Paged[GroupedRow], today: date) -> list[Markup]:
    """Return the footnote to «≈», and on the last page what comes next and missing plans."""
    is_last = page.number >= page.pages - 1
    shown = [occasion for _, occasion in page.rows]
    says_next = is_last and (not listing.dated or listing.is_empty)
    if says_next and listing.following is not None:
        shown.append(listing.following)
    missing = listing.without_plan if is_last else ()
    notes = [approximation_note(words, shown, _years_of_days(listing.request.kind, missing))]
    if missing:
        notes.append(_missing_plans(words, listing.request.kind, missing))
    if says_next and listing.dated:
        notes[:0] = [words("agenda-only-issues"), _next_occasion(words, listing, today)]
    return notes


def _years_of_days(kind: AgendaKind, years: Sequence[int]) -> Sequence[int]:
    """Return the years without a plan of which the note says that city days are calculated."""
    return () if kind in _KINDS_OF_EVENTS else years


def _missing_plans(words: Words, kind: AgendaKind, years: Sequence[int]) -> Markup:
    """Say which years have no plan: «Планов на 2027 и 2028 годы пока нет»."""
    *first, last = (str(year) for year in years)
    joined = words("agenda-years", first=", ".join(first), last=last) if first else last
    return words("agenda-no-plan", count=len(years), years=joined, kind=kind.value)


def _next_occasion(words: Words, listing: Listing, today: date) -> Markup:
    if listing.following is None:
        return words("agenda-nothing-known")
    return words("agenda-next", row=occasion_row(words, listing.following, today.year))


def _month_buttons(words: Words, plain: OpenAgenda, today: date) -> Row:
    start = today.year * 12 + today.month - 1
    months = [divmod(start + step, 12) for step in range(MONTHS_OFFERED)]
    return [
        button(
            _choice_label(
                words, month_title(words, year, month + 1, today.year), is_chosen=code == plain.month
            ),
            data,
        )
        for year, month in months
        for code in (year * 100 + month + 1,)
        for data in (plain.model_copy(update={"month": code}),)
    ]


def _choice_label(words: Words, label: str, *, is_chosen: bool) -> str:
    return words.plain("button-chosen", label=label) if is_chosen else label
