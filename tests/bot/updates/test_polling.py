"""Polling: updates are stored before they are confirmed, and outages are waited out."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramConflictError
from aiogram.methods import Response, SetWebhook, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.leadership import YIELD_SECONDS, Leadership
from bot.sandbox.client.client import Sandbox
from bot.updates.chat_queues import ChatQueues
from bot.updates.flood_control import BURST
from bot.updates.intake import Intake
from bot.updates.polling import (
    BATCH,
    CROWD,
    GATHER_SECONDS,
    ConflictError,
    GetRawUpdates,
    Polling,
    Unauthorised,
)
from bot.updates.raw_updates import RawUpdate
from bot.updates.update_retry_policy import LONGEST_POLL_PAUSE, RetryPolicy, poll_pause
from data.store.inbox import Inbox
from data.store.sqlite.errors import DiskFull
from tests.cast import LONG_AGO
from tests.world.clocks import FrozenClock

Handler = Callable[[RawUpdate], Awaitable[None]]


class Enough(Exception):
    """Raised to end a polling loop that would wait for ever."""


class Pauses:
    """Notes pauses instead of waiting, and ends the loop at a number of them."""

    def __init__(self, most: int = 1000) -> None:
        self.most = most
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        """Note the pause. Raises Enough at the limit."""
        self.seconds.append(seconds)
        if len(self.seconds) >= self.most:
            raise Enough


async def no_offset() -> int | None:
    """Return no offset, as for an empty inbox."""
    return None


async def keep_all(batch: list[Any]) -> int:
    """Accept the whole batch. Return its size."""
    return len(batch)


async def nobody_told(update: RawUpdate, reference: str, error: BaseException) -> None:
    """Ignore the report of an update in quarantine."""


@pytest.fixture
def intake_of(bot: Bot, inbox: Inbox, clock: FrozenClock) -> Callable[[Handler], Intake]:
    """Return a function that makes an intake with a handler."""

    def make(handle: Handler) -> Intake:
        retry_policy = RetryPolicy(handler_pauses=(0.0, 0.0), channel_pauses=(0.0,))
        chat_queues = ChatQueues(inbox, handle, clock, nobody_told, retry_policy=retry_policy)
        return Intake(bot, inbox, chat_queues, clock, ["message", "my_chat_member"])

    return make


async def push(sandbox: Sandbox, *update_ids: int) -> None:
    """Queue an update for each id, a private message of the person with this id."""
    for update_id in update_ids:
        chat = {"id": update_id, "type": "private"}
        message = {"message_id": 1, "date": 1, "chat": chat, "text": str(update_id)}
        await sandbox.order("update", update={"update_id": update_id, "message": message})


@pytest.mark.parametrize(("seconds_between", "kept"), [(3, 150), (0, 100)])
async def test_messages_of_one_chat_from_a_night_are_no_flood(
    intake_of: Callable[[Handler], Intake],
    inbox: Inbox,
    clock: FrozenClock,
    seconds_between: int,
    kept: int,
) -> None:
    """After an outage they come all at once and are no flood. Messages of one second are one even then."""
    told: list[str] = []

    async def handle(update: RawUpdate) -> None:
        told.append(update["message"]["text"])

    evening = int((clock.now() - timedelta(hours=8)).timestamp())
    batch = [
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": evening + seconds_between * number,
                "chat": {"id": -100, "type": "supergroup"},
                "text": str(number),
            },
        }
        for number in range(150)
    ]
    intake = intake_of(handle)
    await intake.accept(batch)
    await intake.drain()
    assert told == [str(number) for number in range(kept)]


class Watch(BaseRequestMiddleware):
    """Notes each call of getUpdates, with the inbox at that time."""

    def __init__(self, inbox: Inbox) -> None:
        self.inbox = inbox
        self.questions: list[tuple[GetRawUpdates, int | None]] = []
        self.second = asyncio.Event()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Pass the call on."""
        if isinstance(method, GetRawUpdates):
            self.questions.append((method, await self.inbox.newest(LONG_AGO)))
            if len(self.questions) == 2:
                self.second.set()
        return await make_request(bot, method)


