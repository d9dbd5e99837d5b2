"""Who has missed something by a change of their own, or while away, and what of it is told after all."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.bulletins import BulletinState
from data.store.chats import ChatState, Frequency
from data.store.notices import DeliveryState, NewNotice, NoticeKind
from data.store.sqlite.named_queries import Query
from data.store.sqlite.timestamps import to_text
from data.store.targeting.catch_ups import CatchUps
from scheduler.delivery.outcomes import Barred, Gone, Unknown
from tests.scheduler.newsdesk import DRAFTED, DUE, Newsdesk, dated, later
from tests.scheduler.newsdesk import WEEK as W48
from tests.scheduler.stage import Stage, moment, on, within
from tests.scheduler.test_plan_changes import Newsroom

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


async def away(stage: Stage, first: str, last: str, chat_id: int = 1) -> None:
    """Blocked from one time to another, both in UTC; ticks all the while."""
    await stage.tick(first)
    await stage.chats.set_state(chat_id, ChatState.BLOCKED, stage.clock.now())
    await stage.tick_through(first, last)
    await stage.chats.reopen(chat_id, stage.clock.now())
    await stage.tick()


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
async def test_who_returns_is_told_once_of_what_is_useful(
    stage: Stage, first: str, last: str, told: list[str]
) -> None:
    """As after an outage: the fewest days ahead that have passed, and nothing of what has begun."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick_through("2026-02-28 06:00", min(first, "2026-03-02 12:00"))
    await away(stage, first, last)
    assert stage.sender.told() == told


async def test_a_refusal_that_closed_the_chat_is_made_good(stage: Stage) -> None:
    """The very notice that was refused is told on return: its row lives again."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    stage.sender.answers[1] = [Gone("bot was blocked by the user")]
    await stage.tick_through("2026-02-28 06:00", "2026-03-02 12:00")
    assert await stage.states(OF_7) == {1: "gone"}
    await stage.chats.reopen(1, stage.clock.now())
    await stage.tick()
    assert await stage.states(OF_7) == {1: "sent"}
    assert stage.sender.told() == [OF_7, OF_7]


async def test_what_may_have_arrived_is_not_told_again(stage: Stage) -> None:
    """An answer was lost, then the chat was closed: better once too few than the same again."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    stage.sender.answers[1] = [Unknown("timeout"), Gone("bot was blocked by the user")]
    await stage.tick_through("2026-03-01 06:00", "2026-03-01 10:00")
    await stage.chats.reopen(1, stage.clock.now())
    await stage.tick()
    assert await stage.states(OF_7) == {1: "gone"}
    assert len(stage.sender.sent) == 2


@pytest.mark.parametrize(
    ("lifted", "told"), [("2026-03-01 12:00", [OF_7]), ("2026-03-02 12:00", [OF_7]), ("2026-03-03 12:00", [])]
)
@pytest.mark.parametrize("way", ["pause", "stop", "frequency"])
async def test_a_silence_that_was_wished_for_is_not_made_up_for(
    stage: Stage, way: str, lifted: str, told: list[str]
) -> None:
    """What fell into a pause or a stop stays untold, but for that of the last day and of its eve."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick("2026-02-28 12:00")
    now = stage.clock.now()
    if way == "pause":
        await stage.chats.set_paused_until(1, date.max, now)
    elif way == "stop":
        await stage.chats.set_state(1, ChatState.STOPPED, now)
    else:
        await stage.chats.set_frequency(1, Frequency.WEEKLY, now)
    await stage.tick_through("2026-02-28 13:00", lifted)
    await stage.chats.set_paused_until(1, None, stage.clock.now())
    await stage.chats.set_frequency(1, Frequency.EACH, stage.clock.now())
    await stage.chats.set_state(1, ChatState.ACTIVE, stage.clock.now())
    await stage.tick()
    assert stage.sender.told() == told


async def test_a_stop_undone_at_once_loses_nothing_of_what_waited(stage: Stage) -> None:
    """What the stop has called back is told after all, at its hour."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(hour=23)
    await stage.tick("2026-02-28 12:00")
    await stage.tick("2026-03-01 21:30")
    assert await stage.states(OF_7) == {1: "pending"}
    await stage.chats.set_state(1, ChatState.STOPPED, stage.clock.now())
    await stage.outbox.void_chat(1, "stopped")
    await stage.chats.set_state(1, ChatState.ACTIVE, stage.clock.now() + HOUR)
    await stage.tick_through("2026-03-01 22:30", "2026-03-02 21:00")
    assert stage.sender.told() == [OF_7]


