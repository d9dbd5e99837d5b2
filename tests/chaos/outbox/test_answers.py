"""Notices meet refusals, moves, lost and late answers, outages, and mistakes of ours."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatKind, ChatState
from data.store.notices import DeliveryState, NoticeKind
from data.store.subscriptions import Subscriptions
from data.store.targeting.recipients import Recipient, Recipients
from scheduler.delivery.retry_policy import LONGEST_WAIT
from tests.chaos.conftest import Record
from tests.chaos.outbox.outbox_world import START, OutboxWorld, open_outbox_world
from tests.chaos.scale import times

BULLETIN, CHANGE = NoticeKind.BULLETIN, NoticeKind.CHANGE


async def test_answers_lost(tmp_path: Path, record: Record) -> None:
    """With a third of all answers lost, every reader gets a message.

    A change is then sent twice, a bulletin never.
    """
    how_many = times(12, 300)
    async with open_outbox_world(tmp_path) as world:
        readers = await world.readers(how_many)
        counts = {}
        for kind in (CHANGE, BULLETIN):
            notice = await world.post_to(readers, kind, kind)
            await world.sandbox.fault("lost", method="sendMessage", share=1 / 3, times=how_many // 3)
            # each lost answer looks like an outage, and is followed by the same pauses
            await world.deliver(how_many + 10)
            await world.sandbox.clear_faults()
            arrived = await world.arrived(kind)
            states = Counter((await world.states(notice)).values())
            assert set(arrived) == set(readers)
            counts[kind] = arrived.total() - how_many, states[DeliveryState.UNKNOWN]
            assert set(states) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
        lost = how_many // 3
    assert counts[BULLETIN] == (0, lost)
    assert counts[CHANGE] == (lost, 0)
    record("B2", 2 * lost, left_out=0, changes_told_twice=lost, bulletins_told_twice=0, unknown=lost)


async def test_every_fifth_reader_is_gone(tmp_path: Path, record: Record) -> None:
    """A reader who is gone gets one call and none later. The others get the notice."""
    how_many = times(20, 1000)
    async with open_outbox_world(tmp_path) as world:
        readers = await world.readers(how_many)
        gone = set(readers[::5])
        for number, reader in enumerate(sorted(gone)):
            order = "deactivate" if number % 2 else "block"
            await world.sandbox.order(order, person=reader)
        for key in ("one", "two"):
            notice = await world.post_to(readers, key, BULLETIN)
            await world.deliver(1)
            arrived = await world.arrived(key)
            assert set(arrived) == set(readers) - gone
            assert arrived.total() == how_many - len(gone)
            assert DeliveryState.PENDING not in (await world.states(notice)).values()
        calls = Counter(int(call["params"]["chat_id"]) for call in await world.calls())
    assert {calls[reader] for reader in gone} == {1}
    record("B3", how_many, calls_per_blocked_reader=1, others_left_out=0)


async def test_chats_come_back(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """A chat that takes back its refusal unannounced is told once, with few calls meanwhile."""
    how_many, longest = times(8, 120), timedelta(hours=60)
    async with open_outbox_world(tmp_path) as world:
        owner = await world.sandbox.person("Секретарь")
        back: dict[int, datetime] = {}
        for number in range(how_many):
            group = await world.sandbox.group(f"Город {number}", owner)
            await world.know(group, ChatKind.SUPERGROUP)
            # a bulletin waits for no morning, so only the pauses count
            await Subscriptions(world.database).add(group, Subscription(Topic.BULLETIN), START)
            _set_standing(world, group, "restricted")
            back[group] = world.clock.now() + dice.random() * longest
        notice = await world.post_to([*back], "news", BULLETIN)
        delivery, end = world.new_process(), world.clock.now() + longest + LONGEST_WAIT
        while (due := await world.outbox.next_due()) is not None and due < end:
            world.elapsed = max(world.elapsed, (due - START).total_seconds())
            for group in [group for group, at in back.items() if at <= world.clock.now()]:
                _set_standing(world, group, "member")
            await delivery.deliver_due()
        rows = {row.chat_id: row for row in await world.outbox.deliveries(notice.id)}
        arrived, calls = await world.arrived("news"), await world.calls()
        states = await world.chats.count_by_state()
    late = [row.sent_at - back[group] for group, row in rows.items() if row.sent_at is not None]
    most = max(Counter(call["params"]["chat_id"] for call in calls).values())
    assert set(arrived.values()) == {1}
    assert len(arrived) == len(late) == how_many
    assert max(late) <= LONGEST_WAIT
    assert most <= 6 + longest / LONGEST_WAIT
    assert states[ChatState.ACTIVE] == how_many
    hours = round(max(late).total_seconds() / 3600, 1)
    record("B12", how_many, lost=0, told_twice=0, most_calls_to_one=most, longest_hours_after_the_right=hours)


def _set_standing(world: OutboxWorld, group: int, status: str) -> None:
    """Set the bot's status in a group, without sending an update about it."""
    telegram = world.server.world
    telegram.chats[group].members[telegram.bot.id].status = status