async def test_updates_are_stored_before_they_are_confirmed(
    bot: Bot, sandbox: Sandbox, inbox: Inbox, intake_of: Callable[[Handler], Intake]
) -> None:
    """The poll that confirms a batch goes out after it is stored, and each update is handled once."""
    handled: list[int] = []
    done, stop = asyncio.Event(), asyncio.Event()
    watch = Watch(inbox)
    bot.session.middleware(watch)

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])
        if len(handled) == 30:
            done.set()

    await push(sandbox, *range(101, 131))
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(intake_of(handle).run(stop))
        await done.wait()
        await watch.second.wait()
        stop.set()
    (first, _), (second, stored) = watch.questions
    assert (first.offset, second.offset, stored) == (None, 131, 130)
    # without being asked for by name, leaving and blocking would never be seen
    assert first.allowed_updates == ["message", "my_chat_member"]
    assert sorted(handled) == list(range(101, 131))
    assert (await inbox.backlog()).waiting == 0


async def test_unreadable_update_does_not_stop_its_neighbours(
    sandbox: Sandbox, intake_of: Callable[[Handler], Intake]
) -> None:
    """Between two good updates one no model could read: all three are taken in."""
    handled: list[int] = []
    done, stop = asyncio.Event(), asyncio.Event()

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])
        if len(handled) == 3:
            done.set()

    await push(sandbox, 101)
    await sandbox.order("update", update={"update_id": 102, "message": {"chat": "nonsense"}})
    await push(sandbox, 103)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(intake_of(handle).run(stop))
        await done.wait()
        stop.set()
    assert sorted(handled) == [101, 102, 103]


async def test_updates_that_come_again_are_handled_once(
    inbox: Inbox, intake_of: Callable[[Handler], Intake]
) -> None:
    """The same batch ten times over is one batch, before and after it was handled."""
    handled: list[int] = []

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])

    intake = intake_of(handle)
    batch = [{"update_id": number} for number in range(100)]
    for _ in range(10):
        assert await intake.accept(batch) == 100
        await intake.drain()
    assert sorted(handled) == list(range(100))


async def test_offset_after_restart_comes_from_the_inbox(
    inbox: Inbox, clock: FrozenClock, intake_of: Callable[[Handler], Intake]
) -> None:
    """After a restart the offset comes from the inbox. After a day without updates there is none."""

    async def handle(update: RawUpdate) -> None: ...

    await intake_of(handle).accept([{"update_id": 7}, {"update_id": 9}])
    assert await intake_of(handle).offset() == 10
    clock.at += timedelta(hours=25)
    assert await intake_of(handle).offset() is None


async def test_offset_survives_a_clock_moved_by_hand(
    clock: FrozenClock, intake_of: Callable[[Handler], Intake]
) -> None:
    """A batch just stored is confirmed even when the clock says that was long ago."""

    async def handle(update: RawUpdate) -> None: ...

    intake = intake_of(handle)
    await intake.accept([{"update_id": 7}])
    clock.at += timedelta(days=40)
    assert await intake.offset() == 8


async def test_old_webhook_is_removed_and_its_updates_are_kept(
    bot: Bot, sandbox: Sandbox, intake_of: Callable[[Handler], Intake]
) -> None:
    """A hundred pending updates are all handled."""
    handled: list[int] = []
    done, stop = asyncio.Event(), asyncio.Event()

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])
        if len(handled) == 100:
            done.set()

    await push(sandbox, *range(101, 201))
    await bot(SetWebhook(url="https://127.0.0.1:8443/nowhere"))
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(intake_of(handle).run(stop))
        await done.wait()
        stop.set()
    assert sorted(handled) == list(range(101, 201))


async def test_a_revoked_token_ends_polling_at_once(
    sandbox: Sandbox, intake_of: Callable[[Handler], Intake]
) -> None:
    """After the first 401 no call is made."""

    async def handle(update: RawUpdate) -> None: ...

    intake = intake_of(handle)
    await sandbox.fault("unauthorized")
    with pytest.raises(Unauthorised):
        async with asyncio.timeout(20):
            await intake.run(asyncio.Event())
    assert len(await sandbox.calls()) == 1


