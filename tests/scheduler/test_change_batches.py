"""Changes made within a few minutes are one piece of news, also after a kill between them."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from data.calendar.imprecise_dates import ClockTime
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Frequency
from data.store.editions.change_facts import event_facts
from data.store.revisions import Authorship, StoredChange
from scheduler.plan_changes import ChangePlanner
from tests.factories import on, placed
from tests.world.clocks import FrozenClock, moment
from tests.world.crash_points import CrashingDatabase, CrashPoint, Killed
from tests.world.engine import EngineWorld, InMemoryAgenda
from tests.world.plan_editor import EMPTY, PlanEditor
from tests.world.storage import put_new


@pytest.fixture
def editor(world: EngineWorld) -> PlanEditor:
    """Return an editor at noon UTC, three in the afternoon in Moscow."""
    return PlanEditor(world)


async def pass_time(world: EngineWorld, editor: PlanEditor, **span: float) -> int:
    """Let time pass, plan and deliver. Return how many messages have been sent by then."""
    world.clock.at += timedelta(**span)
    await editor.changes.plan(world.clock.now())
    await world.delivery.deliver_due()
    return len(world.sender.sent)


async def test_changes_of_one_subject_within_minutes_are_one_notice(
    world: EngineWorld, editor: PlanEditor
) -> None:
    """Three changes of an event within four minutes are told as one, five minutes after the first."""
    await world.chat(1, Topic.CHANGES)
    for _ in range(3):
        await editor.change()
        assert await pass_time(world, editor, minutes=1, seconds=20) == 0
    assert await pass_time(world, editor, minutes=1) == 1
    assert world.sender.told() == ["change:1"]


async def test_change_after_the_news_is_news_of_its_own(world: EngineWorld, editor: PlanEditor) -> None:
    """A change after the news was sent is sent as other news, once."""
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    await editor.tick()
    await editor.change()
    await editor.tick()
    await editor.tick()
    assert world.sender.told() == ["change:1", "change:2"]


async def test_changes_of_several_subjects_within_minutes_are_one_message(
    world: EngineWorld, editor: PlanEditor
) -> None:
    """Corrections of three events one after another are one message."""
    await world.chat(1, Topic.CHANGES)
    for number in (1, 2, 3):
        await editor.change(subject=f"event:{number}")
        await pass_time(world, editor, minutes=1)
    await editor.tick()
    assert [len(keys) for _, keys in world.sender.sent] == [3]


@pytest.mark.parametrize(
    ("day", "clock", "is_urgent"),
    [
        (date(2026, 3, 1), None, True),
        (date(2026, 3, 2), None, True),
        (date(2026, 3, 2), time(14, 59), True),
        (date(2026, 3, 2), time(15, 1), False),
        (date(2026, 3, 3), None, False),
        (date(2026, 6, 5), None, False),
    ],
)
async def test_change_of_what_is_near_is_told_within_a_minute(
    world: EngineWorld, editor: PlanEditor, day: date, clock: time | None, is_urgent: bool
) -> None:
    """An event that begins within 24 hours in its own zone is urgent. Noon UTC is 15:00 in Moscow."""
    hour = None if clock is None else ClockTime(clock)
    world.agenda.put(replace(on(1, day), event=placed(1), time=hour))
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    assert await pass_time(world, editor, seconds=55) == is_urgent
    assert await pass_time(world, editor, minutes=4) == 1


async def test_event_put_off_on_its_eve_is_urgent(world: EngineWorld, editor: PlanEditor) -> None:
    """The old date counts as well: people are on their way."""
    await world.chat(1, Topic.CHANGES)
    before = event_facts(placed(1))
    assert before is not None
    tomorrow = {"precision": "day", "start": "2026-03-02", "end": "2026-03-02"}
    before = {**before, "occurrences": [{"when": tomorrow, "place": None, "time": None}]}
    change = StoredChange("moved", "event:1", before, None)
    await editor.plans.save(EMPTY, Authorship(world.clock.now()), changes=[change])
    assert await pass_time(world, editor, seconds=55) == 1


@pytest.mark.parametrize("frequency", [Frequency.EACH, Frequency.DAILY])
async def test_urgent_change_waits_neither_for_the_morning_nor_for_the_digest(
    world: EngineWorld, editor: PlanEditor, frequency: Frequency
) -> None:
    """At 23:00 a chat is told that an event of the next morning is cancelled."""
    world.clock.at = moment("2026-03-01 20:00")
    world.agenda.put(replace(on(1, date(2026, 3, 2)), event=placed(1)))
    await world.chat(1, Topic.CHANGES)
    await world.chats.set_frequency(1, frequency, world.clock.now())
    await editor.change("cancelled")
    assert await pass_time(world, editor, seconds=55) == 1


async def test_urgent_change_takes_along_what_is_collected(world: EngineWorld, editor: PlanEditor) -> None:
    """A chat is not sent two messages where one is enough."""
    world.agenda.put(replace(on(2, date(2026, 3, 2)), event=placed(2)))
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    await pass_time(world, editor, minutes=1)
    await editor.change(subject="event:2")
    assert await pass_time(world, editor, seconds=55) == 1
    assert [len(keys) for _, keys in world.sender.sent] == [2]


async def test_clock_put_back_holds_no_news(world: EngineWorld, editor: PlanEditor) -> None:
    """A change that was made «later» than now is told at once."""
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    assert await pass_time(world, editor, hours=-3) == 1


async def test_reader_who_follows_after_the_last_change_is_not_told(
    world: EngineWorld, editor: PlanEditor
) -> None:
    """Also not when a setting changed later makes planning look back."""
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    world.clock.at += timedelta(minutes=1)
    await world.chat(2, Topic.CHANGES, since=world.clock.now())
    await editor.tick()
    await world.chats.set_hour(2, 9, world.clock.now())
    await world.tick()
    assert [chat for chat, _ in world.sender.sent] == [1]


async def test_change_between_a_kill_and_the_restart_is_told(
    world: EngineWorld, editor: PlanEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that was being planned stays as it is, and later changes are in the next one."""

    async def die(_revision: int) -> None:
        raise Killed

    await world.chat(1, Topic.CHANGES)
    await editor.change()
    with monkeypatch.context() as patch:
        patch.setattr(world.audience.marks, "mark_revision", die)
        with pytest.raises(Killed):
            await editor.tick()
    await world.delivery.deliver_due()
    await editor.change()
    restarted = PlanEditor(world)
    await restarted.tick()
    await restarted.tick()
    assert world.sender.told() == ["change:1", "change:2"]


