"""The secretariat sends the plan as a document, settles its doubts, compares and applies it."""

from importlib.resources import files

import pytest

from tests.world.running_bot import BotWorld, ask, tap

PLAN = (files("data.content") / "plan-2020.txt").read_text(encoding="utf-8")


@pytest.fixture
def start() -> str:
    """A spring day of the shipped plan."""
    return "2020-09-20 12:00"


async def test_x(world: BotWorld) -> None:
    """Try."""
    owner = await world.owner()
    text = PLAN.replace("Грозный 3-4 октября", "Грозный 10-11 октября").replace(
        "Москва 12 марта", "Москва 32 марта"
    )
    await owner.send_file("план.txt", text.encode())
    await world.settle()
    for m in await owner.messages():
        print(m)
    m = (await owner.messages())[-1]
    for label in ("Разобрать", "Исправить"):
        m = await tap(owner, m, label)
        print((await owner.messages())[-1])
    print(await ask(owner, "15 мая"))
    m = (await owner.messages())[-1]
    assert 0
