"""Render the choices of a list: its occasions, its days, and which row to open."""

from datetime import date, timedelta

from handlers.agenda.listing import Listing
from handlers.callbacks.agenda import AgendaKind, OpenAgenda
from handlers.text.words import Words
from handlers.views.agenda.headings import list_title
from handlers.views.agenda.pages import cards_on, page_of
from handlers.views.agenda.rows import choice_label
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard
from handlers.views.message import Message
from handlers.views.wording.days import month_title
from handlers.views.wording.occasions import card_of

MONTHS_OFFERED = 12
KINDS_OFFERED = (AgendaKind.ALL, AgendaKind.EVENTS, AgendaKind.CITY_DAYS, AgendaKind.JUBILEES)


def filter_message(words: Words, request: OpenAgenda, today: date) -> Message:
    """Render the choices of a list: its kind, and its days as a month or a year."""
    plain = request.with_page(0)
    kinds = [
        _choice(
            words,
            words.plain("agenda-kind", kind=kind.value),
            plain.with_kind(kind),
            is_chosen=kind is request.kind,
        )
        for kind in KINDS_OFFERED
    ]
    months = [_month_button(words, plain, today, ahead) for ahead in range(MONTHS_OFFERED)]
    text = words("agenda-filter", kind=words("agenda-kind", kind=request.kind.value))
    rows = (*in_rows(kinds, 2), _span_buttons(words, plain, today), *in_rows(months, 3))
    return Message(text, keyboard(*rows, (button(words.plain("button-back"), plain),)))


def choice_message(words: Words, listing: Listing, today: date) -> Message:
    """Render a button for each card of a page of the list."""
    page = page_of(listing)
    cards = [(choice_label(words, one, today), card_of(one)) for one in cards_on(page)]
    rows = [(button(label, card),) for label, card in cards if card is not None]
    back = button(words.plain("button-back"), listing.request.with_page(page.number))
    text = words("agenda-choice", list=list_title(words, listing, today))
    return Message(text, keyboard(*rows, (back,)))


def _span_buttons(words: Words, plain: OpenAgenda, today: date) -> Row:
    """Return the buttons of the next thirty days, of this year and of the next."""
    near = plain.model_copy(update={"first": 0, "days": OpenAgenda().days, "past": False})
    years = [plain.over_year(year) for year in (today.year, today.year + 1)]
    return [
        _choice(words, label, data, is_chosen=_same_days(data, plain))
        for label, data in (
            (words.plain("button-next-days", days=near.days), near),
            *((words.plain("agenda-year", year=data.first // 10_000), data) for data in years),
        )
    ]


def _month_button(words: Words, plain: OpenAgenda, today: date, ahead: int) -> Button:
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    first = date(year, month + 1, 1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    data = plain.over(first, next_month - timedelta(days=1)).model_copy(update={"past": False})
    label = month_title(words, year, month + 1, today.year)
    return _choice(words, label, data, is_chosen=_same_days(data, plain))


def _same_days(one: OpenAgenda, other: OpenAgenda) -> bool:
    return (one.first, one.days) == (other.first, other.days)


def _choice(words: Words, label: str, data: OpenAgenda, *, is_chosen: bool) -> Button:
    return button(words.plain("button-chosen", label=label) if is_chosen else label, data)