async def test_a_late_reminder_gives_way_to_the_one_of_today(stage: Stage) -> None:
    """Whoever is told at ten that it is today need not be told so at half past nine."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(leads={Topic.OWN: (1, 0)})
    await away(stage, "2026-03-06 12:00", "2026-03-08 06:30")
    assert stage.sender.told() == []
    await stage.tick("2026-03-08 07:00")
    assert stage.sender.told() == [OF_0]


async def test_nobody_is_woken_to_be_told_late(stage: Stage) -> None:
    """What is as good at breakfast waits for the chat's hour."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await away(stage, "2026-02-28 12:00", "2026-03-01 20:00")
    assert stage.sender.told() == []
    await stage.tick("2026-03-02 07:00")
    assert stage.sender.told() == [OF_7]


async def test_who_follows_since_after_the_hour_has_missed_nothing(stage: Stage) -> None:
    """A subscription counts from the next hour on, whatever else is changed after it."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(2, Topic.BULLETIN)
    await stage.tick("2026-03-01 07:00")
    await stage.chat(since=moment("2026-03-01 08:00"))
    await stage.chats.set_zone(1, "Europe/Kaliningrad", moment("2026-03-01 08:30"))
    await stage.tick_through("2026-03-01 09:00", "2026-03-02 12:00")
    assert stage.sender.told() == []


async def test_a_window_missed_is_announced(stage: Stage) -> None:
    """«В апреле» is told on return, as long as April has not begun."""
    stage.agenda.put(within(1, date(2026, 4, 1), date(2026, 4, 30)))
    await stage.chat()
    stage.sender.answers[1] = [Gone("blocked")]
    await stage.tick_through("2026-03-24 06:00", "2026-03-28 12:00")
    await stage.chats.reopen(1, stage.clock.now())
    await stage.tick()
    assert await stage.states("window:event:1:0:2026-04-01") == {1: "sent"}


async def test_a_process_cut_while_catch_up_begins_again(stage: Stage, tmp_path: Path) -> None:
    """Nothing is lost by it, and nothing is told twice."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    await stage.tick("2026-03-01 06:00")
    await stage.chats.set_state(1, ChatState.BLOCKED, stage.clock.now())
    await stage.tick("2026-03-01 08:00")
    await stage.chats.reopen(1, stage.clock.now())
    behind = await CatchUps(stage.database).behind(10)
    await stage.tick()
    # as if the process had ended before it noted that this was done
    async with stage.database.transaction() as tx:
        await tx.execute(
            _put_back,
            chat_id=1,
            since=to_text(behind[0].since),
            changed_at=to_text(behind[0].changed_at),
        )
    assert await stage.planner.plan(stage.clock.now()) == 0
    assert await CatchUps(stage.database).behind(10) == []
    await stage.tick()
    assert stage.sender.told() == [OF_7]


async def test_who_changes_again_meanwhile_stays_behind(stage: Stage) -> None:
    """A change that comes between reading and noting is not lost."""
    await stage.chat()
    await stage.chats.set_hour(1, 9, stage.clock.now())
    catch_ups = CatchUps(stage.database)
    behind = await catch_ups.behind(10)
    await stage.chats.set_hour(1, 8, stage.clock.now() + timedelta(seconds=1))
    await catch_ups.done(behind)
    [left] = await catch_ups.behind(10)
    assert (left.local_hour.hour, left.since) == (8, behind[0].since)
    await catch_ups.done([left])
    assert await catch_ups.behind(10) == []


