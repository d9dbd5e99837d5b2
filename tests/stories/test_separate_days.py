"""An event on days apart, an event of one day, an event with a clock time: what readers see and are told."""

from pathlib import Path

import pytest

from bot.resources import open_resources
from bot.sandbox.client.client import Person
from bot.settings import load_settings
from data.importing import apply_import, prepare_import
from data.store.revisions import Authorship
from tests.stories.stage import Stage, ask, tap, told

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
    """Before all of it."""
    return "2027-04-20 12:00"


async def put_in_force(stage: Stage, text: str) -> None:
    """A plan document comes in as the command line brings it in."""
    document = Path(stage.database).parent / "plan.txt"
    document.write_text(text, encoding="utf-8")
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{stage.database}")
    clock = stage.rehearsal.clock
    async with open_resources(settings, clock) as resources:
        proposal = await prepare_import(document, resources.cities, resources.store.plans)
        assert await apply_import(proposal, resources.store.plans, Authorship(clock.now())) is not None


async def reader(stage: Stage) -> Person:
    """Somebody who follows the Assembly's own events, everything so far read."""
    anna = await stage.person()
    await tap(anna, await ask(anna, "/subscribe"), "🏛 Мероприятия МАГ")
    await told(anna)
    return anna


async def test_days_apart_are_reminded_of_one_by_one(stage: Stage) -> None:
    """«5 и 19 мая» stands twice in the list, on one card, and is reminded of for each of its days."""
    await put_in_force(stage, HEAD.format(clock="15 мая"))
    anna = await reader(stage)
    listed = (await ask(anna, "/upcoming")).text
    assert [day for day in ("5 мая", "19 мая", "5–19 мая") if day in listed] == ["5 мая", "19 мая"]
    card = (await ask(anna, "/event 1")).text
    assert "5 мая" in card
    assert "19 мая" in card
    await stage.move_to("2027-05-20 12:00")
    heads = [text.splitlines()[0] for text in await told(anna) if "Форум столиц" in text]
    assert heads == [
        "🔔 Через 7 дней, 5 мая, среда",
        "🔔 Завтра, 5 мая, среда",
        "🔔 Через 7 дней, 19 мая, среда",
        "🔔 Завтра, 19 мая, среда",
    ]


async def test_one_day_in_two_columns_is_told_once(stage: Stage) -> None:
    """The same day under «Дата начала» and «Дата окончания» is one day of one event."""
    await put_in_force(stage, RANGES)
    anna = await reader(stage)
    assert (await ask(anna, "/event 1")).text.count("12 мая") == 1
    await stage.move_to("2027-05-13 12:00")
    heads = [text.splitlines()[0] for text in await told(anna) if "Конгресс" in text]
    assert heads == ["🔔 Через 7 дней, 12 мая, среда", "🔔 Завтра, 12 мая, среда"]


async def test_a_clock_time_is_shown_wherever_the_day_is(stage: Stage) -> None:
    """«15 мая в 15:30» stands with its hour in the list, on the card, in the reminder, and moves aloud."""
    await put_in_force(stage, HEAD.format(clock="15 мая в 15:30"))
    anna = await reader(stage)
    assert "15 мая, 15:30" in (await ask(anna, "/upcoming")).text
    assert "15 мая, суббота, 15:30" in (await ask(anna, "/event 2")).text
    await put_in_force(stage, HEAD.format(clock="15 мая в 16:00–17:30"))
    await stage.move_to("2027-04-20 12:05")
    [news] = await told(anna)
    assert news == "🕙 Съезд мэров\nНовое время: 16:00–17:30 (было: 15:30)."
    await stage.move_to("2027-05-15 12:00")
    about = [text for text in await told(anna) if "Съезд мэров" in text]
    assert len(about) == 2
    assert all("16:00–17:30" in text for text in about)
