"""The main story: a reader comes, taps once, looks around and is reminded in time."""

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, tap, told


async def test_from_the_first_tap_to_the_first_bulletin(world: BotWorld) -> None:
    """One tap after /start follows the jubilees, one more the bulletin, which comes on Friday at noon."""
    anna, owner = await world.person(), await world.owner()
    first = await ask(anna, "/start")
    first = await tap(anna, first, "Напоминать о юбилеях", "Еженедельный бюллетень")
    assert "✅ Юбилеи · отключить" in first.labels
    assert "✅ Бюллетень · отключить" in first.labels
    assert "Планов на 2026 и 2027 годы пока нет" in (await ask(anna, "/upcoming")).text
    assert "Казань" in (await ask(anna, "/city казани")).text.splitlines()[0]
    assert "Напоминаем в 10:00" in (await ask(anna, "/settings")).text

    await _follow_an_issue_through(world, anna, owner)


async def _follow_an_issue_through(world: BotWorld, reader: Person, owner: Person) -> None:
    await world.move_to("2026-11-26 11:59")
    assert await told(owner) == []
    await world.move_to("2026-11-26 12:00")
    [draft] = await owner.unread()
    assert draft.text.startswith("📝 Черновик бюллетеня: 27 ноября")
    assert "Получит 1 подписчик." in draft.text
    await world.move_to("2026-11-27 11:59")
    assert await told(reader) == []
    await world.move_to("2026-11-27 12:00")
    [issue] = await told(reader)
    assert issue.startswith("📰 Бюллетень МАГ · 27 ноября 2026\n\n🍃 Тихая неделя. Что дальше:\n")
    assert issue in draft.text
    progress, report = await told(owner)
    assert progress == "📤 Бюллетень от 27 ноября отправляется: 1 из 1."
    assert report == (
        "📬 Бюллетень от 27 ноября отправлен\nДоставлено: 1\nЗаблокировали бота: 0\nНе доставлено: 0"
    )


async def test_a_jubilee_is_told_at_the_chosen_hour(world: BotWorld) -> None:
    """The reminder of a jubilee comes a day before at ten, the next one at six after the hour was changed."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/start"), "Напоминать о юбилеях")
    await world.jump_to("2027-09-09 12:00")
    await told(anna)
    await world.move_to("2027-09-10 09:59")
    assert await told(anna) == []
    await world.move_to("2027-09-10 10:00")
    [notice] = await anna.unread()
    assert notice.text.startswith("🔔 Завтра, 11 сентября, суббота\n🎂 Минску исполнится 960 лет ≈\n")
    assert notice.text.count("ориентировочно") == 1
    assert notice.labels == ["📋 Подробнее…", "🔕 Отключить…"]

    await tap(anna, await ask(anna, "/settings"), "🕙 Час", "18:00")
    await told(anna)
    await world.move_to("2027-09-11 17:59")
    assert await told(anna) == []
    await world.move_to("2027-09-11 18:00")
    [text] = await told(anna)
    assert text.startswith("🎉 Сегодня, 11 сентября, суббота\n🎂 Минску исполняется 960 лет ≈\n")
    assert "\n\n🔔 Завтра, 12 сентября, воскресенье\n🎂 Якутску исполнится 395 лет ≈" in text
    assert text.split("\n\n")[-1].startswith("≈ — ориентировочно")


async def test_what_was_slept_through_is_told_once_and_only_if_it_is_still_ahead(world: BotWorld) -> None:
    """After months of standstill one message has the occasions still ahead, and none of the past ones."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/subscribe"), "🏙 Дни городов", "🎂 Юбилеи городов")
    await world.move_to("2026-11-22 12:30")
    await world.jump_to("2027-09-04 12:00")
    [text] = await told(anna)
    assert text.startswith("🎉 Сегодня, 4 сентября, суббота\n🏙 День города: Гродно")
    for city in ("Москве", "Минску", "Цхинвалу"):
        assert text.count(f" {city} ") == 1, city
    # 30 August, and a window that has been open since 28 August
    assert "Казани" not in text
    assert "Барнаулу" not in text
