"""Undo edits of a city by hand: its day, its note, its names. Take a day back that was set."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told

BACK = "🔁 День города: Казань\nПеренесён с 29 на 30 августа, воскресенье. Дата ориентировочная."
LATER = "2020-07-01 12:10"


@pytest.fixture
def start() -> str:
    """Return a start two months before the day of Kazan, which the plan prints on 30 August."""
    return "2020-07-01 12:00"


async def follower(world: BotWorld, name: str = "Анна") -> Person:
    """Return a follower of Kazan who has read everything."""
    reader = await world.person(name)
    await tap(reader, await ask(reader, "/city Казань"), "🔔")
    await told(reader)
    return reader


async def set_day(owner: Person, text: str) -> ReceivedMessage:
    """Set the day of Kazan. Return what the bot says of it."""
    return await tap(owner, await ask(owner, f"/cityday Казань {text}"), "✅ Назначить")


async def revision(owner: Person, number: int = 1) -> ReceivedMessage:
    """Open a revision of the list, counted from 1 for the newest."""
    return await tap(owner, await ask(owner, "/revisions"), str(number))


async def test_a_set_day_is_undone_and_those_who_heard_of_it_are_told(world: BotWorld, owner: Person) -> None:
    """A reader who was told of the set day is told once of the restored one. A later follower is not."""
    anna = await follower(world)
    await set_day(owner, "29 августа")
    await world.move_to(LATER)
    assert len(await told(anna)) == 1
    late = await follower(world, "Пётр")
    listed = await ask(owner, "/revisions")
    assert "Назначен День города: Казань" in listed.text
    card = await tap(owner, listed, "1")
    assert "День города: 30 августа 2020 г." in card.text
    assert "Об отмене сообщим 1 подписчику" in card.text
    undone = await tap(owner, card, "↩️ Отменить правки")
    assert undone.text.startswith("↩️ Казань: правка отменена.")
    await world.move_to("2020-07-01 12:30")
    assert await told(anna) == [BACK]
    assert await told(late) == []
    assert "30 августа" in (await ask(anna, "/city Казань")).text
    assert "Отменена правка Дня города: Казань" in (await ask(owner, "/log")).text
    assert "(отменено)" in (await ask(owner, "/revisions")).text


async def test_a_day_undone_within_five_minutes_is_told_to_no_one(world: BotWorld, owner: Person) -> None:
    """Set, set otherwise and undone to the plan's: no reader hears anything."""
    anna = await follower(world)
    await set_day(owner, "29 августа")
    await set_day(owner, "28 августа")
    card = await revision(owner, 2)
    assert "Всего отменится: 2" in card.text
    assert "никому не сообщали" in (await tap(owner, card, "↩️ Отменить правки")).text
    await world.move_to("2020-07-02 12:00")
    assert await told(anna) == []
    assert "30 августа" in (await ask(anna, "/city Казань")).text


async def test_every_confirmation_leads_to_its_undoing(world: BotWorld, owner: Person) -> None:
    """The message that an edit is stored has the button: of an event, a day, a note and a name."""
    shown = await tap(owner, await ask(owner, "/desk 11"), "❌ Отменить мероприятие")
    saved = await tap(owner, shown, "✅ Сохранить")
    named = await set_day(owner, "29 августа")
    noted = await _write(owner, "📝 Заметка", "Парад в полдень")
    called = await _write(owner, "🔤 Добавить название", "Третья столица")
    for done in (called, noted, named):
        undone = await tap(owner, done, "↩️ Отменить", "↩️ Отменить правки")
        assert undone.text.startswith("↩️ Казань: правка отменена.")
    undone = await tap(owner, saved, "↩️ Отменить", "↩️ Отменить правки")
    assert undone.text.startswith("↩️ Правки отменены: план на 2020 год снова прежний.")
    assert world.contents("city_overrides", "city_notes", "city_names") == {
        "city_overrides": [],
        "city_notes": [],
        "city_names": [],
    }


async def test_an_undoing_is_undone_like_anything_else(world: BotWorld, owner: Person) -> None:
    """Undoing the undoing restores the day that was set."""
    await set_day(owner, "29 августа")
    await tap(owner, await revision(owner), "↩️ Отменить правки")
    card = await revision(owner)
    assert "Отменена правка Дня города: Казань" in card.text
    assert "29 августа" in (await tap(owner, card, "↩️ Отменить правки")).text
    assert "29 августа" in (await ask(owner, "/city Казань")).text


async def test_notes_and_names_are_undone_each_by_itself(world: BotWorld, owner: Person) -> None:
    """A name that was given goes, one that was taken comes back, and the note is as it was before."""
    anna = await world.person()
    await _write(owner, "📝 Заметка", "Парад в полдень")
    await _write(owner, "🔤 Добавить название", "Третья столица")
    await _write(owner, "📝 Заметка", "Парада нет")
    card = await revision(owner)
    assert "Заметка: Парад в полдень" in card.text
    assert "Читателям об этом не сообщается." in card.text
    await tap(owner, card, "↩️ Отменить правки")
    assert "ℹ️ Парад в полдень" in (await ask(anna, "/city Третья столица")).text
    await tap(owner, await revision(owner, 3), "↩️ Отменить правки")
    assert "Казань" not in (await ask(anna, "/city Третья столица")).text
    await tap(owner, await revision(owner, 5), "↩️ Отменить правки")
    assert "Парад" not in (await ask(anna, "/city Казань")).text


