"""Render what goes out to many: the message with its picture, file and link buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from data.store.broadcasts.editorial import ChosenPicture, EditorContent, PictureSource
from handlers.pictures.request import OwnPicture, PictureKind, PictureRequest
from handlers.text.formatting import formatted_markup
from handlers.text.markup import Markup
from handlers.text.words import DEFAULT_LANGUAGE, LANGUAGES, Words
from handlers.views.keyboard import Row, keyboard, link
from handlers.views.message import LONGEST_CAPTION, LONGEST_TEXT, KnownFile, Message, parsed_length
from handlers.views.notices.buttons import manage_row
from scheduler.editor_messages import Payload

_KINDS = {
    PictureSource.YEAR: PictureKind.YEAR,
    PictureSource.MAP: PictureKind.MAP,
    PictureSource.CARD: PictureKind.CARD,
}


def longest_of(content: EditorContent) -> int:
    """Return how many UTF-16 units a message with this content may have."""
    return LONGEST_CAPTION if content.picture is not None else LONGEST_TEXT


def overrun_of(content: EditorContent, text: Markup) -> int:
    """Return how many UTF-16 units a text is too long, 0 if it fits."""
    return max(parsed_length(text) - longest_of(content), 0)


def announcement_payload(content: EditorContent, today: date) -> Payload:
    """Return an announcement exactly as readers get it. It is the same in every language."""
    text = str(formatted_markup(content.text))
    return {**dict.fromkeys(LANGUAGES, text), **extras_of(content, today)}


def extras_of(content: EditorContent, today: date) -> dict[str, object]:
    """Return what stands beside the text: link buttons, picture and file."""
    found: dict[str, object] = {}
    if content.links:
        found["links"] = [[one.label, one.url] for one in content.links]
    if content.picture is not None:
        found["picture"] = _picture_values(content.picture, today)
    if content.file is not None:
        found["file"] = content.file.file_id
    return found


def broadcast_message(words: Words, payload: Mapping[str, Any], *rows: Row, silent: bool = False) -> Message:
    """Return a message with its extras, and these rows of buttons below its links."""
    text = Markup(payload.get(words.language) or payload[DEFAULT_LANGUAGE])
    links: Sequence[Sequence[str]] = payload.get("links", ())
    message = Message(text, keyboard(*([link(label, url)] for label, url in links), *rows), silent)
    picture, file = payload.get("picture"), payload.get("file")
    if picture is not None:
        message = replace(message, picture=_picture(words, picture))
    return message if file is None else replace(message, attachment=KnownFile(str(file)))


def reader_message(words: Words, payload: Mapping[str, Any], *, silent: bool = False) -> Message:
    """Return a message as a subscriber gets it, with the buttons to choose and to stop."""
    return broadcast_message(words, payload, manage_row(words), silent=silent)


def _picture_values(picture: ChosenPicture, today: date) -> dict[str, object]:
    if picture.source is PictureSource.OWN:
        return {"file_id": picture.file_id}
    day = today.isoformat()
    return {"kind": _KINDS[picture.source].value, "year": picture.year, "city": picture.city, "today": day}


def _picture(words: Words, values: Mapping[str, Any]) -> PictureRequest | OwnPicture:
    if "file_id" in values:
        return OwnPicture(str(values["file_id"]))
    today = date.fromisoformat(str(values["today"]))
    kind, year, city = PictureKind(values["kind"]), int(values["year"]), str(values["city"])
    return PictureRequest(kind, words.language, year, today, city)
