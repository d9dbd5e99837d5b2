"""Delivery step by step: what is sent and recorded, and how each failure is handled."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatKind, ChatState
from data.store.notices import DeliveryState, NewNotice, NoticeKind, Priority, priority_until
from scheduler.delivery.claiming import LEASE
from scheduler.delivery.outcomes import Failed, Gone, Later, Moved, Unknown
from scheduler.delivery.ports import NothingTold, Rendered
from scheduler.delivery.worker import DeliveryWorker
from tests.factories import cancelled, on
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, open_engine
from tests.world.recording import KeysMessage, RecordingSender

MARCH_8 = date(2026, 3, 8)
OF_7 = "reminder:event:1:0:2026-03-08:7"
OF_1 = "reminder:event:1:0:2026-03-08:1"
NEXT_WEEK = timedelta(days=7)
NEAR = priority_until(moment("2026-03-03 00:00"))


async def reminder_in_hand(world: EngineWorld) -> None:
    """Plan a reminder that is due to chat 1."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    world.clock.at = moment("2026-03-01 07:00")
    await world.planner.plan(world.clock.now())


async def test_sent_notice_is_recorded_with_its_message_id(world: EngineWorld) -> None:
    """The row of a sent notice names the message and the moment, and is not sent again."""
    await world.post("hello", 1)
    report = await world.delivery.deliver_due()
    [row] = (await world.rows("hello")).values()
    assert (row.state, row.message_id, row.sent_at) == (DeliveryState.SENT, 1, world.clock.now())
    assert (report.outcomes, report.pause) == ({"sent": 1}, 0)
    assert (await world.delivery.deliver_due()).outcomes == {}


async def test_notice_is_not_sent_before_it_is_due(world: EngineWorld) -> None:
    """A row waits for its hour."""
    notice = await world.post("hello")
    await world.chat(1)
    await world.outbox.address(notice.id, [1], Priority.URGENT, world.clock.now() + timedelta(minutes=1))
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    world.clock.at += timedelta(minutes=1)
    await world.delivery.deliver_due()
    assert world.sender.told() == ["hello"]


