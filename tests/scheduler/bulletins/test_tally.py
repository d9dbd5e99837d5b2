"""The progress of a large issue is counted more rarely than at every tick."""

from datetime import UTC, datetime

import pytest

from data.store.notices import NewNotice, NoticeKind
from data.store.outbox import Outbox
from scheduler.bulletins.tally import Tallies
from tests.world.engine import EngineWorld

NOW = datetime(2026, 3, 6, 9, tzinfo=UTC)


class Watch:
    """A monotonic clock in seconds, which a test sets."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


async def address(outbox: Outbox, key: str, chats: int) -> int:
    """Post a notice for this many chats. Return its id."""
    notice = await outbox.post(NewNotice(key, NoticeKind.BULLETIN, key, NOW), NOW)
    await outbox.address(notice.id, list(range(chats)), 1, NOW)
    return notice.id


@pytest.mark.parametrize("chats", [0, 3, 10_001])
async def test_small_issue_is_counted_at_every_tick(world: EngineWorld, chats: int) -> None:
    """An issue for a town, or for more chats than a chunk has, is followed as closely as it can be."""
    outbox = world.outbox
    notice, tallies = await address(outbox, "bulletin:1", chats), Tallies(outbox, Watch())
    for _ in range(3):
        tally = await tallies.follow(notice)
        assert tally is not None
        assert (tally.total, tally.waiting, tally.done) == (chats, chats, 0)


async def test_large_issue_is_counted_at_intervals(world: EngineWorld) -> None:
    """An issue for more than 100,000 chats is counted at 50,000 rows a second, smaller ones each time."""
    outbox, watch = world.outbox, Watch()
    many, few = await address(outbox, "bulletin:1", 150_000), await address(outbox, "bulletin:2", 2)
    tallies = Tallies(outbox, watch)
    seen = []
    for _ in range(7):
        tally = await tallies.follow(many)
        seen.append(None if tally is None else tally.total)
        assert await tallies.follow(few) is not None
        watch.seconds += 1
    assert seen == [150_000, None, None, 150_000, None, None, 150_000]
    assert (await tallies.count(many)).total == 150_000
