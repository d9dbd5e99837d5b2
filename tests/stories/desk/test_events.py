"""The secretariat edits one event at the desk: what is shown, stored, told and kept."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told

GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"


@pytest.fixture
def start() -> str:
    """Two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


@pytest.fixture
async def owner(world: BotWorld) -> Person:
    """The secretariat."""
    return await world.owner()


async def follower(world: BotWorld, topic: str = "🏛 Мероприятия МАГ") -> Person:
    """Return a reader of a topic who has read everything."""
    anna = await world.person("Анна")
    await tap(anna, await ask(anna, "/subscribe"), topic)
    await told(anna)
    return anna


async def propose(owner: Person, number: str, label: str, text: str) -> ReceivedMessage:
    """Write a new value of the event with a number. Return what is shown before it is stored."""
    card = await ask(owner, f"/desk {number}")
    await owner.unread()
    await owner.press(label, on=card)
    [question] = await owner.unread()
    assert "Передумали? /cancel" in question.text
    return await ask(owner, text)


async def test_a_moved_event_is_shown_then_stored_then_told_once(world: BotWorld, owner: Person) -> None:
    """The editor sees the card, the message and its readers. Only the press stores and tells."""
    anna = await follower(world)
    shown = await propose(owner, "11", "📅 Дата", "10–11 октября, 15:00")
    assert "🗓 10–11 октября, 15:00" in shown.text
    assert "🔁 Перенесено с 3–4 октября." in shown.text
    assert "Сообщение получит 1 подписчик:" in shown.text
    assert f"🔁 {GROZNY}\nПеренесено с 3–4 на 10–11 октября." in shown.text
    await world.move_to("2020-09-20 12:10")
    assert await told(anna) == []
    assert "3–4 октября" in (await ask(anna, "/event 11")).text
    done = await tap(owner, shown, "✅ Сохранить и сообщить (1)")
    assert done.text.startswith("✅ Сохранено. В течение пяти минут сообщение получит 1 подписчик")
    await told(anna)
    await world.move_to("2020-09-20 12:20")
    assert await told(anna) == [f"🔁 {GROZNY}\nПеренесено с 3–4 на 10–11 октября."]
    assert "🗓 10–11 октября, 15:00" in (await ask(anna, "/event 11")).text
