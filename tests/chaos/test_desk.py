"""A plan document is put in force by a secretary whose bot is killed between the steps."""

import asyncio
import random
from typing import Any

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.chaos.conftest import Record
from tests.chaos.process_world import LOOK_SECONDS, ProcessWorld
from tests.chaos.processes import LIMIT, BotProcess
from tests.chaos.scale import times
from tests.world.sent_plans import PLAN_2020

pytestmark = pytest.mark.slow

SECRETARY = 5_000_000_001


class Desk:
    """The secretary's chat, and the bot that serves it until it is killed."""

    def __init__(self, world: ProcessWorld, secretary: Person, dice: random.Random) -> None:
        self._world = world
        self._dice = dice
        self._secretary = secretary
        self.bot: BotProcess | None = None
        self.kills = 0

    async def start(self) -> None:
        """Start a bot whose owner is the secretary."""
        self.bot = await self._world.bot(OWNER_IDS=str(SECRETARY))

    async def kill(self, most: float) -> None:
        """Kill the bot after a random time of at most so many seconds, and start another."""
        await asyncio.sleep(self._dice.uniform(0, most))
        assert self.bot is not None
        await self._world.kill(self.bot)
        self.kills += 1
        await self.start()

    async def shown(self, label: str) -> ReceivedMessage:
        """Return the newest message with a button of this label, once there is one."""
        async with asyncio.timeout(LIMIT):
            while True:
                for message in reversed(await self._secretary.messages()):
                    if any(label in one for one in message.labels):
                        return message
                await asyncio.sleep(LOOK_SECONDS)

    async def press(self, label: str) -> None:
        """Press a button without waiting for the answer."""
        message = await self.shown(label)
        data = next(one["callback_data"] for one in message.buttons if label in one["text"])
        await self._world.sandbox.order(
            "press", person=SECRETARY, message_id=message.id, data=data, chat=SECRETARY
        )


async def test_a_document_is_in_force_once_whenever_the_bot_is_killed(
    world: ProcessWorld, dice: random.Random, record: Record
) -> None:
    """Killed while it reads, decides and stores: every document becomes one edition with its file."""
    secretary = await world.sandbox.person("Секретариат", id=SECRETARY)
    desk = Desk(world, secretary, dice)
    await desk.start()
    documents = times(1, 25)
    for number in range(documents):
        text = PLAN_2020.replace("на 2020 год", f"на {2030 + number} год")
        await secretary.send_file(f"{2030 + number}.txt", text.encode())
        await desk.kill(0.8)
        await desk.press("Оставить все как есть")
        await desk.kill(0.1)
        await desk.press("✅ Внести")
        await desk.kill(0.1)
        await desk.shown("📎 Документ")
        await world.until_quiet()
    facts = _facts(world)
    assert desk.bot is not None
    await world.stop(desk.bot)
    record("C13", documents, kills=desk.kills, **facts)
    expected = {"editions": documents, "files": documents, "unfinished": 0, "twice": 0}
    assert facts == expected


def _facts(world: ProcessWorld) -> dict[str, Any]:
    years = "SELECT year FROM plan_editions WHERE year >= 2030"
    return {
        "editions": len(world.rows(f"{years} GROUP BY year")),
        "files": len(world.rows("SELECT 1 FROM plan_files WHERE year >= 2030")),
        "unfinished": len(world.rows("SELECT 1 FROM plan_drafts WHERE state <> 'applied'")),
        "twice": len(world.rows(f"{years} GROUP BY year HAVING count(*) > 1")),
    }
