"""The orders by which an embedding program is watched and asked: settled, scene, start."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from aiogram import Bot

from bot.sandbox.client.client import Refused, Sandbox
from bot.sandbox.control.program import Scene, StartDay, StartOffer
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import ANNA_ID
from bot.sandbox.world.clock import DEFAULT_START

QUICK = 0.1


async def test_settled_names_what_it_waited_for(sandbox: Sandbox, bot: Bot) -> None:
    """An update that is not taken, a press that is not answered, then the quiet."""
    anna = await sandbox.person("Анна")
    await anna.say("/start")
    found = await sandbox.order("settled", limit=QUICK)
    assert found == {"settled": False, "waiting_for": ["update 100000001 is not taken"]}
    await bot.get_updates(offset=100_000_002, timeout=0)
    assert (await sandbox.order("settled", quiet=QUICK))["settled"]
    message = await bot.send_message(anna.id, "x")
    query = await sandbox.order("press", person=anna.id, message_id=message.message_id, data="p", forged=True)
    await bot.get_updates(offset=100_000_003, timeout=0)
    assert (await sandbox.order("settled", limit=QUICK, quiet=0.0))["waiting_for"] == [
        f"press {query['query']} is not answered"
    ]
    await bot.answer_callback_query(query["query"])
    left = await sandbox.order("settled", limit=QUICK, quiet=30.0)
    assert left["waiting_for"] == ["30 s without a call"]


async def test_settled_waits_for_a_call_under_way(sandbox: Sandbox, bot: Bot, server: SandboxServer) -> None:
    """A call that Telegram answers slowly is not over, though nothing else is left."""
    anna = await sandbox.person("Анна")
    await anna.say("x")
    await bot.get_updates(offset=100_000_002, timeout=0)
    await sandbox.fault("slow", method="sendMessage", seconds=60)
    async with asyncio.TaskGroup() as tasks:
        call = tasks.create_task(bot.send_message(anna.id, "late"))
        while not server.gateway.in_hand["sendmessage"]:  # noqa: ASYNC110 - the call has no event
            await asyncio.sleep(0)
        found = await sandbox.order("settled", limit=QUICK)
        server.gateway.closing.set()
        await call
    assert found == {"settled": False, "waiting_for": ["call sendmessage is not ended"]}


async def test_settled_asks_the_program(sandbox: Sandbox) -> None:
    """A program says what it is busy with, so that no quiet is needed once it is done."""
    work = ["a notice is due", "a notice is due"]

    async def busy_with() -> Sequence[str]:
        return [work.pop()] if work else []

    own = Sandbox(SandboxServer(busy_with=busy_with))
    assert (await own.order("settled", limit=0.0))["waiting_for"] == ["a notice is due"]
    assert await own.order("settled", quiet=60.0) == {"settled": True, "waiting_for": []}


async def test_program_offers_a_start_and_scenes() -> None:
    """The page is told both. An order reaches the program, and one that is not offered does not."""
    clock, played = [DEFAULT_START], []
    offers: list[StartOffer | None] = [StartOffer({"en": "Here"}, (StartDay({"en": "Then"}, DEFAULT_START),))]

    async def on_start(instant: datetime) -> None:
        clock[0] = instant

    async def on_scene(name: str, person: int) -> None:
        played.append((name, person))

    server = SandboxServer(
        clock=lambda: clock[0],
        on_start=on_start,
        start_offer=lambda: offers[0],
        scenes=(Scene("rain", {"en": "Rain"}),),
        on_scene=on_scene,
        facts=lambda: {"database": "/x.db"},
    )
    server.seed_people()
    sandbox = Sandbox(server)
    shown = await sandbox.order("screen")
    assert shown["offer"] == {
        "text": {"en": "Here"},
        "days": [{"label": {"en": "Then"}, "at": DEFAULT_START.isoformat()}],
    }
    assert shown["scenes"] == [{"name": "rain", "label": {"en": "Rain"}}]
    assert (await sandbox.order("state"))["facts"] == {"database": "/x.db"}
    earlier = DEFAULT_START - timedelta(days=900)
    assert (await sandbox.order("clock", start=earlier.isoformat()))["now"] == earlier.isoformat()
    await sandbox.order("scene", name="rain", person=ANNA_ID)
    assert played == [("rain", ANNA_ID)]
    for wrong in ({"name": "snow", "person": ANNA_ID}, {"name": "rain", "person": 5}):
        with pytest.raises(Refused, match="no such"):
            await sandbox.order("scene", **wrong)
    offers[0] = None
    assert (await sandbox.order("screen"))["offer"] is None


async def test_start_of_the_own_clock_is_any_instant(sandbox: Sandbox) -> None:
    """A sandbox without a program lets it be set. An instant without a zone is refused."""
    await sandbox.order("clock", start="2020-02-29T10:00:00+03:00")
    assert (await sandbox.order("clock"))["now"] == "2020-02-29T07:00:00+00:00"
    with pytest.raises(Refused, match="no zone"):
        await sandbox.order("clock", start="2020-02-29T10:00:00")
    with pytest.raises(Refused, match="belongs to the program"):
        await Sandbox(SandboxServer(clock=lambda: DEFAULT_START)).order(
            "clock", start="2020-02-29T10:00:00+03:00"
        )
