"""/stats: the owner sees who reads the bot, by which link they came and what they were sent."""

from pathlib import Path

from bot.pictures.drawing import PNG_SIGNATURE
from bot.sandbox.client.client import Person, ReceivedMessage
from bot.sandbox.world.cast import OWNER_ID
from tests.world.running_bot import BotWorld, ask, open_bot_world, tap, told

DESK = -1_001_900_000_001


async def came(world: BotWorld, name: str, payload: str) -> Person:
    """Start the bot by a link with this payload. Return the person."""
    person = await world.person(name)
    await ask(person, f"/start {payload}")
    return person


def picture_of(world: BotWorld, message: ReceivedMessage) -> bytes:
    """Return the picture of a message."""
    return world.file(message.body["photo"][-1])


async def test_owner_sees_figures_with_a_picture(world: BotWorld, owner: Person) -> None:
    """Subscribers, what they follow, and by which link they came first. A second link changes nothing."""
    anna = await came(world, "Анна", "site")
    await came(world, "Пётр", "ckazan_from-poster")
    await came(world, "Ольга", "ckazan")
    await ask(anna, "/start vk")
    await tap(anna, await ask(anna, "/start"), "Еженедельный бюллетень")
    shown = await ask(owner, "/stats")
    assert shown.text.startswith("📊 Статистика · 22 ноября 2026 г.\n")
    assert "👥 Подписчиков: 1\n" in shown.text
    assert "Еженедельный бюллетень — 1" in shown.text
    sources = "🔗 Откуда пришли: карточка города — 1, poster — 1, site — 1, без метки — 1"
    assert sources in shown.text
    assert picture_of(world, shown).startswith(PNG_SIGNATURE)


async def test_all_figures_come_below_and_are_refreshed_in_place(world: BotWorld, owner: Person) -> None:
    """The list explains labels of links, and the picture is replaced when a figure has changed."""
    shown = await ask(owner, "/stats")
    await owner.unread()
    await owner.press("🔢 Все цифры", on=shown)
    figures = await owner.reply()
    assert f"t.me/{world.rehearsal.server.world.bot.username}?start=from-site" in figures.text
    assert "👥 Подписчиков: 0\n" in figures.text
    anna = await world.person()
    await tap(anna, await ask(anna, "/start"), "Еженедельный бюллетень")
    again = await tap(owner, figures, "🔄 Обновить")
    assert "👥 Подписчиков: 1\n" in again.text
    drawn = picture_of(world, shown)
    refreshed = await tap(owner, shown, "🔄 Обновить")
    assert refreshed.id == shown.id
    assert "👥 Подписчиков: 1" in refreshed.text
    assert picture_of(world, refreshed) != drawn


async def test_bulletin_is_counted_and_history_grows(world: BotWorld, owner: Person) -> None:
    """Sent messages are counted at once, and each past day has its number of subscribers."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/start"), "Еженедельный бюллетень")
    # the first day is counted at the start, and again in its course
    await world.move_to("2026-11-22 18:00")
    await world.move_to("2026-11-27 12:30")
    await world.settle()
    shown = await ask(owner, "/stats")
    assert "Бюллетень: доставлено 1 из 1" in shown.text
    assert "👥 Подписчиков: 1 (столько же, сколько 22 ноября)" in shown.text
    rows = world.query("SELECT day, value FROM daily_counts WHERE name = 'subscribers' ORDER BY day")
    assert rows[0] == ("2026-11-22", 1)
    assert rows[-1] == ("2026-11-27", 1)


async def test_others_are_refused(world: BotWorld, owner: Person) -> None:
    """A reader's command and a forged press show nothing."""
    anna = await world.person()
    refusal = "Это могут только владельцы бота."
    answer = await ask(anna, "/stats")
    assert answer.text == refusal
    for data in ("st:sum", "st:all"):
        toast = await anna.press_data(data, answer.id, forged=True)
        assert (toast.text, toast.alert) == (refusal, True)
    toast = await owner.press_data("st:some", (await ask(owner, "/help")).id, forged=True)
    assert toast.text == "Эта кнопка устарела. Отправьте /start, и всё откроется заново."
    assert await told(anna) == []


async def test_figures_are_shown_in_the_group_of_the_secretariat(tmp_path: Path) -> None:
    """An owner asks there under their own name. Other members are refused, and so are other groups."""
    async with open_bot_world("2026-11-22 12:00", tmp_path, secretariat_chat=DESK) as world:
        owner, anna = await world.owner(), await world.person("Анна")
        for number in (DESK, DESK - 1):
            await world.sandbox.order("group", id=number, title="Секретариат", owner=OWNER_ID)
            await world.sandbox.order("membership", chat=number, status="member")
            await world.sandbox.order("membership", chat=number, person=anna.id, status="member")
        await world.settle()
        shown = await ask(owner, "/stats", chat=DESK)
        assert shown.text.startswith("📊 Статистика")
        assert (await ask(owner, "/diagnose", chat=DESK)).text.startswith("🩺 Диагностика")
        assert (await ask(anna, "/stats", chat=DESK)).text == "Это могут только владельцы бота."
        toast = await anna.press_data("st:all", shown.id, chat=DESK, forged=True)
        assert toast.text == "Это могут только владельцы бота."
        elsewhere = await ask(owner, "/stats", chat=DESK - 1)
        assert elsewhere.text.startswith("Эта команда работает в личном чате и в группе секретариата")
        await world.settle()
        await world.check_manners()


async def test_forgotten_chat_takes_its_link_with_it(world: BotWorld, owner: Person) -> None:
    """The privacy page names the label, the file has it, and deletion removes it."""
    anna = await came(world, "Анна", "from-site")
    page = await ask(anna, "/privacy")
    assert "Метка ссылки, по которой вы пришли: site" in page.text
    assert world.query("SELECT source FROM arrival_links") == [("site",)]
    await tap(anna, page, "🗑 Удалить всё", "🗑 Да, удалить всё")
    assert world.query("SELECT source FROM arrival_links") == []
    assert "site" not in (await ask(owner, "/stats")).text
