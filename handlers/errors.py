"""What a person may get wrong gets one sentence; what we get wrong goes up, to be counted and retried."""

import logging
from collections import deque
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import CallbackQuery, ErrorEvent, Update
from aiogram.types import Message as Received

from data.store.errors import Unwritable
from handlers.answering import acknowledge, send_after, show
from handlers.speech import spoken_by
from handlers.views.message import Message
from handlers.words import Argument, Words, words_in

logger = logging.getLogger(__name__)

_REMEMBERED = 2000


class Mistake(Exception):
    """Something a person did cannot be done: the key of the sentence that says why, with its arguments."""

    def __init__(self, key: str, **arguments: Argument) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


class Postponement:
    """Says once for each update that what it asks for cannot be stored now."""

    def __init__(self) -> None:
        self._told: deque[int] = deque(maxlen=_REMEMBERED)

    async def tell(self, event: ErrorEvent, words: Words | None = None) -> Any:
        """A pop-up over the pressed button, else a message. The error goes on to whoever keeps the update."""
        update = event.update
        if update.update_id not in self._told:
            self._told.append(update.update_id)
            await _tell_of_delay(update, words)
        return UNHANDLED


def build_router() -> Router:
    """The error handlers; whatever they leave alone reaches the caller of the dispatcher."""
    router = Router(name="errors")
    router.error.register(answer_mistake, ExceptionTypeFilter(Mistake), F.update.callback_query)
    router.error.register(answer_mistake, ExceptionTypeFilter(Mistake), F.update.message)
    router.error.register(Postponement().tell, ExceptionTypeFilter(Unwritable))
    router.error.register(note_closed_door, ExceptionTypeFilter(TelegramForbiddenError))
    return router


async def answer_mistake(event: ErrorEvent, words: Words) -> None:
    """A pop-up over the pressed button while Telegram shows one, else a message."""
    mistake = event.exception
    assert isinstance(mistake, Mistake)  # noqa: S101 -- the filter's promise, said to the type checker
    press = event.update.callback_query
    if press is not None:
        if not await acknowledge(press, words.plain(mistake.key, **mistake.arguments), alert=True):
            await send_after(press, Message(words(mistake.key, **mistake.arguments)))
    elif event.update.message is not None:
        await show(event.update.message, Message(words(mistake.key, **mistake.arguments)))


async def _tell_of_delay(update: Update, words: Words | None) -> None:
    # the chat's record may be what could not be stored, and then its words are not known
    if (press := update.callback_query) is not None:
        await acknowledge(press, (words or _own_words(press)).plain("fault-postponed-press"), alert=True)
    elif update.message is not None:
        await show(update.message, Message((words or _own_words(update.message))("fault-postponed")))


def _own_words(event: Received | CallbackQuery) -> Words:
    return words_in(spoken_by(event.from_user))


async def note_closed_door(event: ErrorEvent) -> None:
    """We may not write where we were asked: there is nobody to tell, and trying again changes nothing."""
    logger.info("answer refused, update %s", event.update.update_id)
