"""Poll getUpdates. Retry network errors, honour 429, stop on 401 and on a lasting 409."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, GetWebhookInfo, TelegramMethod

from bot.leadership import Leadership
from bot.updates.update_retry_policy import poll_pause
from data.store.sqlite.errors import StoreError

logger = logging.getLogger(__name__)

# Telegram answers with at most 100 updates and holds a poll at most 50 seconds.
BATCH = 100
POLL_SECONDS = 30
# How much longer than the poll itself its answer may take.
GRACE_SECONDS = 15

# So many updates in one answer mean that many people write. The next poll then begins no sooner than
# GATHER_SECONDS after this one began, and brings more at once.
CROWD = 5
GATHER_SECONDS = 0.05


class PollingError(Exception):
    """Polling cannot go on, and trying again would not help."""


class ConflictError(PollingError):
    """Another process takes this bot's updates, and does not stop."""


class Unauthorised(PollingError):
    """Telegram does not know this token, or no longer."""


class UselessAnswer(PollingError):
    """An answer to getUpdates that is not empty and holds no update."""


class GetRawUpdates(TelegramMethod[list[Any]]):
    """getUpdates, its answer left as it is: an unreadable update must not spoil the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = POLL_SECONDS
    allowed_updates: list[str]


class Polling:
    """Polls for updates, hands each batch over, and confirms it only with the next poll."""

    def __init__(
        self,
        bot: Bot,
        allowed_updates: Sequence[str],
        accept: Callable[[list[Any]], Awaitable[int]],
        offset: Callable[[], Awaitable[int | None]],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Take the kinds of updates to ask for, and what stores them.

        accept stores a batch for good, then returns how many updates were in it. offset returns the first
        update id not yet stored.
        """
        self.leadership = Leadership()
        self._bot = bot
        self._allowed = list(allowed_updates)
        self._accept = accept
        self._offset = offset
        self._pause = pause
        self._failures = 0
        self._taken = 0
        self._asked = 0
        self._poll_limit: asyncio.Timeout | None = None
        self._pause_limit: asyncio.Timeout | None = None
        self._webhook_removed = False
        self.admitted = asyncio.Event()
        """Set by the first answer: Telegram accepts the token, and people can be answered."""

    async def run(self) -> None:
        """Poll until cancelled. Retry after all errors but ConflictError and Unauthorised."""
        loop = asyncio.get_running_loop()
        while True:
            began = loop.time()
            try:
                await self._step()
            except (TelegramUnauthorizedError, TelegramNotFound) as error:
                # a token with a wrong shape has no such address: 404
                raise Unauthorised from error
            except TelegramConflictError as error:
                await self._give_way(error, loop.time())
            except TelegramRetryAfter as error:
                self.leadership.failed(loop.time())
                await self._wait(error, max(float(error.retry_after), 1.0))
            except (TelegramAPIError, ClientDecodeError, StoreError, UselessAnswer) as error:
                self._failures += 1
                if not isinstance(error, StoreError | UselessAnswer):
                    self.leadership.failed(loop.time())
                # the time of a poll without an answer counts as a part of the pause
                taken = loop.time() - began
                await self._wait_or_return(error, max(0.0, poll_pause(self._failures) - taken))
            else:
                self._failures = 0
                await self._gather(loop.time() - began)

    def ask_again(self) -> None:
        """Poll at once, since Telegram has answered another call after an outage.

        The pause after a failed poll ends. A pending poll, which may wait in vain, is cut unless this process
        leads. Its updates come again.
        """
        now = asyncio.get_running_loop().time()
        if self._pause_limit is not None:
            self._pause_limit.reschedule(now)
        if self._poll_limit is not None and not self.leadership.leads:
            self._poll_limit.reschedule(now)

    async def _step(self) -> None:
        if not self._webhook_removed:
            await self._remove_webhook()
        # the first poll is answered at once, since no person is served before
        self._asked = self.leadership.poll_seconds(POLL_SECONDS) if self.admitted.is_set() else 0
        method = GetRawUpdates(
            offset=await self._offset(), timeout=self._asked, allowed_updates=self._allowed
        )
        batch = await self._poll(method)
        self._taken = len(batch or ())
        if batch is None:
            return
        if not await self._accept(batch) and batch:
            # without an id nothing can be confirmed, and the same answer would come again at once
            raise UselessAnswer
        self.admitted.set()

    async def _remove_webhook(self) -> None:
        if (await self._bot(GetWebhookInfo())).url:
            # perhaps a process works behind it, on a copy of our database, and notices later that it is gone
            self.leadership.beware()
        # what waits for the webhook is ours to answer now
        await self._bot(DeleteWebhook(drop_pending_updates=False))
        self._webhook_removed = True

    async def _poll(self, method: GetRawUpdates) -> list[Any] | None:
        """Poll once. Return None where the poll was cut."""
        loop = asyncio.get_running_loop()
        self.leadership.asks(loop.time())
        try:
            async with asyncio.timeout(None) as self._poll_limit:
                batch = await self._bot(method, request_timeout=method.timeout + GRACE_SECONDS)
        except TimeoutError:
            return None
        finally:
            self._poll_limit = None
        if _is_gap(method.offset, batch):
            self.leadership.missed()
        self.leadership.answered(loop.time(), method.timeout, is_empty=not batch)
        return batch

    async def _gather(self, since: float) -> None:
        # when many write, a poll for every few updates costs more than handling them
        if CROWD <= self._taken < BATCH and since < GATHER_SECONDS:
            await self._pause(GATHER_SECONDS - since)

    async def _give_way(self, error: TelegramConflictError, now: float) -> None:
        # another program that sets a webhook causes the same error
        self._webhook_removed = False
        seconds = self.leadership.disturbed(now, self._asked)
        if seconds is None:
            raise ConflictError from error
        await self._wait(error, seconds)

    async def _wait_or_return(self, error: Exception, seconds: float) -> None:
        """Wait so many seconds, or until Telegram has answered another call."""
        try:
            async with asyncio.timeout(None) as self._pause_limit:
                await self._wait(error, seconds)
        except TimeoutError:
            return
        finally:
            self._pause_limit = None

    async def _wait(self, error: Exception, seconds: float) -> None:
        # the class only: the text of a network error may hold the address, and the address holds the token
        logger.warning("getUpdates: %s, next try in %.0f s", type(error).__name__, seconds)
        await self._pause(seconds)


def _is_gap(offset: int | None, batch: list[Any]) -> bool:
    """Return whether the batch begins later than it should: update ids have no holes."""
    first = batch[0].get("update_id") if batch and isinstance(batch[0], dict) else None
    return offset is not None and isinstance(first, int) and first > offset
