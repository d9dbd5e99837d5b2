"""The recorder: several share a commit, nobody waits alone, and nothing is lost by whoever is cut short."""

import asyncio
from collections.abc import Sequence

import pytest

from data.store.notices import DeliveryState, Entry, NewNotice, NoticeKind, Priority, Settled
from data.store.sqlite.errors import DiskFull
from scheduler.delivery.group_commit import GroupCommit
from tests.scheduler.stage import Stage, moment

MANY = range(1, 41)


class Outbox:
    """Notes what is written together; refuses as often as it is told to."""

    def __init__(self) -> None:
        self.written: list[list[int]] = []
        self.refusals = 0
        self.limiter = asyncio.Event()
        self.limiter.set()

    async def write(self, entries: Sequence[Entry]) -> None:
        """One commit."""
        await self.limiter.wait()
        if self.refusals:
            self.refusals -= 1
            raise DiskFull
        self.written.append([one.chat_id for one in entries])


def sent(chat_id: int) -> list[Entry]:
    """What there is to write of one message."""
    return [Settled(1, chat_id, DeliveryState.SENT)]


def recorder_over(outbox: Outbox, linger: float = 60.0) -> GroupCommit:
    """A recorder that waits for others longer than any test."""
    return GroupCommit(outbox, linger)  # type: ignore[arg-type]


async def record_all(recorder: GroupCommit, chats: Sequence[int], company: int) -> None:
    """Everybody records at once, and all return."""
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        for chat_id in chats:
            tasks.create_task(recorder.record(sent(chat_id), company))


async def test_half_of_those_at_work_share_a_commit() -> None:
    """Forty with something to write come to far fewer commits, and each of them is in one."""
    outbox = Outbox()
    await record_all(recorder_over(outbox), MANY, len(MANY))
    assert sorted(chat for batch in outbox.written for chat in batch) == list(MANY)
    assert len(outbox.written) <= 2


async def test_whoever_is_alone_waits_for_nobody() -> None:
    """Neither for others who are not at work nor for the time they would be given."""
    outbox = Outbox()
    await record_all(recorder_over(outbox), [1], 1)
    await record_all(recorder_over(outbox), [2], 2)
    assert outbox.written == [[1], [2]]


async def test_others_are_waited_for_a_moment_only() -> None:
    """Ten are at work and nine do not come: the one commits without them."""
    outbox = Outbox()
    await record_all(recorder_over(outbox, linger=0.01), [1], 10)
    assert outbox.written == [[1]]


async def test_who_comes_during_a_commit_has_the_next() -> None:
    """Its entries are not counted as written by a commit that was begun without them."""
    outbox = Outbox()
    recorder = recorder_over(outbox)
    outbox.limiter.clear()
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(recorder.record(sent(1)))
        await asyncio.sleep(0.01)
        late = tasks.create_task(recorder.record(sent(2)))
        await asyncio.sleep(0.01)
        assert not late.done()
        outbox.limiter.set()
    assert outbox.written == [[1], [2]]


async def test_what_is_refused_is_everybodys_and_is_kept() -> None:
    """All who shared it are told; the next commit has their entries in it."""
    outbox = Outbox()
    recorder, outbox.refusals = recorder_over(outbox), 1
    tasks = [asyncio.ensure_future(recorder.record(sent(n), 2)) for n in (1, 2)]  # noqa: TID251 - all of them end here
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in results].count(DiskFull) >= 1
    await recorder.record(sent(3))
    assert sorted(chat for batch in outbox.written for chat in batch) == [1, 2, 3]


@pytest.mark.parametrize("is_writing", [False, True])
async def test_the_first_to_come_may_be_cut_short(is_writing: bool) -> None:
    """While it waits for others, or while it writes: the others' entries are written all the same."""
    outbox = Outbox()
    recorder = recorder_over(outbox, linger=0.05)
    outbox.limiter.clear()
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        first = tasks.create_task(recorder.record(sent(1), 3 if is_writing else 10))
        await asyncio.sleep(0)
        other = tasks.create_task(recorder.record(sent(2), 3 if is_writing else 1))
        if is_writing:
            await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.sleep(0.01)
        outbox.limiter.set()
        await other
    assert first.cancelled()
    assert sorted({chat for batch in outbox.written for chat in batch}) == [1, 2]


async def test_a_round_writes_in_few_commits(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty messages by thirty senders: not sixty commits, and every row is there."""
    notice = await stage.outbox.post(
        NewNotice("news", NoticeKind.MESSAGE, "news", moment("2026-03-08 00:00")), stage.clock.now()
    )
    everybody = range(1, 61)
    for chat_id in everybody:
        await stage.chat(chat_id)
    await stage.outbox.address(notice.id, everybody, Priority.BULK, stage.clock.now())
    commits: list[int] = []
    write = stage.outbox.write

    async def counting(entries: Sequence[Entry]) -> None:
        if entries:
            commits.append(len(entries))
        await write(entries)

    monkeypatch.setattr(stage.outbox, "write", counting)
    await stage.new_delivery(senders=30).deliver_due()
    assert set((await stage.states("news")).values()) == {"sent"}
    assert sum(commits) == 60
    assert len(commits) <= 12
