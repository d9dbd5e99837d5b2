"""What a person may get wrong gets one sentence; what we get wrong goes up, to be counted and retried."""

import logging

from aiogram import F, Router
from aiogram.exceptions import TelegramForbiddenError
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from handlers.answering import acknowledge, send_after, show
from handlers.views.message import Message
from handlers.words import Argument, Words

logger = logging.getLogger(__name__)


class Mistake(Exception):
    """Something a person did cannot be done: the key of the sentence that says why, with its arguments."""

    def __init__(self, key: str, **arguments: Argument) -> None:
        super().__init__(key, arguments)
        self.key = key
        self.arguments = arguments


def build_router() -> Router:
    """The error handlers; whatever they leave alone reaches the caller of the dispatcher."""
    router = Router(name="errors")
    router.error.register(answer_mistake, ExceptionTypeFilter(Mistake), F.update.callback_query)
    router.error.register(answer_mistake, ExceptionTypeFilter(Mistake), F.update.message)
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


async def note_closed_door(event: ErrorEvent) -> None:
    """We may not write where we were asked: there is nobody to tell, and trying again changes nothing."""
    logger.info("answer refused, update %s", event.update.update_id)
