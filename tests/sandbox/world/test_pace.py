"""Telegram's rate limits hold exactly at their edges, by a given clock."""

import math
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.world.cast import GROUP_ID
from bot.sandbox.world.pace import PaceRules


class Paced:
    """Rate limits and the clock they use."""

    def __init__(self) -> None:
        self.now = 1000.1
        self.pace = PaceRules(lambda: self.now)

    def wait_for(self, chat: int | str, method: str = "sendMessage", **more: Any) -> int:
        """Return the seconds to wait, 0 for an accepted call."""
        try:
            self.pace.check(method, {"chat_id": chat, **more})
        except ApiRefusal as refusal:
            return refusal.parameters["retry_after"]
        return 0


def test_thirty_first_message_in_a_second_is_refused() -> None:
    """It is accepted when the first is a second old."""
    paced = Paced()
    assert [paced.wait_for(chat) for chat in range(31)] == [0] * 30 + [1]
    paced.now += 0.999
    assert paced.wait_for(99) == 1
    paced.now += 0.001
    assert paced.wait_for(99) == 0


def test_fourth_message_in_three_seconds_in_a_chat_is_refused() -> None:
    """A burst of three is accepted, and the fourth three seconds after the first."""
    paced = Paced()
    assert [paced.wait_for(1) for _ in range(4)] == [0, 0, 0, 3]
    assert paced.wait_for(2) == 0
    paced.now += 2.5
    assert paced.wait_for(1) == 1
    paced.now += 0.5
    assert paced.wait_for(1) == 0


@pytest.mark.parametrize("group", [-5, "-1001", "@mag_news"])
def test_twenty_first_message_in_a_minute_in_a_group_is_refused(group: int | str) -> None:
    """Even at one a second the group must wait for the minute. A private chat need not."""
    paced = Paced()
    for _ in range(20):
        assert paced.wait_for(group) == paced.wait_for(1) == 0
        paced.now += 1
    assert (paced.wait_for(group), paced.wait_for(1)) == (40, 0)
    paced.now += 40
    assert paced.wait_for(group) == 0


def test_call_is_accepted_after_the_seconds_of_its_refusal() -> None:
    """This holds for each combination of limits."""
    paced = Paced()
    for number in range(300):
        paced.now += 0.013 * (number % 7)
        if seconds := paced.wait_for(-7):
            paced.now += seconds
            assert paced.wait_for(-7) == 0


def test_album_counts_each_of_its_files() -> None:
    """An album larger than a limit waits for an empty span only."""
    paced = Paced()
    assert paced.wait_for(1, "sendMediaGroup", media=[{}, {}]) == 0
    assert paced.wait_for(1, "copyMessages", message_ids=[1, 2]) == 3
    paced.now += 3
    assert paced.wait_for(1, "sendMediaGroup", media=[{}] * 10) == 0


@pytest.mark.parametrize("method", ["sendChatAction", "getMe", "answerCallbackQuery", "editMessageText"])
def test_calls_that_post_nothing_are_not_limited(method: str) -> None:
    """Only calls that post a message count."""
    paced = Paced()
    assert not any(paced.wait_for(1, method) for _ in range(100))


def test_idle_chats_are_dropped_after_a_minute() -> None:
    """A hundred thousand chats in an hour leave a minute's worth of them in memory."""
    paced = Paced()
    for chat in range(5000):
        paced.now += 0.05
        assert paced.wait_for(chat) == 0
    assert paced.pace.chats <= math.ceil(60 / 0.05) + 1


async def test_refusal_names_its_seconds_in_text_parameters_and_header(
    server: SandboxServer, bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    """All three are the same number."""
    await sandbox.keep_pace()
    for _ in range(3):
        await bot.send_message(anna.id, "x")
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{server.url}/bot{server.token}/sendMessage", data={"chat_id": anna.id, "text": "x"}
        ) as response,
    ):
        seconds = int(response.headers["Retry-After"])
        answer = await response.json()
    assert 1 <= seconds <= 3
    assert (response.status, answer["error_code"]) == (429, 429)
    assert answer["parameters"] == {"retry_after": seconds}
    assert answer["description"] == f"Too Many Requests: retry after {seconds}"
    await sandbox.keep_pace(strict=False)
    for _ in range(10):
        await bot.send_message(anna.id, "x")


async def test_rate_limits_can_follow_the_virtual_clock(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A clock that stands still accepts no further call until it is moved.

    A channel's username and its id count as one chat.
    """
    await sandbox.order("options", pace="virtual")
    for _ in range(3):
        await bot.send_message(GROUP_ID, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(GROUP_ID, "x")
    assert caught.value.retry_after == 3
    await sandbox.advance(3)
    for chat in ("@mag_news", "-1001700000002", "@MAG_NEWS"):
        await bot.send_message(chat, "x")
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message("@mag_news", "x")
