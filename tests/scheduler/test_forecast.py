"""When the rehearsed bot will write next."""

from datetime import datetime
from pathlib import Path

from bot.sandbox.world.cast import ANNA_ID
from tests.stories.stage import MOSCOW, Stage, ask, open_stage, tap


async def _next(stage: Stage) -> datetime | None:
    due = await stage.rehearsal.next_due()
    return due.astimezone(MOSCOW) if due else None


async def _is_next(stage: Stage, wall: str) -> bool:
    return await _next(stage) == datetime.fromisoformat(wall).replace(tzinfo=MOSCOW)


async def test_next_message_is_forecast_for_the_people_of_the_sandbox(tmp_path: Path) -> None:
    """Nothing without followers; else the nearest chosen lead, hour and topic, the owner's draft included."""
    async with open_stage("2027-09-01 12:30", tmp_path) as stage:
        assert await _next(stage) is None
        anna = await stage.sandbox.person("", id=ANNA_ID)
        first = await ask(anna, "/start")
        assert await _next(stage) is None
        first = await tap(anna, first, "Еженедельный бюллетень")
        assert await _is_next(stage, "2027-09-03 12:00")
        await stage.owner()
        assert await _is_next(stage, "2027-09-02 12:00")
        await stage.sandbox.order("clock", next=True)
        assert await _is_next(stage, "2027-09-03 12:00")
        await stage.sandbox.order("clock", next=True)
        await tap(anna, first, "Напоминать о юбилеях")
        assert await _is_next(stage, "2027-09-04 10:00")
        await tap(anna, await ask(anna, "/settings"), "🕙 Час", "18:00")
        assert await _is_next(stage, "2027-09-04 18:00")
        await anna.block()
        await stage.settle()
        # the draft of the next issue
        assert await _is_next(stage, "2027-09-09 12:00")
