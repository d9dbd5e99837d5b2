"""Render what is stored about a chat: explained, shown, exported, deleted."""

import json
from collections.abc import Mapping, Sequence

from data.store.answers import ANSWERS_KEPT
from data.store.inbox import UPDATES_KEPT
from data.store.outbox import NOTICES_KEPT
from handlers.callbacks.browsing import OpenScreen, Privacy, PrivacyStep, Screen
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.message import Document, Message

StoredRows = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows by table, as the store exports them."""

LONGEST_RAW = 3000
"""Characters shown of the rows. The file has all of them."""


def privacy_message(words: Words) -> Message:
    """Say what is stored, for how long and why, with buttons to see, export and delete it."""
    text = words("privacy", notices=NOTICES_KEPT.days, aside=UPDATES_KEPT.days, answers=ANSWERS_KEPT.days)
    return Message(text, keyboard(*_buttons(words)))


def stored_rows_message(words: Words, rows: StoredRows) -> Message:
    """Render the rows as they are stored."""
    raw = as_json(rows)
    shown = raw if len(raw) <= LONGEST_RAW else raw[:LONGEST_RAW] + "…"
    blocks = (words("privacy-kept"), Markup(f"<pre>{words('privacy-raw', raw=shown)}</pre>"))
    note = words("privacy-cut") if shown != raw else Markup("")
    return Message(join((*blocks, note), "\n"), keyboard(*_buttons(words)))


def stored_rows_file(words: Words, rows: StoredRows) -> Message:
    """Return all rows as a JSON file."""
    document = Document(words.plain("privacy-file-name"), as_json(rows).encode())
    return Message(words("privacy-file"), document=document)


def deletion_question(words: Words) -> Message:
    """Ask to confirm the deletion."""
    yes = button(words.plain("button-delete-sure"), Privacy(step=PrivacyStep.DELETE), style="danger")
    no = button(words.plain("button-keep"), OpenScreen(screen=Screen.PRIVACY))
    return Message(words("privacy-delete-sure"), keyboard((yes,), (no,)))


def deleted_message(words: Words) -> Message:
    """Confirm the deletion."""
    return Message(words("privacy-deleted"))


def as_json(rows: StoredRows) -> str:
    """Return the rows as JSON. Letters are not escaped, and binary values are hexadecimal."""
    return json.dumps(rows, ensure_ascii=False, indent=1, default=lambda value: bytes(value).hex())


def _buttons(words: Words) -> tuple[Row, ...]:
    show = button(words.plain("button-kept"), Privacy(step=PrivacyStep.SHOW))
    export = button(words.plain("button-export"), Privacy(step=PrivacyStep.EXPORT))
    delete = button(words.plain("button-delete"), Privacy(step=PrivacyStep.ASK), style="danger")
    return (show, export), (delete,)
