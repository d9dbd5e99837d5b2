"""Notices out: refusals, moves, lost and late answers, outages, mistakes of ours."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chats import ChatKind, ChatState
from data.store.notices import DeliveryState, NoticeKind
from data.store.subscriptions import Subscriptions
from handlers.views.message import Message
from scheduler.delivery.retry_policy import LONGEST_WAIT
from scheduler.delivery.snapshot import Snapshot
from scheduler.delivery.worker import DeliveryWorker
from tests.chaos.conftest import Record
from tests.chaos.outbox.outbox_world import START, OutboxWorld, open_outbox_world
from tests.chaos.scale import times

BULLETIN, CHANGE = NoticeKind.BULLETIN, NoticeKind.CHANGE


async def test_answers_lost(tmp_path: Path, record: Record) -> None:
    """A third of all answers is lost: nobody is without a message; twice only where that is the policy."""
    how_many = times(12, 300)
    async with open_outbox_world(tmp_path) as office:
        readers = await office.readers(how_many)
        counts = {}
        for kind in (CHANGE, BULLETIN):
            notice = await office.post(kind, kind, readers)
            await office.sandbox.fault("lost", method="sendMessage", share=1 / 3, times=how_many // 3)
            # each lost answer looks like an outage, so it takes its pauses
            await office.deliver(how_many + 10)
            await office.sandbox.clear_faults()
            arrived = await office.arrived(kind)
            states = Counter((await office.states(notice)).values())
            assert set(arrived) == set(readers)
            counts[kind] = arrived.total() - how_many, states[DeliveryState.UNKNOWN]
            assert set(states) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
        lost = how_many // 3
    assert counts[BULLETIN] == (0, lost)
    assert counts[CHANGE] == (lost, 0)
    record("B2", 2 * lost, left_out=0, changes_told_twice=lost, bulletins_told_twice=0, unknown=lost)


async def test_every_fifth_reader_is_gone(tmp_path: Path, record: Record) -> None:
    """One call to each that is gone, none later, and the others are told."""
    how_many = times(20, 1000)
    async with open_outbox_world(tmp_path) as office:
        readers = await office.readers(how_many)
        gone = set(readers[::5])
        for number, reader in enumerate(sorted(gone)):
            order = "deactivate" if number % 2 else "block"
            await office.sandbox.order(order, person=reader)
        for key in ("one", "two"):
            notice = await office.post(key, BULLETIN, readers)
            await office.deliver(1)
            arrived = await office.arrived(key)
            assert set(arrived) == set(readers) - gone
            assert arrived.total() == how_many - len(gone)
            assert DeliveryState.PENDING not in (await office.states(notice)).values()
        calls = Counter(int(call["params"]["chat_id"]) for call in await office.calls())
    assert {calls[reader] for reader in gone} == {1}
    record("B3", how_many, calls_per_blocked_reader=1, others_left_out=0)


async def test_chats_come_back(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Rights taken away for hours or days, unannounced: told once when they are back, few calls meanwhile."""
    how_many, longest = times(8, 120), timedelta(hours=60)
    async with open_outbox_world(tmp_path) as office:
        owner = await office.sandbox.person("Секретарь")
        back: dict[int, datetime] = {}
        for number in range(how_many):
            group = await office.sandbox.group(f"Город {number}", owner)
            await office.know(group, ChatKind.SUPERGROUP)
            # which waits for no morning, so that only the pauses count
            await Subscriptions(office.database).add(group, Subscription(Topic.BULLETIN), START)
            _set_standing(office, group, "restricted")
            back[group] = office.time.now() + dice.random() * longest
        notice = await office.post("news", BULLETIN, [*back])
        delivery, end = office.delivery(), office.time.now() + longest + LONGEST_WAIT
        while (due := await office.outbox.next_due()) is not None and due < end:
            office.time.seconds = max(office.time.seconds, (due - START).total_seconds())
            for group in [group for group, at in back.items() if at <= office.time.now()]:
                _set_standing(office, group, "member")
            await delivery.deliver_due()
        rows = {row.chat_id: row for row in await office.outbox.deliveries(notice.id)}
        arrived, calls = await office.arrived("news"), await office.calls()
        states = await office.chats.count_by_state()
    late = [row.sent_at - back[group] for group, row in rows.items() if row.sent_at is not None]
    most = max(Counter(call["params"]["chat_id"] for call in calls).values())
    assert set(arrived.values()) == {1}
    assert len(arrived) == len(late) == how_many
    assert max(late) <= LONGEST_WAIT
    assert most <= 6 + longest / LONGEST_WAIT
    assert states[ChatState.ACTIVE] == how_many
    hours = round(max(late).total_seconds() / 3600, 1)
    record("B12", how_many, lost=0, told_twice=0, most_calls_to_one=most, longest_hours_after_the_right=hours)


def _set_standing(office: OutboxWorld, group: int, status: str) -> None:
    """Let the bot be what it is in a group from now on, of which Telegram tells it nothing."""
    world = office.server.world
    world.chats[group].members[world.bot.id].status = status


