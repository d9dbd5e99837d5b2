"""Handling the updates of the inbox: order, bounds, retries, quarantine."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetMe, Response, SendMessage, TelegramMethod
from aiogram.types import User

from bot.telegram_api.connectivity import Connectivity
from bot.updates.chat_queues import ChatQueues
from bot.updates.raw_updates import RawUpdate, UnreadableUpdate
from bot.updates.update_retry_policy import DEATHS, UPDATE_TRIES, RetryPolicy
from data.store.inbox import Arrival, Inbox, PendingUpdate
from data.store.sqlite.database import Database
from tests.world.clocks import FrozenClock
from tests.world.storage import set_pragma

AT_ONCE = RetryPolicy(handler_pauses=(0.0, 0.0), channel_pauses=(0.0,) * 5)


class Told:
    """The reports of updates that went into quarantine."""

    def __init__(self) -> None:
        self.aside: list[tuple[int, str, str]] = []

    async def __call__(self, update: RawUpdate, reference: str, error: BaseException) -> None:
        """Note the id, the reference and the kind of the error."""
        self.aside.append((update["update_id"], reference, type(error).__name__))


@pytest.fixture
def told() -> Told:
    """Return an empty record of reports."""
    return Told()


@pytest.fixture
def queues_of(inbox: Inbox, clock: FrozenClock, told: Told) -> Callable[..., ChatQueues]:
    """Make chat queues with a handler, without pauses between tries."""

    def make(handle: Callable[[RawUpdate], Awaitable[None]], at_once: int = 32) -> ChatQueues:
        return ChatQueues(inbox, handle, clock, told, at_once=at_once, retry_policy=AT_ONCE)

    return make


async def keep(inbox: Inbox, clock: FrozenClock, *updates: tuple[int, str]) -> None:
    """Store updates, each with the key of its queue."""
    await inbox.keep(
        [Arrival(update_id, queue, json.dumps({"update_id": update_id})) for update_id, queue in updates],
        clock.now(),
    )


async def test_updates_of_a_chat_are_handled_in_order_and_chats_at_once(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """Two hundred updates of ten chats: within a chat by id, never more at once than allowed."""
    order: dict[int, list[int]] = defaultdict(list)
    at_work: list[int] = []
    most = 0
    all_busy = asyncio.Event()

    async def handle(update: RawUpdate) -> None:
        nonlocal most
        at_work.append(update["update_id"])
        most = max(most, len(at_work))
        if most == 4:
            all_busy.set()
        await all_busy.wait()
        order[update["update_id"] % 10].append(update["update_id"])
        at_work.remove(update["update_id"])

    await keep(inbox, clock, *((number, str(number % 10)) for number in range(200, 0, -1)))
    async with asyncio.timeout(20):
        await queues_of(handle, at_once=4).drain()
    assert sum(map(len, order.values())) == 200
    assert all(numbers == sorted(numbers) for numbers in order.values())
    assert most == 4
    assert (await inbox.backlog()).waiting == 0


async def test_flooding_chat_does_not_delay_others(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """Behind hundreds of updates of one person another's is still handled soon."""
    handled: list[int] = []

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])
        await asyncio.sleep(0)

    await keep(inbox, clock, *((number, "flooder") for number in range(300)), (300, "11"))
    await queues_of(handle, at_once=2).drain()
    assert handled.index(300) < 50
    assert len(handled) == 301


