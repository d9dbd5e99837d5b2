"""A tool: send issues while the disk fills up and gets room again, in a process of its own."""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from data.store.notices import DeliveryState, Notice, NoticeKind
from tests.chaos.database.faulty_files import mount_small, own_mounts
from tests.chaos.outbox.outbox_world import OutboxWorld, open_outbox_world

READERS = 60
SENDERS = 10
_LARGE = 32 * 1024
_LOOK_SECONDS = 0.002
_LIMIT = 30.0
# The seconds that a round waits after a refusal. In production it waits five.
_PAUSE = 0.05


class FullDisk:
    """Issues, during each of which the disk is full for a while."""

    def __init__(self, world: OutboxWorld, dice: random.Random) -> None:
        self.counts: Counter[str] = Counter()
        self._world = world
        self._dice = dice
        self._readers: list[int] = []

    async def round(self, number: int, strike: Callable[[], object], mend: Callable[[], object]) -> None:
        """Send one issue. The disk fills up after some messages and gets room after the refusal."""
        world, dice = self._world, self._dice
        self._readers = readers = self._readers or await world.readers(READERS)
        # by day, because at night a change waits for the morning
        world.elapsed = number * 86_400.0
        kind = dice.choice([NoticeKind.BULLETIN, NoticeKind.CHANGE])
        # otherwise the log would be overwritten from its beginning, which takes no room
        assert await world.database.truncate_log()
        notice = await world.post_to(readers, f"{kind} {number}", kind)
        stop = asyncio.Event()
        async with asyncio.timeout(_LIMIT), asyncio.TaskGroup() as tasks:
            tasks.create_task(world.new_process(SENDERS).run(stop))
            bound = dice.randrange(READERS // 2)
            await _until(lambda: world.server.gateway.log.counted("sendMessage") >= bound)
            strike()
            await _until(lambda: world.database.condition.trouble is not None)
            await asyncio.sleep(dice.random() * 0.2)
            before = world.server.gateway.log.counted("sendMessage")
            await asyncio.sleep(2 * _PAUSE)
            self.counts["sent meanwhile"] += world.server.gateway.log.counted("sendMessage") - before
            mend()
            while not await self._is_over(notice):  # noqa: ASYNC110 - nor do rows
                await asyncio.sleep(_LOOK_SECONDS)
            stop.set()
        copies = await world.arrived(notice.key)
        self.counts["told"] += len(copies)
        self.counts["left out"] += len(readers) - len(copies)
        self.counts["twice"] += copies.total() - len(copies)
        await world.sandbox.order("forget_calls")

    async def _is_over(self, notice: Notice) -> bool:
        # the clock stands still, so a delivery that waits for its lease would wait for ever
        return set((await self._world.states(notice)).values()) == {DeliveryState.SENT}


async def _until(holds: Callable[[], bool]) -> None:
    while not holds():  # noqa: ASYNC110 - neither the server nor the store tells
        await asyncio.sleep(_LOOK_SECONDS)


async def on_a_real_disk(folder: Path, rounds: int, seed: int) -> Counter[str]:
    """Send issues on a real file system of a few hundred kibibytes. Return the counts."""
    mount_small(folder, _LARGE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scheduler.delivery.retry_policy.STORE_PAUSE", _PAUSE)
        async with open_outbox_world(folder) as world:
            disk = FullDisk(world, random.Random(seed))  # noqa: S311 - reproducible, not secret
            for number in range(rounds):
                await disk.round(
                    number,
                    lambda: mount_small(folder, _used(folder) + 8),
                    lambda: mount_small(folder, _LARGE),
                )
    return disk.counts


def _used(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.iterdir()) // 1024


if __name__ == "__main__":
    # NoMounts ends the process with a traceback, and the tests choose another way
    own_mounts()
    found = asyncio.run(on_a_real_disk(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
    sys.stdout.write(json.dumps(found))
