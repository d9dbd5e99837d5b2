"""Editions that look misread: some are read whole, others are held before readers are told."""

from importlib.resources import files
from pathlib import Path

import pytest

from data.importing import Acceptance, LossesNotAccepted
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

PLAN = (files("data.content") / "plan-2020.txt").read_text(encoding="utf-8")


@pytest.fixture
def start() -> str:
    """Return a start two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


async def test_one_changed_cell_leaves_the_plan_of_2020_whole(world: BotWorld, tmp_path: Path) -> None:
    """«дата уточняется» in the fourth row once made a header of it, and 3 events of 24."""
    anna = await world.person("Анна")
    await tap(anna, await ask(anna, "/subscribe"), "🏛 Мероприятия МАГ", "🎂 Юбилеи городов")
    await told(anna)
    file = tmp_path / "plan.txt"
    file.write_text(PLAN.replace("по отдельному графику", "дата уточняется", 1), encoding="utf-8")
    plan = (await put_in_force(world, file, accept=Acceptance())).plan
    assert (len(plan.events), len(plan.jubilees), len(plan.city_days)) == (24, 17, 9)
    await world.move_to("2020-09-20 12:01")
    assert not any("Исключено" in text for text in await told(anna))
    assert "Грозный" in (await ask(anna, "/event 11")).text


async def test_a_spoilt_edition_is_held_and_nobody_is_told(world: BotWorld, tmp_path: Path) -> None:
    """Unless the losses are confirmed, the plan in force stays and no reader is notified."""
    anna = await world.person("Анна")
    await tap(anna, await ask(anna, "/subscribe"), "🏛 Мероприятия МАГ", "🎂 Юбилеи городов")
    await told(anna)
    file = tmp_path / "plan.txt"
    file.write_text(PLAN[: PLAN.index("5.\tV международный")], encoding="utf-8")
    with pytest.raises(LossesNotAccepted) as held:
        await put_in_force(world, file, accept=Acceptance())
    assert (len(held.value.losses.events), len(held.value.losses.cities)) == (20, 26)
    await world.move_to("2020-09-20 12:01")
    assert await told(anna) == []
    assert "Грозный" in (await ask(anna, "/event 11")).text
    await put_in_force(world, file)
    await world.move_to("2020-09-20 12:02")
    assert any("Исключено из плана" in text for text in await told(anna))
