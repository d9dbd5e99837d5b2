"""What is kept about a chat: said, shown, handed over, deleted."""

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

Kept = Mapping[str, Sequence[Mapping[str, object]]]
"""Rows by table, as the store exports them."""

LONGEST_RAW = 3000
"""Characters of the raw view; the file has everything."""


def privacy_message(words: Words) -> Message:
    """What is kept, for how long and why, with the ways to see, take and delete it."""
    text = words("privacy", notices=NOTICES_KEPT.days, aside=UPDATES_KEPT.days, answers=ANSWERS_KEPT.days)
    return Message(text, keyboard(*_rows(words)))


def kept_message(words: Words, kept: Kept) -> Message:
    """The rows as they are stored."""
    raw = as_json(kept)
    shown = raw if len(raw) <= LONGEST_RAW else raw[:LONGEST_RAW] + "…"
    blocks = (words("privacy-kept"), Markup(f"<pre>{words('privacy-raw', raw=shown)}</pre>"))
    note = words("privacy-cut") if shown != raw else Markup("")
    return Message(join((*blocks, note), "\n"), keyboard(*_rows(words)))


def kept_file(words: Words, kept: Kept) -> Message:
    """Everything kept as a JSON file."""
    document = Document(words.plain("privacy-file-name"), as_json(kept).encode())
    return Message(words("privacy-file"), document=document)


def deletion_question(words: Words) -> Message:
    """Delete everything? The second tap does it."""
    yes = button(words.plain("button-delete-sure"), Privacy(step=PrivacyStep.DELETE), style="danger")
    no = button(words.plain("button-keep"), OpenScreen(screen=Screen.PRIVACY))
    return Message(words("privacy-delete-sure"), keyboard((yes,), (no,)))


def deleted_message(words: Words) -> Message:
    """Nothing is kept any more."""
    return Message(words("privacy-deleted"))


def as_json(kept: Kept) -> str:
    """Rows as JSON, letters as they are; blobs, of which there should be none, in hexadecimal."""
    return json.dumps(kept, ensure_ascii=False, indent=1, default=lambda value: bytes(value).hex())


def _rows(words: Words) -> tuple[Row, ...]:
    show = button(words.plain("button-kept"), Privacy(step=PrivacyStep.SHOW))
    export = button(words.plain("button-export"), Privacy(step=PrivacyStep.EXPORT))
    delete = button(words.plain("button-delete"), Privacy(step=PrivacyStep.ASK), style="danger")
    return (show, export), (delete,)
