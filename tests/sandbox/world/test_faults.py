"""Faults strike the calls they are meant for, and every call is logged."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod

from bot.sandbox.client.client import Person, Refused, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.faults import Fault


@pytest.mark.parametrize(
    ("kind", "given", "error", "words"),
    [
        ("flood", {"seconds": 7}, TelegramRetryAfter, "Too Many Requests: retry after 7"),
        ("server", {}, RestartingTelegram, "Internal Server Error: restart"),
        ("bad_gateway", {}, TelegramServerError, "Bad Gateway"),
        ("unavailable", {}, TelegramServerError, "Service Unavailable"),
        ("gateway_timeout", {}, TelegramServerError, "Gateway Timeout"),
        ("gateway_page", {}, ClientDecodeError, "JSONDecodeError"),
        ("unauthorized", {}, TelegramUnauthorizedError, "Unauthorized"),
        ("conflict", {}, TelegramConflictError, "Conflict: terminated by other getUpdates request"),
        ("chat_not_found", {}, TelegramBadRequest, "Bad Request: chat not found"),
        ("no_rights", {}, TelegramBadRequest, "not enough rights to send text messages to the chat"),
        ("blocked", {}, TelegramForbiddenError, "Forbidden: bot was blocked by the user"),
        ("deactivated", {}, TelegramForbiddenError, "Forbidden: user is deactivated"),
        ("not_started", {}, TelegramForbiddenError, "bot can't initiate conversation with a user"),
        ("to_bot", {}, TelegramForbiddenError, "the bot can't send messages to the bot"),
        ("kicked_group", {}, TelegramForbiddenError, "Forbidden: bot was kicked from the group chat"),
        ("kicked", {}, TelegramForbiddenError, "Forbidden: bot was kicked from the supergroup chat"),
        ("kicked_channel", {}, TelegramForbiddenError, "Forbidden: bot was kicked from the channel chat"),
        ("not_member_group", {}, TelegramForbiddenError, "bot is not a member of the group chat"),
        ("not_member_supergroup", {}, TelegramForbiddenError, "bot is not a member of the supergroup chat"),
        ("not_member", {}, TelegramForbiddenError, "Forbidden: bot is not a member of the channel chat"),
        ("group_deleted", {}, TelegramForbiddenError, "Forbidden: the group chat was deleted"),
        ("migrate", {"migrate_to": -1001}, TelegramMigrateToChat, "upgraded to a supergroup chat"),
        ("reset", {}, TelegramNetworkError, "HTTP Client says"),
        ("lost", {}, TelegramNetworkError, "HTTP Client says"),
        ("silence", {"seconds": 0}, TelegramNetworkError, "HTTP Client says"),
        ("stall", {"seconds": 0}, TelegramNetworkError, "HTTP Client says"),
    ],
)
async def test_each_fault_reaches_aiogram_as_its_error(  # noqa: PLR0917 - the table has four columns
    bot: Bot,
    sandbox: Sandbox,
    anna: Person,
    kind: str,
    given: dict[str, int],
    error: type[Exception],
    words: str,
) -> None:
    """A fault strikes as often as ordered, then calls succeed again."""
    await sandbox.fault(kind, times=1, **given)
    with pytest.raises(error, match=words):
        await bot.send_message(anna.id, "первое")
    await bot.send_message(anna.id, "второе")
    arrived = [message.text for message in await anna.messages() if message.from_bot]
    # the message itself arrived only if its answer was lost or stalled
    assert arrived == (["первое", "второе"] if kind in {"lost", "stall"} else ["второе"])


async def test_silence_lasts_until_the_client_times_out(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A silent server leaves the client to its own timeout."""
    await sandbox.fault("silence", seconds=30, times=1)
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(anna.id, "x", request_timeout=1)


async def test_stalled_answer_lasts_until_the_client_times_out(
    bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    """Half of the answer comes, the rest does not."""
    await sandbox.fault("stall", seconds=30, times=1)
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(anna.id, "x", request_timeout=1)


async def test_slow_answer_is_complete(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """It is late and otherwise unchanged."""
    await sandbox.fault("slow", seconds=1, times=1)
    await bot.send_message(anna.id, "x")
    [call] = await sandbox.calls("sendMessage", fault="slow")
    assert (call["status"], call["took"] >= 0.99) == (200, True)


def test_seeded_share_strikes_the_same_calls_in_every_run() -> None:
    """Another seed strikes others. The number is near the share."""

    def fallen(seed: int) -> list[bool]:
        fault = Fault("server", share=0.3, seed=seed)
        return [fault.strikes("sendMessage", 1) for _ in range(1000)]

    assert fallen(7) == fallen(7) != fallen(8)
    assert 250 < sum(fallen(8)) < 350


def test_share_by_chat_strikes_a_chat_always_or_never() -> None:
    """The order of calls does not matter."""
    fault = Fault("blocked", share=0.2, seed=3, by_chat=True)
    first = {chat: fault.strikes("sendMessage", chat) for chat in range(1000)}
    assert {chat: fault.strikes("sendMessage", chat) for chat in reversed(range(1000))} == first
    assert 150 < sum(first.values()) < 250


async def test_outage_ends_by_the_virtual_clock(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A fault of ten minutes is over when the virtual clock says so."""
    await sandbox.fault("server", lasts=600)
    await sandbox.advance(599)
    with pytest.raises(RestartingTelegram):
        await bot.get_me()
    await sandbox.advance(1)
    await bot.get_me()


async def test_fault_is_narrowed_by_method_chat_and_share(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A share is spread evenly."""
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


async def test_unknown_fault_is_refused(sandbox: Sandbox) -> None:
    """A misspelt kind is not ignored."""
    with pytest.raises(Refused, match="no such fault"):
        await sandbox.fault("flod")


async def test_log_holds_every_call_without_the_token(
    bot: Bot, server: SandboxServer, sandbox: Sandbox, anna: Person
) -> None:
    """A call has parameters, answer and virtual time."""
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
    """A method that Telegram does not have."""

    __returning__ = bool
    __api_method__ = "dance"


async def test_unknown_method_is_404_and_wrong_token_401(
    bot: Bot, server: SandboxServer, sandbox: Sandbox
) -> None:
    """Unknown methods are counted."""
    with pytest.raises(TelegramNotFound, match="Not Found: method not found"):
        await bot(Dance())
    assert (await sandbox.order("state"))["unknown"] == {"dance": 1}
    stranger = Bot("2:other", session=bot.session)
    with pytest.raises(TelegramUnauthorizedError, match=r"Unauthorized$"):
        await stranger.get_me()


async def test_stop_releases_polls_waits_and_silences(
    server: SandboxServer, bot: Bot, sandbox: Sandbox
) -> None:
    """The stop does not wait for them."""
    await sandbox.fault("silence", method="getMe", seconds=600)

    async def unanswered() -> None:
        with pytest.raises(TelegramNetworkError):
            await bot.get_me()

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(bot.get_updates(timeout=50))
        tasks.create_task(unanswered())
        await server.world.queue.waited_on.wait()
        await server.stop()