async def _write(owner: Person, label: str, text: str) -> ReceivedMessage:
    """Write a note on Kazan, or another name of it, at the desk. Return the confirmation."""
    await owner.press(label, on=await _city(owner))
    await owner.unread()
    shown = await ask(owner, text)
    return await tap(owner, shown, "✅ Сохранить") if "✅ Сохранить" in shown.labels else shown


async def _city(owner: Person) -> ReceivedMessage:
    """Open Kazan at the desk."""
    await owner.press("🏙 Города", on=await ask(owner, "/desk"))
    await owner.unread()
    return await ask(owner, "Казань")


async def test_a_name_that_another_city_bears_now_is_not_given_back(world: BotWorld, owner: Person) -> None:
    """Taken from Kazan and given to Ryazan: the card says that it cannot be undone, and nothing changes."""
    await _write(owner, "🔤 Добавить название", "Третья столица")
    await owner.press("❌ Убрать: Третья столица", on=await _city(owner))
    await owner.unread()
    await owner.press("🏙 Города", on=await ask(owner, "/desk"))
    await owner.unread()
    await owner.press("🔤 Добавить название", on=await ask(owner, "Рязань"))
    await owner.unread()
    await ask(owner, "Третья столица")
    before = world.contents("city_names", "revisions")
    card = await revision(owner, 2)
    assert "Убрано название города: Казань" in card.text
    assert "нельзя отменить" in card.text
    assert world.contents("city_names", "revisions") == before


async def test_an_undone_plan_leaves_the_days_of_cities_set(world: BotWorld, owner: Person) -> None:
    """Undoing revisions of a plan keeps the days of cities that were set between them."""
    await owner.press("❌ Отменить мероприятие", on=await ask(owner, "/desk 11"))
    await tap(owner, (await owner.messages())[-1], "✅ Сохранить")
    await set_day(owner, "29 августа")
    card = await revision(owner, 2)
    assert "Отменено мероприятие: «Международная конференция МАГ" in card.text
    assert "Вместе с этой правкой" not in card.text
    await tap(owner, card, "↩️ Отменить правки")
    assert "29 августа" in (await ask(owner, "/city Казань")).text
    assert "Отменено" not in (await ask(owner, "/event 11")).text


async def test_a_set_day_is_taken_back_at_the_desk(world: BotWorld, owner: Person) -> None:
    """The city's page offers it and shows the day that then applies, and followers are told once."""
    anna = await follower(world)
    assert "↩️ Снять" not in " ".join((await _city(owner)).labels)
    await set_day(owner, "29 августа")
    await world.move_to(LATER)
    await told(anna)
    page = await _city(owner)
    assert "29 августа (назначено секретариатом)" in page.text
    shown = await tap(owner, page, "↩️ Снять назначенный день: 2020")
    assert "Сейчас: 29 августа 2020 г." in shown.text
    assert "После снятия. День города: 30 августа 2020 г." in shown.text
    assert "Сообщение получит 1 подписчик." in shown.text
    done = await tap(owner, shown, "↩️ Снять и сообщить (1)")
    assert done.text.startswith("✅ Казань: назначенный день снят, 2020 год.")
    await world.move_to("2020-07-01 12:30")
    assert await told(anna) == [BACK]
    assert "↩️ Снять" not in " ".join((await _city(owner)).labels)
    again = await owner.press_data("di:kazan:2020", done.id, forged=True)
    assert again.text == "Назначенного дня у города на этот год нет: его уже сняли."


async def test_a_set_day_is_taken_back_silently(world: BotWorld, owner: Person) -> None:
    """No reader is notified, and the card shows the day of the plan."""
    anna = await follower(world)
    await set_day(owner, "29 августа")
    await world.move_to(LATER)
    await told(anna)
    shown = await tap(owner, await _city(owner), "↩️ Снять назначенный день: 2020")
    await tap(owner, shown, "🔇 Снять, не сообщая")
    await world.move_to("2020-07-02 12:00")
    assert await told(anna) == []
    assert "30 августа" in (await ask(anna, "/city Казань")).text


async def test_the_second_of_two_editors_sees_that_the_day_has_changed(
    world: BotWorld, owner: Person
) -> None:
    """The day was set anew between the question and the press: it is asked once more, nothing is stored."""
    await set_day(owner, "29 августа")
    shown = await tap(owner, await _city(owner), "↩️ Снять назначенный день: 2020")
    await set_day(owner, "28 августа")
    before = world.contents("city_overrides", "revisions")
    label = next(one for one in shown.labels if one.startswith("↩️ Снять"))
    again = await tap(owner, shown, label)
    assert again.text.startswith("⚠️ Пока вы решали, данные города изменили.")
    assert "Сейчас: 28 августа 2020 г." in again.text
    assert world.contents("city_overrides", "revisions") == before
