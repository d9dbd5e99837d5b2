"""Render the questions of the desk: what to write for each field of an event."""

from collections.abc import Iterator, Mapping
from datetime import date

from data.calendar.cities import City
from data.calendar.event_details import MOST_FILES
from data.calendar.plan import EventKind, Occurrence, PlanEvent
from handlers.callbacks.desk import (
    OF_PLACES,
    AskEventField,
    DeskField,
    OpenDeskEvent,
    ProposeFileRemoval,
    ProposeKind,
)
from handlers.text.markup import join
from handlers.text.words import Words
from handlers.views.event_details import file_name
from handlers.views.keyboard import Row, button, keyboard, shorten
from handlers.views.message import Message, parsed
from handlers.views.wording.days import clock_in_words, day_in_words
from handlers.views.wording.occasions import at_venue, occurrence_in_words, one_line

LONGEST_SHOWN = 300
"""Characters of the present value above a question."""


def ask_place_message(
    words: Words, event: PlanEvent, field: DeskField, today: date, cities: Mapping[str, City]
) -> Message:
    """Ask which place and date of an event is meant."""
    rows = [
        [
            button(
                parsed(occurrence_in_words(words, one, today.year, cities)),
                AskEventField(id=event.id, field=field, at=at),
            )
        ]
        for at, one in enumerate(event.occurrences)
    ]
    back = button(words.plain("button-back"), OpenDeskEvent(id=event.id))
    return Message(words("desk-which-place", title=one_line(event.title)), keyboard(*rows, (back,)))


def ask_field_message(words: Words, event: PlanEvent, field: DeskField, at: int, today: date) -> Message:
    """Show the present value and ask for another."""
    now = _present(words, event, field, at, today)
    parts = (
        words("desk-ask-about", title=shorten(one_line(event.title), LONGEST_SHOWN)),
        words("desk-ask-now", value=shorten(now, LONGEST_SHOWN)) if now else "",
        words(f"desk-ask-{field.name.lower()}", most=MOST_FILES),
        words("desk-ask-cancel"),
    )
    return Message(join(parts), keyboard(*_removals(words, event, field)))


def ask_kind_message(words: Words, event: PlanEvent) -> Message:
    """Show whose event it is and offer the other kinds."""
    parts = (
        words("desk-ask-about", title=shorten(one_line(event.title), LONGEST_SHOWN)),
        words("desk-ask-now", value=words.plain("plan-read-kind", kind=event.kind.value)),
        words("desk-ask-kind"),
    )
    rows = [
        (button(words.plain("desk-button-of-kind", kind=kind.value), ProposeKind(id=event.id, kind=kind)),)
        for kind in EventKind
        if kind is not event.kind and kind is not EventKind.ACTIVITY
    ]
    back = button(words.plain("button-back"), OpenDeskEvent(id=event.id))
    return Message(join(parts), keyboard(*rows, (back,)))


def ask_new_event_message(words: Words, year: int) -> Message:
    """Ask for an event in one message."""
    return Message(join((words("desk-ask-new-event", year=year), words("desk-ask-cancel"))))


def _present(words: Words, event: PlanEvent, field: DeskField, at: int, today: date) -> str:
    """Return the present value of a field, or an empty text."""
    if field in OF_PLACES:
        return _present_of_place(words, event, field, at)
    link, last = event.details.link, event.details.register_by
    values = {
        DeskField.TITLE: one_line(event.title),
        DeskField.ORGANISERS: ", ".join(one_line(name) for name in event.organisers),
        DeskField.LINK: "" if link is None else f"{link.label} {link.url}".strip(),
        DeskField.DESCRIPTION: event.details.description,
        DeskField.FILES: ", ".join(file_name(words, file) for file in event.details.files),
        DeskField.REGISTRATION: "" if last is None else day_in_words(words, last, today.year),
    }
    return values[field]


def _present_of_place(words: Words, event: PlanEvent, field: DeskField, at: int) -> str:
    one = event.occurrences[at] if at < len(event.occurrences) else Occurrence(None, None)
    if field is DeskField.WHEN:
        return one.when.raw if one.when is not None else ""
    if field is DeskField.TIME:
        return clock_in_words(words, one.time) if one.time is not None else ""
    return "" if one.place is None else at_venue(one.place.raw, one.place.venue)


def _removals(words: Words, event: PlanEvent, field: DeskField) -> Iterator[Row]:
    if field is DeskField.FILES:
        for at, file in enumerate(event.details.files):
            label = words.plain("desk-button-remove-file", name=file_name(words, file))
            yield [button(label, ProposeFileRemoval(id=event.id, at=at))]