async def test_groups_become_supergroups(tmp_path: Path, record: Record) -> None:
    """Between planning and sending: told once under the new id, and so is what comes later."""
    how_many = times(4, 100)
    async with open_outbox_world(tmp_path) as office:
        owner = await office.sandbox.person("Секретарь")
        groups = [await office.sandbox.group(f"Город {n}", owner, kind="group") for n in range(how_many)]
        for group in groups:
            await office.know(group, ChatKind.GROUP)
        first = await office.post("one", CHANGE, groups)
        second = await office.post("two", CHANGE, groups)
        for group in groups:
            await office.sandbox.order("upgrade", chat=group)
        await office.deliver(2)
        for notice in (first, second):
            assert set((await office.states(notice)).values()) == {DeliveryState.SENT}
        arrived = await office.arrived("one two")
        assert not set(arrived) & set(groups)
        assert (len(arrived), arrived.total()) == (how_many, how_many)
    record("B4", how_many, lost=0, doubled=0)


@pytest.mark.parametrize("kind", ["server", "bad_gateway", "reset"])
async def test_telegram_fails(tmp_path: Path, record: Record, kind: str) -> None:
    """Ten minutes of it: a few calls a minute; then everybody is told, once and soon."""
    minutes, how_many = times(4, 60), 30
    async with open_outbox_world(tmp_path, rate=30) as office:
        readers = await office.readers(how_many)
        notice = await office.post("news", CHANGE, readers)
        await office.sandbox.fault(kind)
        delivery = office.delivery(senders=10)
        while office.time.seconds < minutes * 60:
            office.time.seconds += max((await delivery.deliver_due()).pause, 1.0)
        calls = [call["at"][:16] for call in await office.sandbox.calls()]
        worst = max(Counter(calls).values())
        await office.sandbox.clear_faults()
        end = office.time.seconds
        while DeliveryState.PENDING in (await office.states(notice)).values():
            office.time.seconds += max((await delivery.deliver_due()).pause, 1.0)
            assert office.time.seconds < end + 600
        arrived = await office.arrived("news")
    told = set(arrived)
    assert worst <= 15
    assert told == set(readers)
    assert max(arrived.values()) == 1
    record("B9", minutes, kind=kind, worst_minute=worst, left_out=how_many - len(told), told_twice=0)


async def test_a_mistake_of_ours(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Whatever part of delivery fails for a chat, the others are told, the row ends, and no round spins."""
    how_many = times(20, 500)
    async with open_outbox_world(tmp_path) as office:
        readers = await office.readers(how_many)
        notice = await office.post("news", CHANGE, readers)
        broken = set(dice.sample(readers, how_many // 5))
        told: list[str] = []
        delivery = office.delivery()
        _break_for(delivery, broken)

        async def note(_letter: object, error: Exception) -> None:
            told.append(type(error).__name__)

        delivery.report_to(note)
        rounds = 0
        while DeliveryState.PENDING in (await office.states(notice)).values():
            await delivery.deliver_due()
            office.time.seconds += 61
            rounds += 1
        states = await office.states(notice)
        arrived = await office.arrived("news")
    assert {reader for reader, state in states.items() if state is DeliveryState.FAILED} == broken
    assert set(arrived) == set(readers) - broken
    assert set(told) == {"ZeroDivisionError"}
    assert rounds == 1
    record("B10", len(broken), quarantine=len(broken), neighbours_left_out=0, rounds=rounds)


def _break_for(delivery: DeliveryWorker[Message], broken: set[int]) -> None:
    """Let reading these recipients fail."""
    known = delivery._snapshots.read

    async def read(chat_ids: Iterable[int]) -> Snapshot:
        asked = set(chat_ids)
        if asked & broken:
            raise ZeroDivisionError
        return await known(asked)

    delivery._snapshots.read = read  # type: ignore[method-assign]


async def test_slow_sends(tmp_path: Path, record: Record) -> None:
    """While some answers take their time, nobody is written to twice at once, and the urgent pass."""
    how_many = times(6, 40)
    async with open_outbox_world(tmp_path) as office:
        readers = await office.readers(how_many + 1)
        slow, urgent = readers[:-1], readers[-1]
        notices = [await office.post(f"slow {n}", CHANGE, slow) for n in range(2)]
        for reader in slow[:2]:
            await office.sandbox.fault("slow", method="sendMessage", chat=reader, seconds=1)
        delivery, stop = office.delivery(senders=3), asyncio.Event()
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
            tasks.create_task(delivery.run(stop))
            await office.sandbox.calls_of("sendMessage", how_many - 2, limit=30)
            await office.post("urgent", CHANGE, [urgent])
            delivery.wake()
            # it is there before the slow ones are
            await office.sandbox.calls_of("sendMessage", how_many + 1, limit=30)
            stop.set()
        calls = await office.calls()
        order = [call["params"]["text"] for call in calls]
        overlaps = _overlaps(calls)
        for notice in notices:
            assert set((await office.states(notice)).values()) == {DeliveryState.SENT}
    assert order.index("urgent") < len(order) - 1
    assert overlaps == 0
    record("B11", how_many, overlaps=overlaps, urgent_kept_waiting=0)


def _overlaps(calls: list[dict[str, object]]) -> int:
    """How often a chat was sent something while its last message was unanswered."""
    ends: dict[object, float] = {}
    found = 0
    for call in sorted(calls, key=lambda one: float(str(one["real"]))):
        params = call["params"]
        assert isinstance(params, dict)
        began = float(str(call["real"]))
        found += began < ends.get(params["chat_id"], 0.0)
        ends[params["chat_id"]] = began + float(str(call["took"]))
    return found
