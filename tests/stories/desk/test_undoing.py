"""Undoing: readers who were told of a change are told again, others hear nothing."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told
from tests.world.sent_plans import plan_with, put_in_force, send_plan

GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"
MOVE = ("Грозный 3-4 октября", "Грозный 10-11 октября")
GONE = (
    (f"11.\t{GROZNY}\tГрозный 3-4 октября\tОрганизаторы: Мэрия г. Грозного, МАГ\n", ""),
    ("22.\tСбор и подготовка информационных материалов к мероприятиям МАГ\tпостоянно\t\n", ""),
)
MOVED = f"🔁 {GROZNY}\nПеренесено с 3–4 на 10–11 октября."
MOVED_BACK = f"🔁 {GROZNY}\nПеренесено с 10–11 на 3–4 октября."


@pytest.fixture
def start() -> str:
    """Return a start two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


async def follower(world: BotWorld, name: str = "Анна") -> Person:
    """Return a follower of the Assembly's own events. Everything so far counts as read."""
    reader = await world.person(name)
    await tap(reader, await ask(reader, "/subscribe"), "🏛 Мероприятия МАГ")
    await told(reader)
    return reader


async def undo(owner: Person, done: ReceivedMessage) -> ReceivedMessage:
    """Undo the change that a message reports. Return what the bot says of it."""
    return await tap(owner, done, "↩️ Отменить", "↩️ Отменить правки")


async def test_who_was_told_is_told_that_it_is_undone(world: BotWorld) -> None:
    """A reader who was told of the move is told once that it is undone. A later follower is not."""
    owner, anna = await world.owner(), await follower(world)
    done = await put_in_force(world, owner, plan_with(MOVE))
    await world.move_to("2020-09-20 12:10")
    assert await told(anna) == [MOVED]
    late = await follower(world, "Пётр")
    card = await tap(owner, done, "↩️ Отменить")
    assert f"• {GROZNY}: 10-11 октября → 3-4 октября" in card.text
    assert "Об отмене сообщим 1 подписчику" in card.text
    undone = await tap(owner, card, "↩️ Отменить правки")
    assert undone.text.startswith("↩️ Правки отменены: план на 2020 год снова прежний.")
    await world.move_to("2020-09-20 12:30")
    assert await told(anna) == [MOVED_BACK]
    assert await told(late) == []
    assert "3–4 октября" in (await ask(anna, "/event 11")).text


async def test_an_event_that_comes_back_is_told_to_who_knows_that_it_went(world: BotWorld) -> None:
    """The card counts the reader, also where the event has no date, and no later follower is told."""
    owner, anna = await world.owner(), await follower(world)
    done = await put_in_force(world, owner, plan_with(*GONE))
    await world.move_to("2020-09-20 12:10")
    [text] = await told(anna)
    assert text.count("Исключено из плана") == 2
    late = await follower(world, "Пётр")
    card = await tap(owner, done, "↩️ Отменить")
    assert "Об отмене сообщим 1 подписчику" in card.text
    await tap(owner, card, "↩️ Отменить правки")
    await world.move_to("2020-09-20 12:30")
    [text] = await told(anna)
    assert text.startswith(f"🔁 {GROZNY}\nСнова в плане: 3–4 октября, Грозный.")
    assert text.count("Снова в плане") == 2
    assert await told(late) == []


async def test_what_was_not_told_yet_is_never_told(world: BotWorld) -> None:
    """Undone before it is planned, and undone while it waits for the morning: no reader hears anything."""
    owner, anna = await world.owner(), await follower(world)
    done = await put_in_force(world, owner, plan_with(MOVE))
    assert "никому не сообщали" in (await undo(owner, done)).text
    await world.move_to("2020-09-20 22:00")
    done = await put_in_force(world, owner, plan_with(MOVE))
    await world.move_to("2020-09-20 22:30")
    assert world.query(
        "SELECT 1 FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id "
        "WHERE n.kind = 'change' AND d.state = 'pending'"
    )
    await undo(owner, done)
    waiting = world.query(
        "SELECT DISTINCT d.state, d.outcome FROM deliveries AS d "
        "JOIN notices AS n ON n.id = d.notice_id WHERE n.kind = 'change'"
    )
    assert waiting == [("void", "undone")]
    await world.move_to("2020-09-21 11:00")
    assert await told(anna) == []


