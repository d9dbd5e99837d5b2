"""What a person may get wrong gets one sentence; what we get wrong goes up, to be counted and retried."""

import logging
from collections import deque
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.filters import ExceptionTypeFilter, Filter
from aiogram.types import CallbackQuery, ErrorEvent, Update
from aiogram.types import Message as Received

from data.store.sqlite.errors import Unwritable
from handlers.chat_context import first_language
from handlers.reachability.refusals import is_missing_topic, is_no_entry
from handlers.replies import acknowledge, reply, reply_below
from handlers.text.words import Argument, Words, words_in
from handlers.views.message import Message

logger = logging.getLogger(__name__)

_REMEMBERED = 2000


class UserError(Exception):
    """Something a person did cannot be done: the key of the sentence that says why, with its arguments."""

    def __init__(self, key: str, **arguments: Argument) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


class StorageErrorReply:
    """Says once for each update that what it asks for cannot be stored now."""

    def __init__(self) -> None:
        self._notified: deque[int] = deque(maxlen=_REMEMBERED)

    async def notify(self, event: ErrorEvent, words: Words | None = None) -> Any:
        """A pop-up over the pressed button, else a message. The error goes on to whoever keeps the update."""
        update = event.update
        if update.update_id not in self._notified:
            self._notified.append(update.update_id)
            await _notify_of_delay(update, words)
        return UNHANDLED


def build_router() -> Router:
    """The error handlers; whatever they leave alone reaches the caller of the dispatcher."""
    router = Router(name="errors")
    router.error.register(StorageErrorReply().notify, ExceptionTypeFilter(Unwritable))
    router.error.register(log_refused_answer, IsWriteRefused())
    return router


class IsWriteRefused(Filter):
    """A refusal that concerns the chat: blocked, thrown out, without rights, every topic closed."""

    async def __call__(self, event: ErrorEvent) -> bool:
        """Return whether a retry would be refused too."""
        return is_no_entry(event.exception) or is_missing_topic(event.exception)


async def answer_user_error(update: Update, mistake: UserError, words: Words) -> bool:
    """Say it in a pop-up over the pressed button while Telegram shows one, else in a message.

    Return whether there was anybody to say it to.
    """
    press, message = update.callback_query, update.message
    if press is not None:
        if not await acknowledge(press, words.plain(mistake.key, **mistake.arguments), alert=True):
            await reply_below(press, Message(words(mistake.key, **mistake.arguments)))
    elif message is not None:
        await reply(message, Message(words(mistake.key, **mistake.arguments)))
    return press is not None or message is not None


async def _notify_of_delay(update: Update, words: Words | None) -> None:
    # the chat's record may be what could not be stored, and then its words are not known
    if (press := update.callback_query) is not None:
        await acknowledge(press, (words or _own_words(press)).plain("fault-postponed-press"), alert=True)
    elif (message := update.message or update.edited_message) is not None:
        await reply(message, Message((words or _own_words(message))("fault-postponed")))


def _own_words(event: Received | CallbackQuery) -> Words:
    message = event.message if isinstance(event, CallbackQuery) else event
    return words_in(first_language(event.from_user, None if message is None else message.chat))


async def log_refused_answer(event: ErrorEvent) -> None:
    """Log a refusal to let us write. There is no place to say so, and a retry would fail too."""
    logger.info("answer refused, update %s", event.update.update_id)