async def test_planning_killed_at_any_step_tells_each_change_once(tmp_path: Path) -> None:
    """Five chats, two changes, a kill before or after each step of planning, a third change after it."""
    steps, made = 0, True
    while made:
        folder = tmp_path / str(steps)
        folder.mkdir()
        made = await _killed_after(folder, steps)
        steps += 1
    assert steps > 12


async def _killed_after(folder: Path, steps: int) -> bool:
    """Kill planning after this many steps. Return False if it had fewer."""
    CrashingDatabase.crash = CrashPoint()
    await put_new(folder / "bot.db")
    database = await CrashingDatabase.open(folder / "bot.db")
    world = EngineWorld(database, FrozenClock(moment("2026-03-01 12:00")), InMemoryAgenda())
    try:
        editor = PlanEditor(world)
        for chat_id in range(1, 6):
            await world.chat(chat_id, Topic.CHANGES, Subscription(Topic.EVENT, "1"))
        await editor.change()
        await editor.change(subject="event:2")
        killed = await _plan_until_killed(editor.changes, world, steps)
        await world.delivery.deliver_due()
        await editor.change(subject="event:3")
        restarted = PlanEditor(world)
        for _ in range(3):
            await restarted.tick()
        told = [sorted(world.sender.told(chat)) for chat in range(1, 6)]
        assert told == [["change:1", "change:2", "change:3"]] * 5, steps
        return killed
    finally:
        await database.close()


async def _plan_until_killed(changes: ChangePlanner, world: EngineWorld, steps: int) -> bool:
    world.clock.at += timedelta(minutes=5)
    CrashingDatabase.crash.left = steps
    try:
        await changes.plan(world.clock.now())
    except Killed:
        return True
    finally:
        CrashingDatabase.crash.left = None
    return False


@pytest.mark.parametrize(("known", "told"), [(2, ["change:1"]), (1, ["change:1", "change:2"])])
async def test_change_told_with_an_earlier_one_is_not_told_again(
    world: EngineWorld, editor: PlanEditor, known: int, told: list[str]
) -> None:
    """The morning's digest names the date in force. Changes after its rendering are told separately."""
    await world.chat(1, Topic.CHANGES)
    await world.chats.set_frequency(1, Frequency.DAILY, world.clock.now())
    await editor.change()
    await editor.tick()
    world.clock.at = moment("2026-03-02 06:58")
    await editor.change()
    world.agenda.revision = known
    await editor.tick("2026-03-02 07:00")
    assert world.sender.told() == ["change:1"]
    world.agenda.revision = 2
    await editor.tick()
    await editor.tick("2026-03-03 07:00")
    assert world.sender.told() == told


async def test_change_found_to_be_none_is_not_told_backwards(
    world: EngineWorld, editor: PlanEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An event moved, and moved back before the news is rendered, leads to no message about either move."""
    await world.chat(1, Topic.CHANGES)
    await editor.change()
    world.clock.at += timedelta(minutes=5)
    await editor.changes.plan(world.clock.now())
    await editor.change()
    world.agenda.revision = 2

    async def nothing(*_: object) -> None:
        return None

    with monkeypatch.context() as patch:
        patch.setattr(world, "renderer", nothing)
        await world.delivery.deliver_due()
    assert await world.states("change:1") == {1: "void"}
    await editor.tick()
    assert await world.states("change:2") == {1: "void"}
    assert world.sender.sent == []
