"""Followers are told of an edit by hand once, and are not told if it is undone before."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.desk import propose, save
from tests.world.running_bot import BotWorld, ask, tap, told

GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"
MOVED = f"🔁 {GROZNY}\nПеренесено с 3–4 на 10–11 октября."
MOVED_BACK = f"🔁 {GROZNY}\nПеренесено с 10–11 на 3–4 октября."
MORNING = "2020-09-21 11:00"


@pytest.fixture
def start() -> str:
    """Return a start two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


async def follower(world: BotWorld, name: str = "Анна") -> Person:
    """Return a follower of the Assembly's own events who has read everything."""
    reader = await world.person(name)
    await tap(reader, await ask(reader, "/subscribe"), "🏛 Мероприятия МАГ")
    await told(reader)
    return reader


async def move(owner: Person, days: str = "10–11 октября") -> None:
    """Move the conference by hand."""
    await save(owner, await propose(owner, "11", "📅 Дата", days))


async def undo(owner: Person, number: int = 1) -> None:
    """Undo a revision of the list, counted from 1 for the newest."""
    listed = await ask(owner, "/revisions")
    await tap(owner, listed, str(number), "↩️ Отменить правки")


async def test_one_reader_who_is_concerned_in_three_ways_is_told_once(world: BotWorld, owner: Person) -> None:
    """Follower of the topic, the city and the event, reminded of the old day: one message of the new one."""
    anna = await follower(world)
    await tap(anna, await ask(anna, "/city Грозный"), "🔔")
    await tap(anna, await ask(anna, "/event 11"), "🔔")
    await world.move_to("2020-09-26 12:00")
    assert sum(GROZNY in text for text in await told(anna)) >= 1
    await move(owner)
    await world.move_to("2020-09-26 12:10")
    assert await told(anna) == [MOVED]
    await world.move_to("2020-09-26 13:00")
    assert await told(anna) == []


async def test_who_follows_only_since_the_edit_is_not_told_of_it(world: BotWorld, owner: Person) -> None:
    """The card has the new day already, and a reader who never knew the old one is not told of a move."""
    anna = await follower(world)
    await move(owner)
    late = await follower(world, "Пётр")
    await world.move_to("2020-09-20 12:10")
    assert await told(anna) == [MOVED]
    assert await told(late) == []


@pytest.mark.parametrize("way", ["undone", "by-hand"])
async def test_what_is_taken_back_within_five_minutes_is_not_told(
    world: BotWorld, owner: Person, way: str
) -> None:
    """Undone in the list of revisions, or set back by hand in other signs: no reader hears anything."""
    anna = await follower(world)
    await move(owner)
    if way == "undone":
        await undo(owner)
    else:
        await move(owner, "с 3 по 4 октября")
    await world.move_to(MORNING)
    assert await told(anna) == []
    assert "3–4 октября" in (await ask(anna, "/event 11")).text


@pytest.mark.parametrize("way", ["undone", "by-hand"])
async def test_what_was_told_and_is_taken_back_is_told_once_more(
    world: BotWorld, owner: Person, way: str
) -> None:
    """Old → new and new → old, each once. A reader who came between hears nothing of an undoing."""
    anna = await follower(world)
    await move(owner)
    await world.move_to("2020-09-20 12:10")
    assert await told(anna) == [MOVED]
    late = await follower(world, "Пётр")
    if way == "undone":
        await undo(owner)
    else:
        await move(owner, "3–4 октября")
    await world.move_to("2020-09-20 12:30")
    assert await told(anna) == [MOVED_BACK]
    # who has read the card meanwhile knows the day that was set by hand, and is told of the other one
    assert await told(late) == ([] if way == "undone" else [MOVED_BACK])
    await world.move_to(MORNING)
    assert await told(anna) == await told(late) == []


@pytest.mark.parametrize("way", ["undone", "by-hand"])
async def test_what_waits_for_the_morning_and_is_taken_back_is_not_told(
    world: BotWorld, owner: Person, way: str
) -> None:
    """Edited at night and planned, then taken back before the morning: no reader hears anything."""
    anna = await follower(world)
    await world.move_to("2020-09-20 22:00")
    await move(owner)
    await world.move_to("2020-09-20 22:30")
    if way == "undone":
        await undo(owner)
    else:
        await move(owner, "3–4 октября")
    await world.move_to(MORNING)
    assert await told(anna) == []


async def test_an_edit_of_what_was_told_this_morning_is_told_from_there(
    world: BotWorld, owner: Person
) -> None:
    """Moved twice, each move told: the second message begins where the first one ended."""
    anna = await follower(world)
    await move(owner)
    await world.move_to("2020-09-20 12:10")
    await told(anna)
    await move(owner, "17 октября")
    await world.move_to("2020-09-20 12:20")
    assert await told(anna) == [f"🔁 {GROZNY}\nПеренесено с 10–11 на 17 октября, суббота."]


async def test_of_two_edits_the_undone_one_is_not_told(world: BotWorld, owner: Person) -> None:
    """Date and place within five minutes, the place undone: one message of the date alone."""
    anna = await follower(world)
    await move(owner)
    await save(owner, await propose(owner, "11", "📍 Место", "Минск"))
    await undo(owner)
    await world.move_to("2020-09-20 12:10")
    assert await told(anna) == [MOVED]


async def test_a_silent_edit_that_is_undone_is_told_to_no_one(world: BotWorld, owner: Person) -> None:
    """No reader was told of the edit, so no reader is told that it is undone."""
    anna = await follower(world)
    await save(owner, await propose(owner, "11", "📅 Дата", "10–11 октября"), "🔇 Сохранить, не сообщая")
    await world.move_to("2020-09-20 12:10")
    await undo(owner)
    await world.move_to(MORNING)
    assert await told(anna) == []


async def test_who_was_reminded_of_a_silent_day_is_told_that_it_is_gone(
    world: BotWorld, owner: Person
) -> None:
    """The edit itself was told to no one, but a reminder has named its day since: one message corrects it."""
    anna = await follower(world)
    await save(owner, await propose(owner, "11", "📅 Дата", "10–11 октября"), "🔇 Сохранить, не сообщая")
    await world.move_to("2020-10-03 12:00")
    assert any("10–11 октября" in text for text in await told(anna))
    await undo(owner)
    await world.move_to("2020-10-03 12:30")
    assert await told(anna) == [MOVED_BACK]
