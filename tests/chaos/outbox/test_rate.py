"""The rate of messages as a server that enforces the limits sees it, and paid messages."""

import asyncio
from bisect import bisect_left
from collections import defaultdict
from pathlib import Path

from bot.telegram_api.call_context import with_priority
from bot.telegram_api.rate_limits import CallPriority
from bot.telegram_api.star_budget import StarBudget
from data.store.chat_values import ChatKind
from data.store.notices import DeliveryState, NoticeKind
from tests.chaos.conftest import Record
from tests.chaos.outbox.outbox_world import open_outbox_world
from tests.chaos.scale import times


def worst(moments: list[float], seconds: float) -> int:
    """Return the largest number of moments within any window of this many seconds."""
    ordered = sorted(moments)
    return max(bisect_left(ordered, at + seconds) - place for place, at in enumerate(ordered))


async def test_as_fast_as_allowed(tmp_path: Path, record: Record) -> None:
    """An issue, reminders to a group and answers together meet no refusal and exceed no window."""
    how_many = times(60, 1800)
    async with open_outbox_world(tmp_path, rate=30, real_time=True) as world:
        *readers, asking = await world.readers(how_many + 1)
        owner = await world.sandbox.person("Секретарь")
        group = await world.sandbox.group("Город", owner)
        await world.know(group, ChatKind.SUPERGROUP)
        await world.sandbox.order("options", pace=True)
        issue = await world.post_to(readers, "issue", NoticeKind.BULLETIN)
        delivery = world.new_process(senders=10)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(delivery.deliver_due())
            for number in range(times(5, 25)):
                tasks.create_task(world.bot.send_message(group, f"answer {number}"))
                tasks.create_task(world.bot.send_message(asking, f"answer {number}"))
        calls = await world.calls()
        states = set((await world.states(issue)).values())
    assert states == {DeliveryState.SENT}
    assert [call["status"] for call in calls if call["status"] != 200] == []
    chats: dict[str, list[float]] = defaultdict(list)
    for call in calls:
        chats[str(call["params"]["chat_id"])].append(call["real"])
    issues = sorted(call["real"] for call in calls if call["params"]["text"] == "issue")
    until = [call["real"] for call in calls if call["real"] <= issues[-1]]
    rate = (len(until) - 1) / (issues[-1] - issues[0])
    found = {
        "worst_second": worst([call["real"] for call in calls], 1.0),
        "worst_3_s_of_a_chat": max(worst(one, 3.0) for one in chats.values()),
        "worst_minute_of_a_group": worst(chats[str(group)], 60.0),
    }
    # the log has the moments of arrival, which are a little before the server counts
    assert found["worst_second"] <= 31
    assert found["worst_3_s_of_a_chat"] <= 3
    assert found["worst_minute_of_a_group"] <= 20
    record("B5", len(calls), refused=0, **found, in_all_a_second=round(rate, 2))


async def test_nothing_is_paid_for_unasked(tmp_path: Path, record: Record) -> None:
    """Without a star budget no call may cost anything, however long the queue."""
    async with open_outbox_world(tmp_path, rate=30) as world:
        readers = await world.readers(times(60, 500))
        await world.post_to(readers, "issue", NoticeKind.BULLETIN)
        await world.deliver(1)
        calls = await world.sandbox.calls()
        month = await world.outbox.paid("2026-11")
    flagged = [call for call in calls if "allow_paid_broadcast" in call["params"]]
    assert (flagged, month) == ([], 0)
    record("B6", len(calls), paid=0)


async def test_star_budget_is_not_overdrawn(tmp_path: Path, record: Record) -> None:
    """Only bulletins spend the star budget, never more than it has, even after a restart."""
    how_many, stars = times(100, 1000), times(2, 20)
    async with open_outbox_world(tmp_path, rate=30) as world:
        readers = await world.readers(how_many)
        for half in (readers[::2], readers[1::2]):
            world.limiter.pay_from(StarBudget(world.outbox, stars, world.clock.now))
            await world.post_to(half, f"issue {half[0]}", NoticeKind.BULLETIN)
            await world.new_process(senders=40).deliver_due()
        with with_priority(CallPriority.REMINDER):
            await world.bot.send_message(readers[0], "reminder")
        calls = await world.calls()
        spent = await world.outbox.paid("2026-11")
    paid = [call for call in calls if "allow_paid_broadcast" in call["params"]]
    assert {call["params"]["text"][:5] for call in paid} == {"issue"}
    assert 0 < spent <= stars * 10
    # each cost a tenth of a Star, except those within the free rate
    free = [call for call in calls if call not in paid]
    assert len(calls) == how_many + 1
    assert len(free) > how_many / 2
    record("B6", len(calls), paid=len(paid), stars=spent / 10, budget=stars)
