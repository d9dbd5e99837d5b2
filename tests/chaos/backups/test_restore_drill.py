"""A bot that is restored from an older copy repeats no notice that it sent since the copy."""

import asyncio
import random
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.backups.restoring import RestoreOrder, restore
from data.store.backups.making import make_copy
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.chaos.crash_world import STEADY, CrashWorld, make_template
from tests.factories import settings_over

HALF_HOUR = timedelta(minutes=30)
LOSSES = ("nothing", "the file", "a page", "nothing, and copied by hand")
Told = tuple[str, int]


@dataclass
class Drill:
    """One run of a bot: a copy, notices after the copy, an end, a restore, and notices after it."""

    world: CrashWorld
    dice: random.Random
    counts: Counter[str]

    @property
    def database(self) -> Path:
        """Return the path of the bot's database."""
        return self.world.folder / "bot.db"

    async def live(self, hours: float, changes: float = 0.0) -> None:
        """Let the bot work for some hours. `changes` is the chance of a plan change in half an hour."""
        end = self.world.clock.at + timedelta(hours=hours)
        while self.world.clock.at < end:
            if self.world.titles and self.dice.random() < changes:
                number = self.dice.choice(sorted(self.world.titles))
                await self.world.move(number, self.dice.randrange(2, 20))
            await self.world.work()
            self.world.clock.at += HALF_HOUR

    async def told(self) -> set[Told]:
        """Return the key and the chat of every notice that Telegram has accepted."""
        return {
            (row["key"], row["chat_id"]) for row in await self.world.rows() if row["message_id"] is not None
        }

    def lose(self, what: str) -> None:
        """Lose the database file, damage one page of it, or leave it as it is."""
        if what == "the file":
            self.database.unlink()
        if what == "a page":
            with self.database.open("r+b") as file:
                file.seek(4096)
                file.write(b"\xff" * 4096)

    def put_by_hand(self, copy: Path) -> None:
        """Replace the database by the copy without the command that restores it."""
        for path in self.database.parent.glob("bot.db?*"):
            path.unlink()
        shutil.copyfile(copy, self.database)

    async def lose_and_restore(self, copy: Path) -> None:
        """End the bot, lose its file at random, restore the copy hours later, and start the bot."""
        end, loss = self.world.clock.at, self.dice.choice(LOSSES)
        await self.world.end_process()
        self.lose(loss)
        self.world.clock.at += timedelta(hours=self.dice.choice((0, 3, 30)))
        if loss.endswith("by hand"):
            await asyncio.to_thread(self.put_by_hand, copy)
        else:
            # without the original file the owner must say when the bot ended
            order = RestoreOrder(copy, told_until=None if loss == "nothing" else end)
            restored = await restore(settings_over(self.database), order, self.world.clock)
            self.counts["counted as told"] += restored.adaptation.told
        await self.world.start_process()


async def _drill(folder: Path, template: Path, dice: random.Random, counts: Counter[str]) -> None:
    world = CrashWorld(folder)
    await world.build(template)
    drill = Drill(world, dice, counts)
    try:
        for days in dice.sample(range(2, 16), 4):
            await world.add_event(days)
        await drill.live(dice.randrange(2, 40), changes=0.1)
        copy = folder / "copy.db"
        await make_copy(drill.database, copy, pause=0.0)
        before = await drill.told()
        await drill.live(dice.randrange(1, 60), changes=0.05)
        since = await drill.told() - before
        await drill.lose_and_restore(copy)
        known = await drill.told()
        await drill.live(24 * 3)
        after = await drill.told() - known
    finally:
        await world.tear_down()
    counts["told since the copy"] += len(since)
    counts["told twice"] += len(after & since)
    counts["told after"] += len(after)
    counts["nothing told after"] += not any(chat == STEADY for _, chat in after)


async def test_restored_bot_tells_nobody_twice(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Notices sent between the copy and the end are not sent again, and later ones are sent."""
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
