"""Render stored messages to the secretariat: drafts, progress, reports."""

from collections.abc import Mapping
from typing import Any

from handlers.callbacks.editor import DraftKind
from handlers.text.markup import Markup
from handlers.text.words import DEFAULT_LANGUAGE, Words
from handlers.views.bulletin.editors import draft_keyboard, under_way_keyboard
from handlers.views.message import Message


def staff_message(words: Words, payload: Mapping[str, Any]) -> Message:
    """Return the text in a language, with the buttons of a draft or of what is going out."""
    text = Markup(payload.get(words.language) or payload[DEFAULT_LANGUAGE])
    draft, under_way = payload.get("draft"), payload.get("under_way")
    if isinstance(draft, int):
        has_content = bool(payload.get("has_content", True))
        return Message(text, draft_keyboard(words, draft, has_content=has_content))
    if isinstance(under_way, int):
        kind, is_paused = DraftKind(payload["of"]), bool(payload["paused"])
        return Message(text, under_way_keyboard(words, kind, under_way, is_paused=is_paused))
    return Message(text)
