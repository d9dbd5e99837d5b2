"""Prepared texts: the request has the same content as that of aiogram's own method."""

import gc
import json

import pytest
from aiogram.methods import GetMe
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram_api.prepared_text import EncodedTexts, prepared_request, read_message_id
from handlers.sending.send_text import SendText, TextContent

BUTTONS = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть", callback_data="open")]])


@given(
    text=st.text(),
    chat_id=st.integers(-(2**52), 2**52),
    thread_id=st.none() | st.integers(1, 2**31),
    paid=st.none() | st.booleans(),
    silent=st.booleans(),
    keyboard=st.none() | st.just(BUTTONS),
)
def test_body_says_what_the_fields_say(
    text: str,
    chat_id: int,
    thread_id: int | None,
    paid: bool | None,
    silent: bool,
    keyboard: InlineKeyboardMarkup | None,
) -> None:
    """Any text, chat and topic, with what is not set left out."""
    content = TextContent(text, keyboard, silent)
    call = SendText(chat_id=chat_id, content=content, message_thread_id=thread_id, allow_paid_broadcast=paid)
    where = {
        "chat_id": chat_id,
        "message_thread_id": thread_id,
        "allow_paid_broadcast": paid or None,
    }
    body = EncodedTexts().body(call)
    assert body is not None
    assert json.loads(body) == content.fields() | {k: v for k, v in where.items() if v is not None}


def test_content_is_encoded_once_and_forgotten_with_its_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand readers cost one encoding, and a message that is gone takes no memory."""
    encoded: list[TextContent] = []
    fields = TextContent.fields

    def counted(content: TextContent) -> dict[str, object]:
        encoded.append(content)
        return fields(content)

    monkeypatch.setattr(TextContent, "fields", counted)
    texts, content = EncodedTexts(), TextContent("x")
    for chat_id in range(1000):
        texts.body(SendText(chat_id=chat_id, content=content))
    assert (len(encoded), len(texts)) == (1, 1)
    encoded.clear()
    del content
    gc.collect()
    assert len(texts) == 0


def test_prepared_request_equals_a_validated_one() -> None:
    """It can be copied with a topic left out or with a price, as the plain one can."""
    content = TextContent("x")
    plain = SendText(chat_id=5, content=content, message_thread_id=7)
    prepared = prepared_request(5, content, 7)
    assert prepared == plain
    assert prepared.model_fields_set == plain.model_fields_set
    for update in ({"message_thread_id": None}, {"allow_paid_broadcast": True}):
        assert prepared.model_copy(update=update) == plain.model_copy(update=update)
    assert repr(prepared) == repr(plain)
    assert prepared.bot is plain.bot is None


def test_other_methods_have_no_prepared_body() -> None:
    """Other methods are sent as aiogram sends them."""
    assert EncodedTexts().body(GetMe()) is None


@pytest.mark.parametrize(
    ("answer", "message_id"),
    [
        (b'{"ok":true,"result":{"message_id":17,"date":1}}', 17),
        (b'{"ok":true,"result":{"message_id":17}}', 17),
        (b'{"ok":true,"result":true}', None),
        (b'{"ok":true,"result":{"message_id":-1}}', None),
        (b'{"ok":false,"error_code":400,"description":"Bad Request"}', None),
        (b'{"result":{"message_id":17},"ok":true}', None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_message_id_is_read_from_the_usual_answer_only(answer: bytes, message_id: int | None) -> None:
    """All other answers are read as a whole."""
    assert read_message_id(answer) == message_id
