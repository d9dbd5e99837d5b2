"""Events on separate days, of one day, and with a clock time: cards and reminders."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

HEAD = """План мероприятий
Международной Ассамблеи столиц и крупных городов (МАГ)
на 2027 год

№ п/п\tМероприятия\tМесто, дата\tПримечание
1.\tФорум столиц\tКазань 5 и 19 мая\tОрганизатор: МАГ
2.\tСъезд мэров\tВладивосток, {clock}\tОрганизатор: МАГ
"""
RANGES = """План мероприятий МАГ на 2027 год

№\tМероприятие\tДата начала\tДата окончания\tМесто
1\tКонгресс\t12 мая\t12 мая\tТверь
"""


@pytest.fixture
def start() -> str:
    """Return a start before all events of the plan."""
    return "2027-04-20 12:00"


async def reader(world: BotWorld) -> Person:
    """Return a follower of the Assembly's own events, who has read everything so far."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/subscribe"), "🏛 Мероприятия МАГ")
    await told(anna)
    return anna


async def test_days_apart_are_reminded_of_one_by_one(world: BotWorld) -> None:
    """«5 и 19 мая» stands twice in the list, on one card, and is reminded of for each of its days."""
    await put_in_force(world, HEAD.format(clock="15 мая"))
    anna = await reader(world)
    listed = (await ask(anna, "/upcoming")).text
    assert [day for day in ("5 мая", "19 мая", "5–19 мая") if day in listed] == ["5 мая", "19 мая"]
    card = (await ask(anna, "/event 1")).text
    assert "5 мая" in card
    assert "19 мая" in card
    await world.move_to("2027-05-20 12:00")
    heads = [text.splitlines()[0] for text in await told(anna) if "Форум столиц" in text]
    assert heads == [
        "🏛 Через неделю, 5 мая, среда — Форум столиц, Казань",
        "🏛 Завтра, 5 мая, среда — Форум столиц, Казань",
        "🏛 Через неделю, 19 мая, среда — Форум столиц, Казань",
        "🏛 Завтра, 19 мая, среда — Форум столиц, Казань",
    ]


async def test_one_day_in_two_columns_is_told_once(world: BotWorld) -> None:
    """The same day under «Дата начала» and «Дата окончания» is one day of one event."""
    await put_in_force(world, RANGES)
    anna = await reader(world)
    assert (await ask(anna, "/event 1")).text.count("12 мая") == 1
    await world.move_to("2027-05-13 12:00")
    heads = [text.splitlines()[0] for text in await told(anna) if "Конгресс" in text]
    assert heads == [
        "🏛 Через неделю, 12 мая, среда — Конгресс, Тверь",
        "🏛 Завтра, 12 мая, среда — Конгресс, Тверь",
    ]


async def test_a_clock_time_is_shown_wherever_the_day_is(world: BotWorld) -> None:
    """«15 мая в 15:30» stands with its hour in the list, on the card, in the reminder, and moves aloud."""
    await put_in_force(world, HEAD.format(clock="15 мая в 15:30"))
    anna = await reader(world)
    assert "15 мая, 15:30 · " in (await ask(anna, "/upcoming")).text
    assert "15 мая, суббота, 15:30" in (await ask(anna, "/event 2")).text
    await put_in_force(world, HEAD.format(clock="15 мая в 16:00–17:30"))
    await world.move_to("2027-04-20 12:05")
    [news] = await told(anna)
    assert news == "🕙 Съезд мэров\nНовое время: 16:00–17:30 (было: 15:30)."
    await world.move_to("2027-05-15 12:00")
    about = [text for text in await told(anna) if "Съезд мэров" in text]
    assert len(about) == 2
    assert all("16:00–17:30" in text for text in about)
