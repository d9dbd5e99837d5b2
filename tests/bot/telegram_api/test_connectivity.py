"""What calls tell about Telegram and ourselves."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramUnauthorizedError

from bot.sandbox.client.client import Sandbox
from bot.telegram_api.connectivity import AWAY_AFTER, Connectivity


@pytest.fixture
def standing(bot: Bot) -> Connectivity:
    """Watching the bot's calls."""
    watching = Connectivity()
    bot.session.middleware(watching)
    return watching


async def ask(bot: Bot, times: int = 1) -> None:
    """Call Telegram, whatever comes of it."""
    for _ in range(times):
        try:
            await bot.get_me()
        except TelegramAPIError:
            continue


async def test_after_a_refused_token_nothing_goes_out(
    bot: Bot, sandbox: Sandbox, standing: Connectivity
) -> None:
    """The first 401 is the last call."""
    await sandbox.fault("unauthorized", method="getMe")
    await ask(bot)
    assert standing.refused.is_set()
    await sandbox.clear_faults()
    with pytest.raises(TelegramUnauthorizedError):
        await bot.send_message(1, "x")
    assert len(await sandbox.calls()) == 1


@pytest.mark.parametrize("kind", ["server", "bad_gateway", "reset", "lost"])
async def test_an_outage_is_told_once_and_its_end_too(
    bot: Bot, sandbox: Sandbox, standing: Connectivity, kind: str
) -> None:
    """Several failures in a row, whoever met them; then any answer at all."""
    told: list[str] = []
    standing.watch(away=lambda: told.append("away"), back=lambda: told.append("back"))
    await sandbox.fault(kind, method="getMe")
    await ask(bot, AWAY_AFTER - 1)
    assert told == []
    await ask(bot, 5)
    assert told == ["away"]
    await sandbox.clear_faults()
    await sandbox.fault("blocked", method="getMe")
    await ask(bot, 2)
    assert told == ["away", "back"]


async def test_one_call_that_fails_now_and_then_is_no_outage(
    bot: Bot, sandbox: Sandbox, standing: Connectivity
) -> None:
    """What others are answered counts."""
    told: list[str] = []
    standing.watch(away=lambda: told.append("away"), back=lambda: told.append("back"))
    for _ in range(AWAY_AFTER):
        await sandbox.fault("server", method="getMe", times=AWAY_AFTER - 1)
        await ask(bot, AWAY_AFTER)
    assert told == []
