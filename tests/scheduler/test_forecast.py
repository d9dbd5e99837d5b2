"""The forecast of when the rehearsed bot writes next."""

from datetime import datetime
from pathlib import Path

from bot.sandbox.world.cast import ANNA_ID
from tests.world.running_bot import MOSCOW_ZONE, BotWorld, ask, open_bot_world, tap


async def _next(world: BotWorld) -> datetime | None:
    due = await world.rehearsal.next_due()
    return due.astimezone(MOSCOW_ZONE) if due else None


async def _is_next(world: BotWorld, wall: str) -> bool:
    return await _next(world) == datetime.fromisoformat(wall).replace(tzinfo=MOSCOW_ZONE)


async def test_next_message_is_forecast_for_the_people_of_the_sandbox(tmp_path: Path) -> None:
    """Without followers there is none, else the nearest lead, hour and topic, or the owner's draft."""
    async with open_bot_world("2027-09-01 12:30", tmp_path) as world:
        assert await _next(world) is None
        anna = await world.sandbox.person("", id=ANNA_ID)
        first = await ask(anna, "/start")
        assert await _next(world) is None
        first = await tap(anna, first, "Еженедельный бюллетень")
        assert await _is_next(world, "2027-09-03 12:00")
        await world.owner()
        assert await _is_next(world, "2027-09-02 12:00")
        await world.sandbox.order("clock", next=True)
        assert await _is_next(world, "2027-09-03 12:00")
        await world.sandbox.order("clock", next=True)
        await tap(anna, first, "Напоминать о юбилеях")
        assert await _is_next(world, "2027-09-04 10:00")
        await tap(anna, await ask(anna, "/settings"), "🕙 Час", "18:00")
        # a window that opens tomorrow is announced at the next chosen hour
        assert await _is_next(world, "2027-09-03 18:00")
        await anna.block()
        await world.settle()
        # the draft of the next issue
        assert await _is_next(world, "2027-09-09 12:00")
