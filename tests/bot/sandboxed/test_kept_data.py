"""A database that is kept is continued by the next run: people, clock and numbers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.client.client import Refused, Sandbox
from bot.sandboxed.running import open_rehearsal
from scheduler.clock import ShiftedClock
from tests.factories import settings_over

START = datetime(2027, 9, 8, 6, tzinfo=UTC)
VERA = 910_000_007


@asynccontextmanager
async def one_run(folder: Path) -> AsyncIterator[Sandbox]:
    """Run the bot on the database that is kept in the folder."""
    clock, stop = ShiftedClock(), asyncio.Event()
    clock.restart(START)
    kept = settings_over(folder / "sandbox.db", send_rate=1000)
    async with open_rehearsal(kept, clock=clock, is_kept=True) as rehearsal, asyncio.TaskGroup() as tasks:
        tasks.create_task(rehearsal.app.run(stop))
        try:
            async with Sandbox(rehearsal.server, limit=20) as sandbox:
                yield sandbox
                await sandbox.settled()
        finally:
            stop.set()


async def test_next_run_goes_on_with_people_clock_and_numbers(tmp_path: Path) -> None:
    """A reader is answered and reminded as before. No number is given twice."""
    async with one_run(tmp_path) as sandbox:
        vera = await sandbox.person("Вера", id=VERA)
        await vera.start()
        await vera.press("Напоминать о юбилеях")
        boris = await sandbox.person("Борис")
        await boris.start()
        await boris.block()
        stranger = await sandbox.person("Чужой")
        await stranger.start()
        await sandbox.settled()
        await sandbox.advance(86400)
        reached, earlier = await sandbox.now(), await vera.messages()
    async with one_run(tmp_path) as sandbox:
        assert await sandbox.now() >= reached - timedelta(seconds=1)
        state = await sandbox.order("state")
        assert state["facts"] == {"database": str(tmp_path / "sandbox.db")}
        people = {one["id"]: one for one in await sandbox.order("people")}
        assert people[VERA]["started"]
        assert people[boris.id]["blocked"]
        assert people[stranger.id]["first_name"] == str(stranger.id)
        assert (await sandbox.person("Новый")).id not in people
        with pytest.raises(Refused, match="only goes forward"):
            await sandbox.order("clock", start=START.isoformat())
        vera = await sandbox.person("", id=VERA)
        asked = await vera.say("/city Казань")
        assert asked.id > max(one.id for one in earlier)
        assert "Казань" in (await vera.reply()).text
        await sandbox.advance(2 * 86400 + 3 * 3600)
        assert any("Завтра" in one.text for one in await vera.unread())


async def test_first_run_on_a_folder_starts_where_it_is_told(tmp_path: Path) -> None:
    """The folder has no data of an earlier run."""
    async with one_run(tmp_path) as sandbox:
        assert abs(await sandbox.now() - START) < timedelta(minutes=1)
        assert not any(one["started"] for one in await sandbox.order("people"))
