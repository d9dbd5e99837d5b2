"""The one gate every call to Telegram passes, so that all of them together keep Telegram's pace."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.pace import Pace, Ticket, Urgency

# A long poll is no message, and it must not wait behind a bulletin.
_UNPACED = frozenset({"getUpdates"})
# Calls about a chat that put nothing into it.
_READING = ("get", "answer", "sendChatAction")
PATIENCE_SECONDS = 30.0
TRIES = 3


class Alarm(Protocol):
    """What can be called off."""

    def cancel(self) -> None:
        """Do not call back after all."""
        ...


Later = Callable[[float, Callable[[], None]], Alarm]

_urgency: ContextVar[Urgency] = ContextVar("urgency", default=Urgency.ANSWER)


@contextmanager
def urgency(value: Urgency) -> Iterator[None]:
    """Calls made inside are of this urgency; outside, every call is an answer somebody waits for."""
    token = _urgency.set(value)
    try:
        yield
    finally:
        _urgency.reset(token)


class Gate(BaseRequestMiddleware):
    """Request middleware of aiogram's session: waits for the call's turn and learns from refusals (429).

    An answer refused for haste is asked for again by itself, because a person waits and nothing was carried
    out; whatever is less urgent gets the refusal, since the ledger knows better when to try again.
    """

    def __init__(
        self, rate: float = 25.0, now: Callable[[], float] = time.monotonic, later: Later | None = None
    ) -> None:
        """rate: messages a second in all. now: monotonic seconds; later: calls back after seconds of them."""
        self._pace = Pace(rate)
        self._now = now
        self._later = later or _on_the_loop
        self._turns: dict[int, asyncio.Future[None]] = {}
        self._timer: Alarm | None = None

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Let the call through when its turn has come. Raises what the call raises."""
        if method.__api_method__ in _UNPACED:
            return await make_request(bot, method)
        chat = written_chat(method)
        for last_try in (False,) * (TRIES - 1) + (True,):
            await self.enter(chat)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                self.refused(chat, refusal.retry_after)
                worth_waiting = _urgency.get() is Urgency.ANSWER and refusal.retry_after <= PATIENCE_SECONDS
                if last_try or chat is None or not worth_waiting:
                    raise
        raise AssertionError("the last try returns or raises")

    async def enter(self, chat: str | None = None) -> None:
        """Wait until a call that writes into this chat (None: into none) may go."""
        ticket = self._pace.queue(_urgency.get(), chat, is_group=chat is not None and _is_group(chat))
        turn = self._turns[ticket.number] = asyncio.get_running_loop().create_future()
        self._serve()
        try:
            await turn
        finally:
            self._forget(ticket)

    def refused(self, chat: str | None, seconds: float) -> None:
        """Telegram asked for `seconds` of silence, in this chat or, where several are refused, altogether.

        A refusal that concerns no chat closes nothing: some settings of a bot may be changed a few times a
        day only, and that says nothing about messages.
        """
        now = self._now()
        if chat is not None:
            self._pace.close_chat(chat, now + seconds, now)
            self._serve()

    def _forget(self, ticket: Ticket) -> None:
        self._turns.pop(ticket.number, None)
        self._pace.withdraw(ticket)
        if not self._turns and self._timer is not None:
            self._timer.cancel()

    def _serve(self) -> None:
        now = self._now()
        while ticket := self._pace.take(now):
            turn = self._turns.get(ticket.number)
            if turn is not None and not turn.done():
                turn.set_result(None)
        self._wake_in(self._pace.wait(now))

    def _wake_in(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if seconds is not None:
            self._timer = self._later(seconds, self._serve)


def written_chat(method: TelegramMethod[TelegramType]) -> str | None:
    """The chat a call writes into, as text (ids and @names alike); None for a call that writes into none."""
    chat = getattr(method, "chat_id", None)
    if chat is None or method.__api_method__.startswith(_READING):
        return None
    return str(chat)


def _is_group(chat: str) -> bool:
    # groups and channels have negative ids; a channel may also go by its @name
    return chat.startswith(("-", "@"))


def _on_the_loop(seconds: float, wake: Callable[[], None]) -> Alarm:
    return asyncio.get_running_loop().call_later(seconds, wake)
