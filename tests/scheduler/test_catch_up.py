"""Catching up: notices that a chat missed by a change of settings or while blocked."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import BulletinState
from data.store.chat_values import ChatState, Frequency
from data.store.notices import DeliveryState, NewNotice, NoticeKind
from data.store.sqlite.named_queries import Query
from data.store.sqlite.timestamps import to_text
from data.store.targeting.catch_ups import CatchUps
from scheduler.delivery.outcomes import Barred, Gone, Unknown
from tests.factories import dated, on, within
from tests.world.clocks import moment
from tests.world.engine import EngineWorld
from tests.world.plan_editor import PlanEditor
from tests.world.secretariat import DRAFTED, DUE, Secretariat, later
from tests.world.secretariat import WEEK as W48

MARCH_8 = date(2026, 3, 8)
OF_7 = "reminder:event:1:0:2026-03-08:7"
OF_1 = "reminder:event:1:0:2026-03-08:1"
OF_0 = "reminder:event:1:0:2026-03-08:0"
HOUR = timedelta(hours=1)
_put_back = Query(
    "put_back",
    "INSERT INTO catch_ups (chat_id, since, changed_at) VALUES (:chat_id, :since, :changed_at)",
    frozenset({"chat_id", "since", "changed_at"}),
)


async def away(world: EngineWorld, first: str, last: str, chat_id: int = 1) -> None:
    """Keep a chat blocked from one time to another, both in UTC, while the engine ticks."""
    await world.tick(first)
    await world.chats.set_state(chat_id, ChatState.BLOCKED, world.clock.now())
    await world.tick_through(first, last)
    await world.chats.reopen(chat_id, world.clock.now())
    await world.tick()


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        # the hour of the week ahead, of the eve, of both
        ("2026-02-28 12:00", "2026-03-01 12:00", [OF_7]),
        ("2026-02-28 12:00", "2026-03-04 12:00", [OF_7]),
        ("2026-02-28 12:00", "2026-03-07 12:00", [OF_1]),
        ("2026-03-02 12:00", "2026-03-08 06:00", [OF_7, OF_1]),
        # the day itself has passed
        ("2026-03-02 12:00", "2026-03-08 21:30", [OF_7]),
        # no hour has come
        ("2026-03-01 12:00", "2026-03-02 12:00", [OF_7]),
        # longer than any lead
        ("2025-11-20 12:00", "2026-03-01 12:00", [OF_7]),
    ],
)
async def test_chat_that_returns_gets_what_is_still_useful_once(
    world: EngineWorld, first: str, last: str, told: list[str]
) -> None:
    """As after an outage it gets the latest reminder that was missed, and none of begun occasions."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick_through("2026-02-28 06:00", min(first, "2026-03-02 12:00"))
    await away(world, first, last)
    assert world.sender.told() == told


async def test_notice_refused_by_a_block_is_sent_when_the_chat_returns(world: EngineWorld) -> None:
    """The refused delivery itself becomes pending again on return and is sent."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    world.sender.answers[1] = [Gone("bot was blocked by the user")]
    await world.tick_through("2026-02-28 06:00", "2026-03-02 12:00")
    assert await world.states(OF_7) == {1: "gone"}
    await world.chats.reopen(1, world.clock.now())
    await world.tick()
    assert await world.states(OF_7) == {1: "sent"}
    assert world.sender.told() == [OF_7, OF_7]


async def test_notice_that_may_have_arrived_is_not_sent_again(world: EngineWorld) -> None:
    """An answer was lost, then the chat was closed: better once too few than the same again."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    world.sender.answers[1] = [Unknown("timeout"), Gone("bot was blocked by the user")]
    await world.tick_through("2026-03-01 06:00", "2026-03-01 10:00")
    await world.chats.reopen(1, world.clock.now())
    await world.tick()
    assert await world.states(OF_7) == {1: "gone"}
    assert len(world.sender.sent) == 2


