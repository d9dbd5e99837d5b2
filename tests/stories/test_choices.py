"""Settings take effect: language, zone, mutes, frequency."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, tap, told


@pytest.fixture
def start() -> str:
    """Return a start a day before the reminder of Barnaul's jubilee, which is a day later."""
    return "2020-09-03 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a follower of jubilees, who has read everything so far."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/start"), "Напоминать о юбилеях")
    await told(anna)
    return anna


async def test_the_language_changes_at_once(world: BotWorld, anna: Person) -> None:
    """After the switch screens and notices speak the other language."""
    await tap(anna, await ask(anna, "/settings"), "🌐 Язык / Language", "English")
    assert (await ask(anna, "/settings")).text.startswith("⚙️ Settings")
    await world.move_to("2020-09-04 10:00")
    [text] = await told(anna)
    assert text == (
        "🎂 Tomorrow Barnaul turns 290 — Saturday, 5 September. Founded in 1730.\nThe date is approximate."
    )


async def test_a_persons_telegram_decides_the_first_language(world: BotWorld) -> None:
    """A person with Telegram in English is greeted in English, one with another language in Russian."""
    john = await world.person("John", language="en")
    assert (await ask(john, "/start")).labels[3] == "📅 Coming up"
    aigul = await world.person("Айгуль", language="kk")
    assert (await ask(aigul, "/start")).labels[3] == "📅 Ближайшие события"


async def test_a_zone_is_found_by_the_city(world: BotWorld, anna: Person) -> None:
    """A city named instead of a zone sets the clock: ten o'clock is ten o'clock in Vladivostok."""
    zones = await tap(anna, await ask(anna, "/settings"), "🌍 Часовой пояс")
    await tap(anna, zones, "🏙 Назвать город")
    await told(anna)
    answer = await ask(anna, "во владивостоке")
    assert answer.text.startswith("Готово. Часовой пояс: Владивосток, UTC+10")
    await world.move_to("2020-09-04 02:59")
    assert await told(anna) == []
    await world.move_to("2020-09-04 03:00")
    [text] = await told(anna)
    assert text.startswith("🎂 Завтра Барнаулу исполнится 290 лет — 5 сентября")


async def test_one_tap_mutes_and_unmutes(world: BotWorld, anna: Person) -> None:
    """A switch of the choice below a notice turns into its own undoing, and does what it says."""
    await world.move_to("2020-09-04 10:00")
    [notice] = await anna.unread()
    await anna.press("🔕 Отключить…", on=notice)
    choice = await anna.reply()
    assert choice.labels == [
        "✅ Барнаул, 5 сентября",
        "✅ Тема: Юбилеи городов",
        "✅ 🎉 Поздравление в сам день",
        *("🔔 Подписки", "⛔ Остановить всё"),
    ]
    off = await tap(anna, choice, "✅ Барнаул, 5 сентября")
    assert off.labels == ["▫️ Барнаул, 5 сентября", *choice.labels[1:]]
    assert (await tap(anna, off, "▫️ Барнаул, 5 сентября")).labels == choice.labels
    await world.move_to("2020-09-05 10:00")
    [text] = await told(anna)
    assert text.startswith("🎉 Сегодня, 5 сентября, суббота\n🎂 Барнаулу исполняется 290 лет ≈\n")


async def test_what_is_muted_is_not_told_of(world: BotWorld, anna: Person) -> None:
    """A muted occasion stays silent, the others do not."""
    await world.move_to("2020-09-04 10:00")
    [notice] = await anna.unread()
    await anna.press("🔕 Отключить…", on=notice)
    await tap(anna, await anna.reply(), "✅ Барнаул, 5 сентября")
    await world.move_to("2020-09-12 10:00")
    texts = await told(anna)
    assert not [text for text in texts if "Барнаул" in text]
    assert any(text.startswith("🔔 Завтра, 12 сентября, суббота") for text in texts)
    assert any(text.startswith("🎉 Сегодня, 12 сентября") for text in texts)


async def test_lead_times_are_the_readers_own(world: BotWorld, anna: Person) -> None:
    """Seven days instead of thirty and one: the reminder comes then and only then."""
    leads = await tap(anna, await ask(anna, "/settings"), "🗓 Когда напоминать", "Юбилеи городов")
    await tap(anna, leads, "Свой выбор…", "✅ За 30 дней", "✅ За день", "▫️ За 7 дней")
    await tap(anna, await ask(anna, "/subscribe"), "✅ 🎉 Поздравление в сам день")
    await told(anna)
    await world.move_to("2020-09-13 12:00")
    heads = [text.splitlines()[0] for text in await told(anna)]
    assert heads == [
        "🔔 Через неделю, 12 сентября, суббота",
        "🎂 Через неделю Гродно исполнится 1015 лет — 13 сентября, воскресенье.",
        "🎂 Через неделю Элисте исполнится 155 лет — 19 сентября, суббота. Основана в 1865 году.",
        "🔔 Через неделю, 20 сентября, воскресенье",
    ]


async def test_a_followed_city_tells_of_all_that_happens_there(world: BotWorld) -> None:
    """Following a city brings its day and the events that take place in it, and nothing else."""
    vera = await world.person("Вера")
    await tap(vera, await ask(vera, "/subscribe"), "➕ Добавить город")
    await told(vera)
    assert "Москва" in (await ask(vera, "масква")).text
    await world.move_to("2020-09-30 12:00")
    texts = await told(vera)
    assert [text.splitlines()[0] for text in texts] == [
        "🏙 Завтра День города: Москве 873 года — 5–6 сентября, суббота и воскресенье. Основана в 1147 году.",
        "🌐 Скоро: Международная конференция «Москва-энергоэффективный город», Москва — в октябре. "
        "Точный день назовём, когда он станет известен.",
    ]


async def test_a_card_can_be_opened_and_put_into_a_calendar(world: BotWorld, anna: Person) -> None:
    """From a reminder to the card and the calendar file, each in a tap, the reminder left as it is."""
    await world.move_to("2020-09-04 10:00")
    [notice] = await anna.unread()
    await anna.press("📋 Подробнее", on=notice)
    assert (await anna.reply()).text.startswith("🏙 Барнаул")
    await anna.press("📎 В календарь", on=notice)
    file = await anna.reply()
    assert file.document is not None
    assert str(file.document["file_name"]).endswith(".ics")
