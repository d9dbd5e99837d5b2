"""Render what editors have added to an event: link, description, files, deadline."""

from collections.abc import Iterator
from datetime import date

from data.calendar.event_details import AttachmentKind, EventDetails, EventFile, EventLink
from data.calendar.plan import PlanEvent
from handlers.callbacks.desk import SendEventAttachment
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.keyboard import Button, button, link
from handlers.views.wording.days import day_in_words

HASH_ON_BUTTON = 16
"""Hexadecimal digits by which a button names a file of an event, of at most five."""


def registration_line(words: Words, details: EventDetails, today: date) -> Markup:
    """Return «⏳ Регистрация до 1 июня», or that it is closed. Empty without a deadline."""
    last = details.register_by
    if last is None:
        return Markup("")
    if last < today:
        return words("event-registration-over", day=day_in_words(words, last, today.year))
    return words("event-registration", day=day_in_words(words, last, today.year))


def mail_line(words: Words, details: EventDetails) -> Markup:
    """Return the e-mail address, which no button can open. Empty for another link or none."""
    return link_line(words, details.link) if details.link is not None and details.link.is_mail else Markup("")


def link_line(words: Words, address: EventLink) -> Markup:
    """Return the link of an event as a line of text."""
    if address.is_mail:
        mailbox = address.url.partition(":")[2]
        if not address.label:
            return words("event-mail", address=mailbox)
        return words("event-mail-labelled", label=address.label, address=mailbox)
    return words("event-link", url=address.url, label=link_label(words, address))


def link_label(words: Words, address: EventLink) -> str:
    """Return the label of a link, or the usual one."""
    return address.label or words.plain("event-link-label")


def link_buttons(words: Words, details: EventDetails) -> list[Button]:
    """Return the button that opens the link, or none."""
    address = details.link
    if address is None or address.is_mail:
        return []
    return [link(words.plain("button-event-link", label=link_label(words, address)), address.url)]


def file_buttons(words: Words, event: PlanEvent, shown: EventFile | None) -> Iterator[Button]:
    """Yield a button for each file but the picture that stands on the card itself."""
    for file in event.details.files:
        if file != shown:
            target = SendEventAttachment(id=event.id, hash=file.hash[:HASH_ON_BUTTON])
            yield button(words.plain("button-event-file", name=file_name(words, file)), target)


def file_name(words: Words, file: EventFile) -> str:
    """Return the name of a file, or what it is."""
    return file.name or words.plain("event-file-unnamed", kind=_kind(file))


def _kind(file: EventFile) -> str:
    return "picture" if file.kind is AttachmentKind.PICTURE else "document"
