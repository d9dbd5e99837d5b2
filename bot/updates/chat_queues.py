"""Handling what the inbox holds: in order within a lane, many lanes at once, a bounded number of them."""

import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError

from bot.telegram_api.connectivity import is_no_answer
from bot.updates.raw_updates import Dispatch, RawUpdate, UnreadableUpdate
from bot.updates.read_only_mode import ReadOnlyMode
from data.store.inbox import Inbox, PendingUpdate
from data.store.sqlite.errors import StoreError, Unwritable
from scheduler.clock import Clock

logger = logging.getLogger(__name__)

Word = Callable[[], Awaitable[None]]
OnAside = Callable[[RawUpdate, str, BaseException], Awaitable[None]]

TRIES = 3
# Of these the last ones alone: what was in hand together at a death is not all to blame for it.
DEATHS = 10
# So many updates of one lane before others get their turn again, and so many lanes looked up at once.
LANE_PAGE = 20
LANES_PAGE = 200
_STORE_PAUSE = 5.0
# Read aloud and typed by people: no letters or digits that look alike.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# While Telegram is out of reach one lane tries its luck so often; an answer to any other call ends the wait.
_PROBE_SECONDS = 30.0


class Interrupted(Exception):
    """The process died each time this update was handled, alone at last."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds between tries: when the handler fails, and when Telegram cannot be reached for the answer.

    The first hold up what else the chat has written, so that together they stay well below two seconds. The
    second are longer and more, for that is nobody's mistake; but whoever asked five minutes ago has gone.
    """

    handler: tuple[float, ...] = (0.2, 0.8)
    channel: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 60.0, 60.0)


