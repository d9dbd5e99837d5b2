"""The secretariat says whose event it is, and takes a confirmation back."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.desk import propose, save
from tests.world.running_bot import BotWorld, ask, tap, told
from tests.world.sent_plans import plan_with, put_in_force

GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"


@pytest.fixture
def start() -> str:
    """Return a start two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


async def follower(world: BotWorld, topic: str, name: str) -> Person:
    """Return a reader of a topic who has read everything."""
    reader = await world.person(name)
    await tap(reader, await ask(reader, "/subscribe"), topic)
    await told(reader)
    return reader


async def as_participation(owner: Person) -> ReceivedMessage:
    """Make the conference an event that the Assembly takes part in. Return what is shown."""
    return await tap(owner, await ask(owner, "/desk 11"), "🏷 Чьё мероприятие", "🤝 С участием МАГ")


async def test_an_event_of_another_kind_is_reminded_of_to_its_new_followers(
    world: BotWorld, owner: Person
) -> None:
    """It is read back and stored, no message goes out, and from then on the other topic has it."""
    anna = await follower(world, "🏛 Мероприятия МАГ", "Анна")
    boris = await follower(world, "🤝 Мероприятия с участием МАГ", "Пётр")
    shown = await as_participation(owner)
    assert "🏷 Было: мероприятие МАГ. Станет: участие." in shown.text
    assert "Сообщения читателям не будет" in shown.text
    assert shown.text.splitlines()[2].startswith(f"🤝 {GROZNY}")
    await save(owner, shown)
    await world.move_to("2020-09-20 12:30")
    assert await told(anna) == await told(boris) == []
    await world.move_to("2020-09-26 12:00")
    assert not any(GROZNY in text for text in await told(anna))
    assert any(GROZNY in text for text in await told(boris))
    assert "вид: мероприятие МАГ → участие" in (await ask(owner, "/log")).text
    assert "✍️ Внесено вручную: вид" in (await ask(owner, "/desk 11")).text


async def test_the_kind_outlives_the_next_document(world: BotWorld, owner: Person) -> None:
    """The document has the event in the same section, and says nothing else about whose it is."""
    await save(owner, await as_participation(owner))
    await put_in_force(world, owner, plan_with(("Москва октябрь", "Москва 2 октября")))
    assert f"🤝 {GROZNY}" in (await ask(owner, "/event 11")).text


async def test_the_same_kind_again_is_no_edit(world: BotWorld, owner: Person) -> None:
    """An old button that asks for the present kind is answered in one sentence."""
    await save(owner, await as_participation(owner))
    card = await ask(owner, "/desk 11")
    before = world.contents("plan_editions", "event_drafts")
    toast = await owner.press_data("dt:11:participation", card.id, forged=True)
    assert toast.text.startswith("Так уже и есть")
    assert world.contents("plan_editions", "event_drafts") == before


async def test_a_confirmation_is_taken_back(world: BotWorld, owner: Person) -> None:
    """A confirmed event has the button, and is planned as before afterwards, without a message."""
    await save(owner, await propose(owner, "11", "✅ Подтвердить", ""))
    assert "✅ Мероприятие подтверждено." in (await ask(owner, "/event 11")).text
    await save(owner, await propose(owner, "11", "↩️ Снять подтверждение", ""))
    assert "подтверждено" not in (await ask(owner, "/event 11")).text
    assert "✅ Подтвердить" in (await ask(owner, "/desk 11")).labels


async def test_a_confirmation_taken_back_leaves_the_date_open_again(world: BotWorld, owner: Person) -> None:
    """A date that is worded as open is firm while the event is confirmed, and open afterwards."""
    await save(owner, await propose(owner, "11", "📅 Дата", "7–8 октября, дата уточняется"))
    assert "уточняется" in (await ask(owner, "/event 11")).text
    await save(owner, await propose(owner, "11", "✅ Подтвердить", ""))
    assert "уточняется" not in (await ask(owner, "/event 11")).text
    await save(owner, await propose(owner, "11", "↩️ Снять подтверждение", ""))
    assert "уточняется" in (await ask(owner, "/event 11")).text
