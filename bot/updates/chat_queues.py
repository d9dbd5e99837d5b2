"""Handle the updates of the inbox: in order within a chat, several chats at once."""

import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.telegram_api.connectivity import Connectivity
from bot.updates.raw_updates import Dispatch, RawUpdate, UnreadableUpdate
from bot.updates.read_only_mode import ReadOnlyMode
from bot.updates.update_retry_policy import DEATHS, Interrupted, RetryPolicy, is_channel_error, is_suspect
from data.store.inbox import Inbox, PendingUpdate
from data.store.sqlite.errors import StoreError, Unwritable
from scheduler.clock import Clock

logger = logging.getLogger(__name__)

SendAhead = Callable[[], Awaitable[None]]
OnUpdateQuarantine = Callable[[RawUpdate, str, BaseException], Awaitable[None]]

# How many updates of one chat are read at once, and how many chats are looked up at once.
QUEUE_PAGE = 20
QUEUES_PAGE = 200
_STORE_PAUSE = 5.0
# People read a reference aloud and type it, so it has no letters and digits that look alike.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# While Telegram is away, the update of one chat is tried when a call may go, within these bounds.
_SHORTEST_HOLD = 2.0
_LONGEST_HOLD = 30.0


class ChatQueues:
    """A queue of updates for each chat. Marks what is handled, quarantines what fails."""

    def __init__(
        self,
        inbox: Inbox,
        dispatch: Dispatch,
        clock: Clock,
        on_quarantine: OnUpdateQuarantine,
        *,
        at_once: int = 32,
        retry_policy: RetryPolicy | None = None,
    ) -> None:
        """Take the inbox and what handles one raw update, such as the result of raw_updates.feed().

        on_quarantine gets each quarantined update, the reference for the person, and the error. at_once is
        how many chats are served at the same time.
        """
        self._inbox = inbox
        self._dispatch = dispatch
        self._read_only = ReadOnlyMode(dispatch)
        self._clock = clock
        self._on_quarantine = on_quarantine
        self._policy = retry_policy or RetryPolicy()
        self._connectivity = Connectivity()
        self._room = asyncio.Semaphore(at_once)
        self._at_once = at_once
        self._busy: set[str] = set()
        self._is_crowded = False
        self._ahead: dict[str, SendAhead] = {}
        self._news = asyncio.Event()
        self._stopping = asyncio.Event()
        self._connectivity_changed = asyncio.Event()
        self._probe = asyncio.Lock()
        self._suspect = asyncio.Lock()
        self._tasks: asyncio.TaskGroup

    def watch(self, connectivity: Connectivity) -> None:
        """Hold updates while this says that Telegram is away. Without one it always counts as up."""
        self._connectivity = connectivity
        connectivity.watch(back=self._connectivity_changed.set)

    def wake(self) -> None:
        """Look into the inbox, where something new has been stored."""
        self._news.set()

    def send_ahead(self, queue: str, send: SendAhead) -> None:
        """Queue a message to the chat ahead of its next update. Replaces one that is still pending."""
        self._ahead[queue] = send

    async def take_unstored(self, update: RawUpdate) -> None:
        """Answer an update that cannot be stored, where that takes no writing. It comes again."""
        await self._read_only.take(update)

    def stop(self) -> None:
        """Begin nothing more. Updates in hand are finished."""
        self._stopping.set()
        self._news.set()
        self._connectivity_changed.set()

    @property
    def is_holding(self) -> bool:
        """Whether an update is held because Telegram is away."""
        return self._probe.locked()

    async def serve(self) -> None:
        """Handle what waits and what comes, until stop(). Cancelled, it gives back what is in hand."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping.is_set():
                self._news.clear()
                await self._start_queues(tasks)
                await self._news.wait()

    async def drain(self) -> None:
        """Handle what waits now, and return when nothing does."""
        while await self._inbox.waiting_queues(1):
            async with asyncio.TaskGroup() as tasks:
                await self._start_queues(tasks)

    async def _start_queues(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks
        for queue in await self._inbox.waiting_queues(QUEUES_PAGE + self._at_once):
            if queue in self._busy:
                continue
            await self._take_room()
            if self._stopping.is_set():
                self._room.release()
                return
            self._busy.add(queue)
            tasks.create_task(self._serve_queue(queue))

    async def _take_room(self) -> None:
        self._is_crowded = self._room.locked()
        await self._room.acquire()
        self._is_crowded = False

    async def _serve_queue(self, queue: str) -> None:
        try:
            for update in await self._inbox.waiting(queue, QUEUE_PAGE):
                await self._send_what_is_ahead(queue)
                # a chat with many updates gives its room to others that wait
                if not await self._settle_or_answer(update) or self._is_crowded:
                    break
        except StoreError:
            # a full disk, say: the rows are safe where they are, and others may still get through
            logger.exception("the inbox cannot be worked on")
            await self._pause(_STORE_PAUSE)
        finally:
            self._busy.discard(queue)
            self._room.release()
            self._news.set()

    async def _send_what_is_ahead(self, queue: str) -> None:
        send = self._ahead.pop(queue, None)
        if send is not None:
            try:
                await send()
            except Exception:
                # a courtesy, and no reason to stop the queue
                logger.exception("a message to chat %s cannot be sent", queue)

    async def _settle_or_answer(self, update: PendingUpdate) -> bool:
        """Settle an update, or answer what needs no writing where nothing can be written."""
        try:
            return await self._settle(update)
        except Unwritable:
            await self._read_only.take(json.loads(update.payload))
            raise

    async def _settle(self, update: PendingUpdate) -> bool:
        """Try until the update is handled or quarantined. Return False when it must wait."""
        if not is_suspect(update.attempts):
            return await self._retry(update)
        # one suspect at a time, so that the next death tells which it was
        async with self._suspect:
            return await self._retry(update)

    async def _retry(self, update: PendingUpdate) -> bool:
        retries = self._policy.retries()
        while await self._may_begin():
            attempt = await self._inbox.begin(update.update_id)
            if attempt is None:
                return True
            error = Interrupted() if attempt > DEATHS else await self._try_once(update)
            if error is None:
                await self._finish(update)
                return True
            if is_channel_error(error):
                await self._inbox.give_back(update.update_id)
            pause = retries.pause_after(error, attempt, is_away=self._connectivity.is_away)
            if pause is None:
                await self._quarantine(update, error)
                return True
            await self._pause(pause)
        return False

    async def _finish(self, update: PendingUpdate) -> None:
        try:
            await self._inbox.finish(update.update_id, self._clock.now())
        except Unwritable:
            # tried again until it is written down, but not answered again
            self._read_only.note_answered(update.update_id)
            raise

    async def _may_begin(self) -> bool:
        """Wait until a try makes sense. Return False when there is no time left for it."""
        if self._connectivity.is_away:
            async with self._probe:
                await self._wait_for_telegram()
        return not self._stopping.is_set()

    async def _wait_for_telegram(self) -> None:
        """Wait until Telegram has answered, a call may try it again, or stop()."""
        # a probe that is out decides first
        hold = _LONGEST_HOLD if self._connectivity.is_probing else self._connectivity.wait()
        with suppress(TimeoutError):
            async with asyncio.timeout(min(_LONGEST_HOLD, max(_SHORTEST_HOLD, hold))):
                while self._connectivity.is_away and not self._stopping.is_set():
                    self._connectivity_changed.clear()
                    await self._connectivity_changed.wait()

    async def _try_once(self, update: PendingUpdate) -> Exception | None:
        if self._read_only.has_answered(update.update_id):
            return None
        try:
            await self._dispatch(json.loads(update.payload))
        except (asyncio.CancelledError, Unwritable):
            # no mistake of the update: nothing was kept of it, or there was no time for it
            await self._inbox.give_back(update.update_id)
            raise
        except UnreadableUpdate as error:
            return error
        except Exception as error:  # noqa: BLE001 - an error of a handler must not stop other queues
            logger.warning("update %s: %s", update.update_id, type(error).__name__)
            return error
        return None

    async def _quarantine(self, update: PendingUpdate, error: Exception) -> None:
        reference = "".join(secrets.choice(_ALPHABET) for _ in range(6))
        await self._inbox.quarantine(update.update_id, self._clock.now(), type(error).__name__, reference)
        logger.error("update %s is quarantined as %s", update.update_id, reference, exc_info=error)
        # beside the queue, whose next updates need not wait for the alert
        self._tasks.create_task(self._alert(update, reference, error))

    async def _alert(self, update: PendingUpdate, reference: str, error: Exception) -> None:
        try:
            await self._on_quarantine(json.loads(update.payload), reference, error)
        except Exception:
            # the update is safe and logged, and an alert may fail like all else
            logger.exception("no alert was sent of %s", reference)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
