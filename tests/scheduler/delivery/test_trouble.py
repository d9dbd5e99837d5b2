"""Delivery on a full disk or beside another process: no message is sent twice or lost."""

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest

from data.calendar.topics import Topic
from data.store.chat_values import Chat
from data.store.notices import Claimed, Entry, NewNotice, Notice, NoticeKind, Priority, priority_until
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DiskFailing, DiskFull, StoreError
from data.store.targeting.recipients import Recipient, Recipients
from scheduler.delivery.claiming import LEASE
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome
from scheduler.delivery.ports import Rendered
from scheduler.delivery.worker import DeliveryWorker
from tests.world.engine import EngineWorld
from tests.world.recording import KeysMessage, KeysRenderer, RecordingSender

SENDERS = 5
READERS = range(1, 41)
WEEK = timedelta(days=7)


class Disk:
    """A disk with room for a number of writes, or with room without limit."""

    def __init__(self) -> None:
        self.room: int | None = None
        self.refusals = 0

    def use(self, error: type[StoreError] = DiskFull) -> None:
        """Write once. Raises the error if there is no room."""
        if self.room is not None:
            self.room -= 1
            if self.room < 0:
                self.refusals += 1
                raise error


class FullOutbox(Outbox):
    """Writes while its disk has room."""

    def __init__(self, database: Database, disk: Disk, *, failing: Collection[str]) -> None:
        super().__init__(database)
        self.disk = disk
        self._failing = failing

    async def claim(
        self, now: datetime, lease_until: datetime, how_many: int, planned: datetime | None = None
    ) -> list[Claimed]:
        """Claim, if that can be written."""
        if "claim" in self._failing:
            self.disk.use()
        return await super().claim(now, lease_until, how_many, planned)

    async def write(self, entries: Sequence[Entry]) -> None:
        """Write, if there is room."""
        if "write" in self._failing:
            self.disk.use()
        await super().write(entries)


