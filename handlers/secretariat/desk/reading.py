"""Read what an editor writes, and refuse in one sentence what cannot be read.

The readers take a tenth of a second of a start, and few updates need them, so they are imported when they
are.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from aiogram.types import Message

from data.calendar.plan import PlanEvent
from data.handwriting.misread import Misread
from handlers.callbacks.desk import DeskField
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.text.markup import clean


def read_field(
    message: Message, field: DeskField, event: PlanEvent, at: int, context: ChatContext
) -> PlanEvent:
    """Return the event with a field as written. Raises UserError for a text that cannot be read.

    at is the place and date of the event that is meant.
    """
    from data.handwriting import event_fields as fields

    readers = {
        DeskField.WHEN: fields.read_when,
        DeskField.TIME: fields.read_time,
        DeskField.PLACE: fields.read_place,
        DeskField.TITLE: fields.read_title,
        DeskField.ORGANISERS: fields.read_organisers_of,
        DeskField.LINK: fields.read_event_link,
        DeskField.DESCRIPTION: fields.read_description,
        DeskField.REGISTRATION: fields.read_registration,
    }
    text = text_with_addresses(message) if field is DeskField.LINK else message.text or ""
    year = next(year for year, plan in context.almanac.plans.items() if event in plan.events)
    with refusing():
        return readers[field](clean(text).strip(), fields.Target(event, at, year, context.almanac.cities))


def read_event(message: Message, year: int, context: ChatContext) -> PlanEvent:
    """Return the new event that a message describes. Raises UserError for none."""
    from data.handwriting.new_events import read_new_event

    with refusing():
        return read_new_event(clean(message.text or "").strip(), year, context.almanac.cities)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what cannot be read into the sentence that says so."""
    try:
        yield
    except Misread as error:
        raise UserError(f"desk-{error.code}", **error.arguments) from error


def text_with_addresses(message: Message) -> str:
    """Return the text of a message, with the address after each word that is a link in it."""
    text, shift = message.text or "", 0
    for entity in message.entities or ():
        if entity.type == "text_link" and entity.url:
            units = text.encode("utf-16-le")
            end = 2 * (entity.offset + entity.length + shift)
            inserted = f" {entity.url} "
            text = (units[:end] + inserted.encode("utf-16-le") + units[end:]).decode("utf-16-le", "ignore")
            shift += len(inserted.encode("utf-16-le")) // 2
    return text
