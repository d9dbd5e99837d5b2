"""Editions that look like a bad reading: what is read whole, and what is held before anybody is told."""

from importlib.resources import files
from pathlib import Path

import pytest

from bot.resources import open_resources
from bot.settings import load_settings
from data.importing import Acceptance, LossesNotAccepted, Proposal, apply_import, prepare_import
from data.store.revisions import Authorship
from tests.stories.stage import Stage, ask, tap, told

PLAN = (files("data.content") / "plan-2020.txt").read_text(encoding="utf-8")


@pytest.fixture
def start() -> str:
    """Two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


async def put_in_force(stage: Stage, file: Path, accept: Acceptance | None = None) -> Proposal:
    """Import a document as the command line does, over a connection of its own to the same file."""
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{stage.database}")
    clock = stage.rehearsal.clock
    async with open_resources(settings, clock) as resources:
        proposal = await prepare_import(file, resources.cities, resources.store.plans)
        by = Authorship(clock.now())
        await apply_import(proposal, resources.store.plans, by, accept=accept or Acceptance())
        return proposal


async def test_one_changed_cell_leaves_the_plan_of_2020_whole(stage: Stage, tmp_path: Path) -> None:
    """«дата уточняется» in the fourth row once made a header of it, and 3 events of 24."""
    anna = await stage.person("Анна")
    await tap(anna, await ask(anna, "/subscribe"), "🏛 Мероприятия МАГ", "🎂 Юбилеи городов")
    await told(anna)
    file = tmp_path / "plan.txt"
    file.write_text(PLAN.replace("по отдельному графику", "дата уточняется", 1), encoding="utf-8")
    plan = (await put_in_force(stage, file)).plan
    assert (len(plan.events), len(plan.jubilees), len(plan.city_days)) == (24, 17, 9)
    await stage.move_to("2020-09-20 12:01")
    assert not any("Исключено" in text for text in await told(anna))
    assert "Грозный" in (await ask(anna, "/event 11")).text


async def test_a_spoilt_edition_is_held_and_nobody_is_told(stage: Stage, tmp_path: Path) -> None:
    """Without a word that the losses are meant, the plan in force stays and no reader hears of it."""
    anna = await stage.person("Анна")
    await tap(anna, await ask(anna, "/subscribe"), "🏛 Мероприятия МАГ", "🎂 Юбилеи городов")
    await told(anna)
    file = tmp_path / "plan.txt"
    file.write_text(PLAN[: PLAN.index("5.\tV международный")], encoding="utf-8")
    with pytest.raises(LossesNotAccepted) as held:
        await put_in_force(stage, file)
    assert (len(held.value.losses.events), len(held.value.losses.cities)) == (20, 26)
    await stage.move_to("2020-09-20 12:01")
    assert await told(anna) == []
    assert "Грозный" in (await ask(anna, "/event 11")).text
    await put_in_force(stage, file, Acceptance(losses=True))
    await stage.move_to("2020-09-20 12:02")
    assert any("Исключено из плана" in text for text in await told(anna))
