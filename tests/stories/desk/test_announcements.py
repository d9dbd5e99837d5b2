"""Announcements to followers of a topic: reach, schedule, second confirmation, correction."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from data.calendar.topics import Topic
from tests.world.running_bot import BotWorld, ask, tap, told

NOON = "2026-11-22 12:10"
JUBILEES, BULLETIN = "🎂 Напоминать о юбилеях", "📰 Еженедельный бюллетень"


async def reader(world: BotWorld, name: str, topic: str) -> Person:
    """Return a reader who follows a topic of the first screen and has read everything so far."""
    person = await world.person(name)
    await tap(person, await ask(person, "/start"), topic)
    await told(person)
    return person


async def draft_for(owner: Person, audience: str, text: str) -> ReceivedMessage:
    """Begin an announcement and give it a text. Return its draft."""
    started = await tap(owner, await ask(owner, "/announce"), audience)
    assert "Текста ещё нет" in started.text
    tools = await tap(owner, started, "🛠 Оформление и время")
    await owner.press("✏️ Добавить текст", on=tools)
    await owner.unread()
    await owner.say(text)
    return await owner.reply()


async def test_announcement_reaches_followers_of_a_topic_only(world: BotWorld, owner: Person) -> None:
    """The reach is shown before. A sound is made, the way out stands below, and the report counts."""
    anna, vera = await reader(world, "Анна", JUBILEES), await reader(world, "Вера", BULLETIN)
    draft = await draft_for(owner, "Юбилеи городов", "Запись на форум <закрыта>")
    assert draft.text.startswith("📣 Объявление подписчикам темы «Юбилеи городов»\nПолучит 1 подписчик.")
    confirm = await tap(owner, draft, "🚀 Отправить сейчас")
    assert "Его получит 1 подписчик." in confirm.text
    before = await world.last_call()
    accepted = await tap(owner, confirm, "Да, отправить")
    assert "📤 Принято: объявление уходит." in accepted.text
    await world.move_to(NOON)
    [message] = await anna.unread()
    assert message.text == "Запись на форум <закрыта>"
    assert len(message.labels) == 2
    [call] = await world.sent(anna.id, before)
    assert "disable_notification" not in call["params"]
    assert await told(vera) == []
    assert "📣 Объявление отправлено\nДоставлено: 1" in (await told(owner))[-1]
    late = await owner.press_data(confirm.buttons[0]["callback_data"], confirm.id, forged=True)
    assert late.text == "Это объявление уже отправлено, изменить его нельзя."


async def test_reply_to_an_announcement_goes_to_the_secretariat(world: BotWorld, owner: Person) -> None:
    """It is carried over with a note of it. A stop word below it stops."""
    anna = await reader(world, "Анна", BULLETIN)
    draft = await draft_for(owner, "Всем, кто получает бюллетень", "Запись на форум открыта")
    await tap(owner, draft, "🚀 Отправить сейчас", "Да, отправить")
    await world.move_to(NOON)
    [message] = await anna.unread()
    await told(owner)
    await anna.say("Где записаться?", reply_to=message.id)
    assert (await anna.reply()).text.startswith("✉️ Передаём секретариату.")
    await owner.sees("Где записаться?")
    [header] = [one for one in await owner.unread() if one.text.startswith("✉️ Анна")]
    assert "В ответ на объявление" in header.text
    await anna.say("Стоп", reply_to=message.id)
    assert (await anna.sees("Остановить")).labels


async def test_second_announcement_to_all_within_a_day_is_confirmed_twice(
    world: BotWorld, owner: Person
) -> None:
    """The first goes by one confirmation. A day later one is enough again."""
    anna = await reader(world, "Анна", BULLETIN)
    for text, at in (("Первое", NOON), ("Второе", "2026-11-22 13:00"), ("Третье", "2026-11-24 12:00")):
        await world.move_to(at)
        draft = await draft_for(owner, "Всем, кто получает бюллетень", text)
        asked = await tap(owner, draft, "🚀 Отправить сейчас", "Да, отправить")
        if text == "Второе":
            assert "С разницей меньше суток всем уже отправлено" in asked.text
            assert await told(anna) == []
            asked = await tap(owner, asked, "Да, ещё одно за сутки")
        assert "📤 Принято" in asked.text
        await anna.sees(text)
        await told(anna)


async def test_scheduled_announcement_goes_out_at_its_hour(world: BotWorld, owner: Person) -> None:
    """It needs an approval. A correction edits delivered messages, also in a chat that has stopped since."""
    anna = await reader(world, "Анна", BULLETIN)
    draft = await draft_for(owner, "Всем, кто получает бюллетень", "Сбор в 15:00")
    tools = await tap(owner, draft, "🛠 Оформление и время")
    await owner.press("🕘 День и час", on=tools)
    await owner.unread()
    set_for = await ask(owner, "завтра в 10:00")
    assert "Назначено на 23 ноября в 10:00 по московскому времени; чтобы оно ушло" in set_for.text
    approved = await tap(owner, set_for, "✅ Утвердить")
    assert "✅ Утверждено и уйдёт 23 ноября в 10:00" in approved.text
    await world.move_to("2026-11-23 09:59")
    assert await told(anna) == []
    await world.move_to("2026-11-23 10:01")
    [message] = await anna.unread()
    await tap(anna, await ask(anna, "/stop"), "Да")
    await tap(owner, await ask(owner, "/announce"), "Сбор в 15:00")
    await owner.press("✏️ Исправить отправленное")
    amendment = await owner.reply()
    tools = await tap(owner, amendment, "🛠 Оформление и время")
    await owner.press("✏️ Заменить текст", on=tools)
    await owner.unread()
    corrected = await ask(owner, "Сбор в 16:00")
    await tap(owner, corrected, "🚀 Отправить сейчас", "Да, исправить")
    await world.move_to("2026-11-23 10:10")
    [shown] = [one for one in await anna.messages() if one.id == message.id]
    assert (shown.text, shown.edits) == ("Сбор в 16:00", 1)
    assert any("Объявление исправлено" in text for text in await told(owner))


@pytest.mark.parametrize(
    ("audience", "asked_for", "topic"),
    [
        ("Об одном городе", "казань", Topic.CITY),
        ("Об одном мероприятии", "форум столиц", Topic.EVENT),
    ],
)
async def test_announcement_about_one_subject(
    world: BotWorld, owner: Person, audience: str, asked_for: str, topic: Topic
) -> None:
    """The subject is found by words. After unknown words the bot asks again, and a draft can be given up."""
    await owner.press(audience, on=await ask(owner, "/announce"))
    await owner.unread()
    assert "Напишите иначе" in (await ask(owner, "ъъъъъъъ")).text
    choice = await ask(owner, asked_for)
    draft = await tap(owner, choice, choice.labels[0])
    assert draft.text.startswith("📣 Объявление тем, кто следит за")
    assert world.query("SELECT topic FROM announcements") == [(topic,)]
    assert (await tap(owner, draft, "🗑 Отказаться", "Да, отказаться")).text == "Объявление отменено."
