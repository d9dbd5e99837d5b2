"""A reader names a city once, and the bot remembers it. A group is asked about its title."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told


@pytest.fixture
def start() -> str:
    """Return a start eight days before the day of Kazan in 2027, a year without a plan."""
    return "2027-08-22 12:00"


async def a_group(world: BotWorld, admin: Person, title: str) -> tuple[int, ReceivedMessage]:
    """Take the bot into a group, and return the group and the greeting."""
    chat = int((await world.sandbox.order("group", title=title, owner=admin.id, kind="supergroup"))["id"])
    await world.sandbox.order("membership", chat=chat, status="member")
    await world.settle()
    return chat, await admin.reply(chat=chat)


async def test_first_minute_ends_with_a_reminder(world: BotWorld) -> None:
    """After /start, a city's name and «Напомнить» the reminder comes. «Мой город» asks no second time."""
    anna = await world.person()
    first = await ask(anna, "/start")
    assert "📅 Ближайшее" in first.text
    assert "🎂 Юбилеи 2027 года:" in first.text
    assert first.text.endswith("Какой город ваш? Выберите, напишите название или пришлите геопозицию.")
    card = await ask(anna, "в казани")
    assert card.text.startswith("🏠 Ваш город — Казань.")
    await tap(anna, card, "🔔 Напомнить")
    await told(anna)
    await world.move_to("2027-08-23 12:00")
    assert ["Казан" in text for text in await told(anna)] == [True]
    again = await ask(anna, "/start")
    assert again.text.startswith(
        "🏙 Казань: День города через неделю, ≈ 30 августа, исполнится 1022 года.\n\n👋 Здравствуйте!"
    )
    assert (await tap(anna, again, "🏙 Мой город")).text.startswith("🏙 Казань")


async def test_english_reader_is_asked_and_remembered_in_english(world: BotWorld) -> None:
    """The same minute in English."""
    john = await world.person("John", language="en")
    first = await ask(john, "/start")
    assert "📅 Coming up" in first.text
    assert first.text.endswith("Which city is yours? Choose it, name it or share your location.")
    card = await ask(john, "Vladivostok")
    assert card.text.startswith(
        "🏠 Your city is Vladivostok. The time zone follows it: Vladivostok, UTC+10.\n\n🏙 Vladivostok"
    )
    settings = await ask(john, "/settings")
    assert "My city: Vladivostok\nTime zone: Vladivostok, UTC+10" in settings.text
    assert "My city: not set" in (await tap(john, settings, "✖️ Remove the city")).text


@pytest.mark.parametrize(
    "way", ["🎂 Юбилеи 2027", "📅 Ближайшие события", "📘 План 2020", "🏙 Мой город", "🔔 Подписки"]
)
async def test_first_screen_opens_everything_with_one_tap(world: BotWorld, way: str) -> None:
    """In a year without a plan each of its buttons still opens a screen with content."""
    anna = await world.person()
    first = await ask(anna, "/start")
    shown = await tap(anna, first, way)
    assert shown.text != first.text
    assert "ничего" not in shown.text.casefold().replace("пока ничего не выбрано", "")
    assert shown.labels


async def test_location_gives_city_and_reminder_hour(world: BotWorld) -> None:
    """A reader in Irkutsk is reminded at ten in the morning there."""
    anna = await world.person()
    await ask(anna, "/start")
    await world.sandbox.order("send_location", person=anna.id, latitude=52.3, longitude=104.3)
    card = await anna.reply()
    assert "🏠 Ваш город — Иркутск. Часовой пояс взят по нему: Иркутск, UTC+8." in card.text
    assert "Напоминаем в 10:00" in (await ask(anna, "/settings")).text
    [row] = world.query("SELECT city, zone, zone_chosen FROM chats WHERE chat_id = ?", anna.id)
    assert row == ("irkutsk", "Asia/Irkutsk", 0)


async def test_group_is_asked_about_the_city_of_its_title_once(world: BotWorld) -> None:
    """The greeting asks, an admin answers, and the first screen begins with the city."""
    anna = await world.person()
    chat, hello = await a_group(world, anna, "Ассамблея — Казань")
    assert "📅 Ближайшее" in hello.text
    assert hello.text.endswith("🏠 Это чат города Казани?")
    peter = await world.person("Пётр")
    await world.sandbox.order("membership", chat=chat, person=peter.id, status="member")
    refused = await peter.press("✅ Да", on=hello, chat=chat)
    assert refused.text == "Подписки и настройки группы меняют только её администраторы."
    await tap(anna, hello, "✅ Да")
    assert world.query("SELECT city FROM chats WHERE chat_id = ?", chat) == [("kazan",)]
    first = await ask(anna, "/start", chat=chat)
    assert first.text.startswith("🏙 Казань: День города через 8 дней, ≈ 30 августа")
    assert "Это чат города" not in first.text
    assert "Город чата: Казань" in (await ask(anna, "/settings", chat=chat)).text


async def test_group_that_declines_is_not_asked_again(world: BotWorld) -> None:
    """Neither /start nor adding the bot again repeats the question."""
    anna = await world.person()
    chat, hello = await a_group(world, anna, "Чат города Минска")
    shown = await tap(anna, hello, "Нет")
    assert "Это чат города" not in shown.text
    assert "Это чат города" not in (await ask(anna, "/start", chat=chat)).text


async def test_old_button_of_a_lost_city_does_no_harm(world: BotWorld) -> None:
    """A city that the catalogue has lost is refused, and one that is stored reads as none."""
    anna = await world.person()
    first = await ask(anna, "/start")
    refused = await anna.press_data("mycity:atlantis", first.id, forged=True)
    assert refused.text == "Такого города в справочнике больше нет. Все города: /cities."
    assert world.query("SELECT city FROM chats WHERE chat_id = ?", anna.id) == [(None,)]
