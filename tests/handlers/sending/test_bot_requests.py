"""One message becomes the same requests, whether it answers a person or is a notice."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.pictures.request import PictureKind, PictureRequest
from handlers.sending.bot_requests import Request, edit_for, parts_of, requests_for
from handlers.sending.send_picture import SendPicture
from handlers.sending.send_shipped_file import SendShippedFile
from handlers.sending.send_text import SendText
from handlers.views.message import LONGEST_CAPTION, LONGEST_TEXT, Document, Message
from tests.handlers.written import check_file

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть", callback_data="open")]])
FILE = Document("План.pdf", b"%PDF-1.4")
GUIDE = Document("Руководство.pdf", b"%PDF-1.4", is_shipped=True)
CARD = PictureRequest(PictureKind.CARD, "ru", 2020, date(2020, 3, 1), "kazan")
SHORT = "<b>Казань</b>\n30 августа, 1015 лет"
SENTENCE = (
    "Секретариат благодарит города за ответы и просит прислать сведения о днях города до конца месяца. "
)


def _paragraphs(count: int) -> str:
    return "\n\n".join(
        f"{number}. <b>Форум столиц</b>\n{(SENTENCE * 4).strip()}" for number in range(1, count + 1)
    )


SHAPES = {
    "text": Message(SHORT, BUTTONS),
    "silent-text": Message(SHORT, BUTTONS, silent=True),
    "long-text": Message(_paragraphs(11), BUTTONS),
    "document-with-short-text": Message(SHORT, BUTTONS, document=FILE),
    "document-with-long-text": Message(_paragraphs(3), BUTTONS, silent=True, document=FILE),
    "document-with-text-in-parts": Message(_paragraphs(11), BUTTONS, document=FILE),
    "shipped-document": Message(SHORT, BUTTONS, silent=True, document=GUIDE),
    "shipped-document-with-long-text": Message(_paragraphs(3), BUTTONS, document=GUIDE),
    "picture": Message(SHORT, BUTTONS, silent=True, picture=CARD),
    "picture-with-long-text": Message(_paragraphs(3), BUTTONS, picture=CARD),
    "picture-and-document": Message(SHORT, BUTTONS, document=FILE, picture=CARD),
}


def wire(request: Request) -> dict[str, Any]:
    """Return the method and the fields of a request, except those that never differ."""
    if isinstance(request, SendText):
        fields = request.content.fields() | request.model_dump(exclude={"content"}, exclude_none=True)
        assert fields.pop("parse_mode") == "HTML"
        assert fields.pop("link_preview_options") == {"is_disabled": True}
        return {"method": "sendMessage", **fields}
    if isinstance(request, SendPicture):
        fields = request.content.fields() | request.model_dump(exclude={"content"}, exclude_none=True)
        kept = ("chat_id", "message_thread_id", "disable_notification", "reply_markup", "text")
        assert isinstance(request.picture, PictureRequest)
        picture = f"{request.picture.kind} of {request.picture.city}, {request.picture.year}"
        return {"method": "sendPhoto", "photo": picture} | {k: fields[k] for k in kept if k in fields}
    if isinstance(request, SendShippedFile):
        fields = request.content.fields() | request.model_dump(exclude={"content"}, exclude_none=True)
        kept = ("chat_id", "message_thread_id", "disable_notification", "reply_markup", "text")
        file = f"{request.document.name}, uploaded once"
        return {"method": "sendDocument", "document": file} | {k: fields[k] for k in kept if k in fields}
    assert isinstance(request, SendDocument)
    assert isinstance(request.document, BufferedInputFile)
    assert request.parse_mode == "HTML"
    fields = request.model_dump(exclude_none=True, exclude={"document", "parse_mode", "protect_content"})
    file = f"{request.document.filename}, {len(request.document.data)} bytes"
    return {"method": "sendDocument", "document": file, **fields}


def written_requests(requests: Iterable[Request]) -> Iterator[str]:
    """Yield the lines of a golden file: the fields of each request, its text last."""
    for fields in map(wire, requests):
        text = fields.pop("text", None) or fields.pop("caption", None) or "(no text)"
        yield from (f"{name}: {fields[name]}" for name in sorted(fields, key=_method_first))
        yield f"\n{text}\n"


def _method_first(name: str) -> tuple[bool, str]:
    return name != "method", name


@pytest.mark.parametrize("shape", SHAPES)
def test_message_becomes_the_requests_written_down(shape: str) -> None:
    """A document comes first, buttons are under the last message, silence holds for all."""
    shown = "\n".join(written_requests(requests_for(SHAPES[shape], -5, 7)))
    check_file(f"requests/{shape}", shown)


@pytest.mark.parametrize(("length", "messages"), [(LONGEST_CAPTION, 1), (LONGEST_CAPTION + 1, 2)])
def test_text_is_the_caption_up_to_its_longest(length: int, messages: int) -> None:
    """A caption has 1024 characters at most, so one more makes a message of its own."""
    requests = list(requests_for(Message("я" * length, BUTTONS, document=FILE), 5, None))
    assert len(requests) == messages
    assert ["reply_markup" in wire(one) for one in requests] == [False] * (messages - 1) + [True]


@pytest.mark.parametrize(("length", "messages"), [(LONGEST_TEXT, 1), (LONGEST_TEXT + 1, 2)])
def test_text_is_split_beyond_its_longest(length: int, messages: int) -> None:
    """A message has 4096 characters at most."""
    requests = list(requests_for(Message("я" * length, BUTTONS), 5, None))
    assert "".join(wire(one)["text"] for one in requests) == "я" * length
    assert ["reply_markup" in wire(one) for one in requests] == [False] * (messages - 1) + [True]


def test_request_outside_a_topic_names_none() -> None:
    """Neither a text nor a file names a topic."""
    for message in (Message(SHORT), Message(SHORT, document=FILE)):
        [request] = requests_for(message, 5, None)
        assert "message_thread_id" not in wire(request)


def test_edit_has_the_text_and_buttons_of_its_part() -> None:
    """The text is cut as for a new message, and the buttons are under the last part."""
    parts = parts_of(Message("я" * (LONGEST_TEXT + 1), BUTTONS))
    first, last = (edit_for(part, chat_id=5, message_id=9) for part in parts)
    assert (first.chat_id, first.message_id, first.inline_message_id) == (5, 9, None)
    assert (len(first.text or ""), first.reply_markup) == (LONGEST_TEXT, None)
    assert (last.text, last.reply_markup) == ("я", BUTTONS)
    assert edit_for(parts[1], inline_message_id="x").inline_message_id == "x"