@pytest.mark.parametrize(
    ("lifted", "told"), [("2026-03-01 12:00", [OF_7]), ("2026-03-02 12:00", [OF_7]), ("2026-03-03 12:00", [])]
)
@pytest.mark.parametrize("way", ["pause", "stop", "frequency"])
async def test_chosen_silence_is_not_caught_up_with(
    world: EngineWorld, way: str, lifted: str, told: list[str]
) -> None:
    """Reminders that fell into a pause or a stop are not sent later, except for today and tomorrow."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick("2026-02-28 12:00")
    now = world.clock.now()
    if way == "pause":
        await world.chats.set_paused_until(1, date.max, now)
    elif way == "stop":
        await world.chats.set_state(1, ChatState.STOPPED, now)
    else:
        await world.chats.set_frequency(1, Frequency.WEEKLY, now)
    await world.tick_through("2026-02-28 13:00", lifted)
    await world.chats.set_paused_until(1, None, world.clock.now())
    await world.chats.set_frequency(1, Frequency.EACH, world.clock.now())
    await world.chats.set_state(1, ChatState.ACTIVE, world.clock.now())
    await world.tick()
    assert world.sender.told() == told


async def test_stop_undone_at_once_loses_no_waiting_notice(world: EngineWorld) -> None:
    """Notices that the stop withdrew are sent at their hour after all."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(hour=23)
    await world.tick("2026-02-28 12:00")
    await world.tick("2026-03-01 21:30")
    assert await world.states(OF_7) == {1: "pending"}
    await world.chats.set_state(1, ChatState.STOPPED, world.clock.now())
    await world.outbox.void_chat(1, "stopped")
    await world.chats.set_state(1, ChatState.ACTIVE, world.clock.now() + HOUR)
    await world.tick_through("2026-03-01 22:30", "2026-03-02 21:00")
    assert world.sender.told() == [OF_7]


async def test_late_reminder_gives_way_to_the_one_of_today(world: EngineWorld) -> None:
    """A chat with a reminder of the day at ten gets no late one of the eve at half past nine."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(leads={Topic.OWN: (1, 0)})
    await away(world, "2026-03-06 12:00", "2026-03-08 06:30")
    assert world.sender.told() == []
    await world.tick("2026-03-08 07:00")
    assert world.sender.told() == [OF_0]


async def test_catch_up_at_night_waits_for_the_chats_hour(world: EngineWorld) -> None:
    """A notice that is not urgent waits for the chat's hour in the morning."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await away(world, "2026-02-28 12:00", "2026-03-01 20:00")
    assert world.sender.told() == []
    await world.tick("2026-03-02 07:00")
    assert world.sender.told() == [OF_7]


async def test_subscription_made_after_the_hour_is_not_caught_up_with(world: EngineWorld) -> None:
    """A subscription counts from the next hour on, even if settings are changed after it."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(2, Topic.BULLETIN)
    await world.tick("2026-03-01 07:00")
    await world.chat(since=moment("2026-03-01 08:00"))
    await world.chats.set_zone(1, "Europe/Kaliningrad", moment("2026-03-01 08:30"))
    await world.tick_through("2026-03-01 09:00", "2026-03-02 12:00")
    assert world.sender.told() == []


async def test_missed_window_is_announced_on_return(world: EngineWorld) -> None:
    """The announcement «В апреле» is sent on return, as long as April has not begun."""
    world.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await world.chat()
    world.sender.answers[1] = [Gone("blocked")]
    await world.tick_through("2026-03-24 06:00", "2026-03-28 12:00")
    await world.chats.reopen(1, world.clock.now())
    await world.tick()
    assert await world.states("window:event:1:0:2026-04-01") == {1: "sent"}


async def test_catch_up_cut_by_a_kill_is_repeated_without_loss(world: EngineWorld, tmp_path: Path) -> None:
    """No notice is lost, and none is sent twice."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    await world.tick("2026-03-01 06:00")
    await world.chats.set_state(1, ChatState.BLOCKED, world.clock.now())
    await world.tick("2026-03-01 08:00")
    await world.chats.reopen(1, world.clock.now())
    behind = await CatchUps(world.database).behind(10)
    await world.tick()
    # as if the process had ended before it noted that this was done
    async with world.database.transaction() as tx:
        await tx.execute(
            _put_back,
            chat_id=1,
            since=to_text(behind[0].since),
            changed_at=to_text(behind[0].changed_at),
        )
    assert await world.planner.plan(world.clock.now()) == 0
    assert await CatchUps(world.database).behind(10) == []
    await world.tick()
    assert world.sender.told() == [OF_7]


