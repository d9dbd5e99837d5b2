"""Telegram's bad days, and the log of every call."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod

from bot.sandbox.client import Person, Refused, Sandbox
from bot.sandbox.server import SandboxServer


@pytest.mark.parametrize(
    ("kind", "given", "error", "words"),
    [
        ("flood", {"seconds": 7}, TelegramRetryAfter, "Too Many Requests: retry after 7"),
        ("server", {}, RestartingTelegram, "Internal Server Error: restart"),
        ("bad_gateway", {}, TelegramServerError, "Bad Gateway"),
        ("unauthorized", {}, TelegramUnauthorizedError, "Unauthorized"),
        ("blocked", {}, TelegramForbiddenError, "Forbidden: bot was blocked by the user"),
        ("deactivated", {}, TelegramForbiddenError, "Forbidden: user is deactivated"),
        ("kicked", {}, TelegramForbiddenError, "Forbidden: bot was kicked from the supergroup chat"),
        ("migrate", {"migrate_to": -1001}, TelegramMigrateToChat, "upgraded to a supergroup chat"),
        ("reset", {}, TelegramNetworkError, "HTTP Client says"),
        ("lost", {}, TelegramNetworkError, "HTTP Client says"),
    ],
)
async def test_each_kind_reaches_aiogram_as_its_error(  # noqa: PLR0917 - the table has four columns
    bot: Bot,
    sandbox: Sandbox,
    anna: Person,
    kind: str,
    given: dict[str, int],
    error: type[Exception],
    words: str,
) -> None:
    """A fault strikes as often as ordered and then everything works again."""
    await sandbox.fault(kind, times=1, **given)
    with pytest.raises(error, match=words):
        await bot.send_message(anna.id, "первое")
    await bot.send_message(anna.id, "второе")
    arrived = [message.text for message in await anna.messages() if message.from_bot]
    # only a lost answer means that the message itself arrived
    assert arrived == (["первое", "второе"] if kind == "lost" else ["второе"])


async def test_silence_lasts_until_the_caller_gives_up(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A silent server leaves the caller to its own timeout."""
    await sandbox.fault("silence", seconds=30, times=1)
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(anna.id, "x", request_timeout=1)


async def test_faults_are_narrow(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """Method and chat limit a fault; a share is spread evenly."""
    boris = await sandbox.person("Борис")
    await boris.say("/start")
    await sandbox.fault("blocked", method="SENDMESSAGE", chat=boris.id, share=0.5)
    await bot.send_message(anna.id, "x")
    await bot.send_chat_action(boris.id, "typing")
    outcomes = []
    for _ in range(4):
        try:
            await bot.send_message(boris.id, "x")
            outcomes.append(True)
        except TelegramForbiddenError:
            outcomes.append(False)
    assert outcomes == [True, False, True, False]
    await sandbox.clear_faults()
    await bot.send_message(boris.id, "x")


async def test_unknown_faults_are_refused(sandbox: Sandbox) -> None:
    """A misspelt kind is an error, not silence."""
    with pytest.raises(Refused, match="no such fault"):
        await sandbox.fault("flod")


async def test_the_log_is_complete(bot: Bot, server: SandboxServer, sandbox: Sandbox, anna: Person) -> None:
    """Every call is there with parameters, answer and virtual time; the token never is."""
    await bot.send_message(anna.id, "учёт")
    await sandbox.fault("flood", times=1, seconds=2)
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(anna.id, "x")
    good, bad = await sandbox.calls_of("sendmessage", 2)
    assert (good["status"], good["params"]["text"], good["answer"]["result"]["text"]) == (200, "учёт", "учёт")
    assert (bad["status"], bad["fault"], bad["answer"]["parameters"]) == (429, "flood", {"retry_after": 2})
    assert good["at"] == (await sandbox.now()).isoformat()
    assert server.token not in str([good, bad])


class Dance(TelegramMethod[bool]):
    """A method Telegram does not have."""

    __returning__ = bool
    __api_method__ = "dance"


async def test_unknown_methods_and_tokens(bot: Bot, server: SandboxServer, sandbox: Sandbox) -> None:
    """What Telegram does not know is 404 and counted; a stranger's token is 401."""
    with pytest.raises(TelegramNotFound, match="Not Found: method not found"):
        await bot(Dance())
    assert (await sandbox.order("state"))["unknown"] == {"dance": 1}
    stranger = Bot("2:other", session=bot.session)
    with pytest.raises(TelegramUnauthorizedError, match=r"Unauthorized$"):
        await stranger.get_me()


async def test_the_pace_is_kept_when_asked_for(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """With the pace on, a burst in one chat is stopped with the seconds to wait; without it nothing is."""
    for _ in range(10):
        await bot.send_message(anna.id, "x")
    await sandbox.order("options", pace=True)
    for _ in range(3):
        await bot.send_message(anna.id, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(anna.id, "x")
    assert 1 <= caught.value.retry_after <= 3


async def test_stopping_lets_everybody_go(server: SandboxServer, bot: Bot, sandbox: Sandbox) -> None:
    """A server that stops does not wait for polls, watchers or silences."""
    await sandbox.fault("silence", method="getMe", seconds=600)

    async def unanswered() -> None:
        with pytest.raises(TelegramNetworkError):
            await bot.get_me()

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(bot.get_updates(timeout=50))
        tasks.create_task(unanswered())
        await server.world.queue.waited_on.wait()
        await server.stop()
