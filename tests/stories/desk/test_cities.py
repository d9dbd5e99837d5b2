"""The secretariat edits a city at the desk: a note for its card, another name, its day."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap


async def open_city(editor: Person, name: str) -> ReceivedMessage:
    """Open a city at the desk by its name."""
    desk = await ask(editor, "/desk")
    await editor.press("🏙 Города", on=desk)
    await editor.unread()
    return await ask(editor, name)


async def answer(editor: Person, screen: ReceivedMessage, label: str, text: str) -> ReceivedMessage:
    """Press a button that asks, and write the answer."""
    await editor.press(label, on=screen)
    await editor.unread()
    return await ask(editor, text)


async def test_a_note_stands_on_the_card_until_it_is_removed(world: BotWorld, owner: Person) -> None:
    """Readers see it as it was written, in one line, and the log has it."""
    anna = await world.person()
    shown = await answer(owner, await open_city(owner, "Казань"), "📝 Заметка", "Парад <в полдень>\nу Кремля")
    assert shown.text == "Так увидят читатели:\n\n🏙 Казань\n\nℹ️ Парад <в полдень> у Кремля"
    assert "Парад" not in (await ask(anna, "/city Казань")).text
    done = await tap(owner, shown, "✅ Сохранить")
    assert done.text == "✅ Заметка сохранена: Парад <в полдень> у Кремля"
    assert "ℹ️ Парад <в полдень> у Кремля" in (await ask(anna, "/city Казань")).text
    assert "Заметка о городе: Казань" in (await ask(owner, "/log")).text
    shown = await answer(owner, await open_city(owner, "Казань"), "📝 Заметка", "-")
    assert shown.text.endswith("ℹ️ Заметки нет.")
    assert (await tap(owner, shown, "✅ Сохранить")).text == "✅ Заметка убрана."
    assert "Парад" not in (await ask(anna, "/city Казань")).text


async def test_an_edited_note_is_shown_anew_and_stored_once(world: BotWorld, owner: Person) -> None:
    """Leaving it as it was stores nothing. A second press of the button that stores is refused."""
    await owner.press("📝 Заметка", on=await open_city(owner, "Казань"))
    await owner.unread()
    written = await owner.say("Парат")
    shown = await owner.reply()
    await owner.revise(written, "Парад")
    await world.settle()
    [shown] = [one for one in await owner.messages() if one.id == shown.id]
    assert shown.text.endswith("ℹ️ Парад")
    keep = next(str(one["callback_data"]) for one in shown.buttons if "Сохранить" in one["text"])
    city = await tap(owner, shown, "✖️ Оставить как было")
    assert "ℹ️ Заметки нет." in city.text
    assert world.query("SELECT note FROM city_notes") == []
    await owner.press_data(keep, shown.id, forged=True)
    late = await owner.press_data(keep, shown.id, forged=True)
    assert late.text == "Эта правка устарела. Откройте город в /desk и внесите её заново."
    assert world.query("SELECT note FROM city_notes") == [("Парад",)]
    assert (await ask(owner, "/log")).text.count("Заметка о городе: Казань") == 1


async def test_a_city_is_found_by_another_name(world: BotWorld, owner: Person) -> None:
    """At once, for readers too, and no longer once the name is taken away."""
    anna = await world.person()
    assert "Казань" not in (await ask(anna, "/city Третья столица")).text
    screen = await open_city(owner, "Казань")
    done = await answer(owner, screen, "🔤 Добавить название", "Третья столица")
    assert done.text == "✅ Теперь город находится и по названию «Третья столица»."
    assert "Казань" in (await ask(anna, "/city третья столица")).text
    screen = await open_city(owner, "Третья столица")
    await owner.press("❌ Убрать: Третья столица", on=screen)
    assert "Название «Третья столица» убрано." in (await owner.unread())[-1].text
    assert "Казань" not in (await ask(anna, "/city Третья столица")).text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Минск", "Так называется другой город: Минск."),
        ("Казани", "Город Казань уже находится по этому названию."),
        ("!", "В названии нужны буквы. Напишите ещё раз. Передумали? /cancel"),
        ("я" * 61, "Слишком длинно: 61 знак, а поместится 60."),
    ],
)
async def test_a_name_that_cannot_be_is_refused(owner: Person, name: str, sentence: str) -> None:
    """Another city's name, a known one, none at all, one that is too long."""
    screen = await open_city(owner, "Казань")
    assert (await answer(owner, screen, "🔤 Добавить название", name)).text == sentence


async def test_the_day_is_named_from_the_desk(owner: Person) -> None:
    """The same question as on the card leads to the same proposal, also by an English date."""
    screen = await open_city(owner, "Минск")
    shown = await answer(owner, screen, "📅 День города", "Sept 12, 2027")
    assert "Станет: 12 сентября 2027 г." in shown.text
    done = await tap(owner, shown, "✅ Назначить")
    assert done.text == "✅ Минск: День города — 12 сентября 2027 г."