async def test_urgent_notices_go_first(world: EngineWorld) -> None:
    """Messages to editors overtake reminders, and reminders the bulletin."""
    await world.post("bulletin", 3, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await world.post("change", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.post("draft", 1)
    await world.new_delivery(senders=1).deliver_due()
    assert [keys for _, keys in world.sender.sent] == [("draft",), ("change",), ("bulletin",)]
    assert world.sender.bulk == [3]


async def test_bulletin_and_editor_message_stand_alone(world: EngineWorld) -> None:
    """Reminders and changes are one message. A bulletin and an editor's message are always separate."""
    for key in ("one", "two"):
        await world.post(key, 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.post("bulletin", 1, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await world.post("draft", 1)
    await world.delivery.deliver_due()
    assert [keys for _, keys in world.sender.sent] == [("draft",), ("one", "two"), ("bulletin",)]


async def test_notices_that_do_not_fit_come_in_the_next_message(world: EngineWorld) -> None:
    """A renderer may leave notices for later: they are told right after, and none is lost."""
    for number in range(5):
        await world.post(f"change-{number}", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    world.renderer.at_most = 2
    await world.delivery.deliver_due()
    assert [len(keys) for _, keys in world.sender.sent] == [2, 2, 1]
    assert len(set(world.sender.told())) == 5


async def test_notice_that_the_renderer_finds_stale_is_void(world: EngineWorld) -> None:
    """A stale notice alone sends no message, and among others it is left out."""
    for key in ("stale", "fresh"):
        await world.post(key, 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.post("stale", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    world.renderer.stale = {"stale"}
    await world.delivery.deliver_due()
    assert world.sender.sent == [(1, ("fresh",))]
    assert await world.states("stale") == {1: "void", 2: "void"}


async def test_notice_that_cannot_be_rendered_delays_no_other(world: EngineWorld) -> None:
    """Other notices of the message and other chats are sent. It waits longer each time, then expires."""
    for key in ("broken", "sound"):
        await world.post(key, 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.post("other", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    world.renderer.broken = {"broken"}
    await world.delivery.deliver_due()
    assert sorted(world.sender.sent) == [(1, ("sound",)), (2, ("other",))]
    waits = []
    for _ in range(8):
        row = (await world.rows("broken"))[1]
        assert row.state is DeliveryState.PENDING
        waits.append((row.due_at - world.clock.now()) / timedelta(minutes=1))
        world.clock.at = row.due_at
        await world.delivery.deliver_due()
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    world.clock.at += NEXT_WEEK
    await world.delivery.deliver_due()
    assert await world.states("broken") == {1: "expired"}
    assert len(world.sender.sent) == 2


async def test_rendered_message_without_notices_is_an_error() -> None:
    """Without the error it would be sent again and again."""
    with pytest.raises(NothingTold):
        Rendered("", frozenset())


@pytest.mark.parametrize(("for_good", "state"), [(False, ChatState.BLOCKED), (True, ChatState.GONE)])
async def test_blocked_chat_is_not_sent_to_again(
    world: EngineWorld, for_good: bool, state: ChatState
) -> None:
    """After the first refusal neither notices claimed with it nor later ones are sent to the chat."""
    world.sender.answers[1] = [Gone("bot was blocked by the user", for_good)]
    await world.post("draft", 1)
    await world.post("change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    later = await world.post("later")
    await world.outbox.address(later.id, [1], NEAR, world.clock.now() + timedelta(hours=1))
    await world.delivery.deliver_due()
    world.agenda.put(on(1, MARCH_8))
    await world.tick_through("2026-03-01 12:00", "2026-03-09 12:00", timedelta(hours=6))
    assert len(world.sender.sent) == 1
    assert await world.states("draft") == {1: "gone"}
    assert await world.states("change") == {1: "void"}
    assert await world.states("later") == {1: "void"}
    chat = await world.chats.get(1)
    assert chat is not None
    assert chat.state is state


async def test_stopped_chat_that_blocks_stays_stopped_on_return(world: EngineWorld) -> None:
    """An editor who stopped the readers' notices and then blocks the bot has still stopped on return."""
    await world.post("draft", 1)
    await world.chats.set_state(1, ChatState.STOPPED, world.clock.now())
    world.sender.answers[1] = [Gone("bot was blocked by the user")]
    await world.delivery.deliver_due()
    assert await world.states("draft") == {1: "gone"}
    await world.chats.reopen(1, world.clock.now())
    chat = await world.chats.get(1)
    assert chat is not None
    assert chat.state is ChatState.STOPPED


async def test_chat_stopped_between_claim_and_send_gets_nothing(world: EngineWorld) -> None:
    """The chat is looked at again just before it is written to."""

    class Leaving(RecordingSender):
        async def before_sending(self) -> None:
            await world.chats.set_state(2, ChatState.STOPPED, world.clock.now())

    world.sender = Leaving()
    await world.post("change", 1, 2, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.new_delivery(senders=1).deliver_due()
    assert [chat_id for chat_id, _ in world.sender.sent] == [1]
    assert await world.states("change") == {1: "sent", 2: "void"}


async def test_chat_stopped_between_two_of_its_messages_gets_no_second(world: EngineWorld) -> None:
    """Each message of a chat is checked against the chat as it is then, not as it was before the first."""

    class Stopping(RecordingSender):
        async def before_sending(self) -> None:
            await world.chats.set_state(1, ChatState.STOPPED, world.clock.now())

    world.sender = Stopping()
    await world.post("change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.post("bulletin", 1, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await world.new_delivery().deliver_due()
    assert world.sender.told() == ["change"]
    assert await world.states("bulletin") == {1: "void"}


async def test_migrated_group_gets_each_notice_once_under_its_new_id(world: EngineWorld) -> None:
    """The new id is kept for ever, everything claimed goes there, and nothing stays under the old one."""
    world.sender.answers[-5] = [Moved(-1005)]
    await world.post("change", -5, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.post("bulletin", -5, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await world.delivery.deliver_due()
    assert world.sender.sent == [(-5, ("change",)), (-1005, ("change",)), (-1005, ("bulletin",))]
    assert await world.states("change") == {-1005: "sent"}
    assert await world.states("bulletin") == {-1005: "sent"}
    assert await world.chats.get(-5) is None
    chat = await world.chats.get(-1005)
    assert chat is not None
    assert chat.kind is ChatKind.SUPERGROUP


async def test_chat_that_moves_twice_has_failed(world: EngineWorld) -> None:
    """There is one more try under the new id, and no further one."""
    world.sender.answers = {-5: [Moved(-1005)], -1005: [Moved(-1006)]}
    await world.post("change", -5, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.delivery.deliver_due()
    assert await world.states("change") == {-1005: "failed"}


async def test_retry_after_is_obeyed(world: EngineWorld) -> None:
    """A refused message is sent when Telegram said, and not before."""
    world.sender.answers[1] = [Later(30, "too many requests")]
    await world.post("change", 1, 2, kind=NoticeKind.CHANGE, rank=NEAR)
    report = await world.delivery.deliver_due()
    assert report.pause == 0
    assert await world.states("change") == {1: "pending", 2: "sent"}
    world.clock.at += timedelta(seconds=29)
    await world.delivery.deliver_due()
    assert len(world.sender.sent) == 2
    world.clock.at += timedelta(seconds=1)
    await world.delivery.deliver_due()
    assert await world.states("change") == {1: "sent", 2: "sent"}


async def test_outage_costs_a_few_probes_and_no_notice(world: EngineWorld) -> None:
    """During an outage one probe goes out at growing intervals. Afterwards every chat is sent its notice."""
    everybody = range(1, 101)
    world.sender.answers = {chat_id: [Later(5, "refused", everyone=True)] * 1000 for chat_id in everybody}
    await world.post("change", *everybody, kind=NoticeKind.CHANGE, rank=NEAR)
    pauses = []
    for _ in range(10):
        before = len(world.sender.sent)
        pauses.append((await world.delivery.deliver_due()).pause)
        calls = len(world.sender.sent) - before
        assert calls <= (3 if len(pauses) == 1 else 1)
        world.clock.at += timedelta(seconds=pauses[-1])
    assert pauses == [2, 4, 8, 16, 30, 30, 30, 30, 30, 30]
    world.sender.answers.clear()
    for _ in range(12):
        world.clock.at += timedelta(seconds=30)
        await world.delivery.deliver_due()
    assert set((await world.states("change")).values()) == {"sent"}


async def test_reminder_with_a_lost_answer_is_sent_once_more(world: EngineWorld) -> None:
    """It is rather sent twice than not at all, and never a third time."""
    await reminder_in_hand(world)
    world.sender.answers[1] = [Unknown("timeout"), Unknown("timeout")]
    for _ in range(5):
        await world.delivery.deliver_due()
        world.clock.at += timedelta(minutes=2)
    assert world.sender.told() == [OF_7, OF_7]
    assert await world.states(OF_7) == {1: "unknown"}


async def test_bulletin_with_a_lost_answer_is_not_sent_again(world: EngineWorld) -> None:
    """Such a delivery is reported as unknown."""
    world.sender.answers[1] = [Unknown("timeout")]
    await world.post("bulletin", 1, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    for _ in range(3):
        await world.delivery.deliver_due()
        world.clock.at += timedelta(minutes=2)
    assert world.sender.told() == ["bulletin"]
    assert await world.states("bulletin") == {1: "unknown"}


async def test_message_refused_for_its_content_has_failed(world: EngineWorld) -> None:
    """The reason is recorded, and the same message is not sent again."""
    world.sender.answers[1] = [Failed("can't parse entities")]
    await world.post("change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.delivery.deliver_due()
    await world.delivery.deliver_due()
    [row] = (await world.rows("change")).values()
    assert (row.state, row.outcome) == (DeliveryState.FAILED, "can't parse entities")
    assert len(world.sender.sent) == 1


async def test_transport_error_counts_as_a_lost_answer(world: EngineWorld) -> None:
    """An internal error after a message may have left loses no row and stops no other delivery."""

    class Breaking(RecordingSender):
        async def after_sending(self) -> None:
            if self.sent[-1][0] == 1:
                raise ZeroDivisionError

    world.sender = Breaking()
    await world.post("bulletin", 1, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await world.new_delivery().deliver_due()
    assert await world.states("bulletin") == {1: "unknown"}


async def test_expired_notice_is_recorded_and_not_sent(world: EngineWorld) -> None:
    """Too late is an outcome of its own."""
    await world.post("change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    world.clock.at += NEXT_WEEK
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    assert await world.states("change") == {1: "expired"}


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ("moved", "void"),
        ("cancelled", "void"),
        ("muted", "void"),
        ("paused", "void"),
        ("stopped", "void"),
        ("begun", "sent"),
        ("over", "expired"),
    ],
)
async def test_reminder_is_checked_again_when_its_turn_comes(
    world: EngineWorld, change: str, state: str
) -> None:
    """The state at the time of sending decides. On the day itself the reminder is still sent."""
    await reminder_in_hand(world)
    occasion, now = on(1, MARCH_8), world.clock.now()
    match change:
        case "moved":
            world.agenda.put(on(1, date(2026, 3, 9)))
        case "cancelled":
            world.agenda.put(cancelled(occasion))
        case "muted":
            await world.subscriptions.mute(1, "event:1")
        case "paused":
            await world.chats.set_paused_until(1, MARCH_8, now)
        case "stopped":
            await world.chats.set_state(1, ChatState.STOPPED, now)
        case "begun":
            world.clock.at = moment("2026-03-08 20:59")
        case "over":
            world.clock.at = moment("2026-03-08 21:00")
    await world.delivery.deliver_due()
    assert await world.states(OF_7) == {1: state}


async def test_reminder_of_a_withdrawn_event_is_void(world: EngineWorld) -> None:
    """A reminder of an event that has left the plan by then is not sent."""
    await reminder_in_hand(world)
    world.agenda.known.clear()
    await world.delivery.deliver_due()
    assert await world.states(OF_7) == {1: "void"}


async def test_stopped_editor_still_gets_messages(world: EngineWorld) -> None:
    """Drafts and alerts are work, not a subscription."""
    await world.post("draft", 1)
    await world.chats.set_state(1, ChatState.STOPPED, world.clock.now())
    await world.delivery.deliver_due()
    assert world.sender.told() == ["draft"]


async def test_forgotten_chat_is_not_sent_to(world: EngineWorld) -> None:
    """A chat whose data is deleted gets no message, and no error is raised."""
    notice = await world.post("draft")
    await world.outbox.address(notice.id, [77], Priority.URGENT, world.clock.now())
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    assert await world.states("draft") == {77: "void"}


async def test_unfollowed_bulletin_is_not_sent(world: EngineWorld) -> None:
    """A chat that unsubscribes while the bulletin goes out does not get it."""
    await world.post("bulletin", 1, 2, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await world.subscriptions.clear(2)
    await world.delivery.deliver_due()
    assert await world.states("bulletin") == {1: "sent", 2: "void"}


async def test_only_the_nearest_of_two_overdue_reminders_is_sent(world: EngineWorld) -> None:
    """After days of an outage only the nearest one is sent. The other is recorded as too late."""
    await reminder_in_hand(world)
    world.clock.at = moment("2026-03-07 07:00")
    await world.planner.plan(world.clock.now())
    await world.delivery.deliver_due()
    assert world.sender.told() == [OF_1]
    assert await world.states(OF_7) == {1: "expired"}


async def test_bulletin_can_be_held_resumed_and_cancelled(world: EngineWorld) -> None:
    """A held bulletin is not sent until it is resumed, a cancelled one never. Sent messages stay sent."""
    notice = await world.post("bulletin", *range(1, 6), kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    assert await world.outbox.hold(notice.id) == 5
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    assert await world.outbox.resume(notice.id) == 5
    world.sender.answers[1] = [Later(30, "too many requests")]
    await world.delivery.deliver_due()
    assert await world.outbox.cancel(notice.id) == 1
    world.clock.at += timedelta(minutes=1)
    await world.delivery.deliver_due()
    assert await world.outbox.counts(notice.id) == {DeliveryState.SENT: 4, DeliveryState.VOID: 1}


@pytest.mark.parametrize(("kind", "rank"), [(NoticeKind.BULLETIN, Priority.BULK), (NoticeKind.CHANGE, NEAR)])
async def test_kill_between_send_and_commit_loses_no_chat(
    world: EngineWorld, tmp_path: Path, kind: NoticeKind, rank: int
) -> None:
    """After a kill at a send a new process reaches every chat, and repeats at most one message per sender."""
    all_hang = asyncio.Event()

    class Hanging(RecordingSender):
        hanging = 0

        async def after_sending(self) -> None:
            if len(self.sent) > 20:
                self.hanging += 1
                all_hang.set() if self.hanging == 3 else None
                await asyncio.Event().wait()

    everybody = range(1, 51)
    world.sender = Hanging()
    await world.post("it", *everybody, kind=kind, rank=rank)
    async with open_engine(tmp_path, "2026-03-01 12:01") as again:
        async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
            killed = tasks.create_task(world.new_delivery(senders=3).deliver_due())
            await all_hang.wait()
            # the first process never gets any further; to the file that is a kill
            await again.delivery.recover()
            await again.delivery.deliver_due()
            killed.cancel()
        told = [chat_id for chat_id, _ in (*world.sender.sent, *again.sender.sent)]
        assert set(told) == set(everybody)
        assert len(told) - len(set(told)) == 3
        assert Counter((await again.states("it")).values()) == {"sent": 50}


async def test_unfinished_claim_lapses(world: EngineWorld) -> None:
    """Without a restart, deliveries that another process claimed are sent when the lease has run out."""
    await world.post("change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.outbox.claim(world.clock.now(), world.clock.now() + LEASE, 10)
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    world.clock.at += LEASE + timedelta(seconds=1)
    await world.delivery.deliver_due()
    assert world.sender.told() == ["change"]


async def test_delivery_claimed_at_six_deaths_is_put_off(world: EngineWorld) -> None:
    """After six deaths with it in hand a row waits, so that the others get their turn."""
    await world.post("deadly", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    for _ in range(6):
        assert await world.outbox.claim(world.clock.now(), world.clock.now() + LEASE, 10)
        await world.delivery.recover()
    await world.post("harmless", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.delivery.deliver_due()
    assert world.sender.told(2) == ["harmless"]
    assert world.sender.told(1) == []


async def test_running_worker_stops_in_order(world: EngineWorld) -> None:
    """It sends due notices, wakes on request, and hands back deliveries that were not begun when it stops."""
    stop, second = asyncio.Event(), asyncio.Event()

    class Stopping(RecordingSender):
        async def after_sending(self) -> None:
            if self.sent[-1][1] == ("second",):
                second.set()

    world.sender = Stopping()
    await world.post("first", 1)
    delivery: DeliveryWorker[KeysMessage] = world.new_delivery(senders=1)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(delivery.run(stop))
        while not world.sender.sent:  # noqa: ASYNC110 - the point is that nothing is signalled
            await asyncio.sleep(0)
        await world.post("second", *range(1, 101))
        delivery.wake()
        await second.wait()
        stop.set()
        await running
    states = list((await world.states("second")).values())
    assert set(states) == {"sent", "pending"}
    assert states.count("pending") > 50


async def test_reminder_unfollowed_before_its_turn_is_void(world: EngineWorld) -> None:
    """Unfollowed between planning and sending."""
    await reminder_in_hand(world)
    await world.subscriptions.clear(1)
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    assert await world.states(OF_7) == {1: "void"}


@pytest.mark.parametrize(
    ("audience", "state"),
    [
        ('{"followers": [["changes", ""]], "concerned": [["changes", ""], ["partner", ""]]}', "sent"),
        ('{"followers": [["partner", ""]]}', "sent"),
        ('{"followers": [["own", ""]], "concerned": [["own", ""]]}', "void"),
        ('{"followers": [["own", ""]]}', "void"),
    ],
)
async def test_change_goes_to_chats_that_still_follow(world: EngineWorld, audience: str, state: str) -> None:
    """A chat that has unfollowed since is not told, even if it was reminded before."""
    await reminder_in_hand(world)
    await world.delivery.deliver_due()
    now = world.clock.now()
    new = NewNotice("change:1", NoticeKind.CHANGE, "event:1", now + NEXT_WEEK, payload=audience)
    notice = await world.outbox.post(new, now)
    await world.outbox.address(notice.id, [1], NEAR, now)
    await world.subscriptions.clear(1)
    await world.subscriptions.add(1, Subscription(Topic.PARTNER), now)
    await world.delivery.deliver_due()
    assert await world.states("change:1") == {1: state}


async def test_notice_that_expires_sooner_goes_first(world: EngineWorld) -> None:
    """Whenever it was planned."""
    for days, key in ((9, "later"), (2, "soon"), (30, "much later")):
        await world.post(
            key,
            days,
            kind=NoticeKind.CHANGE,
            rank=priority_until(world.clock.now() + timedelta(days=days)),
        )
    await world.new_delivery(senders=1).deliver_due()
    assert [keys for _, keys in world.sender.sent] == [("soon",), ("later",), ("much later",)]