async def test_many_who_are_behind_are_all_caught_up_with(stage: Stage) -> None:
    """In parts, groups with their negative ids among them."""
    stage.agenda.put(on(1, MARCH_8))
    everybody = [*range(-130, 0), *range(1, 131)]
    await stage.tick("2026-03-01 08:00")
    for chat_id in everybody:
        await stage.chat(chat_id)
        await stage.chats.set_hour(chat_id, 8 + chat_id % 2, stage.clock.now())
    assert await stage.planner.plan(stage.clock.now()) == len(everybody)
    assert set(await stage.states(OF_7)) == set(everybody)
    assert await CatchUps(stage.database).behind(10) == []


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
async def test_a_change_missed_while_away_is_told(stage: Stage, at: str, since: str, told: list[str]) -> None:
    """Once, as long as it is worth telling, to whom it concerned when it was made."""
    newsroom = Newsroom(stage)
    await stage.chat(1, Topic.CHANGES, since=moment(since))
    await stage.chats.set_state(1, ChatState.GONE, stage.clock.now())
    stage.clock.at += HOUR
    await newsroom.change()
    await newsroom.tick()
    stage.clock.at = moment(at)
    await stage.chats.reopen(1, stage.clock.now())
    for _ in range(3):
        await stage.tick()
        await newsroom.tick()
    assert stage.sender.told() == told


async def test_a_change_called_back_by_a_block_is_told(stage: Stage) -> None:
    """It waited for the morning when the chat was closed in the night."""
    newsroom = Newsroom(stage)
    await stage.chat(1, Topic.CHANGES)
    stage.clock.at = moment("2026-03-01 20:00")
    await newsroom.change()
    await newsroom.tick()
    await stage.chats.set_state(1, ChatState.BLOCKED, stage.clock.now())
    await stage.outbox.void_chat(1, "blocked")
    await stage.chats.reopen(1, stage.clock.now() + HOUR)
    await stage.tick_through("2026-03-01 22:00", "2026-03-02 12:00")
    assert stage.sender.told() == ["change:1"]


ISSUE = f"bulletin:{W48}"


@pytest.mark.parametrize(
    ("at", "told"),
    [(later(DUE, hours=1), [ISSUE]), (later(DUE, days=6), [ISSUE]), (later(DUE, days=7), [])],
)
async def test_an_issue_missed_while_away_is_told_until_the_next(
    stage: Stage, at: str, told: list[str]
) -> None:
    """Whether its row was made before the block or never; the others are not told again."""
    newsdesk = await Newsdesk(stage).know(dated(date(2026, 11, 28)), readers=(1, 2, 3))
    await newsdesk.tick(DRAFTED)
    await stage.chats.set_state(1, ChatState.BLOCKED, stage.clock.now())
    stage.sender.answers[2] = [Gone("bot was blocked by the user")]
    await newsdesk.settle(DUE)
    stage.sender.sent.clear()
    newsdesk.at(at)
    for chat_id in (1, 2):
        await stage.chats.reopen(chat_id, stage.clock.now())
    await stage.tick()
    assert [stage.sender.told(chat_id) for chat_id in (1, 2, 3)] == [told, told, []]
    assert (await newsdesk.issue()).state is BulletinState.SENT


async def test_an_issue_that_was_stopped_reaches_nobody(stage: Stage) -> None:
    """Neither who returns nor who had it called back with all the others."""
    newsdesk = await Newsdesk(stage).know(dated(date(2026, 11, 28)))
    await newsdesk.tick(DRAFTED)
    await stage.chats.set_state(1, ChatState.BLOCKED, stage.clock.now())
    await newsdesk.desk.tick(newsdesk.at(DUE))
    issue = await newsdesk.issue()
    assert issue.notice_id is not None
    await stage.outbox.cancel(issue.notice_id)
    await newsdesk.bulletins.skip(issue.id, None)
    await stage.chats.reopen(1, stage.clock.now())
    await stage.chats.set_hour(2, 9, stage.clock.now())
    await stage.tick()
    assert await stage.states(ISSUE) == {2: "void"}