async def test_chat_changed_during_catch_up_stays_behind(world: EngineWorld) -> None:
    """A change that comes between reading and noting is not lost."""
    await world.chat()
    await world.chats.set_hour(1, 9, world.clock.now())
    catch_ups = CatchUps(world.database)
    behind = await catch_ups.behind(10)
    await world.chats.set_hour(1, 8, world.clock.now() + timedelta(seconds=1))
    await catch_ups.done(behind)
    [left] = await catch_ups.behind(10)
    assert (left.local_hour.hour, left.since) == (8, behind[0].since)
    await catch_ups.done([left])
    assert await catch_ups.behind(10) == []


async def test_chats_beyond_one_batch_are_all_caught_up_with(world: EngineWorld) -> None:
    """All chats are caught up with in parts, including groups, whose ids are negative."""
    world.agenda.put(on(1, MARCH_8))
    everybody = [*range(-130, 0), *range(1, 131)]
    await world.tick("2026-03-01 08:00")
    for chat_id in everybody:
        await world.chat(chat_id)
        await world.chats.set_hour(chat_id, 8 + chat_id % 2, world.clock.now())
    assert await world.planner.plan(world.clock.now()) == len(everybody)
    assert set(await world.states(OF_7)) == set(everybody)
    assert await CatchUps(world.database).behind(10) == []


# ---------------------------------------------------------------- news and issues


@pytest.mark.parametrize(
    ("at", "since", "told"),
    [
        ("2026-03-02 12:00", "2020-01-01 00:00", ["change:1"]),
        ("2026-03-14 12:00", "2020-01-01 00:00", ["change:1"]),
        # old news by now
        ("2026-03-16 12:00", "2020-01-01 00:00", []),
        # followed only afterwards
        ("2026-03-02 12:00", "2026-03-01 18:00", []),
    ],
)
async def test_change_missed_while_away_is_sent_on_return(
    world: EngineWorld, at: str, since: str, told: list[str]
) -> None:
    """Once, as long as it is worth telling, to whom it concerned when it was made."""
    editor = PlanEditor(world)
    await world.chat(1, Topic.CHANGES, since=moment(since))
    await world.chats.set_state(1, ChatState.GONE, world.clock.now())
    world.clock.at += HOUR
    await editor.change()
    await editor.tick()
    world.clock.at = moment(at)
    await world.chats.reopen(1, world.clock.now())
    for _ in range(3):
        await world.tick()
        await editor.tick()
    assert world.sender.told() == told


async def test_change_voided_by_a_block_is_sent_on_return(world: EngineWorld) -> None:
    """It waited for the morning when the chat was closed in the night."""
    editor = PlanEditor(world)
    await world.chat(1, Topic.CHANGES)
    world.clock.at = moment("2026-03-01 20:00")
    await editor.change()
    await editor.tick()
    await world.chats.set_state(1, ChatState.BLOCKED, world.clock.now())
    await world.outbox.void_chat(1, "blocked")
    await world.chats.reopen(1, world.clock.now() + HOUR)
    await world.tick_through("2026-03-01 22:00", "2026-03-02 12:00")
    assert world.sender.told() == ["change:1"]


ISSUE = f"bulletin:{W48}"


@pytest.mark.parametrize(
    ("at", "told"),
    [(later(DUE, hours=1), [ISSUE]), (later(DUE, days=6), [ISSUE]), (later(DUE, days=7), [])],
)
async def test_issue_missed_while_away_is_sent_until_the_next(
    world: EngineWorld, at: str, told: list[str]
) -> None:
    """It is sent with and without a row from before the block, and not again to other chats."""
    secretariat = await Secretariat(world).know(dated(date(2026, 11, 28)), readers=(1, 2, 3))
    await secretariat.tick(DRAFTED)
    await world.chats.set_state(1, ChatState.BLOCKED, world.clock.now())
    world.sender.answers[2] = [Gone("bot was blocked by the user")]
    await secretariat.settle(DUE)
    world.sender.sent.clear()
    secretariat.at(at)
    for chat_id in (1, 2):
        await world.chats.reopen(chat_id, world.clock.now())
    await world.tick()
    assert [world.sender.told(chat_id) for chat_id in (1, 2, 3)] == [told, told, []]
    assert (await secretariat.issue()).state is BulletinState.SENT


