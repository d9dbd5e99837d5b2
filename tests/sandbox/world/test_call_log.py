"""The log counts, filters and bounds calls, and ends the waits for them."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError, TelegramRetryAfter

from bot.sandbox.client.client import NotSeen, Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.call_log import CallFilter, CallLog, LoggedCall


def call(method: str = "sendMessage", chat: object = 1, status: int = 200) -> LoggedCall:
    """Return a call as the gateway logs it."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return LoggedCall(0, at, 0.0, 0.0, method, {"chat_id": chat}, status, None)


async def test_refused_call_ends_the_wait_for_calls(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """Both ways of waiting see a single 429."""
    await sandbox.fault("flood", method="sendMessage", seconds=9)

    async def refused() -> Any:
        return await sandbox.calls("sendMessage", status=429)

    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(sandbox.until(refused, what="a refusal"))
        counting = tasks.create_task(sandbox.calls_of("sendMessage"))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        assert not counting.done()
        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(anna.id, "x")
    assert waiting.result() == counting.result()


async def test_unanswered_call_ends_the_wait_for_calls(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A silent call is logged when its silence begins, with status 0."""
    await sandbox.fault("silence", method="sendMessage", seconds=600)

    async def unanswered() -> None:
        with pytest.raises(TelegramAPIError):
            await bot.send_message(anna.id, "x", request_timeout=30)

    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(unanswered())
        [seen] = await sandbox.calls_of("sendMessage")
        assert (seen["status"], seen["fault"], seen["answer"]) == (0, "silence", None)
        task.cancel()


async def test_wait_for_calls_ends_at_its_limit_with_their_number(bot: Bot, sandbox: Sandbox) -> None:
    """The number is smaller than the one waited for."""
    await bot.get_me()
    with pytest.raises(NotSeen, match="2 × getMe, but 1"):
        await sandbox.calls_of("getMe", 2, limit=0.05)


async def test_log_is_filtered_by_method_chat_and_status(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """`last` returns only the newest calls."""
    boris = await sandbox.person("Борис")
    await bot.send_message(anna.id, "раз")
    await bot.send_chat_action(anna.id, "typing")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(boris.id, "два")
    await bot.send_message(anna.id, "три")

    async def texts(**wanted: Any) -> list[object]:
        return [one["params"].get("text") for one in await sandbox.calls(**wanted)]

    assert await texts(chat=anna.id) == ["раз", None, "три"]
    assert await texts(method="SENDMESSAGE", chat=anna.id) == ["раз", "три"]
    assert await texts(status=403) == await texts(chat=boris.id) == ["два"]
    assert await texts(method="sendMessage", last=2) == ["два", "три"]
    counts = await sandbox.order("counts")
    assert counts["methods"]["sendMessage"] == {"200": 2, "403": 1}


async def test_call_has_real_and_virtual_times(bot: Bot, sandbox: Sandbox) -> None:
    """An hour of the virtual clock takes no real time."""
    await bot.get_me()
    await sandbox.advance(3600)
    await bot.get_me()
    first, second = await sandbox.calls("getMe")
    virtual = datetime.fromisoformat(second["at"]) - datetime.fromisoformat(first["at"])
    assert virtual.total_seconds() == 3600
    assert 0 < second["real"] - first["real"] < 60
    assert first["took"] >= 0


async def test_log_is_bounded_but_its_counts_are_not(bot: Bot, sandbox: Sandbox) -> None:
    """Of five calls the log keeps two. Clearing resets the counts, but not the numbers."""
    await sandbox.order("forget_calls", limit=2)
    for _ in range(5):
        await bot.get_me()
    kept = await sandbox.calls_of("getMe", 5)
    assert [one["number"] for one in kept] == [4, 5]
    assert await sandbox.count("getMe") == 5
    await sandbox.order("forget_calls", keep=False)
    await bot.get_me()
    assert (await sandbox.calls(), await sandbox.count()) == ([], 1)
    assert (await sandbox.order("state"))["calls"] == 6


def test_calls_are_numbered_in_the_order_of_answers() -> None:
    """A slow call comes «after» the calls answered before it."""
    log = CallLog(limit=3)
    for method in ("getMe", "sendMessage", "getMe", "sendMessage"):
        log.add(call(method))
    assert [one.number for one in log.since(0)] == [2, 3, 4]
    assert [one.number for one in log.since(2, CallFilter("SENDMESSAGE"))] == [4]
    assert [one.number for one in log.since(0, last=2)] == [3, 4]
    assert log.counted("getme") == 2
    assert log.counted(status=200) == 4


async def test_download_is_logged_and_can_be_struck_by_faults(
    bot: Bot, server: SandboxServer, sandbox: Sandbox, anna: Person
) -> None:
    """The log holds no byte of the file."""
    await anna.send_file("план.txt", b"secret contents")
    [update] = [one for one in server.world.queue.pending() if "document" in one.get("message", {})]
    file = await bot.get_file(update["message"]["document"]["file_id"])
    assert file.file_path
    await sandbox.fault("blocked", times=1)
    await sandbox.fault("file_missing", times=1)
    address = f"{server.url}/file/bot{server.token}/{file.file_path}"
    session = await bot.session.create_session()  # type: ignore[attr-defined] # aiogram's own, over aiohttp
    answers = []
    for _ in range(2):
        async with session.get(address) as response:
            answers.append((response.status, await response.read()))
    assert [status for status, _ in answers] == [404, 200]
    assert answers[-1][1] == b"secret contents"
    logged = await sandbox.calls("download")
    assert [(one["status"], one["fault"]) for one in logged] == [(404, "file_missing"), (200, None)]
    assert "secret" not in str(logged)
