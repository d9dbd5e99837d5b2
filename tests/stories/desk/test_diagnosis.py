"""/diagnose: the owner sees whether the bot works, in the words of the command line's check."""

from typing import Any

from bot.sandbox.client.client import Person
from data.store.backups.copy_failures import CopyFailed
from data.store.backups.making import MadeCopy
from tests.world.running_bot import BotWorld, ask, tap, told

REFUSAL = "Это могут только владельцы бота."


async def connect(world: BotWorld, title: str, kind: str = "supergroup", **membership: Any) -> int:
    """Put the bot into a new group or channel with these rights. Return its id."""
    admin = await world.person("Анна")
    chat = await world.sandbox.order("group", title=title, owner=admin.id, kind=kind)
    number = int(chat["id"])
    await world.sandbox.order("membership", chat=number, **({"status": "member"} | membership))
    await world.settle()
    return number


async def test_owner_sees_that_all_is_well(world: BotWorld, owner: Person) -> None:
    """Time and zone, the file, the disk, the jobs, the queues, Telegram's answer, settings and versions."""
    await world.move_to("2026-11-22 12:10")
    text = (await ask(owner, "/diagnose")).text
    assert text.startswith("🩺 Диагностика · 12:10, воскресенье, 22 ноября (Москва, UTC+3)\n")
    assert "❌" not in text
    for line in (
        "✅ Обновления: ждут ответа: 0; ждут в Telegram: 0; отложено после ошибок: 0",
        f"✅ Telegram: @{world.rehearsal.server.world.bot.username}",
        "⚡️ Telegram ответил за ",
        "🔜 Ближайшие напоминания: 23.11 10:00:00; бюллетень: 27.11 12:00:00",
        "✅ Резервные копии: ещё не было; ежедневные выключены\n",
        "✅ напоминания: 22.11 12:10:",
        "👥 Групп и каналов пока нет.",
        "BULLETIN_AT = fri 12\n",
        "BOT_TOKEN = не задано\n",
        "SQLite 3.",
    ):
        assert line in text, line


async def test_last_copy_is_shown(world: BotWorld, owner: Person) -> None:
    """When it was made in local time, its size, its file. A try that fails later is named beside it."""
    await world.move_to("2026-11-23 04:00")
    app = world.rehearsal.app
    runs, folder = app.resources.store.backup_runs, world.database.parent
    await runs.made(MadeCopy(folder / "night.db", 3 * 2**20, 0.5), app.clock.now())
    made = f"Резервные копии: последняя 23.11 04:00:00, 3,0 МБ, {folder / 'night.db'}"
    assert f"✅ {made}; ежедневные выключены\n" in (await ask(owner, "/diagnose")).text
    await world.move_to("2026-11-24 04:00")
    await runs.failed("next.db", CopyFailed(folder, "room"), app.clock.now())
    shown = (await ask(owner, "/diagnose")).text
    assert f"✅ {made}; ежедневные выключены; попытка 24.11 04:00:00 не удалась\n" in shown


async def test_rights_in_groups_and_channels_are_shown(world: BotWorld, owner: Person) -> None:
    """Telegram is asked for the bot's rights each time. A group that removed the bot is not listed."""
    await connect(world, "Казань & <друзья>")
    channel = await connect(world, "Вестник", "channel", status="administrator", rights=["can_post_messages"])
    tver = await connect(world, "Тверь")
    gone = await connect(world, "Минск")
    await world.sandbox.order("membership", chat=tver, status="restricted", rights=["can_send_messages"])
    await world.sandbox.order("membership", chat=gone, status="kicked")
    await world.settle()
    shown = await ask(owner, "/diagnose")
    assert "👥 Группы и каналы: 3\n" in shown.text
    assert "✅ «Казань & <друзья>» (" in shown.text
    assert f"✅ «Вестник» ({channel}), канал: администратор, писать можно" in shown.text
    assert f"❌ «Тверь» ({tver}), группа: писать можно, картинки нельзя" in shown.text
    assert "Минск" not in shown.text
    await world.sandbox.order("membership", chat=tver, status="restricted", rights=[])
    await world.settle()
    again = await tap(owner, shown, "🔄 Проверить снова")
    assert f"❌ «Тверь» ({tver}), группа: писать нельзя" in again.text


async def test_many_groups_have_pages(world: BotWorld, owner: Person) -> None:
    """The first page counts them. On the others each is asked about when it is shown, and only then."""
    for number in range(23):
        await connect(world, f"Город {number:02}")
    before = await world.last_call()
    shown = await ask(owner, "/diagnose")
    assert "👥 Группы и каналы: 23, на следующих страницах" in shown.text
    assert await world.sandbox.calls("getChatMember", after=before) == []
    second = await tap(owner, shown, "Дальше ›")
    assert second.id == shown.id
    assert "«Город 22»" in second.text
    assert "«Город 02»" not in second.text
    last = await tap(owner, second, "Дальше ›")
    assert [f"«Город {number:02}»" in last.text for number in range(4)] == [True, True, True, False]
    assert len(await world.sandbox.calls("getChatMember", after=before)) == 23
    # a page that is there no more is the last one, which is shown already
    world.expected_refusals.add("message is not modified")
    toast = await owner.press_data("dia:9999", last.id, forged=True)
    assert toast.text == ""


async def test_telegram_in_trouble_is_told(world: BotWorld, owner: Person) -> None:
    """An error of getMe is named by its class, the rest of the page is there."""
    await world.sandbox.fault("server", method="getMe")
    text = (await ask(owner, "/diagnose")).text
    assert "❌ Telegram: api.telegram.org отвечает ошибкой RestartingTelegram" in text
    assert "⚡️" not in text
    assert "✅ База данных: " in text


async def test_others_are_refused(world: BotWorld, owner: Person) -> None:
    """A reader's command and a forged press show nothing of the bot's inside."""
    anna = await world.person()
    answer = await ask(anna, "/diagnose")
    assert answer.text == REFUSAL
    toast = await anna.press_data("dia:0", answer.id, forged=True)
    assert (toast.text, toast.alert) == (REFUSAL, True)
    toast = await owner.press_data("dia:-1", (await ask(owner, "/help")).id, forged=True)
    assert toast.text == "Эта кнопка устарела. Отправьте /start, и всё откроется заново."
    assert await told(anna) == []


async def test_quarantined_update_is_counted(world: BotWorld, owner: Person) -> None:
    """An update that fails at each try is set aside, and the diagnosis says how many there are."""
    world.expected_errors.add("is quarantined as")
    await world.feed(message={"message_id": "no number"})
    assert "отложено после ошибок: 1" in (await ask(owner, "/diagnose")).text
