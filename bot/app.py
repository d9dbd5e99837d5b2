"""Run the parts of the bot until it is told to stop."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiogram import Bot

from bot.resources import Resources
from bot.telegram_api.connectivity import Connectivity
from bot.updates.intake import Intake
from bot.updates.polling import PollingError, Unauthorised
from data.store.sqlite.errors import Unwritable
from handlers.views.message import Message
from scheduler.bulletins.desk import BulletinDesk
from scheduler.clock import Clock
from scheduler.delivery.worker import DeliveryWorker
from scheduler.periodic_jobs import PeriodicJobs

if TYPE_CHECKING:
    from bot.http.service import HttpService

logger = logging.getLogger(__name__)

STOP_SECONDS = 17.0
"""How many seconds a stop may take before what is still in hand is cut.

Closing follows and is not timed, since a large file takes longer. Three seconds are planned for it.
"""


@dataclass(frozen=True, slots=True)
class App:
    """The running parts, for the code that starts, watches or tests them."""

    bot: Bot
    clock: Clock
    resources: Resources
    intake: Intake
    connectivity: Connectivity
    delivery: DeliveryWorker[Message]
    desk: BulletinDesk
    ticks: PeriodicJobs
    http: "HttpService | None" = None

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until stop is set, then finish what is in hand, within STOP_SECONDS.

        Raises ConflictError and Unauthorised when Telegram gives us no updates, DatabaseDamaged when a torn
        page is found.
        """
        reasons: list[PollingError] = []
        # nothing is sent on the word of a damaged file
        self.resources.database.condition.when_damaged(stop.set)
        try:
            async with asyncio.timeout(None) as limit, asyncio.TaskGroup() as tasks:
                tasks.create_task(self._take_in(stop, reasons))
                tasks.create_task(self._send_out(stop))
                tasks.create_task(self._tick(stop))
                if self.http is not None:
                    tasks.create_task(self.http.run(stop))
                heed = tasks.create_task(self._heed_refusal(stop))
                await stop.wait()
                heed.cancel()
                limit.reschedule(asyncio.get_running_loop().time() + STOP_SECONDS)
        except TimeoutError:
            logger.warning("still at work after %.0f s, the next start goes on with it", STOP_SECONDS)
        self.resources.database.condition.refuse_if_damaged()
        if self.connectivity.refused.is_set():
            raise Unauthorised
        if reasons:
            raise reasons[0]

    async def _take_in(self, stop: asyncio.Event, reasons: list[PollingError]) -> None:
        try:
            await self.intake.run(stop)
        except PollingError as error:
            reasons.append(error)
        finally:
            # without updates there is nothing to answer, and the reason to end reaches the operator
            stop.set()

    async def _send_out(self, stop: asyncio.Event) -> None:
        await self.intake.leadership.begun.wait()
        if not stop.is_set():
            await self.delivery.run(stop)

    async def _tick(self, stop: asyncio.Event) -> None:
        # some ticks write to people, too
        await self.intake.leadership.begun.wait()
        if not stop.is_set():
            with suppress(Unwritable):
                await self.ticks.forget_others()
            self.ticks.start()
            try:
                await stop.wait()
            finally:
                await self.ticks.stop()

    async def _heed_refusal(self, stop: asyncio.Event) -> None:
        await self.connectivity.refused.wait()
        stop.set()

    async def settle(self) -> None:
        """Plan, word and send now what is due. For a clock that was moved by hand."""
        await self.ticks.run_all()
        self.delivery.wake()