async def test_groups_become_supergroups(tmp_path: Path, record: Record) -> None:
    """A group that was upgraded after planning is told once, under its new id."""
    how_many = times(4, 100)
    async with open_outbox_world(tmp_path) as world:
        owner = await world.sandbox.person("Секретарь")
        groups = [await world.sandbox.group(f"Город {n}", owner, kind="group") for n in range(how_many)]
        for group in groups:
            await world.know(group, ChatKind.GROUP)
        first = await world.post_to(groups, "one", CHANGE)
        second = await world.post_to(groups, "two", CHANGE)
        for group in groups:
            await world.sandbox.order("upgrade", chat=group)
        await world.deliver(2)
        for notice in (first, second):
            assert set((await world.states(notice)).values()) == {DeliveryState.SENT}
        arrived = await world.arrived("one two")
        assert not set(arrived) & set(groups)
        assert (len(arrived), arrived.total()) == (how_many, how_many)
    record("B4", how_many, lost=0, doubled=0)


@pytest.mark.parametrize("kind", ["server", "bad_gateway", "reset"])
async def test_telegram_fails(tmp_path: Path, record: Record, kind: str) -> None:
    """While Telegram fails, few calls are made. Afterwards every reader is told once and soon."""
    minutes, how_many = times(4, 60), 30
    async with open_outbox_world(tmp_path, rate=30) as world:
        readers = await world.readers(how_many)
        notice = await world.post_to(readers, "news", CHANGE)
        await world.sandbox.fault(kind)
        delivery = world.new_process(senders=10)
        while world.elapsed < minutes * 60:
            world.elapsed += max((await delivery.deliver_due()).pause, 1.0)
        calls = [call["at"][:16] for call in await world.sandbox.calls()]
        worst = max(Counter(calls).values())
        await world.sandbox.clear_faults()
        end = world.elapsed
        while DeliveryState.PENDING in (await world.states(notice)).values():
            world.elapsed += max((await delivery.deliver_due()).pause, 1.0)
            assert world.elapsed < end + 600
        arrived = await world.arrived("news")
    told = set(arrived)
    assert worst <= 15
    assert told == set(readers)
    assert max(arrived.values()) == 1
    record("B9", minutes, kind=kind, worst_minute=worst, left_out=how_many - len(told), told_twice=0)


async def test_a_mistake_of_ours(
    tmp_path: Path, dice: random.Random, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure of ours for some chats ends their rows in one round, and the others are told."""
    how_many = times(20, 500)
    async with open_outbox_world(tmp_path) as world:
        readers = await world.readers(how_many)
        notice = await world.post_to(readers, "news", CHANGE)
        broken = set(dice.sample(readers, how_many // 5))
        told: list[str] = []
        delivery = world.new_process()
        _break_for(monkeypatch, broken)

        async def note(_letter: object, error: Exception) -> None:
            told.append(type(error).__name__)

        delivery.report_to(note)
        rounds = 0
        while DeliveryState.PENDING in (await world.states(notice)).values():
            await delivery.deliver_due()
            world.elapsed += 61
            rounds += 1
        states = await world.states(notice)
        arrived = await world.arrived("news")
    assert {reader for reader, state in states.items() if state is DeliveryState.FAILED} == broken
    assert set(arrived) == set(readers) - broken
    assert set(told) == {"ZeroDivisionError"}
    assert rounds == 1
    record("B10", len(broken), quarantine=len(broken), neighbours_left_out=0, rounds=rounds)


def _break_for(monkeypatch: pytest.MonkeyPatch, broken: set[int]) -> None:
    """Make reading these recipients fail."""
    known = Recipients.read

    async def read(recipients: Recipients, chat_ids: Iterable[int]) -> dict[int, Recipient]:
        asked = set(chat_ids)
        if asked & broken:
            raise ZeroDivisionError
        return await known(recipients, asked)

    monkeypatch.setattr(Recipients, "read", read)


async def test_slow_sends(tmp_path: Path, record: Record) -> None:
    """During slow answers no chat gets two messages at once, and urgent notices do not wait."""
    how_many = times(6, 40)
    async with open_outbox_world(tmp_path) as world:
        readers = await world.readers(how_many + 1)
        slow, urgent = readers[:-1], readers[-1]
        notices = [await world.post_to(slow, f"slow {n}", CHANGE) for n in range(2)]
        for reader in slow[:2]:
            await world.sandbox.fault("slow", method="sendMessage", chat=reader, seconds=1)
        delivery, stop = world.new_process(senders=3), asyncio.Event()
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
            tasks.create_task(delivery.run(stop))
            await world.sandbox.calls_of("sendMessage", how_many - 2, limit=30)
            await world.post_to([urgent], "urgent", CHANGE)
            delivery.wake()
            # the urgent one arrives before the slow ones
            await world.sandbox.calls_of("sendMessage", how_many + 1, limit=30)
            stop.set()
        calls = await world.calls()
        order = [call["params"]["text"] for call in calls]
        overlaps = _overlaps(calls)
        for notice in notices:
            assert set((await world.states(notice)).values()) == {DeliveryState.SENT}
    assert order.index("urgent") < len(order) - 1
    assert overlaps == 0
    record("B11", how_many, overlaps=overlaps, urgent_kept_waiting=0)


def _overlaps(calls: list[dict[str, object]]) -> int:
    """Return how often a chat was sent a message while the last one was unanswered."""
    ends: dict[object, float] = {}
    found = 0
    for call in sorted(calls, key=lambda one: float(str(one["real"]))):
        params = call["params"]
        assert isinstance(params, dict)
        began = float(str(call["real"]))
        found += began < ends.get(params["chat_id"], 0.0)
        ends[params["chat_id"]] = began + float(str(call["took"]))
    return found