async def test_cancelled_issue_is_not_caught_up_with(world: EngineWorld) -> None:
    """Neither a chat that returns nor one that changes its hour gets the cancelled issue."""
    secretariat = await Secretariat(world).know(dated(date(2026, 11, 28)))
    await secretariat.tick(DRAFTED)
    await world.chats.set_state(1, ChatState.BLOCKED, world.clock.now())
    await secretariat.desk.tick(secretariat.at(DUE))
    issue = await secretariat.issue()
    assert issue.notice_id is not None
    await world.outbox.cancel(issue.notice_id)
    await secretariat.bulletins.skip(issue.id, None)
    await world.chats.reopen(1, world.clock.now())
    await world.chats.set_hour(2, 9, world.clock.now())
    await world.tick()
    assert await world.states(ISSUE) == {2: "void"}


async def test_issue_older_than_the_subscription_is_not_caught_up_with(world: EngineWorld) -> None:
    """A chat that subscribes to the bulletin and then changes its hour waits for the next issue."""
    secretariat = await Secretariat(world).know(dated(date(2026, 11, 28)))
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    world.clock.at += HOUR
    await world.chat(5, Topic.BULLETIN, since=world.clock.now())
    await world.chats.set_hour(5, 9, world.clock.now())
    await world.tick()
    assert world.sender.told(5) == []


# ---------------------------------------------------------------- chats that take nothing for a while


async def test_chat_that_bars_the_bot_is_tried_at_growing_intervals(world: EngineWorld) -> None:
    """The pauses grow as listed in minutes. Then the notice is too late, and is recorded so."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat()
    world.sender.answers[1] = [Barred("not enough rights")] * 1000
    await world.tick("2026-03-01 07:00")
    waits: list[float] = []
    while (await world.states(OF_7))[1] == "pending":
        due = (await world.rows(OF_7))[1].due_at
        waits.append((due - world.clock.now()).total_seconds() / 60)
        world.clock.at = due
        await world.delivery.deliver_due()
    assert waits[:8] == [5, 10, 20, 40, 80, 160, 180, 180]
    assert await world.states(OF_7) == {1: "expired"}
    chat = await world.chats.get(1)
    assert chat is not None
    assert (chat.state, chat.refused_since) == (ChatState.ACTIVE, moment("2026-03-01 07:00"))


async def test_first_success_ends_the_refusal_and_sends_what_waits(world: EngineWorld) -> None:
    """All deliveries to the chat that wait for a next try are sent at once."""
    await world.chat()
    await world.chat(2)
    now = world.clock.now()
    for number in range(3):
        new = NewNotice(f"m{number}", NoticeKind.MESSAGE, "m", now + timedelta(days=7))
        notice = await world.outbox.post(new, now)
        await world.outbox.address(notice.id, [1, 2], 0, now + number * timedelta(minutes=1))
    world.sender.answers[1] = [Barred("not enough rights")] * 4
    for minute in range(3):
        world.clock.at = now + minute * timedelta(minutes=1)
        await world.delivery.deliver_due()
    world.clock.at = now + timedelta(minutes=6)
    await world.delivery.deliver_due()
    assert {key for number in range(3) for key in (await world.states(f"m{number}")).values()} == {"sent"}
    chat = await world.chats.get(1)
    assert chat is not None
    assert chat.refused_since is None


async def test_report_does_not_wait_for_a_chat_that_bars_the_bot(world: EngineWorld) -> None:
    """The report counts the chat as not reached, and the chat gets the issue when it takes messages again."""
    secretariat = await Secretariat(world).know(dated(date(2026, 11, 28)))
    world.sender.answers[2] = [Barred("not enough rights")]
    await secretariat.tick(DRAFTED)
    await secretariat.settle(DUE)
    assert await secretariat.said(f"bulletin-report:{W48}") == "2026-11-27: (1, 0, 1, 0, 0)"
    await secretariat.tick(later(DUE, minutes=6))
    [row] = [one for chat, one in (await world.rows(ISSUE)).items() if chat == 2]
    assert row.state is DeliveryState.SENT


async def test_notices_that_no_chat_behind_follows_are_not_made(world: EngineWorld) -> None:
    """No notice is made of an occasion that none of these chats follows."""
    world.agenda.put(on(1, MARCH_8))
    await world.chat(1, Subscription(Topic.CITY, "kazan"))
    await world.tick("2026-03-01 07:30")
    await world.chats.set_hour(1, 9, world.clock.now())
    await world.tick()
    assert await world.outbox.find(OF_1) is None
