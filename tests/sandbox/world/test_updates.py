"""getUpdates keeps order, confirms by offset, drops expired updates, and ends other polls."""

import asyncio

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.world.cast import ANNA_ID
from bot.sandbox.world.clock import VirtualClock
from bot.sandbox.world.updates import FIRST_UPDATE, UpdateQueue


async def texts(bot: Bot, offset: int | None = None, limit: int | None = None) -> list[str]:
    """Return the texts that a short poll brings."""
    updates = await bot.get_updates(offset=offset, limit=limit, timeout=0)
    return [update.message.text or "" for update in updates if update.message]


async def test_offset_confirms_earlier_updates(bot: Bot, anna: Person) -> None:
    """Updates are repeated until a later offset is asked for."""
    for word in ("раз", "два"):
        await anna.say(word)
    updates = await bot.get_updates(timeout=0)
    assert await texts(bot) == ["/start", "раз", "два"]
    assert await texts(bot, offset=updates[1].update_id) == ["раз", "два"]
    assert await texts(bot) == ["раз", "два"]
    assert await texts(bot, offset=updates[2].update_id + 1) == []
    assert await texts(bot, offset=1) == []


async def test_limit_leaves_the_rest_in_the_queue(bot: Bot, anna: Person) -> None:
    """The limit is at most a hundred."""
    for number in range(110):
        await anna.say(str(number))
    assert await texts(bot, limit=2) == ["/start", "0"]
    assert len(await texts(bot, limit=1000)) == 100


async def test_negative_offset_keeps_the_last_updates(bot: Bot, anna: Person) -> None:
    """An offset of -1 keeps one update."""
    await anna.say("последнее")
    assert await texts(bot, offset=-1) == ["последнее"]
    assert await texts(bot) == ["последнее"]


async def test_updates_expire_after_a_day(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """They expire if they were not fetched for more than 24 hours."""
    await sandbox.advance(24 * 3600)
    await anna.say("поздно")
    assert await texts(bot) == ["/start", "поздно"]
    await sandbox.advance(1)
    assert await texts(bot) == ["поздно"]


@pytest.mark.parametrize(
    ("asked", "count"),
    [("1", 1), ("0", 1), ("-5", 1), ("abc", 1), ("", 100), ("100", 100), ("101", 100), ("7.9", 7), ("3x", 3)],
)
async def test_limit_is_read_as_telegram_reads_it(
    server: SandboxServer, bot: Bot, anna: Person, asked: str, count: int
) -> None:
    """It is cut to 1–100. Text without a leading digit is zero, and no limit is 100."""
    for _ in range(110):
        server.world.queue.push("message", {})
    url = f"{server.url}/bot{server.token}/getUpdates"
    async with aiohttp.ClientSession() as session, session.post(url, data={"limit": asked}) as response:
        assert len((await response.json())["result"]) == count


async def test_offset_far_ahead_confirms_nothing(bot: Bot, anna: Person) -> None:
    """Up to ten past the next update an offset confirms. A later one is a mistake."""
    last = (await bot.get_updates())[-1].update_id
    assert await texts(bot, offset=last + 12) == ["/start"]
    assert await texts(bot, offset=last + 11) == []
    assert await texts(bot) == []


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [("callback_query", 150), ("inline_query", 30), ("chosen_inline_result", 600), ("message", 86400)],
)
async def test_queries_expire_early(
    bot: Bot, server: SandboxServer, sandbox: Sandbox, kind: str, seconds: int
) -> None:
    """A query that can no longer be answered is dropped. A message behind it is not."""
    server.world.queue.push(kind, {})
    await sandbox.advance(seconds)
    assert len(server.world.queue.head(100)) == 1
    server.world.queue.push("poll", {})
    await sandbox.advance(1)
    assert [[*update][1] for update in server.world.queue.head(100)] == ["poll"]
    assert (await bot.get_webhook_info()).pending_update_count == 1


async def test_inline_query_expires_after_thirty_seconds(bot: Bot, sandbox: Sandbox) -> None:
    """Its answer is then refused as too old."""
    anna = await sandbox.person("Анна")
    asked = [(await sandbox.order("ask_inline", person=anna.id, query="x"))["query"] for _ in range(2)]
    await sandbox.advance(30)
    assert await bot.answer_inline_query(asked[0], [])
    await sandbox.advance(1)
    with pytest.raises(
        TelegramBadRequest,
        match=r"Bad Request: query is too old and response timeout expired or query ID is invalid$",
    ):
        await bot.answer_inline_query(asked[1], [])


async def test_poll_that_finds_updates_ends_no_other_poll() -> None:
    """Only a poll that has to wait ends another one."""
    queue = UpdateQueue(VirtualClock(), lambda: 0.0)
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(queue.poll(5, 100, 50))
        await queue.waited_on.wait()
        assert await queue.poll(6, 100, 0) == []
        assert not first.done()
        queue.push("message", {})
    assert len(first.result()) == 1


async def test_newest_long_poll_ends_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """When strict, the second conflict within three seconds is answered late."""
    now = 0.0
    told: asyncio.Queue[int] = asyncio.Queue()
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", note)
    queue = UpdateQueue(VirtualClock(), lambda: now)
    queue.strict = True

    async def poll(number: int) -> None:
        try:
            await queue.poll(number, 100, 50)
        except ApiRefusal as refusal:
            told.put_nowait(refusal.code)

    async with asyncio.TaskGroup() as tasks:
        for number, at in enumerate((0.0, 1.0, 2.0, 6.0)):
            now = at
            queue.waited_on.clear()
            tasks.create_task(poll(number))
            await queue.waited_on.wait()
            if number:
                assert await told.get() == 409
        queue.close()
    assert told.empty()
    assert waits == [3.0]


