"""What Telegram's answers say about ourselves: whether it can be reached, and whether it still knows us."""

import asyncio
from collections.abc import Callable

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

from bot.telegram_api.error_outcomes import outcome_of
from handlers.reachability.reopening import note_attempt
from scheduler.delivery.outcomes import Barred

# One call may fail for a reason of its own; so many in a row, whoever made them, have a common one.
AWAY_AFTER = 3


def is_no_answer(error: Exception) -> bool:
    """Whether a call failed before Telegram answered it: by the network, a gateway, a server in trouble."""
    if isinstance(error, ClientDecodeError):
        # an answer the library's models cannot read is one all the same
        return not isinstance(error.original, ValidationError)
    return isinstance(error, TelegramNetworkError | TelegramServerError)


class Connectivity(BaseRequestMiddleware):
    """Watches every call of the session; to be installed last, so that it sees each attempt.

    After the first 401 nothing more goes out: Telegram has refused the token, and asking on would change
    nothing. `refused` is set by it.
    """

    def __init__(self) -> None:
        self.refused = asyncio.Event()
        self._failures = 0
        self._away: Callable[[], None] | None = None
        self._back: Callable[[], None] | None = None

    def watch(self, *, away: Callable[[], None], back: Callable[[], None]) -> None:
        """Call these when Telegram goes out of reach and when it has answered again."""
        self._away, self._back = away, back

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Let the call through while the token is good. Raises what the call raises."""
        if self.refused.is_set():
            raise TelegramUnauthorizedError(method, "Unauthorized")
        try:
            response = await make_request(bot, method)
        except (TelegramAPIError, ClientDecodeError) as error:
            if isinstance(error, TelegramUnauthorizedError):
                self.refused.set()
            self._count(is_answer=not is_no_answer(error))
            if isinstance(outcome := outcome_of(error), Barred):
                note_attempt(method, outcome.reason)
            raise
        if self._failures:
            self._count(is_answer=True)
        note_attempt(method)
        return response

    def _count(self, *, is_answer: bool) -> None:
        was_away = self._failures >= AWAY_AFTER
        self._failures = 0 if is_answer else self._failures + 1
        if was_away and is_answer and self._back is not None:
            self._back()
        if not was_away and self._failures >= AWAY_AFTER and self._away is not None:
            self._away()
