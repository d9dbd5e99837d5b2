"""Set the webhook at Telegram, and watch that it stays ours."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import ceil

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetWebhookInfo, SetWebhook
from aiogram.types import BufferedInputFile, WebhookInfo

from bot import leadership
from bot.leadership import Leadership
from bot.updates.polling import ConflictError, PollingError, Unauthorised
from bot.updates.update_retry_policy import poll_pause
from data.store.sqlite.errors import StoreError
from data.store.webhooks import Webhooks

logger = logging.getLogger(__name__)

# Telegram's default. Updates are stored one after another, so that more connections would wait.
CONNECTIONS = 40


class WebhookRefused(PollingError):
    """Telegram does not accept the address or the certificate. reason is in its own words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class WebhookTaken(Exception):
    """The webhook at Telegram is not ours: another process has set its own, or polls."""


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where updates are to be posted, and what with. certificate is a self-signed one, as PEM."""

    url: str
    secret: str
    certificate: bytes | None = None


class WebhookRegistration:
    """Keeps the webhook set, as Polling keeps polling. The updates come by the HTTP server.

    The time in which no other process has changed it counts for leadership as an undisturbed poll does.
    """

    def __init__(
        self,
        bot: Bot,
        allowed_updates: Sequence[str],
        target: WebhookTarget,
        webhooks: Webhooks,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Take the kinds of updates to ask for. webhooks remembers the address beyond a restart."""
        self.leadership = Leadership()
        self.admitted = asyncio.Event()
        """Set when Telegram has accepted the webhook: people can be answered."""
        self.pending: int | None = None
        """How many updates Telegram has not delivered yet, by its last answer."""
        self._bot = bot
        self._allowed = list(allowed_updates)
        self._target = target
        self._webhooks = webhooks
        self._pause = pause
        self._pause_limit: asyncio.Timeout | None = None
        self._failures = 0
        self._is_set = False
        self._asked = 0.0
        self._error_told: object = None

    @property
    def secret(self) -> str:
        """The secret that Telegram shows with each update."""
        return self._target.secret

    async def run(self) -> None:
        """Keep the webhook set until cancelled. Retry all errors but those of PollingError."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                await self._step()
            except (TelegramUnauthorizedError, TelegramNotFound) as error:
                raise Unauthorised from error
            except WebhookTaken as error:
                await self._give_way(error, loop.time())
            except TelegramRetryAfter as error:
                self.leadership.failed(loop.time())
                await self._wait(error, max(float(error.retry_after), 1.0))
            except (TelegramAPIError, ClientDecodeError, StoreError) as error:
                _refuse_for_good(error)
                self._failures += 1
                self.leadership.failed(loop.time())
                await self._wait(error, poll_pause(self._failures))
            else:
                self._failures = 0

    def ask_again(self) -> None:
        """Look at once whether the webhook is set, since Telegram has answered after an outage."""
        if self._pause_limit is not None and not self.leadership.leads:
            self._pause_limit.reschedule(asyncio.get_running_loop().time())

    async def _step(self) -> None:
        loop = asyncio.get_running_loop()
        if not self._is_set:
            await self._set()
        self._asked = leadership.WEBHOOK_CHECK_SECONDS if self.leadership.leads else self._trial_seconds()
        self.leadership.asks(loop.time())
        await self._rest(self._asked)
        info = await self._bot(GetWebhookInfo())
        self.pending = info.pending_update_count
        self._log_failure(info)
        if info.url != self._target.url:
            raise WebhookTaken
        self.leadership.answered(loop.time(), self._asked, is_empty=True)

    def _trial_seconds(self) -> int:
        """Return how long to wait undisturbed for the lead."""
        return self.leadership.poll_seconds(ceil(leadership.WARY_SECONDS))

    async def _set(self) -> None:
        if (await self._bot(GetWebhookInfo())).url not in ("", self._target.url):
            # perhaps a process works behind it, on a copy of our database
            self.leadership.beware()
        # before it is set: a kill in between must not hide that updates may be delivered here
        await self._webhooks.note_set(self._target.url)
        await self._bot(
            SetWebhook(
                url=self._target.url,
                certificate=_upload(self._target.certificate),
                secret_token=self._target.secret,
                allowed_updates=self._allowed,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        )
        loop = asyncio.get_running_loop()
        self.leadership.asks(loop.time())
        self.leadership.answered(loop.time(), 0, is_empty=True)
        self._is_set = True
        self.admitted.set()

    async def _give_way(self, error: WebhookTaken, now: float) -> None:
        self._is_set = False
        seconds = self.leadership.disturbed(now, self._asked)
        if seconds is None:
            raise ConflictError from error
        await self._wait(error, seconds)

    async def _wait(self, error: Exception, seconds: float) -> None:
        # the class only: the text of a network error may hold the address, and the address holds the token
        logger.warning("webhook: %s, next try in %.0f s", type(error).__name__, seconds)
        await self._rest(seconds)

    async def _rest(self, seconds: float) -> None:
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(None) as self._pause_limit:
                    await self._pause(seconds)
        finally:
            self._pause_limit = None

    def _log_failure(self, info: WebhookInfo) -> None:
        """Log a failed delivery once, in Telegram's words, which name neither token nor text."""
        if info.last_error_date is not None and info.last_error_date != self._error_told:
            self._error_told = info.last_error_date
            logger.warning("Telegram could not deliver to the webhook: %s", info.last_error_message)


def _upload(certificate: bytes | None) -> BufferedInputFile | None:
    return None if certificate is None else BufferedInputFile(certificate, "certificate.pem")


def _refuse_for_good(error: Exception) -> None:
    """Raise WebhookRefused for what no patience mends. A name may be found later."""
    if isinstance(error, TelegramBadRequest) and "resolve host" not in error.message:
        raise WebhookRefused(error.message) from error
