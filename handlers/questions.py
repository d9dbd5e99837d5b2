"""Questions to which the answer is a free text: asked, and the answer recognised. /cancel withdraws them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from data.store.dialogues import Dialogue
from data.store.store import Store
from handlers.answering import address, send_after
from handlers.views.message import Message as View

OPEN_FOR = timedelta(hours=1)
"""After that a text is a question to us again, not an answer."""


class IsAnswerTo(Filter):
    """A text of the person to whom a question of this kind is open in this chat; the question stays open."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    async def __call__(self, message: Message, store: Store, now: datetime) -> bool | dict[str, Any]:
        """The question, or False; commands are never answers."""
        text, person = message.text or "", message.from_user
        if person is None or not text.strip() or text.startswith("/"):
            return False
        question = await store.dialogues.peek(message.chat.id, person.id, now)
        return {"question": question} if question is not None and question.kind == self._kind else False


async def ask(
    press: CallbackQuery,
    store: Store,
    now: datetime,
    kind: str,
    view: View,
    data: Mapping[str, object] | None = None,
) -> None:
    """Put a question to whoever pressed the button, in place of an earlier one."""
    chat_id, _ = address(press)
    question = Dialogue(chat_id, press.from_user.id, kind, data or {}, now + OPEN_FOR)
    await store.dialogues.put(question)
    await send_after(press, view)
