"""Know from every call whether Telegram can be reached, and whether it accepts our token."""

import asyncio
import time
from collections.abc import Callable
from enum import Enum

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from pydantic import ValidationError

from bot.telegram_api.circuit_breaker import CircuitBreaker
from bot.telegram_api.error_outcomes import outcome_of
from handlers.reachability.reopening import note_attempt
from scheduler.delivery.outcomes import Barred

_POLL = "getUpdates"


class LinkState(Enum):
    """The state of the link to Telegram. PROBING: away, with one call out that tries it."""

    UP = "up"
    AWAY = "away"
    PROBING = "probing"
    REFUSED = "refused"


def is_no_answer(error: Exception) -> bool:
    """Return whether a call got no answer: a network, gateway or server error."""
    if isinstance(error, ClientDecodeError):
        # an answer that the library's models cannot read is an answer
        return not isinstance(error.original, ValidationError)
    return isinstance(error, TelegramNetworkError | TelegramServerError)


class Connectivity(BaseRequestMiddleware):
    """Knows whether Telegram is up. Each call of the session goes through it.

    The rate limiter asks it when a call may go, the chat queues, the delivery worker and polling ask whether
    Telegram is away. After the first 401 nothing more goes out, because Telegram has refused the token.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take the clock of the pauses between probes, in monotonic seconds."""
        self.refused = asyncio.Event()
        """Set when Telegram has refused the token."""
        self._breaker = CircuitBreaker()
        self._now = now
        self._on_away: list[Callable[[], object]] = []
        self._on_back: list[Callable[[], object]] = []

    @property
    def state(self) -> LinkState:
        """What is known at present."""
        if self.refused.is_set():
            return LinkState.REFUSED
        if self._breaker.is_probing:
            return LinkState.PROBING
        return LinkState.AWAY if self._breaker.is_open else LinkState.UP

    @property
    def is_away(self) -> bool:
        """Whether Telegram is out of reach, with or without a probe on its way."""
        return self._breaker.is_open

    @property
    def is_probing(self) -> bool:
        """Whether a probe is out, which decides for all other calls."""
        return self._breaker.is_probing

    def watch(
        self, *, away: Callable[[], object] | None = None, back: Callable[[], object] | None = None
    ) -> None:
        """Call these when Telegram goes out of reach and when it has answered again."""
        if away is not None:
            self._on_away.append(away)
        if back is not None:
            self._on_back.append(back)

    def wait(self) -> float:
        """Return the seconds until a call may try whether Telegram is back. 0 while it is up."""
        return self._breaker.wait(self._now())

    def lets_go(self) -> bool:
        """Return whether a call may go now."""
        return not self._breaker.is_open or self._breaker.lets_go(self._now())

    def begin(self) -> bool:
        """Note that a call goes. Return whether it is the probe: then end_probe() must follow."""
        return self._breaker.begin()

    def end_probe(self, *, is_answered: bool | None) -> None:
        """Note what became of the probe. None where it was cancelled."""
        was_away = self._breaker.is_open
        self._breaker.end_probe(self._now(), is_answered=is_answered)
        self._notify(was_away=was_away)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make a call while the token is accepted, and learn from its end.

        Raises what the call raises.
        """
        if self.refused.is_set():
            raise TelegramUnauthorizedError(method, "Unauthorized")
        try:
            response = await make_request(bot, method)
        except (TelegramAPIError, ClientDecodeError) as error:
            if isinstance(error, TelegramUnauthorizedError):
                self.refused.set()
            self._learn(is_poll=method.__api_method__ == _POLL, is_answer=not is_no_answer(error))
            if isinstance(outcome := outcome_of(error), Barred):
                note_attempt(method, outcome.reason)
            raise
        if self._breaker.failures:
            self._learn(is_poll=method.__api_method__ == _POLL, is_answer=True)
        note_attempt(method)
        return response

    def _learn(self, *, is_poll: bool, is_answer: bool) -> None:
        was_away = self._breaker.is_open
        if is_answer:
            self._breaker.answered(is_poll=is_poll)
        else:
            self._breaker.unanswered(self._now(), is_poll=is_poll)
        self._notify(was_away=was_away)

    def _notify(self, *, was_away: bool) -> None:
        if was_away is not self._breaker.is_open:
            for callback in self._on_back if was_away else self._on_away:
                callback()