async def test_an_issue_from_before_one_followed_is_not_missed(stage: Stage) -> None:
    """Who begins to follow the bulletin and then changes the hour waits for the next issue."""
    newsdesk = await Newsdesk(stage).know(dated(date(2026, 11, 28)))
    await newsdesk.tick(DRAFTED)
    await newsdesk.settle(DUE)
    stage.clock.at += HOUR
    await stage.chat(5, Topic.BULLETIN, since=stage.clock.now())
    await stage.chats.set_hour(5, 9, stage.clock.now())
    await stage.tick()
    assert stage.sender.told(5) == []


# ---------------------------------------------------------------- chats that take nothing for a while


async def test_a_chat_that_bars_us_is_tried_more_and_more_rarely(stage: Stage) -> None:
    """Minutes of the pauses between tries; then it is too late, and that is recorded."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat()
    stage.sender.answers[1] = [Barred("not enough rights")] * 1000
    await stage.tick("2026-03-01 07:00")
    waits: list[float] = []
    while (await stage.states(OF_7))[1] == "pending":
        due = (await stage.rows(OF_7))[1].due_at
        waits.append((due - stage.clock.now()).total_seconds() / 60)
        stage.clock.at = due
        await stage.delivery.deliver_due()
    assert waits[:8] == [5, 10, 20, 40, 80, 160, 180, 180]
    assert await stage.states(OF_7) == {1: "expired"}
    chat = await stage.chats.get(1)
    assert chat is not None
    assert (chat.state, chat.refused_since) == (ChatState.ACTIVE, moment("2026-03-01 07:00"))


async def test_one_success_ends_the_refusal_and_brings_the_rest(stage: Stage) -> None:
    """Whatever waits for a next try in that chat need not wait for it any more."""
    await stage.chat()
    await stage.chat(2)
    now = stage.clock.now()
    for number in range(3):
        new = NewNotice(f"m{number}", NoticeKind.MESSAGE, "m", now + timedelta(days=7))
        notice = await stage.outbox.post(new, now)
        await stage.outbox.address(notice.id, [1, 2], 0, now + number * timedelta(minutes=1))
    stage.sender.answers[1] = [Barred("not enough rights")] * 4
    for minute in range(3):
        stage.clock.at = now + minute * timedelta(minutes=1)
        await stage.delivery.deliver_due()
    stage.clock.at = now + timedelta(minutes=6)
    await stage.delivery.deliver_due()
    assert {key for number in range(3) for key in (await stage.states(f"m{number}")).values()} == {"sent"}
    chat = await stage.chats.get(1)
    assert chat is not None
    assert chat.refused_since is None


async def test_the_report_of_an_issue_does_not_wait_for_a_chat_that_bars_us(stage: Stage) -> None:
    """It counts with those that could not be sent it, and gets the issue when it takes it."""
    newsdesk = await Newsdesk(stage).know(dated(date(2026, 11, 28)))
    stage.sender.answers[2] = [Barred("not enough rights")]
    await newsdesk.tick(DRAFTED)
    await newsdesk.settle(DUE)
    assert await newsdesk.said(f"bulletin-report:{W48}") == "2026-11-27: (1, 0, 1, 0, 0)"
    await newsdesk.tick(later(DUE, minutes=6))
    [row] = [one for chat, one in (await stage.rows(ISSUE)).items() if chat == 2]
    assert row.state is DeliveryState.SENT


async def test_following_counts_for_those_who_are_behind_only(stage: Stage) -> None:
    """What nobody among them follows makes no notice."""
    stage.agenda.put(on(1, MARCH_8))
    await stage.chat(1, Subscription(Topic.CITY, "kazan"))
    await stage.tick("2026-03-01 07:30")
    await stage.chats.set_hour(1, 9, stage.clock.now())
    await stage.tick()
    assert await stage.outbox.find(OF_1) is None
