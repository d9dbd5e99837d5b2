"""An update that a webhook has taken is stored, and every stored update is handled."""

import asyncio
import random
from collections import Counter
from pathlib import Path

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.telegram_api.session import open_session
from bot.updates.chat_queues import ChatQueues
from bot.updates.intake import Intake
from bot.updates.raw_updates import RawUpdate
from data.store.inbox import Inbox
from scheduler.clock import SystemClock
from tests.chaos.conftest import Record
from tests.chaos.scale import times
from tests.world.crash_points import CrashingDatabase, Killed

UPDATES = 4
# a little more than the steps of taking and handling four updates
STEPS = 120


class Door:
    """Processes one after another that take updates as a webhook does, and handle them."""

    def __init__(self, path: Path) -> None:
        self.taken: set[int] = set()
        self.handled: Counter[int] = Counter()
        self._path = path
        self._bot = Bot("42:TEST", session=open_session(TelegramAPIServer.from_base("http://127.0.0.1:9")))

    async def live(self, first: int, dies_after: int | None) -> None:
        """Take updates with ids from `first` on, and handle them, in one process.

        It dies after `dies_after` steps of the database, or finishes.
        """
        database = await CrashingDatabase.open(self._path)
        inbox = Inbox(database)
        chat_queues = ChatQueues(inbox, self._handle, SystemClock(), _fail)
        intake = Intake(self._bot, inbox, chat_queues, SystemClock(), ["message"])
        CrashingDatabase.crash.left = dies_after
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(chat_queues.serve())
                for update_id in range(first, first + UPDATES):
                    await intake.accept_post(_update(update_id))
                    # here a webhook has answered 200, so the update is not posted again
                    self.taken.add(update_id)
                while (await inbox.backlog()).waiting:  # noqa: ASYNC110 - rows tell nobody
                    await asyncio.sleep(0)
                chat_queues.stop()
        except* Killed:
            pass
        finally:
            CrashingDatabase.crash.left = None
            await database.close()

    async def _handle(self, update: RawUpdate) -> None:
        await asyncio.sleep(0)
        self.handled[update["update_id"]] += 1


def _update(number: int) -> RawUpdate:
    person = {"id": number % 3 + 1, "is_bot": False, "first_name": "N"}
    chat = {"id": person["id"], "type": "private", "first_name": "N"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": "x"}
    return {"update_id": number, "message": message}


async def _fail(_update: RawUpdate, reference: str, error: BaseException) -> None:
    raise AssertionError(reference) from error


async def test_killed_between_taking_and_handling(
    tmp_path: Path, dice: random.Random, record: Record
) -> None:
    """Killed at any step, a process has stored the updates it took, and the next handles them."""
    kills, door = times(25, 500), Door(tmp_path / "mag.db")
    deaths = 0
    for number in range(kills):
        before = len(door.taken)
        await door.live(1 + number * UPDATES, dice.randrange(STEPS))
        deaths += len(door.taken) - before < UPDATES
    await door.live(1 + kills * UPDATES, None)
    lost = len(door.taken - door.handled.keys())
    again = sum(door.handled[one] - 1 for one in door.taken)
    record("A6", kills, taken=len(door.taken), cut_while_taking=deaths, lost=lost, handled_again=again)
    assert lost == 0
    assert again <= UPDATES * kills
    assert deaths > 0
