"""Reminders as a reader gets them: a month ahead, on the eve, on the day, several at once."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

HEAD = """План мероприятий
Международной Ассамблеи столиц и крупных городов (МАГ)
на 2020 год

№ п/п\tМероприятия\tМесто, дата\tПримечание
1.\tФорум столиц\tМинск 4 августа в 15:00\tОрганизаторы: МАГ, Мингорисполком
2.\tСъезд мэров\tВладивосток, 5 августа в 6:00–8:00\tОрганизатор: МАГ
3.\tКонгресс городов\tКазань 5 августа\tОрганизатор: МАГ
"""


@pytest.fixture
def start() -> str:
    """Return a start a month and a day before the jubilee of Тверь."""
    return "2020-06-18 12:00"


async def follower(world: BotWorld, topic: str, zone: str = "") -> Person:
    """Return a reader who follows a topic, in a zone if one is named, and has read everything."""
    anna = await world.person()
    menu = await tap(anna, await ask(anna, "/subscribe"), topic)
    if zone:
        await anna.press_data(f"zone:{zone}", menu.id, forged=True)
    await told(anna)
    return anna


async def read_at(world: BotWorld, person: Person, at: str, chat: int | None = None) -> list[ReceivedMessage]:
    """Run the clock to a time in Moscow. Return the messages received by then."""
    await world.move_to(at)
    return await person.unread(chat)


async def below(person: Person, message: ReceivedMessage, label: str) -> ReceivedMessage:
    """Press a button whose answer is a new message, and return that."""
    await person.unread(message.chat_id)
    await person.press(label, on=message)
    return await person.reply(chat=message.chat_id)


async def test_a_jubilee_is_told_a_month_ahead_on_the_eve_and_on_the_day(world: BotWorld) -> None:
    """Three messages, each complete in itself. The last one congratulates, with the card of the city."""
    anna = await follower(world, "🎂 Юбилеи городов")
    [month] = await read_at(world, anna, "2020-06-19 12:00")
    assert month.text == (
        "🎂 Через месяц Твери исполнится 885 лет — 19 июля, воскресенье. Основана в 1135 году.\n"
        "Дата ориентировочная."
    )
    assert "photo" not in month.body
    assert month.rows == [["📋 Подробнее", "📎 В календарь"], ["🔕 Отключить…"]]
    await read_at(world, anna, "2020-07-17 12:00")
    [eve] = await read_at(world, anna, "2020-07-18 12:00")
    assert "🔔 Завтра, 19 июля, воскресенье\n🎂 Твери исполнится 885 лет ≈" in eve.text
    [day] = await read_at(world, anna, "2020-07-19 23:00")
    assert day.text == (
        "🎉 Сегодня Твери 885 лет!\n"
        "Юбилей города — 19 июля, воскресенье. Основана в 1135 году.\n"
        "С праздником, Тверь!\n"
        "Дата ориентировочная."
    )
    assert len(day.body["photo"]) > 0
    assert day.rows == month.rows


async def test_an_hour_in_another_zone_is_told_in_both(world: BotWorld) -> None:
    """Minsk's three o'clock is four in Samara, and apps that know the entity show the device's own."""
    await put_in_force(world, HEAD)
    anna = await follower(world, "🏛 Мероприятия МАГ", "Europe/Samara")
    await read_at(world, anna, "2020-08-02 12:00")
    [eve] = await read_at(world, anna, "2020-08-03 12:00")
    assert eve.text == (
        "🏛 Завтра, 4 августа, вторник, 15:00 по Минску, у вас 16:00 — Форум столиц, Минск\n"
        "Организаторы: МАГ, Мингорисполком"
    )
    entities = [one for one in eve.body["entities"] if one["type"] == "date_time"]
    assert [one.get("date_time_format") for one in entities] == [None, "t"]
    assert {one["unix_time"] for one in entities} == {1596542400}


async def test_the_same_hour_is_told_once(world: BotWorld) -> None:
    """Moscow has the time of Minsk."""
    await put_in_force(world, HEAD)
    anna = await follower(world, "🏛 Мероприятия МАГ")
    await read_at(world, anna, "2020-08-02 12:00")
    [eve] = await read_at(world, anna, "2020-08-03 12:00")
    assert eve.text.startswith("🏛 Завтра, 4 августа, вторник, 15:00 — Форум столиц, Минск")


