"""A date changes without a revision after readers were reminded of it: they are told once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import Subscription, Topic
from data.store.editions.change_facts import city_facts
from data.store.notices import NewNotice, NoticeKind
from data.store.revisions import Authorship, StoredChange
from scheduler.due_notices import end_everywhere
from tests.factories import dated, day_of, kazan, on
from tests.world.engine import EngineWorld
from tests.world.plan_editor import PlanEditor

DAY = date(2026, 3, 8)
KEY = "city_day:kazan:2026"
WEEK_AHEAD = f"reminder:{KEY}:{DAY}:7"


def city_day(day: date | ImpreciseDate, kind: OccasionKind = OccasionKind.CITY_DAY) -> Occasion:
    """Return the day of Казань as calculated by its rule."""
    when = day_of(day) if isinstance(day, date) else day
    key = f"{kind}:kazan:2026"
    return Occasion(key, kind, when, 2026, city=kazan(), calculated=True, approximate=True)


@pytest.fixture
async def editor(world: EngineWorld) -> PlanEditor:
    """Return an editor.

    Chat 1 follows city days and was reminded a week ahead, chat 2 will be reminded on the eve."""
    editor = PlanEditor(world)
    world.agenda.put(city_day(DAY))
    await world.chat(1, Topic.CITY_DAYS, leads={Topic.CITY_DAYS: (7,)})
    await world.chat(2, Topic.CITY_DAYS, leads={Topic.CITY_DAYS: (1,)})
    await world.tick()
    assert world.sender.sent == [(1, (WEEK_AHEAD,))]
    return editor


async def restart(world: EngineWorld, *occasions: Occasion) -> PlanEditor:
    """Restart the planner with these city days in place of the earlier ones."""
    for key in [key for key in world.agenda.known if key.startswith(("city_day", "jubilee"))]:
        del world.agenda.known[key]
    for occasion in occasions:
        world.agenda.put(occasion)
    return PlanEditor(world)


async def news(world: EngineWorld) -> list[tuple[int, str]]:
    """Return the chat and the subject of each notice of a change that was sent."""
    found = []
    for chat, keys in world.sender.sent:
        for key in keys:
            notice = await world.outbox.find(key)
            if notice is not None and notice.kind is NoticeKind.CHANGE:
                found.append((chat, notice.subject))
    return found


@pytest.mark.usefixtures("editor")
async def test_newer_rule_is_told_to_those_reminded_only(world: EngineWorld) -> None:
    """Only chat 1 was reminded. Followers of changes are not told of calculated dates."""
    await world.chat(3, Topic.CHANGES)
    restarted = await restart(world, city_day(date(2026, 3, 9)))
    await restarted.tick()
    await restarted.tick()
    assert await news(world) == [(1, KEY)]


@pytest.mark.usefixtures("editor")
async def test_restarts_tell_nothing_again(world: EngineWorld) -> None:
    """Each start compares anew, also one that comes before the news is sent."""
    for _ in range(3):
        restarted = await restart(world, city_day(date(2026, 3, 9)))
        await restarted.changes.plan(world.clock.now())
    for _ in range(3):
        await (await restart(world, city_day(date(2026, 3, 9)))).tick()
    assert await news(world) == [(1, KEY)]


@pytest.mark.usefixtures("editor")
async def test_rule_changed_twice_is_told_twice(world: EngineWorld) -> None:
    """A change back to the first day is told as well, because the second day was told in between."""
    for day in (9, 8, 9):
        restarted = await restart(world, city_day(date(2026, 3, day)))
        await restarted.tick()
        await restarted.tick()
    assert await news(world) == [(1, KEY)] * 3


@pytest.mark.usefixtures("editor")
async def test_reader_who_follows_it_no_longer_is_not_told(world: EngineWorld) -> None:
    """Exactly those are told who would be reminded of the new date."""
    await world.subscriptions.clear(1)
    await (await restart(world, city_day(date(2026, 3, 9)))).tick()
    await (await restart(world, city_day(date(2026, 3, 9)))).tick()
    assert await news(world) == []


@pytest.mark.parametrize("topic", [Topic.CITY_DAYS, Topic.CITY])
@pytest.mark.usefixtures("editor")
async def test_day_that_is_gone_is_told(world: EngineWorld, topic: Topic) -> None:
    """A newer catalogue knows no day any more."""
    await world.subscriptions.clear(1)
    await world.subscriptions.add(
        1, Subscription(topic, "kazan" if topic is Topic.CITY else ""), world.clock.at
    )
    restarted = await restart(world)
    await restarted.tick()
    await restarted.tick()
    assert await news(world) == [(1, KEY)]


@pytest.mark.usefixtures("editor")
async def test_day_that_becomes_a_window_is_told(world: EngineWorld) -> None:
    """The same days, but none of them is named."""
    window = ImpreciseDate("", Precision.PART, DAY, DAY)
    restarted = await restart(world, city_day(window))
    await restarted.tick()
    await restarted.tick()
    assert await news(world) == [(1, KEY)]


@pytest.mark.usefixtures("editor")
async def test_city_day_that_is_now_a_jubilee_has_the_same_date(world: EngineWorld) -> None:
    """A newer founding year makes it a jubilee. Only another day is news."""
    restarted = await restart(world, city_day(DAY, OccasionKind.JUBILEE))
    await restarted.tick()
    await restarted.tick()
    assert await news(world) == []
    restarted = await restart(world, city_day(date(2026, 3, 9), OccasionKind.JUBILEE))
    await restarted.tick()
    await restarted.tick()
    assert await news(world) == [(1, "jubilee:kazan:2026")]


async def test_change_that_is_recorded_is_not_found_again(world: EngineWorld, editor: PlanEditor) -> None:
    """A change by an editor is told by its revision, to all followers."""
    moved = city_day(date(2026, 3, 9))
    change = StoredChange("moved", KEY, city_facts(city_day(DAY)), city_facts(moved))
    by = Authorship(world.clock.now(), 7)
    await world.store.city_days.put("kazan", (date(2026, 3, 9), date(2026, 3, 9)), by, (change,))
    restarted = await restart(world, moved)
    await restarted.tick()
    await restarted.tick()
    assert sorted(await news(world)) == [(1, KEY), (2, KEY)]
    assert len(await editor.plans.changes_of(KEY)) == 1


@pytest.mark.usefixtures("editor")
async def test_day_taken_back_by_an_editor_is_told(world: EngineWorld) -> None:
    """The named day was told and is removed without a word: the calculated one is in force again."""
    named = replace(city_day(date(2026, 3, 9)), calculated=False)
    change = StoredChange("set", KEY, city_facts(city_day(DAY)), city_facts(named))
    by = Authorship(world.clock.now(), 7)
    await world.store.city_days.put("kazan", (date(2026, 3, 9), date(2026, 3, 9)), by, (change,))
    await (await restart(world, named)).tick()
    await world.store.city_days.remove("kazan", 2026, Authorship(world.clock.now(), 7))
    restarted = await restart(world, city_day(DAY))
    await restarted.tick()
    await restarted.tick()
    assert (await news(world)).count((1, KEY)) == 2


@pytest.mark.usefixtures("editor")
async def test_event_moved_without_a_revision_is_told(world: EngineWorld) -> None:
    """An edit that names no change is found by the reminder that was sent."""
    world.clock.at += timedelta(days=1)
    world.agenda.put(replace(on(5, date(2026, 3, 9)), event=replace(dated(date(2026, 3, 9)), id=5)))
    await world.chat(3, Topic.OWN, leads={Topic.OWN: (7,)})
    await world.tick()
    world.agenda.put(replace(on(5, date(2026, 3, 20)), event=replace(dated(date(2026, 3, 20)), id=5)))
    world.clock.at += timedelta(hours=1)
    restarted = PlanEditor(world)
    await restarted.tick()
    await restarted.tick()
    assert (3, "event:5") in await news(world)


async def test_reminders_of_earlier_versions_are_compared_by_their_first_day(world: EngineWorld) -> None:
    """They say no more. Days of several that begin then are the same, another first day is news."""
    span = day_of(DAY, DAY + timedelta(days=1))
    world.agenda.put(city_day(span))
    await world.chat(1, Topic.CITY_DAYS)
    old = NewNotice(WEEK_AHEAD, NoticeKind.REMINDER, KEY, end_everywhere(DAY), 7, DAY)
    notice = await world.outbox.post(old, world.clock.now())
    await world.outbox.address(notice.id, [1], 1, world.clock.now())
    await world.delivery.deliver_due()
    await PlanEditor(world).tick()
    await PlanEditor(world).tick()
    assert await news(world) == []
    restarted = await restart(world, city_day(date(2026, 3, 9)))
    await restarted.tick()
    await restarted.tick()
    assert await news(world) == [(1, KEY)]
