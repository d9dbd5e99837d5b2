"""Render updates in quarantine for owners: the list, and one of them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from data.store.inbox import QuarantinedUpdate, QuarantinePage
from handlers.callbacks.feedback import ActOnUpdate, OpenQuarantine, QuarantineAction
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import LONGEST_LABEL, Button, button, keyboard, numbered, pager, shorten
from handlers.views.message import Message
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time


def quarantine_message(words: Words, page: QuarantinePage, zone: str, done: Markup | None = None) -> Message:
    """List a page of the updates in quarantine, each with a button that opens it.

    done says what the press has done that leads here.
    """
    if not page.updates:
        return Message(join((done or "", words("updates-none")), "\n\n"))
    lines = [
        words("updates-line", number=page.first + place, update=_summary(words, one, zone))
        for place, one in enumerate(page.updates, 1)
    ]
    text = join((done or "", words("updates-title", count=page.total), join(lines)), "\n\n")
    targets = [
        (page.first + place, ActOnUpdate(act=QuarantineAction.SHOW, reference=one.reference))
        for place, one in enumerate(page.updates, 1)
    ]
    turning = pager(words, page.number, page.pages, lambda number: OpenQuarantine(page=number))
    return Message(text, keyboard(*numbered(targets), turning))


def quarantined_message(words: Words, update: QuarantinedUpdate, zone: str) -> Message:
    """Show an update, with buttons that handle it again or delete it."""

    def act(what: QuarantineAction, style: str | None = None) -> Button:
        data = ActOnUpdate(act=what, reference=update.reference)
        return button(words.plain(f"updates-button-{what.value}"), data, style=style)

    back = button(words.plain("updates-button-back"), OpenQuarantine())
    text = join((_summary(words, update, zone), words("updates-what-to-do")), "\n\n")
    return Message(
        text, keyboard((act(QuarantineAction.RETRY), act(QuarantineAction.DROP, "danger")), (back,))
    )


def done_text(words: Words, act: QuarantineAction, reference: str) -> Markup:
    """Say what was done with an update."""
    return words(f"updates-done-{act.value}", reference=reference)


def quarantined_line(words: Words, update: QuarantinedUpdate, zone: str) -> str:
    """Return an update in one line of plain text, for the command line."""
    return words.plain("updates-plain", reference=update.reference, **_facts(words, update, zone))


def _summary(words: Words, update: QuarantinedUpdate, zone: str) -> Markup:
    return words("updates-update", reference=update.reference, **_facts(words, update, zone))


def _facts(words: Words, update: QuarantinedUpdate, zone: str) -> dict[str, str]:
    local: datetime = update.at.astimezone(ZoneInfo(zone))
    return {
        "date": day_in_words(words, local.date(), local.year),
        "time": clock_time(local),
        "error": shorten(update.error, LONGEST_LABEL),
        "kind": update.kind,
        "chat": "private" if update.is_private else "group",
    }
