"""A person is found by a code sent to the bot, and no update of the bot is consumed."""

import asyncio
import re
from typing import Any

import pytest
from aiogram import Bot

from bot.first_start.owner_search import FoundPerson, Obstacle, find_person, new_code, sender_of
from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer

CODE = "zq3x_A-9"


async def pending(bot: Bot) -> int:
    """Return the number of updates that are pending for the bot."""
    return (await bot.get_webhook_info()).pending_update_count


async def test_person_who_sends_the_code_is_found(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """Others who write before and after are not, and all their updates still wait for the bot."""
    boris = await sandbox.person("Борис")
    await boris.say("/start")
    await anna.say(f"/start {CODE}")
    await boris.say("/start")
    assert await find_person(bot, CODE) == FoundPerson(anna.id, "Анна")
    assert await pending(bot) == 3


async def test_code_may_come_while_it_is_waited_for(bot: Bot, anna: Person) -> None:
    """The link is opened after it was shown."""
    async with asyncio.TaskGroup() as tasks:
        search = tasks.create_task(find_person(bot, CODE))
        await asyncio.sleep(0)
        await anna.say(f"/start {CODE}")
    assert search.result() == FoundPerson(anna.id, "Анна")


async def test_search_ends_after_its_time(bot: Bot, anna: Person) -> None:
    """A person who writes without the code is not taken for the owner."""
    await anna.say("/start")
    assert await find_person(bot, CODE, seconds=0.05) is Obstacle.TIME
    assert await pending(bot) == 1


@pytest.mark.parametrize(("kind", "seconds"), [("server", [1.0]), ("flood", [30.0])])
async def test_search_goes_on_after_passing_trouble(
    bot: Bot, sandbox: Sandbox, anna: Person, kind: str, seconds: list[float]
) -> None:
    """A gateway that fails is asked again a second later, and a flood as late as Telegram says."""
    waited: list[float] = []

    async def pause(length: float) -> None:
        waited.append(float(length))

    await anna.say(f"/start {CODE}")
    await sandbox.fault(kind, method="getUpdates", times=1, **({"seconds": 30} if kind == "flood" else {}))
    assert await find_person(bot, CODE, pause=pause) == FoundPerson(anna.id, "Анна")
    assert waited == seconds


async def test_updates_that_another_process_takes_are_left_to_it(bot: Bot, sandbox: Sandbox) -> None:
    """A conflict ends the search at once, so that the other one is not disturbed again."""
    await sandbox.fault("conflict", method="getUpdates")
    assert await find_person(bot, CODE) is Obstacle.TAKEN


async def test_bot_with_a_webhook_is_left_alone(bot: Bot, server: SandboxServer) -> None:
    """Its updates go elsewhere, and the webhook stays."""
    await bot.set_webhook(f"{server.url}/nowhere")
    assert await find_person(bot, CODE, seconds=5.0) is Obstacle.WEBHOOK
    assert (await bot.get_webhook_info()).url == f"{server.url}/nowhere"


async def test_too_many_waiting_updates_hide_the_code(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """Telegram gives the oldest hundred only, and to go on would confirm them."""
    boris = await sandbox.person("Борис")
    for number in range(100):
        await boris.say(str(number))
    await anna.say(f"/start {CODE}")
    assert await find_person(bot, CODE, seconds=5.0) is Obstacle.CROWD
    assert await pending(bot) == 101


def message(**fields: Any) -> dict[str, Any]:
    """Return a private message of Anna's with the code, with `fields` over the usual ones."""
    usual = {"from": {"id": 5, "first_name": "Anna"}, "chat": {"type": "private"}, "text": f"/start {CODE}"}
    return {"update_id": 1, "message": usual | fields}


@pytest.mark.parametrize(
    ("update", "found"),
    [
        (message(), FoundPerson(5, "Anna")),
        (message(text=CODE), FoundPerson(5, "Anna")),
        (
            message(**{"from": {"id": 5, "first_name": "A\x1b[2J", "last_name": "B\n"}}),
            FoundPerson(5, "A[2J B"),
        ),
        (message(**{"from": {"id": 5}}), FoundPerson(5, "")),
        (message(text=f"/start {CODE}x"), None),
        (message(text=None), None),
        (message(chat={"type": "group"}), None),
        (message(chat=None), None),
        (message(**{"from": "Anna"}), None),
        ({"update_id": 1, "edited_message": message()["message"]}, None),
        ({"update_id": 1, "message": [1]}, None),
        ("update", None),
        (None, None),
    ],
)
def test_only_a_private_message_with_the_code_counts(update: object, found: FoundPerson | None) -> None:
    """Other updates, also of a shape that is not known, are passed over, and no name moves the cursor."""
    assert sender_of([None, update], CODE) == found


def test_code_fits_into_a_link_and_is_new_each_time() -> None:
    """Telegram takes 64 letters, digits, hyphens and underscores after «?start=»."""
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code) for code in codes)