async def test_stored_updates_wait_for_the_first_answered_poll(
    inbox: Inbox, bot: Bot, sandbox: Sandbox, intake_of: Callable[[Handler], Intake]
) -> None:
    """If the token is refused, updates of an earlier run stay stored."""
    intake = intake_of(_never)
    await intake.accept([{"update_id": 7}])
    await sandbox.fault("unauthorized")
    with pytest.raises(Unauthorised):
        async with asyncio.timeout(20):
            await intake.run(asyncio.Event())
    assert await inbox.waiting_queues(10) == ["7"]


async def _never(update: RawUpdate) -> None:
    pytest.fail("served")


async def test_a_flood_is_confirmed_without_being_kept(
    inbox: Inbox, intake_of: Callable[[Handler], Intake]
) -> None:
    """Messages beyond the chat's allowance are not stored. Changes of its membership and its id are."""

    async def handle(update: RawUpdate) -> None: ...

    intake = intake_of(handle)
    chat = {"chat": {"id": 11, "type": "private"}}
    flood = [{"update_id": number, "message": chat} for number in range(BURST + 50)]
    report = {"update_id": 900, "my_chat_member": chat}
    moved = {"update_id": 901, "message": chat | {"migrate_to_chat_id": -1002}}
    assert await intake.accept([*flood, *flood, report, moved]) == BURST + 52
    assert (await inbox.backlog()).waiting == BURST + 2
    assert await intake.offset() == 902
    await intake.accept(flood)
    assert (await inbox.backlog()).waiting == BURST + 2


class Elsewhere(BaseRequestMiddleware):
    """Raises a conflict for each poll, as if another process polled all the time."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Raise a conflict for getUpdates, and pass on other calls."""
        if isinstance(method, GetRawUpdates):
            raise TelegramConflictError(method, "Conflict: terminated by other getUpdates request")
        return await make_request(bot, method)


async def test_lasting_conflict_ends_polling(bot: Bot, sandbox: Sandbox) -> None:
    """A new process yields for a minute, as the old one may be stopping. Then it raises the conflict."""
    pauses = Pauses()
    polling = Polling(bot, [], keep_all, no_offset, pauses)

    bot.session.middleware(Elsewhere())
    with pytest.raises(ConflictError):
        await polling.run()
    assert pauses.seconds == list(YIELD_SECONDS)
    assert sum(pauses.seconds) == 60
    assert not polling.admitted.is_set()
    assert not polling.leadership.leads


