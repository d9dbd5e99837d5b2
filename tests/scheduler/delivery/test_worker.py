"""Delivery step by step: what is sent, what is recorded, and what is done about every failure."""

import asyncio
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Topic
from data.store.chats import Chat, ChatKind, ChatState
from data.store.notices import DeliveryState, NewNotice, Notice, NoticeKind, Priority, priority_until
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Failed, Gone, Later, Moved, Outcome, Unknown
from scheduler.delivery.ports import NothingTold, Rendered
from scheduler.delivery.worker import LEASE, DeliveryWorker
from tests.scheduler.stage import NotingCourier, Said, Stage, cancelled, moment, on

MARCH_8 = date(2026, 3, 8)
OF_7 = "reminder:event:1:0:2026-03-08:7"
OF_1 = "reminder:event:1:0:2026-03-08:1"
NEXT_WEEK = timedelta(days=7)
NEAR = priority_until(moment("2026-03-03 00:00"))


async def post(
    stage: Stage, key: str, *chat_ids: int, kind: NoticeKind = NoticeKind.MESSAGE, rank: int = Priority.URGENT
) -> Notice:
    """A notice due now to chats that follow everything."""
    now = stage.clock.now()
    notice = await stage.outbox.post(NewNotice(key, kind, key, now + NEXT_WEEK), now)
    for chat_id in chat_ids:
        await stage.chat(chat_id, Topic.OWN, Topic.BULLETIN)
    await stage.outbox.address(notice.id, chat_ids, rank, now)
    return notice


