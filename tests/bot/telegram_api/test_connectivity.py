"""Connectivity: calls show whether Telegram answers and whether the token is valid."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError

from bot.sandbox.client.client import Sandbox
from bot.telegram_api.circuit_breaker import FAILURES_TO_OPEN
from bot.telegram_api.connectivity import Connectivity, LinkState
from bot.updates.polling import GetRawUpdates


@pytest.fixture
def connectivity(bot: Bot) -> Connectivity:
    """Return the connectivity that the bot's calls report to."""
    connectivity = Connectivity()
    bot.session.middleware(connectivity)
    return connectivity


@pytest.fixture
def heard(connectivity: Connectivity) -> list[str]:
    """Return a list that notes each loss and each return of connectivity."""
    heard: list[str] = []
    connectivity.watch(away=lambda: heard.append("away"), back=lambda: heard.append("back"))
    return heard


async def ask(bot: Bot, times: int = 1) -> None:
    """Call Telegram, and ignore its errors."""
    for _ in range(times):
        try:
            await bot.get_me()
        except TelegramAPIError:
            continue


async def test_refused_token_stops_all_calls(bot: Bot, sandbox: Sandbox, connectivity: Connectivity) -> None:
    """The first 401 is the last call."""
    await sandbox.fault("unauthorized", method="getMe")
    await ask(bot)
    assert connectivity.refused.is_set()
    assert connectivity.state is LinkState.REFUSED
    await sandbox.clear_faults()
    with pytest.raises(TelegramUnauthorizedError):
        await bot.send_message(1, "x")
    assert len(await sandbox.calls()) == 1


@pytest.mark.parametrize("kind", ["server", "bad_gateway", "reset", "lost"])
async def test_watchers_hear_of_an_outage_and_its_end_once(
    bot: Bot, sandbox: Sandbox, connectivity: Connectivity, heard: list[str], kind: str
) -> None:
    """Several failures in a row begin it, any answer ends it."""
    await sandbox.fault(kind, method="getMe")
    await ask(bot, FAILURES_TO_OPEN - 1)
    assert (heard, connectivity.state) == ([], LinkState.UP)
    await ask(bot, 5)
    assert (heard, connectivity.state) == (["away"], LinkState.AWAY)
    await sandbox.clear_faults()
    await sandbox.fault("blocked", method="getMe")
    await ask(bot, 2)
    assert (heard, connectivity.state) == (["away", "back"], LinkState.UP)


async def test_failures_between_answers_are_no_outage(
    bot: Bot, sandbox: Sandbox, connectivity: Connectivity, heard: list[str]
) -> None:
    """Each answer begins the count again."""
    for _ in range(FAILURES_TO_OPEN):
        await sandbox.fault("server", method="getMe", times=FAILURES_TO_OPEN - 1)
        await ask(bot, FAILURES_TO_OPEN)
    assert heard == []


async def test_answered_polls_do_not_hide_that_calls_fail(
    bot: Bot, sandbox: Sandbox, connectivity: Connectivity, heard: list[str]
) -> None:
    """While getUpdates works and all else fails, Telegram counts as away."""
    await sandbox.fault("server", method="getMe")
    for _ in range(FAILURES_TO_OPEN):
        await ask(bot)
        await bot(GetRawUpdates(timeout=0, allowed_updates=[]))
    assert heard == ["away"]


async def test_state_is_probing_until_the_probe_has_ended(
    bot: Bot, sandbox: Sandbox, connectivity: Connectivity, heard: list[str]
) -> None:
    """Calls beside the probe are held, whose answer lets them go."""
    await sandbox.fault("server", method="getMe")
    await ask(bot, FAILURES_TO_OPEN)
    assert connectivity.begin()
    assert connectivity.state is LinkState.PROBING
    assert not connectivity.lets_go()
    connectivity.end_probe(is_answered=True)
    assert (heard, connectivity.state) == (["away", "back"], LinkState.UP)