class Alternating(Elsewhere):
    """Raises a conflict for every second poll, as if two processes got updates in turn."""

    def __init__(self) -> None:
        self.ours = False

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Answer every second getUpdates with no updates."""
        if isinstance(method, GetRawUpdates):
            self.ours = not self.ours
            if self.ours:
                return cast("Response[TelegramType]", [])
        return await super().__call__(make_request, bot, method)


async def test_conflict_at_every_second_poll_ends_polling(bot: Bot, sandbox: Sandbox) -> None:
    """An update caught now and then is no sign that the other has gone."""
    bot.session.middleware(Alternating())
    with pytest.raises(ConflictError):
        await Polling(bot, [], keep_all, no_offset, Pauses()).run()


@pytest.mark.parametrize(("first", "is_missed"), [(101, False), (102, True)])
async def test_hole_in_the_update_ids_is_noticed(
    bot: Bot, sandbox: Sandbox, first: int, is_missed: bool
) -> None:
    """A missing update was taken by another process."""
    missed: list[bool] = []

    class Noting(Leadership):
        def missed(self) -> None:
            missed.append(True)

    async def offset() -> int:
        return 101

    async def accept(batch: list[Any]) -> int:
        raise Enough

    await push(sandbox, first, first + 1)
    polling = Polling(bot, [], accept, offset, Pauses())
    polling.leadership = Noting()
    with pytest.raises(Enough):
        await polling.run()
    assert missed == [True] * is_missed


async def test_poll_refused_with_429_waits_as_told(bot: Bot, sandbox: Sandbox) -> None:
    """Told to wait half a minute, it waits half a minute."""
    pauses = Pauses(most=1)
    await sandbox.fault("flood", method="getUpdates", seconds=30, times=1)
    with pytest.raises(Enough):
        await Polling(bot, [], keep_all, no_offset, pauses).run()
    assert pauses.seconds == [30]


@pytest.mark.parametrize("kind", ["server", "bad_gateway", "reset", "lost"])
async def test_failed_polls_are_retried_after_growing_pauses(bot: Bot, sandbox: Sandbox, kind: str) -> None:
    """No more than fifteen calls fall into any minute of it, and it heals by itself within half a minute."""
    pauses = Pauses(most=20)
    await sandbox.fault(kind)
    with pytest.raises(Enough):
        await Polling(bot, [], keep_all, no_offset, pauses).run()
    assert all(seconds <= LONGEST_POLL_PAUSE for seconds in pauses.seconds)
    starts = [sum(pauses.seconds[:number]) for number in range(20)]
    assert max(sum(1 for other in starts if at <= other < at + 60) for at in starts) <= 15


async def test_pause_after_a_failed_poll_ends_when_telegram_is_back(bot: Bot, sandbox: Sandbox) -> None:
    """Another call that is answered shows it, up to half a minute before the next poll."""
    pausing = asyncio.Event()

    async def pause(_seconds: float) -> None:
        pausing.set()
        await asyncio.Event().wait()

    polling = Polling(bot, [], keep_all, no_offset, pause)
    await sandbox.fault("server", method="getUpdates", times=1)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(polling.run())
        await pausing.wait()
        polling.ask_again()
        await polling.admitted.wait()
        running.cancel()


async def test_pause_that_telegram_has_asked_for_is_kept(bot: Bot, sandbox: Sandbox) -> None:
    """An answer to another call does not shorten the pause of a 429."""
    pausing = asyncio.Event()

    async def pause(_seconds: float) -> None:
        pausing.set()
        await asyncio.sleep(0.1)
        raise Enough

    polling = Polling(bot, [], keep_all, no_offset, pause)
    await sandbox.fault("flood", method="getUpdates", seconds=30)

    async def run() -> None:
        with pytest.raises(Enough):
            await polling.run()

    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(run())
        await pausing.wait()
        polling.ask_again()
    assert len(await sandbox.calls("getUpdates")) == 1


async def test_a_full_disk_confirms_nothing(bot: Bot, sandbox: Sandbox) -> None:
    """Updates that could not be stored are requested again."""
    tries = 0

    async def refuse(batch: list[Any]) -> int:
        nonlocal tries
        tries += 1
        raise DiskFull

    await push(sandbox, 101)
    with pytest.raises(Enough):
        await Polling(bot, [], refuse, no_offset, Pauses(most=3)).run()
    assert tries == 3


async def test_answer_without_an_update_is_retried_after_a_pause(bot: Bot, sandbox: Sandbox) -> None:
    """Such an answer has no update to confirm, so it would come again at once."""

    async def keep_none(batch: list[Any]) -> int:
        return 0

    await push(sandbox, 101)
    pauses = Pauses(most=4)
    with pytest.raises(Enough):
        await Polling(bot, [], keep_none, no_offset, pauses).run()
    assert pauses.seconds[-1] > 4


def test_poll_pauses_double_up_to_their_limit() -> None:
    """The pauses are 1, 2, 4, … 30 seconds, each a little shorter at random."""
    for failures in range(1, 2000):
        full = min(LONGEST_POLL_PAUSE, 2.0 ** (min(failures, 20) - 1))
        assert 0.8 * full <= poll_pause(failures) <= full


@pytest.mark.parametrize(("updates", "pauses"), [(1, 0), (CROWD, 1), (BATCH, 0)])
async def test_under_a_flood_updates_are_gathered(
    bot: Bot, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, updates: int, pauses: int
) -> None:
    """Polling waits for more after some updates at once, and not after one or after a full answer."""
    noted = Pauses()
    answers = 0

    async def accept(batch: list[Any]) -> int:
        nonlocal answers
        answers += 1
        if answers == 2:
            raise Enough
        return len(batch)

    monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: 0.0)
    await push(sandbox, *range(101, 101 + updates))
    with pytest.raises(Enough):
        await Polling(bot, [], accept, no_offset, noted).run()
    assert noted.seconds == [GATHER_SECONDS] * pauses
