"""Take updates in: store them before they are confirmed, then have them handled."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from aiogram import Bot

from bot.leadership import Leadership
from bot.updates.chat_queues import ChatQueues
from bot.updates.flood_control import Admission, FloodControl
from bot.updates.offsets import Offsets
from bot.updates.polling import Polling, PollingError
from bot.updates.raw_updates import RawUpdate, arrivals, is_sent_by_person, sent_at
from data.store.inbox import Arrival, Inbox
from data.store.sqlite.errors import Unwritable
from data.store.webhooks import Webhooks
from scheduler.clock import Clock

logger = logging.getLogger(__name__)

# Shorter than STOP_SECONDS of the app, so that this limit is met first and each update is given back.
DRAIN_SECONDS = 15.0

OnFlood = Callable[[str], Awaitable[None]]


async def _warn_of_no_flood(_queue: str) -> None:
    return


OnArrivals = Callable[[Sequence[RawUpdate], datetime], object]


class UpdateSource(Protocol):
    """What makes Telegram give us its updates: polling, or a webhook that is kept set."""

    leadership: Leadership
    admitted: asyncio.Event

    async def run(self) -> None:
        """Receive until cancelled. Raises PollingError where trying again would not help."""
        ...

    def ask_again(self) -> None:
        """Try at once, since Telegram has answered another call after an outage."""
        ...


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
        self._on_arrivals: OnArrivals | None = None
        self._chat_queues = chat_queues
        self._offsets = Offsets(inbox, clock)
        self._source: UpdateSource = Polling(bot, allowed_updates, self.accept, self.offset)

    def count_with(self, on_arrivals: OnArrivals) -> None:
        """Tell this callback which updates are stored, with the time."""
        self._on_arrivals = on_arrivals

    def await_posts(self, registration: UpdateSource) -> None:
        """Let Telegram post the updates instead of polling. They come through accept_post()."""
        self._source = registration

    def follow_webhook(self, webhooks: Webhooks) -> None:
        """Begin polling with all that Telegram keeps where it has delivered to a webhook before."""
        self._offsets = Offsets(self._inbox, self._clock, webhooks)

    @property
    def leadership(self) -> Leadership:
        """Return the rule by which this process knows whether it sends notices."""
        return self._source.leadership

    def telegram_away(self) -> None:
        """Give the lead up, since another process may be able to reach Telegram."""
        self.leadership.lapse("Telegram is out of reach")

    def telegram_back(self) -> None:
        """Ask again at once, for the pending poll or pause may wait in vain."""
        self._source.ask_again()

    async def accept(self, batch: Sequence[object]) -> int:
        """Store the answer to a poll, all or nothing. On return the next poll may confirm it.

        Return how many of it were updates, known ones included.
        """
        arrived = await self._accept(batch)
        if arrived:
            self._offsets.note_polled(max(one.update_id for one in arrived))
        elif not batch:
            await self._offsets.note_empty()
            # a command line may have put an update of the quarantine back into its queue
            self._chat_queues.wake()
        return len(arrived)

    async def accept_post(self, update: object) -> bool:
        """Store an update that Telegram has posted. On return it may be acknowledged.

        Return whether it was an update, known ones included.
        """
        return bool(await self._accept([update]))

    async def _accept(self, batch: Sequence[object]) -> list[Arrival]:
        arrived = list(arrivals(batch, self._admit))
        if arrived:
            if await self._store(arrived):
                self._chat_queues.wake()
            if self._on_arrivals is not None:
                ids = {one.update_id for one in arrived}
                updates = [one for one in batch if isinstance(one, dict) and one.get("update_id") in ids]
                self._on_arrivals(updates, self._clock.now())
        return arrived

    async def _store(self, batch: Sequence[Arrival]) -> int:
        try:
            new = await self._inbox.keep(batch, self._clock.now())
        except Unwritable:
            # not confirmed, so Telegram keeps them and gives them again
            for one in batch:
                await self._chat_queues.take_unstored(json.loads(one.payload))
            raise
        for one in batch:
            self._admitted.pop(one.update_id, None)
        return new

    @property
    def admitted(self) -> asyncio.Event:
        """Set once Telegram has admitted us, and at the end. No answer goes out before."""
        return self._source.admitted

    async def run(self, stop: asyncio.Event) -> None:
        """Receive and handle until stop is set, then finish what is in hand.

        Raises ConflictError when another process takes the updates, Unauthorised for a token that is not
        valid. Both are raised only after what was in hand has been finished.
        """
        fatal: list[PollingError] = []
        await self._until(self._receive(stop, fatal))
        if fatal:
            raise fatal[0]

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

    async def _receive(self, stop: asyncio.Event, fatal: list[PollingError]) -> None:
        async with asyncio.TaskGroup() as tasks:
            receiving = tasks.create_task(self._receive_or_fail(stop, fatal))
            await stop.wait()
            # nothing is lost: what the cut poll would have brought was never confirmed
            receiving.cancel()

    async def _receive_or_fail(self, stop: asyncio.Event, fatal: list[PollingError]) -> None:
        try:
            await self._source.run()
        except PollingError as error:
            fatal.append(error)
            stop.set()

    async def offset(self) -> int | None:
        """Return the offset of the next poll."""
        return await self._offsets.next()
