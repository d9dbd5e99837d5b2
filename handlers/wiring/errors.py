"""Handle errors: one sentence for a mistake of a person, a log record for a refusal.

All other errors go up, to be counted and retried.
"""

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

_UPDATES_CACHED = 2000


class UserError(Exception):
    """A person asked for what cannot be done. Carries the sentence's key and arguments."""

    def __init__(self, key: str, **arguments: Argument) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


class StorageErrorReply:
    """Say once for each update that its request cannot be stored now."""

    def __init__(self) -> None:
        self._notified: deque[int] = deque(maxlen=_UPDATES_CACHED)

    async def notify(self, event: ErrorEvent, words: Words | None = None) -> Any:
        """Say it in a pop-up over the pressed button, else in a message.

        The error is left unhandled, so that the update is retried.
        """
        update = event.update
        if update.update_id not in self._notified:
            self._notified.append(update.update_id)
            await _notify_of_delay(update, words)
        return UNHANDLED


def build_router() -> Router:
    """Return the router of error handlers. Other errors reach the caller of the dispatcher."""
    router = Router(name="errors")
    router.error.register(StorageErrorReply().notify, ExceptionTypeFilter(Unwritable))
    router.error.register(log_refused_answer, IsWriteRefused())
    return router


class IsWriteRefused(Filter):
    """Pass a refusal that concerns the chat: blocked, removed, no rights, all topics closed."""

    async def __call__(self, event: ErrorEvent) -> bool:
        """Return whether a retry would be refused too."""
        return is_no_entry(event.exception) or is_missing_topic(event.exception)


async def answer_user_error(update: Update, error: UserError, words: Words) -> bool:
    """Say what went wrong in a pop-up over the pressed button, else in a message.

    Returns False for an update that is neither a press nor a message.
    """
    press, message = update.callback_query, update.message
    if press is not None:
        if not await acknowledge(press, words.plain(error.key, **error.arguments), alert=True):
            await reply_below(press, Message(words(error.key, **error.arguments)))
    elif message is not None:
        await reply(message, Message(words(error.key, **error.arguments)))
    return press is not None or message is not None


async def _notify_of_delay(update: Update, words: Words | None) -> None:
    # if the chat's record itself could not be stored, its words are unknown
    if (press := update.callback_query) is not None:
        await acknowledge(press, (words or _first_words(press)).plain("fault-postponed-press"), alert=True)
    elif (message := update.message or update.edited_message) is not None:
        await reply(message, Message((words or _first_words(message))("fault-postponed")))


def _first_words(event: Received | CallbackQuery) -> Words:
    message = event.message if isinstance(event, CallbackQuery) else event
    return words_in(first_language(event.from_user, None if message is None else message.chat))


async def log_refused_answer(event: ErrorEvent) -> None:
    """Log that the chat refused the answer. A retry would fail too."""
    logger.info("answer refused, update %s", event.update.update_id)