async def test_several_reminders_share_a_choice_of_cards(world: BotWorld) -> None:
    """One message, two buttons: one opens any of the cards, one what to switch off."""
    await put_in_force(world, HEAD)
    anna = await follower(world, "🏛 Мероприятия МАГ")
    await read_at(world, anna, "2020-08-03 12:00")
    [eve] = await read_at(world, anna, "2020-08-04 12:00")
    assert "🏛 Съезд мэров, 06:00–08:00 по Владивостоку, у вас 4 августа, 23:00\n📍 Владивосток" in eve.text
    assert eve.rows == [["📋 Подробнее…", "🔕 Отключить…"]]
    cards = await below(anna, eve, "📋 Подробнее…")
    assert cards.labels == ["Конгресс городов", "Съезд мэров"]
    card = await below(anna, cards, "Конгресс городов")
    assert "Конгресс городов" in card.text
    choice = await below(anna, eve, "🔕 Отключить…")
    assert choice.labels == [
        *("✅ Конгресс городов", "✅ Съезд мэров", "✅ Тема: Мероприятия МАГ"),
        *("🔔 Подписки", "⛔ Остановить всё"),
    ]
    await tap(anna, choice, "✅ Тема: Мероприятия МАГ")
    assert world.query("SELECT topic FROM subscriptions WHERE chat_id = ?", anna.id) == []


async def test_greetings_are_switched_off_below_one(world: BotWorld) -> None:
    """The choice below a greeting ends greetings and keeps reminders. /subscribe resumes greetings."""
    anna = await follower(world, "🎂 Юбилеи городов")
    [*_, day] = await read_at(world, anna, "2020-08-30 12:00")
    assert day.text.startswith("🎉 Сегодня Казани 1015 лет!")
    choice = await below(anna, day, "🔕 Отключить…")
    off = await tap(anna, choice, "✅ 🎉 Поздравление в сам день")
    assert "▫️ 🎉 Поздравление в сам день" in off.labels
    later = [one.text for one in await read_at(world, anna, "2020-09-05 12:00")]
    assert any(text.startswith("🎂 Завтра Барнаулу") for text in later)
    assert not any("🎉" in text for text in later)
    menu = await ask(anna, "/subscribe")
    assert "▫️ 🎉 Поздравление в сам день" in menu.labels
    await tap(anna, menu, "▫️ 🎉 Поздравление в сам день")
    # still that day, and useful until its end
    [greeting] = await read_at(world, anna, "2020-09-05 12:05")
    assert "🎂 Барнаулу исполняется 290 лет" in greeting.text or "Барнаулу 290 лет" in greeting.text


async def test_the_own_city_is_greeted_without_a_jubilee(world: BotWorld) -> None:
    """Its day is no jubilee: a follower of the city whose own it is gets the greeting, another does not."""
    anna, boris = await world.person("Анна"), await world.person("Пётр")
    for person in (anna, boris):
        menu = await ask(person, "/subscribe")
        await person.press_data("pickcity:magadan", menu.id, forged=True)
    chats = world.rehearsal.app.resources.store.chats
    await chats.set_city(anna.id, "magadan", None, world.rehearsal.clock.now())
    await world.move_to("2020-07-13 12:00")
    await told(anna)
    await told(boris)
    [greeting] = await read_at(world, anna, "2020-07-14 12:00")
    assert greeting.text.startswith("🎉 Сегодня Магадану 81 год!\nДень города — 14 июля, вторник.")
    assert "photo" in greeting.body
    assert await told(boris) == []


async def test_a_press_on_a_notice_of_long_ago_is_answered(world: BotWorld) -> None:
    """When all occasions are past, the choice still offers the topic. A forged one offers a way out."""
    anna = await follower(world, "🎂 Юбилеи городов")
    [month] = await read_at(world, anna, "2020-06-19 12:00")
    await world.move_to("2020-10-30 12:00")
    choice = await below(anna, month, "🔕 Отключить…")
    assert choice.labels[:1] == ["✅ Тема: Юбилеи городов"]
    await anna.unread()
    await anna.press_data("pick:m:AAAAAzzzzz", month.id, forged=True)
    empty = await anna.reply()
    assert empty.labels == ["🔔 Подписки", "⛔ Остановить всё"]


async def test_only_admins_switch_off_for_a_group(world: BotWorld) -> None:
    """A member's press on «Отключить…» is refused, and the group's greeting comes into the group."""
    anna, boris = await world.person("Анна"), await world.person("Пётр")
    shown = await world.sandbox.order("group", title="Города", owner=anna.id)
    group = int(shown["id"])
    await world.sandbox.order("membership", chat=group, person=boris.id, status="member")
    await world.sandbox.order("membership", chat=group, status="member")
    await world.settle()
    await tap(anna, await ask(anna, "/subscribe", chat=group), "🎂 Юбилеи городов")
    await anna.unread(group)
    [*_, day] = await read_at(world, anna, "2020-07-19 12:00", group)
    assert day.text.startswith("🎉 Сегодня Твери 885 лет!")
    toast = await boris.press("🔕 Отключить…", on=day)
    assert "администраторы" in toast.text
