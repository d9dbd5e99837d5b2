"""Take updates in: store them before they are confirmed, then have them handled."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

from aiogram import Bot

from bot.leadership import Leadership
from bot.updates.chat_queues import ChatQueues
from bot.updates.flood_control import Admission, FloodControl
from bot.updates.polling import Polling, PollingError
from bot.updates.raw_updates import RawUpdate, arrivals, is_sent_by_person, sent_at
from data.store.inbox import Arrival, Inbox
from data.store.sqlite.errors import Unwritable
from scheduler.clock import Clock

logger = logging.getLogger(__name__)

# Shorter than STOP_SECONDS of the app, so that this limit is met first and each update is given back.
DRAIN_SECONDS = 15.0
# Telegram keeps updates for 24 hours, and after a quiet week it may begin anew with a smaller id: an offset
# older than that tells nothing and could pass over what is new.
OFFSET_HOLDS = timedelta(hours=24)


OnFlood = Callable[[str], Awaitable[None]]


async def _warn_of_no_flood(_queue: str) -> None:
    return


class Intake:
    """The inbox between Telegram and the dispatcher: a kill at any instant loses no update."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        chat_queues: ChatQueues,
        clock: Clock,
        allowed_updates: Sequence[str],
        on_flood: OnFlood = _warn_of_no_flood,
    ) -> None:
        """Take the chat queues, which handle what is stored in the inbox here.

        allowed_updates are Telegram's names of the kinds to ask for. A kind left out, such as my_chat_member,
        never comes. on_flood is called once for each flood, ahead of the chat's next update, with its queue.
        """
        self._inbox = inbox
        self._clock = clock
        self._flood_control = FloodControl()
        self._admitted: dict[int, Admission] = {}
        self._on_flood = on_flood
        self._confirm: tuple[int, float] | None = None
        self._chat_queues = chat_queues
        self._polling = Polling(bot, allowed_updates, self.accept, self.offset)

    @property
    def leadership(self) -> Leadership:
        """Return the rule by which this process knows whether it sends notices."""
        return self._polling.leadership

    def telegram_away(self) -> None:
        """Give the lead up, since another process may be able to reach Telegram."""
        self.leadership.lapse("Telegram is out of reach")

    def telegram_back(self) -> None:
        """Poll again at once, for the pending poll or pause may wait in vain."""
        self._polling.poll_again()

    async def accept(self, batch: Sequence[object]) -> int:
        """Store a batch of raw updates, all or nothing. On return it may be confirmed to Telegram.

        Return how many of it were updates, known ones included.
        """
        arrived = list(arrivals(batch, self._admit))
        if arrived:
            new = await self._store(arrived)
            self._confirm = max(one.update_id for one in arrived), asyncio.get_running_loop().time()
            if new:
                self._chat_queues.wake()
        else:
            # a command line may have put an update of the quarantine back into its queue
            self._chat_queues.wake()
        return len(arrived)

    async def _store(self, batch: Sequence[Arrival]) -> int:
        try:
            new = await self._inbox.keep(batch, self._clock.now())
        except Unwritable:
            # not confirmed, so Telegram keeps them and gives them again
            for one in batch:
                await self._chat_queues.take_unstored(json.loads(one.payload))
            raise
        self._admitted.clear()
        return new

    @property
    def admitted(self) -> asyncio.Event:
        """Set once Telegram has answered a poll, and at the end. No answer goes out before."""
        return self._polling.admitted

    async def run(self, stop: asyncio.Event) -> None:
        """Poll and handle until stop is set, then finish what is in hand.

        Raises ConflictError when another process takes the updates, Unauthorised for a token that is not
        valid. Both are raised only after what was in hand has been finished.
        """
        fatal: list[PollingError] = []
        await self._until(self._poll(stop, fatal))
        if fatal:
            raise fatal[0]

    async def serve(self, stop: asyncio.Event) -> None:
        """Handle until stop is set, without polling: updates come through accept(), from a webhook.

        The database decides which of several processes behind a webhook sends.
        """
        self.admitted.set()
        self.leadership.stand_alone()
        self.leadership.answered(asyncio.get_running_loop().time(), 0, is_empty=True)
        await self._until(stop.wait())

    async def drain(self) -> None:
        """Handle everything that waits, and return."""
        await self._chat_queues.drain()

    async def _until(self, end: Awaitable[object]) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(None) as limit, asyncio.TaskGroup() as tasks:
                tasks.create_task(self._serve_queues())
                await end
                limit.reschedule(loop.time() + DRAIN_SECONDS)
                self._chat_queues.stop()
                self.admitted.set()
                self.leadership.begun.set()
        except TimeoutError:
            logger.warning(
                "handlers still at work after %.0f s; their updates wait for the next start", DRAIN_SECONDS
            )

    async def _serve_queues(self) -> None:
        # a process that may not take updates may not answer those that an earlier run has left either
        await self.admitted.wait()
        await self._chat_queues.serve()

    def _admit(self, update: RawUpdate, queue: str) -> bool:
        if not is_sent_by_person(update):
            return True
        if (admission := self._admitted.get(update["update_id"])) is not None:
            # it has come before and could not be stored
            return admission is Admission.TAKEN
        admission = self._admitted[update["update_id"]] = self._flood_control.admit(
            queue, self._clock.now(), sent_at(update)
        )
        if admission is Admission.WARNED:
            self._chat_queues.send_ahead(queue, partial(self._on_flood, queue))
        return admission is Admission.TAKEN

    async def _poll(self, stop: asyncio.Event, fatal: list[PollingError]) -> None:
        async with asyncio.TaskGroup() as tasks:
            polling = tasks.create_task(self._poll_or_fail(stop, fatal))
            await stop.wait()
            # nothing is lost: what the cut poll would have brought was never confirmed
            polling.cancel()

    async def _poll_or_fail(self, stop: asyncio.Event, fatal: list[PollingError]) -> None:
        try:
            await self._polling.run()
        except PollingError as error:
            fatal.append(error)
            stop.set()

    async def offset(self) -> int | None:
        # by the loop's time: the clock may be moved by hand, and a stored batch must still be confirmed
        if self._confirm is not None:
            newest, at = self._confirm
            if asyncio.get_running_loop().time() - at < OFFSET_HOLDS.total_seconds():
                return newest + 1
        stored = await self._inbox.newest(self._clock.now() - OFFSET_HOLDS)
        return None if stored is None else stored + 1
