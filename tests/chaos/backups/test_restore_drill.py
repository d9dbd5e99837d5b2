"""A bot is restored from a copy that is older than what it has told, and tells it to nobody twice."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.backups.restoring import Restored, RestoreOrder, restore
from data.store.backups.making import make_copy
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.chaos.crash_world import STEADY, CrashWorld, make_template
from tests.factories import settings_over

HALF_HOUR = timedelta(minutes=30)
LOSSES = ("nothing", "the file", "a page")
Told = tuple[str, int]


@dataclass
class Drill:
    """One life of a bot: a copy, what is told after it, an end, a restore, and what is told then."""

    world: CrashWorld
    dice: random.Random
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def database(self) -> Path:
        """The database of the bot."""
        return self.world.folder / "bot.db"

    async def live(self, hours: float, changes: float = 0.0) -> None:
        """Let the bot work for some hours, in which the plan changes now and then."""
        end = self.world.clock.at + timedelta(hours=hours)
        while self.world.clock.at < end:
            if self.world.titles and self.dice.random() < changes:
                number = self.dice.choice(sorted(self.world.titles))
                await self.world.move(number, self.dice.randrange(2, 20))
            await self.world.work()
            self.world.clock.at += HALF_HOUR

    async def told(self) -> set[Told]:
        """Return what Telegram has accepted, by the key of the notice and the chat."""
        return {
            (row["key"], row["chat_id"]) for row in await self.world.rows() if row["message_id"] is not None
        }

    def lose(self, what: str) -> None:
        """Lose the file, or a part of it."""
        if what == "the file":
            self.database.unlink()
        if what == "a page":
            with self.database.open("r+b") as file:
                file.seek(4096)
                file.write(b"\xff" * 4096)

    async def restore(self, copy: Path, until: datetime | None = None) -> Restored:
        """Restore the copy while no bot runs."""
        order = RestoreOrder(copy, told_until=until)
        return await restore(settings_over(self.database), order, self.world.clock)


async def _drill(folder: Path, template: Path, dice: random.Random, counts: Counter[str]) -> None:
    world = CrashWorld(folder)
    await world.build(template)
    drill = Drill(world, dice)
    try:
        for days in dice.sample(range(2, 16), 4):
            await world.add_event(days)
        await drill.live(dice.randrange(2, 40), changes=0.1)
        copy = folder / "copy.db"
        await make_copy(drill.database, copy, pause=0.0)
        before = await drill.told()
        await drill.live(dice.randrange(1, 60), changes=0.05)
        since = await drill.told() - before
        end = world.clock.at
        await world.end_process()
        loss = dice.choice(LOSSES)
        drill.lose(loss)
        world.clock.at += timedelta(hours=dice.choice((0, 3, 30)))
        # without the original only its owner knows when it ended
        restored = await drill.restore(copy, None if loss == "nothing" else end)
        await world.start_process()
        known = await drill.told()
        await drill.live(24 * 5)
        after = await drill.told() - known
        counts["told since the copy"] += len(since)
        counts["told twice"] += len(after & since)
        counts["counted as told"] += restored.told
        counts["told after"] += len(after)
        counts["nothing told after"] += not any(chat == STEADY for _, chat in after)
    finally:
        await world.tear_down()


async def test_restored_bot_tells_nobody_twice(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """What was told between the copy and the end is not told again, and later notices come."""
    template = tmp_path / "template.db"
    await make_template(template)
    tries, counts = scale.times(2, 200), Counter[str]()
    for number in range(tries):
        folder = tmp_path / str(number)
        await asyncio.to_thread(folder.mkdir)
        await _drill(folder, template, dice, counts)
    record("R3", tries, **{name.replace(" ", "_"): counts[name] for name in sorted(counts)})
    assert counts["told since the copy"]
    assert counts["told after"]
    assert not counts["told twice"]
