"""Render the desk: the plans, their events, and one event with the buttons to edit it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from data.calendar.cities import City
from data.calendar.event_details import HandField
from data.calendar.plan import EventStatus, Plan, PlanEvent
from handlers.callbacks.browsing import OpenEvent
from handlers.callbacks.desk import (
    AskDeskCity,
    AskDeskSearch,
    AskEventField,
    AskEventKind,
    AskNewEvent,
    DeskField,
    OpenDesk,
    OpenDeskEvent,
    OpenDeskPlan,
    ProposeStatus,
    StatusStep,
)
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.events import EventCard, event_text
from handlers.views.keyboard import Button, Row, button, in_rows, keyboard, numbered, pager
from handlers.views.message import Message
from handlers.views.paging import take_page
from handlers.views.secretariat.guide import guide_button
from handlers.views.wording.occasions import event_row

MOST_YEARS = 6
"""Plans that the desk offers, the newest."""

FOUND_AT_DESK = 8
"""Events found that are offered, best first."""

_FIELDS = (
    (DeskField.WHEN, DeskField.TIME),
    (DeskField.PLACE, DeskField.TITLE),
    (DeskField.ORGANISERS, DeskField.LINK),
    (DeskField.DESCRIPTION, DeskField.FILES),
)


def desk_message(words: Words, years: Sequence[int]) -> Message:
    """Offer the plans, the cities and the guide."""
    text = join((words("desk-title"), words("desk-choose" if years else "desk-without-plans")), "\n\n")
    plans = [button(words.plain("desk-button-plan", year=year), OpenDeskPlan(year=year)) for year in years]
    cities = button(words.plain("desk-button-cities"), AskDeskCity())
    return Message(text, keyboard(*in_rows(plans[:MOST_YEARS], 2), (cities,), (guide_button(words),)))


def desk_plan_message(
    words: Words, plan: Plan, wanted: int, today: date, cities: Mapping[str, City]
) -> Message:
    """Render a page of the events of a plan, each with a button."""
    page = take_page(plan.events, wanted)
    texts = list(_rows(words, page.rows, page.first, today, cities))
    title = words("desk-plan-title", year=plan.year, count=page.total)
    targets = [(number, OpenDeskEvent(id=event.id)) for number, event in enumerate(page.rows, page.first + 1)]

    def turn(number: int) -> OpenDeskPlan:
        return OpenDeskPlan(year=plan.year, page=number)

    rows = (
        *numbered(targets),
        pager(words, page.number, page.pages, turn),
        (
            button(words.plain("desk-button-search"), AskDeskSearch(year=plan.year)),
            button(words.plain("desk-button-add"), AskNewEvent(year=plan.year)),
        ),
        (button(words.plain("desk-button-desk"), OpenDesk()),),
    )
    return Message(join((title, *texts), "\n\n"), keyboard(*rows))


def desk_found_message(
    words: Words, found: Sequence[PlanEvent], year: int, today: date, cities: Mapping[str, City]
) -> Message:
    """Offer the events that a search has found."""
    shown = found[:FOUND_AT_DESK]
    is_cut = len(found) > len(shown)
    key = "desk-found-first" if is_cut else "desk-found"
    parts = (words(key, count=len(shown)), *_rows(words, shown, 0, today, cities))
    targets = [(number, OpenDeskEvent(id=event.id)) for number, event in enumerate(shown, 1)]
    again = button(words.plain("desk-button-search"), AskDeskSearch(year=year))
    back = button(words.plain("desk-button-back-to-plan"), OpenDeskPlan(year=year))
    return Message(join(parts, "\n\n"), keyboard(*numbered(targets), (again, back)))


def _rows(
    words: Words, events: Sequence[PlanEvent], first: int, today: date, cities: Mapping[str, City]
) -> Iterator[Markup]:
    for number, event in enumerate(events, first + 1):
        row = event_row(words, event, today.year, str(number), cities)
        yield join((row, words("desk-row-number", number=event.number))) if event.number else row


def ask_search_message(words: Words, year: int) -> Message:
    """Ask for words of the title or the number of an event."""
    return Message(join((words("desk-ask-search", year=year), words("desk-ask-cancel"))))


def desk_event_message(words: Words, card: EventCard, today: date) -> Message:
    """Render the card as readers see it, and the buttons to edit the event."""
    by_hand = [words(f"desk-by-hand-{field.value}") for field in HandField if field in card.event.by_hand]
    parts = (
        event_text(words, card, today),
        words("desk-by-hand", fields=join(by_hand, ", ")) if by_hand else "",
        words("desk-what-to-edit"),
    )
    return Message(join(parts, "\n\n"), keyboard(*_event_buttons(words, card)))


def _event_buttons(words: Words, card: EventCard) -> Iterator[Row]:
    event = card.event
    for fields in _FIELDS:
        yield [_field_button(words, event, field) for field in fields]
    kind = button(words.plain("desk-button-kind"), AskEventKind(id=event.id))
    yield [_field_button(words, event, DeskField.REGISTRATION), kind]
    yield _status_buttons(words, event)
    yield (
        button(words.plain("desk-button-card"), OpenEvent(id=event.id, fresh=True)),
        button(words.plain("desk-button-back-to-plan"), OpenDeskPlan(year=card.year)),
    )


def _field_button(words: Words, event: PlanEvent, field: DeskField) -> Button:
    return button(words.plain(f"desk-button-{field.name.lower()}"), AskEventField(id=event.id, field=field))


def _status_buttons(words: Words, event: PlanEvent) -> list[Button]:
    """Return what can become of the event as it stands."""
    if event.status is EventStatus.CANCELLED:
        steps = [StatusStep.RESTORE]
    elif event.status is EventStatus.CONFIRMED:
        steps = [StatusStep.UNCONFIRM, StatusStep.CANCEL]
    else:
        steps = [StatusStep.CONFIRM, StatusStep.CANCEL]
    return [
        button(words.plain(f"desk-button-{step.name.lower()}"), ProposeStatus(id=event.id, step=step))
        for step in steps
    ]
