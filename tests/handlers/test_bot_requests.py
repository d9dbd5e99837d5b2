"""One message, one list of requests, for answers and notices."""

from collections.abc import Sequence
from typing import Any

import pytest
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.bot_requests import Request, edit_for, parts_of, requests_for
from handlers.send_text import SendText
from handlers.views.message import LONGEST_CAPTION, LONGEST_TEXT, Document, Message

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть", callback_data="open")]])
MARKUP = {"inline_keyboard": [[{"text": "Открыть", "callback_data": "open"}]]}
FILE = Document("План.pdf", b"%PDF-1.4")
SHORT, CAPTION, LONG = "<b>Казань</b>", "я" * LONGEST_CAPTION, "я" * (LONGEST_CAPTION + 1)
SPLIT = "\n\n".join(letter * 2000 for letter in "абв")


def wire(request: Request) -> dict[str, Any]:
    """What goes over the wire, without what never differs."""
    if isinstance(request, SendText):
        fields = request.content.fields() | request.model_dump(exclude={"content"}, exclude_none=True)
        assert fields.pop("parse_mode") == "HTML"
        assert fields.pop("link_preview_options") == {"is_disabled": True}
        return fields
    assert isinstance(request, SendDocument)
    assert isinstance(request.document, BufferedInputFile)
    assert request.parse_mode == "HTML"
    fields = {
        "chat_id": request.chat_id,
        "message_thread_id": request.message_thread_id,
        "document": (request.document.filename, request.document.data),
        "caption": request.caption,
        "disable_notification": request.disable_notification,
        "reply_markup": request.reply_markup and request.reply_markup.model_dump(exclude_none=True),
    }
    return {name: value for name, value in fields.items() if value is not None}


TO = {"chat_id": -5, "message_thread_id": 7}
SENT_FILE = {**TO, "document": ("План.pdf", b"%PDF-1.4")}


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        pytest.param(Message(SHORT), [{**TO, "text": SHORT}], id="text"),
        pytest.param(
            Message(SHORT, BUTTONS, silent=True),
            [{**TO, "text": SHORT, "reply_markup": MARKUP, "disable_notification": True}],
            id="silent text with buttons",
        ),
        pytest.param(
            Message(SPLIT, BUTTONS),
            [
                {**TO, "text": "а" * 2000 + "\n\n" + "б" * 2000},
                {**TO, "text": "в" * 2000, "reply_markup": MARKUP},
            ],
            id="long text",
        ),
        pytest.param(
            Message(CAPTION, BUTTONS, document=FILE),
            [{**SENT_FILE, "caption": CAPTION, "reply_markup": MARKUP}],
            id="document with short text",
        ),
        pytest.param(
            Message(LONG, BUTTONS, silent=True, document=FILE),
            [
                {**SENT_FILE, "disable_notification": True},
                {**TO, "text": LONG, "reply_markup": MARKUP, "disable_notification": True},
            ],
            id="document with long text",
        ),
        pytest.param(
            Message(SPLIT, BUTTONS, document=FILE),
            [
                SENT_FILE,
                {**TO, "text": "а" * 2000 + "\n\n" + "б" * 2000},
                {**TO, "text": "в" * 2000, "reply_markup": MARKUP},
            ],
            id="document with a text in parts",
        ),
    ],
)
def test_a_message_is_sent_as(message: Message, wanted: Sequence[dict[str, Any]]) -> None:
    """The file first, buttons under the last, silence throughout."""
    assert [wire(one) for one in requests_for(message, -5, 7)] == list(wanted)


def test_outside_a_topic_none_is_named() -> None:
    """Neither for a text nor for a file."""
    for message in (Message(SHORT), Message(SHORT, document=FILE)):
        [request] = requests_for(message, 5, None)
        assert "message_thread_id" not in wire(request)


def test_an_edit_says_what_the_message_would() -> None:
    """The same cut, the same words and buttons, in place."""
    parts = parts_of(Message("я" * (LONGEST_TEXT + 1), BUTTONS))
    first, last = (edit_for(part, chat_id=5, message_id=9) for part in parts)
    assert (first.chat_id, first.message_id, first.inline_message_id) == (5, 9, None)
    assert (len(first.text or ""), first.reply_markup) == (LONGEST_TEXT, None)
    assert (last.text, last.reply_markup) == ("я", BUTTONS)
    assert edit_for(parts[1], inline_message_id="x").inline_message_id == "x"