class SlowSender(RecordingSender):
    """A sender whose message waits for its turn, leaves, and is answered a little later."""

    def __init__(self) -> None:
        super().__init__()
        self.cut = 0

    async def send(
        self,
        recipient: Chat,
        message: KeysMessage,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Send a message, which arrives once it has left, even if the caller is cancelled."""
        assert in_flight is not None
        in_flight.queue()
        await asyncio.sleep(0.001 * (recipient.chat_id % 3))
        outcome = await super().send(recipient, message, bulk=bulk, in_flight=in_flight)
        try:
            await asyncio.sleep(0.002 * (recipient.chat_id % 4))
        except asyncio.CancelledError:
            self.cut += 1
            raise
        in_flight.answered()
        return outcome


async def issue(world: EngineWorld, key: str, kind: NoticeKind = NoticeKind.BULLETIN) -> None:
    """Post a notice that is due now to all readers."""
    now = world.clock.now()
    notice = await world.outbox.post(NewNotice(key, kind, key, now + WEEK), now)
    rank = Priority.BULK if kind is NoticeKind.BULLETIN else priority_until(now + WEEK)
    await world.outbox.address(notice.id, READERS, rank, now)


async def readers(world: EngineWorld) -> None:
    """Add the chats of the readers, who follow own events and the bulletin."""
    for chat_id in READERS:
        await world.chat(chat_id, Topic.OWN, Topic.BULLETIN)


def told(sender: RecordingSender, key: str) -> Counter[int]:
    """Count how often each chat was sent the notice with this key."""
    return Counter(chat_id for chat_id, keys in sender.sent if key in keys)


@pytest.mark.parametrize("failing", [("write",), ("claim",), ("write", "claim")])
async def test_full_disk_in_an_issue_neither_cancels_nor_repeats_a_message(
    world: EngineWorld, failing: Sequence[str]
) -> None:
    """The disk fills up at any write: with room again each chat is sent it once, before leases run out."""
    await readers(world)
    sender = world.sender = SlowSender()
    disk = Disk()
    world.outbox = FullOutbox(world.database, disk, failing=failing)
    for number in range(12):
        key = f"issue {number}"
        await issue(world, key)
        delivery: DeliveryWorker[KeysMessage] = world.new_delivery(SENDERS)
        # a batch claims four times and writes more often
        disk.room = number if "write" in failing else number % 4
        with pytest.raises(ExceptionGroup) as trouble:
            await delivery.deliver_due()
        assert trouble.group_contains(DiskFull)
        before = told(sender, key)
        if "write" in failing:
            # what Telegram has taken waits to be written, and nothing leaves meanwhile
            with pytest.raises((DiskFull, ExceptionGroup)):
                await delivery.deliver_due()
            assert told(sender, key) == before
        disk.room = None
        await delivery.deliver_due()
        assert told(sender, key) == Counter(READERS), number
        assert set((await world.states(key)).values()) == {"sent"}
    assert sender.cut == 0


async def test_full_disk_leaves_no_more_unwritten_than_there_are_senders(world: EngineWorld) -> None:
    """So many at most would be told again if the process were killed before there is room."""
    await readers(world)
    sender = world.sender = SlowSender()
    disk = Disk()
    world.outbox = FullOutbox(world.database, disk, failing=("write",))
    await issue(world, "issue")
    disk.room = 2
    with pytest.raises(ExceptionGroup):
        await world.new_delivery(SENDERS).deliver_due()
    disk.room = None
    another: DeliveryWorker[KeysMessage] = world.new_delivery(SENDERS)
    await another.recover()
    await another.deliver_due()
    copies = told(sender, "issue")
    assert set(copies) == set(READERS)
    assert 0 < sum(copies.values()) - len(READERS) <= SENDERS


async def test_failing_reads_leave_nothing_claimed(
    world: EngineWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that cannot even be read gives the claims back as soon as it can be."""
    await readers(world)
    sender = world.sender = SlowSender()
    await issue(world, "news", NoticeKind.CHANGE)
    await issue(world, "issue")
    disk, read = Disk(), Recipients.read

    async def failing(self: Recipients, chat_ids: Sequence[int]) -> dict[int, Recipient]:
        disk.use(DiskFailing)
        return await read(self, chat_ids)

    monkeypatch.setattr(Recipients, "read", failing)
    delivery: DeliveryWorker[KeysMessage] = world.new_delivery(SENDERS)
    for room in (0, 1, 3, 7):
        disk.room = room
        with pytest.raises(ExceptionGroup):
            await delivery.deliver_due()
        assert await world.outbox.lapsed(world.clock.now() + 2 * LEASE) == []
    disk.room = None
    await delivery.deliver_due()
    assert told(sender, "news") == told(sender, "issue") == Counter(READERS)


async def test_outcomes_unwritten_on_a_full_disk_are_written_at_the_stop(world: EngineWorld) -> None:
    """Stopped while it waits to try again, it tries once more before it ends."""
    await readers(world)
    sender = world.sender = SlowSender()
    disk, stop = Disk(), asyncio.Event()
    world.outbox = FullOutbox(world.database, disk, failing=("write",))
    await issue(world, "issue")
    disk.room = 3
    delivery: DeliveryWorker[KeysMessage] = world.new_delivery(SENDERS)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        tasks.create_task(delivery.run(stop))
        while disk.refusals < 2:  # noqa: ASYNC110 - the store tells nobody
            await asyncio.sleep(0.001)
        disk.room = None
        stop.set()
    states = await world.states("issue")
    assert {chat for chat, state in states.items() if state == "sent"} == set(told(sender, "issue"))
    assert "leased" not in states.values()


async def test_held_delivery_recalls_what_has_not_left(world: EngineWorld) -> None:
    """Messages in flight end and are recorded, waiting ones are handed back, and later each arrives once."""
    await readers(world)
    sender = world.sender = SlowSender()
    await issue(world, "issue")
    delivery: DeliveryWorker[KeysMessage] = world.new_delivery(SENDERS)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        working = tasks.create_task(delivery.deliver_due())
        while len(sender.sent) < 7:  # noqa: ASYNC110 - the sender has no event to wait for
            await asyncio.sleep(0)
        delivery.hold()
        had_left = len(sender.sent)
        await working
        assert len(sender.sent) == had_left
        assert Counter((await world.states("issue")).values()) == {"sent": had_left, "pending": 40 - had_left}
        await delivery.deliver_due()
        assert len(sender.sent) == had_left
        delivery.resume()
        await delivery.deliver_due()
    assert told(sender, "issue") == Counter(READERS)
    assert sender.cut == 0


@pytest.mark.parametrize("trouble", ["held", "full"])
async def test_message_being_rendered_does_not_leave_after_a_recall(world: EngineWorld, trouble: str) -> None:
    """Held, or broken off by a neighbour, between the claim and the turn at the rate limiter."""
    await readers(world)
    sender = world.sender = SlowSender()
    disk = Disk()
    world.outbox = FullOutbox(world.database, disk, failing=("write",))
    await issue(world, "issue")
    delivery: DeliveryWorker[KeysMessage] = world.new_delivery(SENDERS)
    had_left: list[int] = []

    class Wording(KeysRenderer):
        async def __call__(
            self, recipient: Chat, notices: Sequence[Notice], now: datetime
        ) -> Rendered[KeysMessage] | None:
            if len(self.asked) == 12 and trouble == "held":
                delivery.hold()
                had_left.append(len(sender.sent))
            elif len(self.asked) > 12 and trouble == "full":
                disk.room = 0
                async with asyncio.timeout(5):
                    # until a neighbour has met the full disk
                    while not disk.refusals:  # noqa: ASYNC110 - the store tells nobody
                        await asyncio.sleep(0)
                    await asyncio.sleep(0.01)
                had_left.append(len(sender.sent))
            return await super().__call__(recipient, notices, now)

    plain, world.renderer = world.renderer, Wording()
    with nullcontext() if trouble == "held" else pytest.raises(ExceptionGroup):
        await delivery.deliver_due()
    assert len(sender.sent) == had_left[-1] < len(READERS)
    disk.room = None
    delivery.resume()
    world.renderer = plain
    await delivery.deliver_due()
    assert told(sender, "issue") == Counter(READERS)


async def test_group_that_cannot_be_rendered_together_is_sent_one_by_one(world: EngineWorld) -> None:
    """Of those told one by one each is in the file before the next one leaves."""
    await world.chat(1, Topic.OWN)
    for key in ("first", "second", "third"):
        notice = await world.outbox.post(
            NewNotice(key, NoticeKind.CHANGE, key, world.clock.now() + WEEK), world.clock.now()
        )
        await world.outbox.address(
            notice.id, [1], priority_until(world.clock.now() + WEEK), world.clock.now()
        )
    world.renderer.broken.add("second")
    unwritten: list[list[str]] = []

    class Looking(RecordingSender):
        async def before_sending(self) -> None:
            keys = [key for _, told in self.sent for key in told]
            unwritten.append([key for key in keys if (await world.states(key))[1] != "sent"])

    world.sender = Looking()
    await world.new_delivery(1).deliver_due()
    assert world.sender.told() == ["first", "third"]
    assert unwritten == [[], []]
    assert await world.states("second") == {1: "pending"}


class Away:
    """A connectivity by which Telegram is out of reach."""

    is_away = True


async def test_known_outage_is_probed_with_one_message(world: EngineWorld) -> None:
    """An outage that other calls have found is probed with a single message."""
    await readers(world)
    await issue(world, "issue")
    delivery: DeliveryWorker[KeysMessage] = world.new_delivery(SENDERS)
    delivery.watch(Away())
    report = await delivery.deliver_due()
    assert sum(report.outcomes.values()) == 1
