"""The group commit: callers share it, a single one does not wait, a cancelled one is kept."""

import asyncio
from collections.abc import Sequence

import pytest

from data.store.notices import DeliveryState, Entry, NewNotice, NoticeKind, Priority, Settled
from data.store.sqlite.errors import DiskFull
from scheduler.delivery.group_commit import GroupCommit
from tests.world.clocks import moment
from tests.world.engine import EngineWorld

MANY = range(1, 41)


class Outbox:
    """An outbox that notes which outcomes are written together, and fails `refusals` times."""

    def __init__(self) -> None:
        self.written: list[list[int]] = []
        self.refusals = 0
        self.limiter = asyncio.Event()
        self.limiter.set()

    async def write(self, entries: Sequence[Entry]) -> None:
        """Note the chats of one commit. Raises DiskFull while refusals are left."""
        await self.limiter.wait()
        if self.refusals:
            self.refusals -= 1
            raise DiskFull
        self.written.append([one.chat_id for one in entries])


def sent(chat_id: int) -> list[Entry]:
    """Return the outcome of one sent message."""
    return [Settled(1, chat_id, DeliveryState.SENT)]


def commit_over(outbox: Outbox, linger: float = 60.0) -> GroupCommit:
    """Return a group commit that waits for others longer than any test lasts."""
    return GroupCommit(outbox, linger)  # type: ignore[arg-type]


async def write_all(commit: GroupCommit, chats: Sequence[int], senders: int) -> None:
    """Write an outcome for each chat at the same time, and wait until all are written."""
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        for chat_id in chats:
            tasks.create_task(commit.write(sent(chat_id), senders))


async def test_half_of_the_senders_share_a_commit() -> None:
    """Many outcomes share at most two commits, and each outcome is in one of them."""
    outbox = Outbox()
    await write_all(commit_over(outbox), MANY, len(MANY))
    assert sorted(chat for batch in outbox.written for chat in batch) == list(MANY)
    assert len(outbox.written) <= 2


async def test_single_sender_commits_at_once() -> None:
    """A single sender does not wait for others, also when another one is at work but does not write."""
    outbox = Outbox()
    await write_all(commit_over(outbox), [1], 1)
    await write_all(commit_over(outbox), [2], 2)
    assert outbox.written == [[1], [2]]


async def test_wait_for_other_senders_is_limited() -> None:
    """Ten are at work and nine do not come: the one commits without them."""
    outbox = Outbox()
    await write_all(commit_over(outbox, linger=0.01), [1], 10)
    assert outbox.written == [[1]]


async def test_caller_during_a_commit_shares_the_next() -> None:
    """Its entries are not counted as written by a commit that was begun without them."""
    outbox = Outbox()
    commit = commit_over(outbox)
    outbox.limiter.clear()
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(commit.write(sent(1)))
        await asyncio.sleep(0.01)
        late = tasks.create_task(commit.write(sent(2)))
        await asyncio.sleep(0.01)
        assert not late.done()
        outbox.limiter.set()
    assert outbox.written == [[1], [2]]


async def test_refused_commit_raises_for_all_and_keeps_the_rows() -> None:
    """Each caller that shared it gets the error, and the next commit has their entries."""
    outbox = Outbox()
    commit, outbox.refusals = commit_over(outbox), 1
    tasks = [asyncio.ensure_future(commit.write(sent(n), 2)) for n in (1, 2)]  # noqa: TID251 - all of them end here
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in results].count(DiskFull) >= 1
    await commit.write(sent(3))
    assert sorted(chat for batch in outbox.written for chat in batch) == [1, 2, 3]


@pytest.mark.parametrize("is_writing", [False, True])
async def test_cancelled_leader_loses_no_rows(is_writing: bool) -> None:
    """While it waits for others, or while it writes: the others' entries are written all the same."""
    outbox = Outbox()
    commit = commit_over(outbox, linger=0.05)
    outbox.limiter.clear()
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        first = tasks.create_task(commit.write(sent(1), 3 if is_writing else 10))
        await asyncio.sleep(0)
        other = tasks.create_task(commit.write(sent(2), 3 if is_writing else 1))
        if is_writing:
            await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.sleep(0.01)
        outbox.limiter.set()
        await other
    assert first.cancelled()
    assert sorted({chat for batch in outbox.written for chat in batch}) == [1, 2]


async def test_batch_writes_in_few_commits(world: EngineWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty messages by thirty senders: not sixty commits, and every row is there."""
    notice = await world.outbox.post(
        NewNotice("news", NoticeKind.MESSAGE, "news", moment("2026-03-08 00:00")), world.clock.now()
    )
    everybody = range(1, 61)
    for chat_id in everybody:
        await world.chat(chat_id)
    await world.outbox.address(notice.id, everybody, Priority.BULK, world.clock.now())
    commits: list[int] = []
    write = world.outbox.write

    async def counting(entries: Sequence[Entry]) -> None:
        if entries:
            commits.append(len(entries))
        await write(entries)

    monkeypatch.setattr(world.outbox, "write", counting)
    await world.new_delivery(senders=30).deliver_due()
    assert set((await world.states("news")).values()) == {"sent"}
    assert sum(commits) == 60
    assert len(commits) <= 12