async def test_repeated_poll_is_delayed_when_strict() -> None:
    """The same offset within 3 s waits for 3 s, and within half a second gets one update."""
    now = 0.0
    queue = UpdateQueue(VirtualClock(), lambda: now)
    queue.strict = True
    assert await queue.poll(0, 100, 0) == []
    async with asyncio.TaskGroup() as tasks:
        now = 2.9
        held = tasks.create_task(queue.poll(0, 100, 0))
        await queue.waited_on.wait()
        queue.push("message", {})
        queue.push("message", {})
    assert len(held.result()) == 2
    now = 3.3
    assert len(await queue.poll(0, 100, 0)) == 1
    now = 3.9
    assert len(await queue.poll(0, 100, 0)) == 2
    now = 4.0
    assert await queue.poll(FIRST_UPDATE + 2, 100, 0) == []
    now = 7.1
    assert await queue.poll(FIRST_UPDATE + 2, 100, 0) == []


async def test_long_poll_is_cut_to_fifty_seconds(server: SandboxServer) -> None:
    """A longer timeout does not wait longer."""
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    queue = UpdateQueue(VirtualClock())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queue, "_wait", note)
        await queue.poll(0, 100, 10**6)
        await queue.poll(0, 100, 49)
    assert waits == [50, 49]


@pytest.mark.parametrize("raw", ["{", '"message"', "[5]", '{"a": 1}'])
async def test_unreadable_allowed_updates_change_nothing(
    server: SandboxServer, bot: Bot, anna: Person, raw: str
) -> None:
    """A value that is not a list of texts is ignored."""
    await bot.get_updates(allowed_updates=["message"])
    url = f"{server.url}/bot{server.token}/getUpdates"
    async with aiohttp.ClientSession() as session, session.post(url, data={"allowed_updates": raw}) as answer:
        assert answer.status == 200
    assert server.world.queue.allowed == frozenset({"message"})
    await bot.get_updates(allowed_updates=[])
    assert server.world.queue.allowed is None


async def test_long_poll_ends_with_the_first_update(bot: Bot, sandbox: Sandbox) -> None:
    """The update is delivered at once."""
    anna = await sandbox.person("Анна")
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.get_updates(timeout=20))
        await asyncio.sleep(0)
        await anna.say("сейчас")
    assert [update.message.text for update in poll.result() if update.message] == ["сейчас"]


async def test_second_poll_ends_the_first(bot: Bot, server: SandboxServer) -> None:
    """The earlier one is answered with 409."""

    async def first() -> str:
        with pytest.raises(TelegramConflictError) as caught:
            await bot.get_updates(timeout=20)
        return caught.value.message

    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(first())
        await server.world.queue.waited_on.wait()
        await bot.get_updates(timeout=0)
    assert poll.result() == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )


async def test_polling_and_webhook_exclude_each_other(bot: Bot, server: SandboxServer) -> None:
    """A webhook ends the waiting poll and forbids new ones until it is deleted."""
    server.world.webhook.anywhere = True

    async def first() -> str:
        with pytest.raises(TelegramConflictError) as caught:
            await bot.get_updates(timeout=20)
        return caught.value.message

    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(first())
        await server.world.queue.waited_on.wait()
        await bot.set_webhook("https://bot.example.org/hook", secret_token="a-b_C")
    assert poll.result() == "Conflict: terminated by setWebhook request"
    with pytest.raises(TelegramConflictError, match="while webhook is active; use deleteWebhook"):
        await bot.get_updates(timeout=0)
    assert (await bot.get_webhook_info()).url == "https://bot.example.org/hook"
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == []


async def test_only_allowed_updates_are_queued(bot: Bot, anna: Person) -> None:
    """The allowed_updates of a poll also apply to later polls without them."""
    await bot.get_updates(offset=-1, timeout=0, allowed_updates=["my_chat_member"])
    await anna.say("не дойдёт")
    await anna.block()
    updates = await bot.get_updates(timeout=0)
    assert [update.event_type for update in updates] == ["message", "my_chat_member"]


async def test_raw_update_of_any_shape_is_queued(bot: Bot, sandbox: Sandbox) -> None:
    """The shape may be unknown to every model."""
    await sandbox.order("update", update={"update_id": 5, "novelty": {"x": 1}})
    await sandbox.order(
        "update", update={"message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}}
    )
    first, second = await bot.get_updates(timeout=0)
    assert (first.update_id, second.message is not None) == (5, True)


async def test_edit_and_forged_press_become_updates(bot: Bot, sandbox: Sandbox) -> None:
    """A person's edit is an update as well as a press without a button."""
    anna = await sandbox.person("Анна", id=ANNA_ID)
    said = await anna.say("ашибка")
    await sandbox.order("revise", person=anna.id, message_id=said.id, text="ошибка")
    await sandbox.order("press", person=anna.id, message_id=77, data="x" * 500, forged=True)
    _, edited, pressed = await bot.get_updates(timeout=0)
    assert edited.edited_message is not None
    assert edited.edited_message.text == "ошибка"
    assert pressed.callback_query is not None
    assert pressed.callback_query.data == "x" * 500