async def test_handled_update_keeps_only_its_number(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """A handled update leaves its number only."""

    async def handle(update: RawUpdate) -> None:
        assert update == {"update_id": 1}

    await keep(inbox, clock, (1, "11"))
    await queues_of(handle).drain()
    assert await inbox.waiting("11", 10) == []
    assert await inbox.newest(clock.now().replace(year=2020)) == 1


async def test_update_whose_end_cannot_be_stored_is_not_answered_again(
    database: Database,
    inbox: Inbox,
    clock: FrozenClock,
    queues_of: Callable[..., ChatQueues],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk fills up between the answer and its record: later the person gets no second answer."""
    monkeypatch.setattr("bot.updates.chat_queues._STORE_PAUSE", 0.01)
    handled: list[int] = []

    async def close_disk(*, closed: bool) -> None:
        await set_pragma(database, f"query_only = {int(closed)}")

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])
        if len(handled) == 1:
            await close_disk(closed=True)

    await keep(inbox, clock, (1, "11"), (2, "12"))
    chat_queues = queues_of(handle, at_once=1)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(chat_queues.serve())
        await until(lambda: 2 in handled)
        await close_disk(closed=False)
        while (await inbox.backlog()).waiting:  # noqa: ASYNC110 - rows tell nobody
            await asyncio.sleep(0.01)
        chat_queues.stop()
        await serving
    # what was tried while nothing could be written may count on being tried again
    assert handled.count(1) == 1


async def test_update_that_fails_three_times_is_quarantined(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """After three tries there is one report with a reference number, and the queue goes on."""
    tries: list[int] = []

    async def handle(update: RawUpdate) -> None:
        tries.append(update["update_id"])
        if update["update_id"] == 1:
            raise ZeroDivisionError

    await keep(inbox, clock, (1, "11"), (2, "11"))
    await queues_of(handle).drain()
    assert tries == [1, 1, 1, 2]
    [(update_id, reference, error)] = told.aside
    assert (update_id, error) == (1, "ZeroDivisionError")
    assert len(reference) == 6
    assert (await inbox.backlog()).quarantined == 1


async def test_update_that_succeeds_at_the_third_try_is_not_quarantined(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """The third try may succeed."""
    tries: list[int] = []

    async def handle(update: RawUpdate) -> None:
        tries.append(update["update_id"])
        if len(tries) < 3:
            raise ZeroDivisionError

    await keep(inbox, clock, (1, "11"))
    await queues_of(handle).drain()
    assert len(tries) == 3
    assert told.aside == []
    assert (await inbox.backlog()).quarantined == 0


async def test_update_whose_answer_telegram_refuses_is_quarantined_at_once(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """It would be refused again, and each try takes a turn from the chat's next answers."""
    tries: list[int] = []

    async def handle(update: RawUpdate) -> None:
        tries.append(update["update_id"])
        if update["update_id"] == 1:
            method = SendMessage(chat_id=11, text="<b>x")
            raise TelegramBadRequest(method, "Bad Request: can't parse entities")

    await keep(inbox, clock, (1, "11"), (2, "11"))
    await queues_of(handle).drain()
    assert tries == [1, 2]
    assert [error for _, _, error in told.aside] == ["TelegramBadRequest"]


async def test_a_failing_update_delays_the_next_one_by_less_than_two_seconds(
    inbox: Inbox, clock: FrozenClock, told: Told
) -> None:
    """With the pauses that are really made, and an apology that takes its time."""
    loop = asyncio.get_running_loop()
    handled: dict[int, float] = {}
    apologised = asyncio.Event()

    async def apologise(update: RawUpdate, reference: str, error: BaseException) -> None:
        await apologised.wait()
        await told(update, reference, error)

    async def handle(update: RawUpdate) -> None:
        handled.setdefault(update["update_id"], loop.time())
        if update["update_id"] == 1:
            raise ZeroDivisionError
        apologised.set()

    await keep(inbox, clock, (1, "11"), (2, "11"))
    async with asyncio.timeout(5):
        await ChatQueues(inbox, handle, clock, apologise).drain()
    assert handled[2] - handled[1] < 2
    assert len(told.aside) == 1


async def test_unreadable_update_is_quarantined_at_once(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """It is not tried again, because it would stay unreadable."""
    tries: list[int] = []

    async def handle(update: RawUpdate) -> None:
        tries.append(update["update_id"])
        raise UnreadableUpdate(update["update_id"], ())

    await keep(inbox, clock, (1, "11"))
    await queues_of(handle).drain()
    assert tries == [1]
    assert [error for _, _, error in told.aside] == ["UnreadableUpdate"]


async def test_network_errors_give_an_update_more_tries(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """When the answer cannot be sent the update is not to blame: it gets more tries, though not for ever."""
    tries: dict[int, int] = defaultdict(int)

    async def handle(update: RawUpdate) -> None:
        tries[update["update_id"]] += 1
        if update["update_id"] == 2 or tries[1] < 5:
            raise TelegramNetworkError(SendMessage(chat_id=1, text="x"), "timeout")

    await keep(inbox, clock, (1, "11"), (2, "12"))
    await queues_of(handle).drain()
    assert tries[1] == 5
    assert tries[2] == 6
    assert [update_id for update_id, _, _ in told.aside] == [2]


async def test_update_that_kills_the_process_is_quarantined_at_last(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """A try is counted before it is made, so a death counts."""
    handled: list[int] = []

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])

    await keep(inbox, clock, (1, "11"), (2, "11"))
    for _ in range(DEATHS):
        assert await inbox.begin(1)
    await queues_of(handle).drain()
    assert handled == [2]
    assert [error for _, _, error in told.aside] == ["Interrupted"]


async def test_updates_in_hand_at_three_deaths_are_tried_one_at_a_time(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """Most of them only ran when the process died. Updates of other chats are handled beside them."""
    at_work: set[int] = set()
    together: list[set[int]] = []
    may_end = asyncio.Event()

    async def handle(update: RawUpdate) -> None:
        at_work.add(update["update_id"])
        together.append(set(at_work))
        if update["update_id"] == 9:
            may_end.set()
        await may_end.wait()
        await asyncio.sleep(0)
        at_work.remove(update["update_id"])

    suspects = set(range(1, 6))
    await keep(inbox, clock, *((number, str(number)) for number in (*suspects, 9)))
    for number in suspects:
        for _ in range(UPDATE_TRIES):
            assert await inbox.begin(number)
    async with asyncio.timeout(20):
        await queues_of(handle).drain()
    assert max(len(one & suspects) for one in together) == 1
    assert max(map(len, together)) == 2
    assert told.aside == []


async def test_failing_alert_loses_nothing(inbox: Inbox, clock: FrozenClock) -> None:
    """The update is quarantined all the same, and the queue goes on."""
    handled: list[int] = []

    async def handle(update: RawUpdate) -> None:
        if update["update_id"] == 1:
            raise ZeroDivisionError
        handled.append(update["update_id"])

    async def fail(update: RawUpdate, reference: str, error: BaseException) -> None:
        raise ConnectionError

    await keep(inbox, clock, (1, "11"), (2, "11"))
    await ChatQueues(inbox, handle, clock, fail, retry_policy=AT_ONCE).drain()
    assert handled == [2]
    assert (await inbox.backlog()).quarantined == 1


async def test_stop_finishes_updates_in_hand_and_leaves_the_others(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """Running handlers finish, and updates that were not begun wait for the next start."""
    begun, may_end, finished = asyncio.Event(), asyncio.Event(), []

    async def handle(update: RawUpdate) -> None:
        begun.set()
        await may_end.wait()
        finished.append(update["update_id"])

    await keep(inbox, clock, (1, "11"), (2, "11"), (3, "12"))
    chat_queues = queues_of(handle, at_once=1)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(chat_queues.serve())
        await begun.wait()
        chat_queues.stop()
        may_end.set()
    assert finished == [1]
    assert await inbox.waiting_queues(10) == ["11", "12"]


async def test_cancelled_update_is_given_back_without_a_counted_try(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """A stop that cannot wait any longer costs the update no try."""
    begun = asyncio.Event()

    async def handle(update: RawUpdate) -> None:
        begun.set()
        await asyncio.Event().wait()

    await keep(inbox, clock, (1, "11"))
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(queues_of(handle).serve())
        await begun.wait()
        serving.cancel()
    assert await inbox.waiting("11", 10) == [PendingUpdate(1, '{"update_id": 1}', 0)]


async def test_new_update_wakes_an_idle_queue(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """An update that comes while nothing is to do is handled at once."""
    handled = asyncio.Event()

    async def handle(update: RawUpdate) -> None:
        handled.set()

    chat_queues = queues_of(handle)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(chat_queues.serve())
        await asyncio.sleep(0)
        await keep(inbox, clock, (1, "11"))
        chat_queues.wake()
        await handled.wait()
        chat_queues.stop()


async def test_chat_yields_after_each_update_while_others_wait(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """While other chats fill all slots without end, a new chat waits for a few of their answers only."""
    handled: list[int] = []

    async def handle(update: RawUpdate) -> None:
        handled.append(update["update_id"])
        await asyncio.sleep(0)

    floods = [(number, f"flooder {number % 2}") for number in range(100)]
    await keep(inbox, clock, *floods, (100, "11"))
    await queues_of(handle, at_once=2).drain()
    # whoever came last begins to wait a few turns of the loop after the first was handled
    assert handled.index(100) <= 10
    assert len(handled) == 101


async def until(holds: Callable[[], bool]) -> None:
    """Let other tasks run until the condition holds."""
    while not holds():  # noqa: ASYNC110 - what it looks at tells nobody
        await asyncio.sleep(0)


async def lose(connectivity: Connectivity) -> None:
    """Let calls fail until Telegram counts as away."""

    async def fail(bot: Bot, method: TelegramMethod[User]) -> Response[User]:
        raise TelegramNetworkError(method, "no route")

    while not connectivity.is_away:
        with suppress(TelegramNetworkError):
            await connectivity(fail, Bot("42:TEST"), GetMe())


async def find(connectivity: Connectivity) -> None:
    """Let a call be answered."""

    async def succeed(bot: Bot, method: TelegramMethod[User]) -> Response[User]:
        return Response[User](ok=True)

    await connectivity(succeed, Bot("42:TEST"), GetMe())


async def test_outage_holds_all_chats_but_one_and_quarantines_none(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], told: Told
) -> None:
    """Held, ten chats make no try. The answer to another call releases all of them."""
    tries: list[int] = []
    connectivity = Connectivity()
    away = True

    async def handle(update: RawUpdate) -> None:
        tries.append(update["update_id"])
        if away:
            await lose(connectivity)
            raise TelegramNetworkError(SendMessage(chat_id=1, text="x"), "timeout")

    chat_queues = queues_of(handle)
    chat_queues.watch(connectivity)
    await keep(inbox, clock, *((number, str(number)) for number in range(10)))
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(chat_queues.serve())
        await until(lambda: chat_queues.is_holding)
        failed = len(tries)
        away = False
        await find(connectivity)
        await until(lambda: len(tries) == failed + 10)
        chat_queues.stop()
    assert (await inbox.backlog()).waiting == 0
    assert told.aside == []


async def test_one_held_chat_tries_when_a_call_may_go(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No other call need come: the try of one chat shows that Telegram is back, and the others follow."""
    monkeypatch.setattr("bot.updates.chat_queues._SHORTEST_HOLD", 0.05)
    connectivity = Connectivity(lambda: seconds[0])
    seconds = [0.0]
    tried: list[tuple[int, bool]] = []

    async def handle(update: RawUpdate) -> None:
        tried.append((update["update_id"], connectivity.is_away))
        await find(connectivity)

    await lose(connectivity)
    seconds[0] += 60
    chat_queues = queues_of(handle)
    chat_queues.watch(connectivity)
    await keep(inbox, clock, *((number, str(number)) for number in range(5)))
    async with asyncio.timeout(20):
        await chat_queues.drain()
    assert [was_away for _, was_away in tried] == [True, False, False, False, False]


async def test_stop_while_telegram_is_away_does_not_wait(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """Waiting updates keep waiting, with all their tries left."""

    async def handle(update: RawUpdate) -> None:
        pytest.fail("tried in vain")

    connectivity = Connectivity()
    await lose(connectivity)
    chat_queues = queues_of(handle)
    chat_queues.watch(connectivity)
    await keep(inbox, clock, (1, "11"))
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(chat_queues.serve())
        await until(lambda: chat_queues.is_holding)
        chat_queues.stop()
    assert await inbox.waiting("11", 10) == [PendingUpdate(1, '{"update_id": 1}', 0)]


async def test_message_ahead_is_sent_before_the_next_update(
    inbox: Inbox, clock: FrozenClock, queues_of: Callable[..., ChatQueues]
) -> None:
    """Once, in its own queue. One that cannot be sent stops nothing."""
    said: list[object] = []

    async def handle(update: RawUpdate) -> None:
        said.append(update["update_id"])

    async def speak() -> None:
        said.append("word")

    async def fail() -> None:
        raise ConnectionError

    await keep(inbox, clock, (1, "11"), (2, "11"), (3, "12"), (4, "12"))
    chat_queues = queues_of(handle, at_once=1)
    chat_queues.send_ahead("11", speak)
    chat_queues.send_ahead("12", fail)
    await chat_queues.drain()
    assert [one for one in said if one not in (3, 4)] == ["word", 1, 2]
    assert len(said) == 5