async def reminder_in_hand(stage: Stage) -> None:
    """A reminder planned and due to chat 1."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    stage.clock.at = moment("2026-03-01 07:00")
    await stage.planner.plan(stage.clock.now())


async def test_what_arrived_is_recorded_with_its_message(stage: Stage) -> None:
    """The row of a sent notice names the message and the moment, and is not sent again."""
    await post(stage, "hello", 1)
    report = await stage.delivery.deliver_due()
    [row] = (await stage.rows("hello")).values()
    assert (row.state, row.message_id, row.sent_at) == (DeliveryState.SENT, 1, stage.clock.now())
    assert (report.outcomes, report.messages, report.pause) == ({"sent": 1}, 1, 0)
    assert (await stage.delivery.deliver_due()).messages == 0


async def test_nothing_is_sent_before_it_is_due(stage: Stage) -> None:
    """A row waits for its hour."""
    notice = await post(stage, "hello")
    await stage.chat(1)
    await stage.outbox.address(notice.id, [1], Priority.URGENT, stage.clock.now() + timedelta(minutes=1))
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    stage.clock.at += timedelta(minutes=1)
    await stage.delivery.deliver_due()
    assert stage.sender.told() == ["hello"]


async def test_the_urgent_go_first(stage: Stage) -> None:
    """Messages to editors overtake reminders, and reminders the bulletin."""
    await post(stage, "bulletin", 3, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await post(stage, "change", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    await post(stage, "draft", 1)
    await stage.new_delivery(senders=1).deliver_due()
    assert [keys for _, keys in stage.sender.sent] == [("draft",), ("change",), ("bulletin",)]
    assert stage.sender.bulk == [3]


async def test_a_bulletin_and_a_message_stand_alone(stage: Stage) -> None:
    """Reminders and changes make one message; a bulletin and an editor's message are never part of it."""
    for key in ("one", "two"):
        await post(stage, key, 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await post(stage, "bulletin", 1, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await post(stage, "draft", 1)
    await stage.delivery.deliver_due()
    assert [keys for _, keys in stage.sender.sent] == [("draft",), ("one", "two"), ("bulletin",)]


async def test_what_does_not_fit_comes_in_the_next_message(stage: Stage) -> None:
    """A renderer may leave notices for later: they are told right after, and none is lost."""
    for number in range(5):
        await post(stage, f"change-{number}", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    stage.renderer.at_most = 2
    await stage.delivery.deliver_due()
    assert [len(keys) for _, keys in stage.sender.sent] == [2, 2, 1]
    assert len(set(stage.sender.told())) == 5


async def test_what_the_renderer_finds_stale_is_void(stage: Stage) -> None:
    """Alone it sends nothing; among others only they are told."""
    for key in ("stale", "fresh"):
        await post(stage, key, 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await post(stage, "stale", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    stage.renderer.stale = {"stale"}
    await stage.delivery.deliver_due()
    assert stage.sender.sent == [(1, ("fresh",))]
    assert await stage.states("stale") == {1: "void", 2: "void"}


async def test_a_notice_that_cannot_be_worded_stops_nobody(stage: Stage) -> None:
    """Its neighbours in the message and other chats are told; it waits, longer each time, then expires."""
    for key in ("broken", "sound"):
        await post(stage, key, 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await post(stage, "other", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    stage.renderer.broken = {"broken"}
    await stage.delivery.deliver_due()
    assert sorted(stage.sender.sent) == [(1, ("sound",)), (2, ("other",))]
    waits = []
    for _ in range(8):
        row = (await stage.rows("broken"))[1]
        assert row.state is DeliveryState.PENDING
        waits.append((row.due_at - stage.clock.now()) / timedelta(minutes=1))
        stage.clock.at = row.due_at
        await stage.delivery.deliver_due()
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    stage.clock.at += NEXT_WEEK
    await stage.delivery.deliver_due()
    assert await stage.states("broken") == {1: "expired"}
    assert len(stage.sender.sent) == 2


async def test_a_message_that_tells_nothing_is_an_error() -> None:
    """It would be sent again and again."""
    with pytest.raises(NothingTold):
        Rendered("", frozenset())


@pytest.mark.parametrize(("for_good", "state"), [(False, ChatState.BLOCKED), (True, ChatState.GONE)])
async def test_who_blocked_us_is_called_once(stage: Stage, for_good: bool, state: ChatState) -> None:
    """After the first refusal nothing is sent there: not what was claimed with it, nor what comes later."""
    stage.sender.answers[1] = [Gone("bot was blocked by the user", for_good)]
    await post(stage, "draft", 1)
    await post(stage, "change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    later = await post(stage, "later")
    await stage.outbox.address(later.id, [1], NEAR, stage.clock.now() + timedelta(hours=1))
    await stage.delivery.deliver_due()
    stage.agenda.put(on(1, MARCH_8))
    await stage.tick_through("2026-03-01 12:00", "2026-03-09 12:00", timedelta(hours=6))
    assert len(stage.sender.sent) == 1
    assert await stage.states("draft") == {1: "gone"}
    assert await stage.states("change") == {1: "void"}
    assert await stage.states("later") == {1: "void"}
    chat = await stage.chats.get(1)
    assert chat is not None
    assert chat.state is state


async def test_a_stop_outlives_a_refusal(stage: Stage) -> None:
    """An editor who stopped the readers' notices and then blocks the bot has still stopped on return."""
    await post(stage, "draft", 1)
    await stage.chats.set_state(1, ChatState.STOPPED, stage.clock.now())
    stage.sender.answers[1] = [Gone("bot was blocked by the user")]
    await stage.delivery.deliver_due()
    assert await stage.states("draft") == {1: "gone"}
    await stage.chats.reopen(1, stage.clock.now())
    chat = await stage.chats.get(1)
    assert chat is not None
    assert chat.state is ChatState.STOPPED


async def test_who_leaves_between_claim_and_send_is_not_written_to(stage: Stage) -> None:
    """The chat is looked at again just before it is written to."""

    class Leaving(NotingCourier):
        async def send(
            self,
            recipient: Chat,
            message: Said,
            *,
            bulk: bool = False,
            departure: InFlightMessage | None = None,
        ) -> Outcome:
            await stage.chats.set_state(2, ChatState.STOPPED, stage.clock.now())
            return await super().send(recipient, message, bulk=bulk, departure=departure)

    stage.sender = Leaving()
    await post(stage, "change", 1, 2, kind=NoticeKind.CHANGE, rank=NEAR)
    await stage.new_delivery(senders=1).deliver_due()
    assert [chat_id for chat_id, _ in stage.sender.sent] == [1]
    assert await stage.states("change") == {1: "sent", 2: "void"}


async def test_a_group_that_became_a_supergroup_is_told_once_under_its_new_id(stage: Stage) -> None:
    """The new id is kept for ever, everything claimed goes there, and nothing stays under the old one."""
    stage.sender.answers[-5] = [Moved(-1005)]
    await post(stage, "change", -5, kind=NoticeKind.CHANGE, rank=NEAR)
    await post(stage, "bulletin", -5, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await stage.delivery.deliver_due()
    assert stage.sender.sent == [(-5, ("change",)), (-1005, ("change",)), (-1005, ("bulletin",))]
    assert await stage.states("change") == {-1005: "sent"}
    assert await stage.states("bulletin") == {-1005: "sent"}
    assert await stage.chats.get(-5) is None
    chat = await stage.chats.get(-1005)
    assert chat is not None
    assert chat.kind is ChatKind.SUPERGROUP


async def test_a_chat_that_keeps_moving_is_given_up(stage: Stage) -> None:
    """One more try under the new id, not a chase."""
    stage.sender.answers = {-5: [Moved(-1005)], -1005: [Moved(-1006)]}
    await post(stage, "change", -5, kind=NoticeKind.CHANGE, rank=NEAR)
    await stage.delivery.deliver_due()
    assert await stage.states("change") == {-1005: "failed"}


async def test_too_many_requests_are_obeyed(stage: Stage) -> None:
    """A refused message is sent when Telegram said, and not before."""
    stage.sender.answers[1] = [Later(30, "too many requests")]
    await post(stage, "change", 1, 2, kind=NoticeKind.CHANGE, rank=NEAR)
    report = await stage.delivery.deliver_due()
    assert report.pause == 0
    assert await stage.states("change") == {1: "pending", 2: "sent"}
    stage.clock.at += timedelta(seconds=29)
    await stage.delivery.deliver_due()
    assert len(stage.sender.sent) == 2
    stage.clock.at += timedelta(seconds=1)
    await stage.delivery.deliver_due()
    assert await stage.states("change") == {1: "sent", 2: "sent"}


async def test_an_outage_costs_a_few_calls_and_no_notice(stage: Stage) -> None:
    """While the channel is down one probe goes out at growing intervals; afterwards everybody is told."""
    everybody = range(1, 101)
    stage.sender.answers = {chat_id: [Later(5, "refused", everyone=True)] * 1000 for chat_id in everybody}
    await post(stage, "change", *everybody, kind=NoticeKind.CHANGE, rank=NEAR)
    pauses = []
    for _ in range(10):
        before = len(stage.sender.sent)
        pauses.append((await stage.delivery.deliver_due()).pause)
        calls = len(stage.sender.sent) - before
        assert calls <= (3 if len(pauses) == 1 else 1)
        stage.clock.at += timedelta(seconds=pauses[-1])
    assert pauses == [2, 4, 8, 16, 30, 30, 30, 30, 30, 30]
    stage.sender.answers.clear()
    for _ in range(12):
        stage.clock.at += timedelta(seconds=30)
        await stage.delivery.deliver_due()
    assert set((await stage.states("change")).values()) == {"sent"}


async def test_a_lost_answer_to_a_reminder_is_tried_once_more(stage: Stage) -> None:
    """Better twice than not at all; but not a third time."""
    await reminder_in_hand(stage)
    stage.sender.answers[1] = [Unknown("timeout"), Unknown("timeout")]
    for _ in range(5):
        await stage.delivery.deliver_due()
        stage.clock.at += timedelta(minutes=2)
    assert stage.sender.told() == [OF_7, OF_7]
    assert await stage.states(OF_7) == {1: "unknown"}


async def test_a_lost_answer_to_a_bulletin_is_not_tried_again(stage: Stage) -> None:
    """It is reported as unknown."""
    stage.sender.answers[1] = [Unknown("timeout")]
    await post(stage, "bulletin", 1, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    for _ in range(3):
        await stage.delivery.deliver_due()
        stage.clock.at += timedelta(minutes=2)
    assert stage.sender.told() == ["bulletin"]
    assert await stage.states("bulletin") == {1: "unknown"}


async def test_what_telegram_refuses_for_what_it_is_has_failed(stage: Stage) -> None:
    """The reason is recorded, and the same message is not sent again."""
    stage.sender.answers[1] = [Failed("can't parse entities")]
    await post(stage, "change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await stage.delivery.deliver_due()
    await stage.delivery.deliver_due()
    [row] = (await stage.rows("change")).values()
    assert (row.state, row.outcome) == (DeliveryState.FAILED, "can't parse entities")
    assert len(stage.sender.sent) == 1


async def test_a_courier_that_breaks_counts_as_a_lost_answer(stage: Stage) -> None:
    """An error of ours after the message may have gone out loses no row and stops nobody."""

    class Breaking(NotingCourier):
        async def send(
            self,
            recipient: Chat,
            message: Said,
            *,
            bulk: bool = False,
            departure: InFlightMessage | None = None,
        ) -> Outcome:
            outcome = await super().send(recipient, message, bulk=bulk, departure=departure)
            if recipient.chat_id == 1:
                raise ZeroDivisionError
            return outcome

    stage.sender = Breaking()
    await post(stage, "bulletin", 1, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await stage.new_delivery().deliver_due()
    assert await stage.states("bulletin") == {1: "unknown"}


async def test_what_expired_is_recorded_and_not_sent(stage: Stage) -> None:
    """Too late is an outcome of its own."""
    await post(stage, "change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    stage.clock.at += NEXT_WEEK
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    assert await stage.states("change") == {1: "expired"}


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
async def test_a_reminder_is_judged_again_when_its_turn_comes(stage: Stage, change: str, state: str) -> None:
    """What changed between planning and sending decides; on the day itself it is still worth telling."""
    await reminder_in_hand(stage)
    occasion, now = on(1, MARCH_8), stage.clock.now()
    match change:
        case "moved":
            stage.agenda.put(on(1, date(2026, 3, 9)))
        case "cancelled":
            stage.agenda.put(cancelled(occasion))
        case "muted":
            await stage.subscriptions.mute(1, "event:1")
        case "paused":
            await stage.chats.set_paused_until(1, MARCH_8, now)
        case "stopped":
            await stage.chats.set_state(1, ChatState.STOPPED, now)
        case "begun":
            stage.clock.at = moment("2026-03-08 20:59")
        case "over":
            stage.clock.at = moment("2026-03-08 21:00")
    await stage.delivery.deliver_due()
    assert await stage.states(OF_7) == {1: state}


async def test_a_withdrawn_event_is_not_announced(stage: Stage) -> None:
    """What is no longer in the plan when its turn comes is not told."""
    await reminder_in_hand(stage)
    stage.agenda.known.clear()
    await stage.delivery.deliver_due()
    assert await stage.states(OF_7) == {1: "void"}


async def test_an_editor_who_stopped_the_notices_still_gets_messages(stage: Stage) -> None:
    """Drafts and alerts are work, not a subscription."""
    await post(stage, "draft", 1)
    await stage.chats.set_state(1, ChatState.STOPPED, stage.clock.now())
    await stage.delivery.deliver_due()
    assert stage.sender.told() == ["draft"]


async def test_a_forgotten_chat_is_not_written_to(stage: Stage) -> None:
    """Nothing is sent where nothing is known any more, and nothing breaks."""
    notice = await post(stage, "draft")
    await stage.outbox.address(notice.id, [77], Priority.URGENT, stage.clock.now())
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    assert await stage.states("draft") == {77: "void"}


async def test_an_unfollowed_bulletin_is_not_sent(stage: Stage) -> None:
    """Who leaves while it goes out is left alone."""
    await post(stage, "bulletin", 1, 2, kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    await stage.subscriptions.clear(2)
    await stage.delivery.deliver_due()
    assert await stage.states("bulletin") == {1: "sent", 2: "void"}


async def test_two_overdue_reminders_of_one_occasion_are_told_as_one(stage: Stage) -> None:
    """After days without Telegram only the nearest is said; the other is recorded as too late."""
    await reminder_in_hand(stage)
    stage.clock.at = moment("2026-03-07 07:00")
    await stage.planner.plan(stage.clock.now())
    await stage.delivery.deliver_due()
    assert stage.sender.told() == [OF_1]
    assert await stage.states(OF_7) == {1: "expired"}


async def test_a_bulletin_can_be_held_resumed_and_cancelled(stage: Stage) -> None:
    """What is held is not sent; what is cancelled never is; what was sent stays sent."""
    notice = await post(stage, "bulletin", *range(1, 6), kind=NoticeKind.BULLETIN, rank=Priority.BULK)
    assert await stage.outbox.hold(notice.id) == 5
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    assert await stage.outbox.resume(notice.id) == 5
    stage.sender.answers[1] = [Later(30, "too many requests")]
    await stage.delivery.deliver_due()
    assert await stage.outbox.cancel(notice.id) == 1
    stage.clock.at += timedelta(minutes=1)
    await stage.delivery.deliver_due()
    assert await stage.outbox.counts(notice.id) == {DeliveryState.SENT: 4, DeliveryState.VOID: 1}


@pytest.mark.parametrize(("kind", "rank"), [(NoticeKind.BULLETIN, Priority.BULK), (NoticeKind.CHANGE, NEAR)])
async def test_a_kill_between_send_and_record_leaves_nobody_out(
    stage: Stage, tmp_path: Path, kind: NoticeKind, rank: int
) -> None:
    """Cut at a send, a new process tells everybody, and again at most one for each sender."""
    all_hang = asyncio.Event()

    class Hanging(NotingCourier):
        hanging = 0

        async def send(
            self,
            recipient: Chat,
            message: Said,
            *,
            bulk: bool = False,
            departure: InFlightMessage | None = None,
        ) -> Outcome:
            outcome = await super().send(recipient, message, bulk=bulk, departure=departure)
            if len(self.sent) > 20:
                self.hanging += 1
                all_hang.set() if self.hanging == 3 else None
                await asyncio.Event().wait()
            return outcome

    everybody = range(1, 51)
    stage.sender = Hanging()
    await post(stage, "it", *everybody, kind=kind, rank=rank)
    again = await Stage.open(tmp_path, "2026-03-01 12:01")
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        killed = tasks.create_task(stage.new_delivery(senders=3).deliver_due())
        await all_hang.wait()
        # the first process never gets any further; to the file that is a kill
        await again.delivery.recover()
        await again.delivery.deliver_due()
        killed.cancel()
    told = [chat_id for chat_id, _ in (*stage.sender.sent, *again.sender.sent)]
    assert set(told) == set(everybody)
    assert len(told) - len(set(told)) == 3
    assert Counter((await again.states("it")).values()) == {"sent": 50}
    await again.database.close()


async def test_a_claim_nobody_finished_lapses(stage: Stage) -> None:
    """Without a restart, what another claimed and never recorded is told when its lease has run out."""
    await post(stage, "change", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await stage.outbox.claim(stage.clock.now(), stage.clock.now() + LEASE, 10)
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    stage.clock.at += LEASE + timedelta(seconds=1)
    await stage.delivery.deliver_due()
    assert stage.sender.told() == ["change"]


async def test_what_kills_the_process_again_and_again_is_put_off(stage: Stage) -> None:
    """After six deaths with it in hand a row waits, so that the others get their turn."""
    await post(stage, "deadly", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    for _ in range(6):
        assert await stage.outbox.claim(stage.clock.now(), stage.clock.now() + LEASE, 10)
        await stage.delivery.recover()
    await post(stage, "harmless", 2, kind=NoticeKind.CHANGE, rank=NEAR)
    await stage.delivery.deliver_due()
    assert stage.sender.told(2) == ["harmless"]
    assert stage.sender.told(1) == []


async def test_running_delivery_stops_in_order(stage: Stage) -> None:
    """It sends what is due, wakes when it is told to, and when stopped hands back what it has not begun."""
    stop, second = asyncio.Event(), asyncio.Event()

    class Stopping(NotingCourier):
        async def send(
            self,
            recipient: Chat,
            message: Said,
            *,
            bulk: bool = False,
            departure: InFlightMessage | None = None,
        ) -> Outcome:
            outcome = await super().send(recipient, message, bulk=bulk, departure=departure)
            if message.keys == ("second",):
                second.set()
            return outcome

    stage.sender = Stopping()
    await post(stage, "first", 1)
    delivery: DeliveryWorker[Said] = stage.new_delivery(senders=1)
    async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(delivery.run(stop))
        while not stage.sender.sent:  # noqa: ASYNC110 - the point is that nothing is signalled
            await asyncio.sleep(0)
        await post(stage, "second", *range(1, 101))
        delivery.wake()
        await second.wait()
        stop.set()
        await running
    states = list((await stage.states("second")).values())
    assert set(states) == {"sent", "pending"}
    assert states.count("pending") > 50


async def test_who_follows_it_no_more_is_not_reminded(stage: Stage) -> None:
    """Unfollowed between planning and sending."""
    await reminder_in_hand(stage)
    await stage.subscriptions.clear(1)
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    assert await stage.states(OF_7) == {1: "void"}


@pytest.mark.parametrize(("was_told", "state"), [(True, "sent"), (False, "void")])
async def test_a_change_is_told_to_followers_and_to_those_who_were_told(
    stage: Stage, was_told: bool, state: str
) -> None:
    """Who has unfollowed meanwhile is told of a change only where they know what has changed."""
    await reminder_in_hand(stage)
    if was_told:
        await stage.delivery.deliver_due()
    now = stage.clock.now()
    new = NewNotice(
        "change:1", NoticeKind.CHANGE, "event:1", now + NEXT_WEEK, payload='{"followers": [["own", ""]]}'
    )
    notice = await stage.outbox.post(new, now)
    await stage.outbox.address(notice.id, [1], NEAR, now)
    await stage.subscriptions.clear(1)
    await stage.delivery.deliver_due()
    assert await stage.states("change:1") == {1: state}


async def test_what_expires_sooner_is_told_first(stage: Stage) -> None:
    """Whenever it was planned."""
    for days, key in ((9, "later"), (2, "soon"), (30, "much later")):
        await post(
            stage,
            key,
            days,
            kind=NoticeKind.CHANGE,
            rank=priority_until(stage.clock.now() + timedelta(days=days)),
        )
    await stage.new_delivery(senders=1).deliver_due()
    assert [keys for _, keys in stage.sender.sent] == [("soon",), ("later",), ("much later",)]
