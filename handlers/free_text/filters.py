"""Recognise a question in plain words, and what it wishes for."""

from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.types import Message

from data.calendar.questions.question import Question, Subject
from data.calendar.questions.wishes import Wish
from data.store.open_questions import Dialogue
from handlers.chat_context import ChatContext
from handlers.cities import QUESTION
from handlers.permissions import is_person
from handlers.questions import find_question

MOST_UNREAD = 2
"""Words beside what is understood, up to which a reply in a group is a question and no talk."""


_PLEASANTRIES = frozenset({Wish.THANKS, Wish.FAREWELL})
"""What a group needs no answer to."""


class IsFreeText(Filter):
    """Pass a text or caption that asks the bot for something without a command.

    In a private chat that is each of a person. In a group it is the answer to the question which city, or a
    reply to the bot that is understood: members talk about its messages, too.
    """

    async def __call__(
        self, message: Message, context: ChatContext, now: datetime, bot: Bot
    ) -> bool | dict[str, Any]:
        """Hand over the question that was read, and the open question of the bot that it answers."""
        text = text_of(message)
        if not text.strip() or text.startswith("/"):
            return False
        answered = await self._answered(message, context, now)
        if answered is None and not _may_ask(message, context, bot.id):
            return False
        asked = context.almanac.questions.read(text, context.today)
        if answered is None and not context.is_private and not _is_for_bot(asked, text):
            return False
        return {"asked": asked, "answered": answered}

    async def _answered(self, message: Message, context: ChatContext, now: datetime) -> Dialogue | None:
        question = await find_question(message, context.store, now)
        return question if question is not None and question.kind == QUESTION else None


class Wishes(Filter):
    """Pass a question that wishes for this."""

    def __init__(self, wish: Wish) -> None:
        self._wish = wish

    async def __call__(self, _message: Message, asked: Question) -> bool:
        """Return whether the question that was read is such a wish."""
        return asked.wish is self._wish


def text_of(message: Message) -> str:
    """Return the text of a message, or the caption of a file."""
    return message.text or message.caption or ""


def _may_ask(message: Message, context: ChatContext, bot_id: int) -> bool:
    if context.is_private:
        return is_person(message.from_user)
    replied = message.reply_to_message
    # a topic's first message stands for no reply, and no bot can have written it
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id


def _is_for_bot(asked: Question, text: str) -> bool:
    """Return whether a reply in a group is a question and no talk of its members."""
    if asked.wish in _PLEASANTRIES:
        return False
    is_question = text.rstrip().endswith("?")
    if asked.subject is Subject.UNKNOWN:
        return is_question
    return is_question or len(asked.unread.split()) <= MOST_UNREAD