class ChatQueues:
    """Takes waiting updates lane by lane, marks each when it is handled, sets aside what cannot be."""

    def __init__(
        self,
        inbox: Inbox,
        dispatch: Dispatch,
        clock: Clock,
        on_quarantine: OnAside,
        *,
        at_once: int = 32,
        patience: Patience | None = None,
    ) -> None:
        """dispatch handles one raw update (bot.updates.raw_updates.feed makes one of a Dispatcher).

        on_aside is told of an update that was set aside: the raw update, the reference number for the person,
        the error. at_once bounds how many chats are served at the same time.
        """
        self._inbox = inbox
        self._dispatch = dispatch
        self._stopgap = ReadOnlyMode(dispatch)
        self._clock = clock
        self._on_aside = on_quarantine
        self._patience = patience or Patience()
        self._room = asyncio.Semaphore(at_once)
        self._at_once = at_once
        self._busy: set[str] = set()
        self._crowded = False
        self._words: dict[str, Word] = {}
        self._news = asyncio.Event()
        self._stopping = asyncio.Event()
        self._open = asyncio.Event()
        self._open.set()
        self._probe = asyncio.Lock()
        self._suspect = asyncio.Lock()
        self._tasks: asyncio.TaskGroup

    def wake(self) -> None:
        """There is something new in the inbox."""
        self._news.set()

    def put_in(self, lane: str, word: Word) -> None:
        """Say something in a lane before its next update; a word not yet said gives way to it."""
        self._words[lane] = word

    def hold(self) -> None:
        """Telegram is out of reach: begin nothing that would only fail, but for a try now and then."""
        self._open.clear()

    def resume(self) -> None:
        """Telegram has answered again."""
        self._open.set()

    async def take_unstored(self, update: RawUpdate) -> None:
        """Do for an update what can be done without storing anything; it is stored when that is possible."""
        await self._stopgap.take(update)

    def stop(self) -> None:
        """Begin nothing more; what is in hand is finished."""
        self._stopping.set()
        self._news.set()
        self._open.set()

    async def serve(self) -> None:
        """Handle what waits and what comes, until stop(). Cancelled, it hands back what is in hand."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping.is_set():
                self._news.clear()
                await self._start_lanes(tasks)
                await self._news.wait()

    async def drain(self) -> None:
        """Handle what waits now, and return when nothing does."""
        while await self._inbox.waiting_queues(1):
            async with asyncio.TaskGroup() as tasks:
                await self._start_lanes(tasks)

    async def _start_lanes(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks
        for lane in await self._inbox.waiting_queues(LANES_PAGE + self._at_once):
            if lane in self._busy:
                continue
            await self._take_room()
            if self._stopping.is_set():
                self._room.release()
                return
            self._busy.add(lane)
            tasks.create_task(self._work(lane))

    async def _take_room(self) -> None:
        self._crowded = self._room.locked()
        await self._room.acquire()
        self._crowded = False

    async def _work(self, lane: str) -> None:
        try:
            for update in await self._inbox.waiting(lane, LANE_PAGE):
                await self._say_word(lane)
                # whoever has much to say must not keep others from saying anything
                if not await self._settle_or_wait(update) or self._crowded:
                    break
        except StoreError:
            # a full disk, say: the rows are safe where they are, and others may still get through
            logger.exception("the inbox cannot be worked on")
            await self._pause(_STORE_PAUSE)
        finally:
            self._busy.discard(lane)
            self._room.release()
            self._news.set()

    async def _say_word(self, lane: str) -> None:
        word = self._words.pop(lane, None)
        if word is not None:
            try:
                await word()
            except Exception:
                # a courtesy, and no reason to leave the lane standing
                logger.exception("a word in lane %s cannot be said", lane)

    async def _settle_or_wait(self, update: PendingUpdate) -> bool:
        try:
            return await self._settle(update)
        except Unwritable:
            await self._stopgap.take(json.loads(update.payload))
            raise

    async def _settle(self, update: PendingUpdate) -> bool:
        """Try until the update is handled or set aside; False when it must wait in its lane."""
        if update.attempts < TRIES:
            return await self._try_on(update)
        # in hand at so many deaths: one of these at a time, so that the next death tells which it was
        async with self._suspect:
            return await self._try_on(update)

    async def _try_on(self, update: PendingUpdate) -> bool:
        channel = iter(self._patience.channel)
        handler = iter(self._patience.handler)
        while await self._may_begin():
            attempt = await self._inbox.begin(update.update_id)
            if attempt is None:
                return True
            error = Interrupted() if attempt > DEATHS else await self._try(update)
            if error is None:
                await self._finish(update)
                return True
            if _is_channel_trouble(error):
                await self._inbox.give_back(update.update_id)
                delay = next(channel, None) if self._open.is_set() else 0.0
            else:
                is_hopeless = isinstance(error, UnreadableUpdate | TelegramAPIError)
                delay = None if is_hopeless or attempt >= TRIES else next(handler, None)
            if delay is None:
                await self._set_aside(update, error)
                return True
            await self._pause(delay)
        return False

    async def _finish(self, update: PendingUpdate) -> None:
        try:
            await self._inbox.finish(update.update_id, self._clock.now())
        except Unwritable:
            # it is tried again until it is written down, but nobody is to be answered again
            self._stopgap.note_answered(update.update_id)
            raise

    @property
    def is_probing(self) -> bool:
        """Whether a queue waits for Telegram to be back, on behalf of all."""
        return self._probe.locked()

    async def _may_begin(self) -> bool:
        """Wait until there is a point in trying; False when there is no time left for it."""
        if not self._open.is_set():
            async with self._probe:
                with suppress(TimeoutError):
                    async with asyncio.timeout(_PROBE_SECONDS):
                        await self._open.wait()
        return not self._stopping.is_set()

    async def _try(self, update: PendingUpdate) -> Exception | None:
        if self._stopgap.has_answered(update.update_id):
            return None
        try:
            await self._dispatch(json.loads(update.payload))
        except asyncio.CancelledError:
            await self._inbox.give_back(update.update_id)
            raise
        except Unwritable:
            # nobody's mistake, and nothing was kept of it
            await self._inbox.give_back(update.update_id)
            raise
        except UnreadableUpdate as error:
            return error
        except Exception as error:  # noqa: BLE001 - whatever a handler raises must not stop its neighbours
            logger.warning("update %s: %s", update.update_id, type(error).__name__)
            return error
        return None

    async def _set_aside(self, update: PendingUpdate, error: Exception) -> None:
        reference = "".join(secrets.choice(_ALPHABET) for _ in range(6))
        await self._inbox.quarantine(update.update_id, self._clock.now(), type(error).__name__, reference)
        logger.error("update %s set aside as %s", update.update_id, reference, exc_info=error)
        # beside the lane, whose next updates need not wait until it has been told
        self._tasks.create_task(self._tell_of(update, reference, error))

    async def _tell_of(self, update: PendingUpdate, reference: str, error: Exception) -> None:
        try:
            await self._on_aside(json.loads(update.payload), reference, error)
        except Exception:
            # the update is safe and logged; telling about it is a courtesy that may fail like anything else
            logger.exception("nobody could be told of %s", reference)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def _is_channel_trouble(error: Exception) -> bool:
    """Nobody's mistake: the network's, the server's, or that of whoever revoked the token."""
    return isinstance(error, TelegramRetryAfter | TelegramUnauthorizedError) or is_no_answer(error)