async def test_an_earlier_change_that_waits_survives_the_undoing_of_a_later_one(world: BotWorld) -> None:
    """Of two moves at night the second is undone: in the morning the first one is told, with its date."""
    owner, anna = await world.owner(), await follower(world)
    await world.move_to("2020-09-20 22:00")
    await put_in_force(world, owner, plan_with(MOVE))
    done = await put_in_force(world, owner, plan_with((MOVE[0], "Грозный 17-18 октября")))
    await world.move_to("2020-09-20 22:30")
    await undo(owner, done)
    await world.move_to("2020-09-21 11:00")
    assert await told(anna) == [MOVED]


async def test_undoing_an_older_revision_undoes_the_later_ones_with_it(world: BotWorld) -> None:
    """The list names who and when. The older of two revisions takes the newer one along."""
    owner = await world.owner()
    await put_in_force(world, owner, plan_with(MOVE))
    await put_in_force(world, owner, plan_with(MOVE, ("Москва октябрь", "Москва 2 октября")))
    listed = await ask(owner, "/revisions")
    assert listed.text.count("документ «план.txt»") == 2
    card = await tap(owner, listed, "2")
    assert "Всего отменится: 2" in card.text
    assert "(отменено)" in (await tap(owner, card, "↩️ Отменить правки", "← Все правки")).text
    assert "3–4 октября" in (await ask(owner, "/event 11")).text


async def test_the_plan_of_a_year_that_had_none_can_be_withdrawn(world: BotWorld) -> None:
    """A plan of the wrong year is taken back before it is announced, and the right one is announced once."""
    owner, anna = await world.owner(), await follower(world)
    content = plan_with().replace("на 2020 год".encode(), "на 2022 год".encode())
    shown = await send_plan(world, owner, content)
    done = await tap(owner, shown, "Оставить все как есть", "✅ Внести")
    card = await tap(owner, done, "↩️ Отменить")
    assert "План на 2022 год будет снят" in card.text
    assert (await tap(owner, card, "↩️ Отменить правки")).text.startswith("↩️ План на 2022 год снят.")
    await world.move_to("2020-09-20 12:30")
    assert await told(anna) == []
    shown = await send_plan(world, owner, content)
    await tap(owner, shown, "Оставить все как есть", "✅ Внести")
    await world.move_to("2020-09-20 13:00")
    assert len(await told(anna)) == 1


async def test_the_document_comes_back_as_it_was_sent(world: BotWorld) -> None:
    """The file of an edition is kept with it, byte for byte."""
    owner, content = await world.owner(), plan_with(MOVE)
    done = await put_in_force(world, owner, content)
    await tap(owner, done, "📎 Документ")
    sent = await owner.reply()
    assert sent.document is not None
    assert sent.document["file_name"] == "план.txt"
    assert world.rehearsal.server.world.files[sent.document["file_id"]].content == content


async def test_late_and_forged_undoing_is_refused(world: BotWorld) -> None:
    """Undone twice, unknown, too old, or pressed by a reader: refused, and the plan stays."""
    owner, anna = await world.owner(), await world.person()
    await ask(anna, "/start")
    done = await put_in_force(world, owner, plan_with(MOVE))
    card = await tap(owner, done, "↩️ Отменить")
    data = next(one["callback_data"] for one in card.buttons if "Отменить правки" in one["text"])
    before = world.contents("plan_editions", "plan_changes")
    toast = await anna.press_data(data, (await anna.messages())[1].id, forged=True)
    assert toast.text.startswith("Изменять план могут только те")
    for forged in ("pvu:999:00000000", "pvu:1:00000000"):
        await owner.press_data(forged, card.id, forged=True)
    assert world.contents("plan_editions", "plan_changes") == before
    await tap(owner, card, "↩️ Отменить правки")
    after = world.contents("plan_editions", "plan_changes")
    assert (await owner.press_data(data, card.id, forged=True)).text.startswith("Эту правку нельзя отменить")
    assert world.contents("plan_editions", "plan_changes") == after
    await world.move_to("2020-10-21 12:00")
    assert "За последние 30 дней ни план, ни города не меняли." in (await ask(owner, "/undo")).text
