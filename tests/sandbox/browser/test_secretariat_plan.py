"""The secretariat sends the plan, undoes it, and edits one event, all on the page."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.resources import fix_zone_data
from bot.sandbox.world.cast import ANNA_ID, OWNER_ID
from tests.sandbox.browser.window import PHONE, Window, Windows
from tests.world.plan_files import plan_in_excel, plan_in_word
from tests.world.running_bot import BotWorld, open_bot_world

CORRECTED = ("Волгоград октябрь-ноябрь", "Волгоград 5-6 ноября")
MISPRINTED = ("Волгоград октябрь-ноябрь", "Волгоград 45 ноября")
CHANGED = (
    ("Грозный 3-4 октября", "Грозный 10-11 октября"),
    ("Москва октябрь", "Москва 2 октября"),
    ("Москва декабрь", "Москва 4 декабря"),
    ("Петербург октябрь", "Петербург октябрь, отменено"),
    ("15.\tУчастие", "25.\tФорум столиц\tМинск 5 ноября 15:00\tОрганизатор: МАГ\n15.\tУчастие"),
)
"""Three moved, one cancelled and one added. Each story leaves the plan as it was."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWorld]:
    """Run the whole bot two weeks before the conference in Grozny."""
    fix_zone_data()
    async with open_bot_world("2020-09-20 12:00", tmp_path_factory.mktemp("desk")) as world:
        world.pause_before_each_act()
        yield world
        await world.settle()
        await world.check_manners()


async def at_the_desk(world: BotWorld, windows: Windows) -> tuple[Window, Window]:
    """Open the secretariat on a phone, and a follower of the Assembly's events beside the panel."""
    url = world.rehearsal.server.url
    desk = await windows.open(url, person=OWNER_ID, chat=OWNER_ID, size=PHONE)
    anna = await windows.open(url, person=ANNA_ID, chat=ANNA_ID)
    for window in (desk, anna):
        await window.begin()
    if not world.query("SELECT 1 FROM subscriptions WHERE chat_id = ?", ANNA_ID):
        await anna.say("/subscribe")
        await anna.key("🏛 Мероприятия МАГ").click()
        await expect(anna.key("✅ 🏛 Мероприятия МАГ")).to_be_visible()
    return desk, anna


async def undo(desk: Window) -> None:
    """Undo the edition that was applied last."""
    await desk.key("↩️ Отменить").click()
    await expect(desk.key("↩️ Отменить правки")).to_be_visible()
    await desk.key("↩️ Отменить правки").click()
    await desk.sees("план на 2020 год снова прежний")


async def test_word_document_is_read_corrected_and_applied(world: BotWorld, windows: Windows) -> None:
    """A wrong date is corrected by writing and read back. The same plan from Excel changes nothing."""
    desk, anna = await at_the_desk(world, windows)
    await desk.attach("План-2020.docx", plan_in_word(MISPRINTED))
    await desk.sees("24 мероприятия, 17 юбилеев")
    # the summary stands in the place of what was said while it was read
    await expect(desk.bubble("24 мероприятия").locator(".footer")).to_contain_text("изменено")
    await desk.key("🧐 Разобрать замечания").click()
    await desk.sees("дата «45 ноября» неверна")
    await desk.key("✏️ Исправить").click()
    await desk.sees("Напишите дату")
    await desk.say("когда-нибудь")
    await desk.sees("Не получилось понять «когда-нибудь»")
    await desk.say("5-6 ноября")
    await desk.sees("✅ Исправлено.")
    await expect(desk.bubble("✅ Исправлено.")).to_contain_text("5-6 ноября [5–6 ноября 2020 г.]")
    await desk.key("← К документу").click()
    await desk.key("Оставить все как есть").click()
    await desk.sees("исправлено 1, оставлено как есть 12")
    await desk.key("✅ Внести и сообщить (1)").click()
    await desk.sees("План на 2020 год внесён")
    await anna.move("2020-09-20T12:10")
    await anna.sees("Назначена дата: 5–6 ноября")
    await desk.attach("План-2020.xlsx", plan_in_excel(CORRECTED))
    await desk.sees("План на 2020 год уже внесён")
    await undo(desk)
    await anna.move("2020-09-20T12:20")
    await anna.sees("Дата снова уточняется")


async def test_changed_copy_is_compared_told_once_and_undone(world: BotWorld, windows: Windows) -> None:
    """The follower hears of the changes in one message, and in one more that they are undone."""
    desk, anna = await at_the_desk(world, windows)
    await desk.attach("План-2020-уточнённый.xlsx", plan_in_excel(*CHANGED))
    await desk.sees("новое: 1, перенесено: 3, отменено: 1")
    await desk.key("🔀 Изменения (5)").click()
    await desk.sees("10-11 октября")
    await desk.key("← К документу").click()
    await desk.key("Оставить все как есть").click()
    await desk.key("✅ Внести и сообщить (1)").click()
    await desk.sees("План на 2020 год внесён")
    before = await anna.messages.count()
    await anna.move("2020-09-20T12:30")
    await expect(anna.messages.last).to_contain_text("Перенесено с 3–4 на 10–11 октября.")
    await expect(anna.messages.last).to_contain_text("4 декабря")
    await expect(anna.messages).to_have_count(before + 1)
    await undo(desk)
    await anna.move("2020-09-20T12:50")
    await expect(anna.messages.last).to_contain_text("Перенесено с 10–11 на 3–4 октября.")
    await expect(anna.messages).to_have_count(before + 2)
    await anna.move("2020-09-20T13:30")
    await expect(anna.messages).to_have_count(before + 2)


async def test_event_gets_hour_link_and_file(world: BotWorld, windows: Windows) -> None:
    """Each is shown before it is stored. The reader's card has all three, and its button sends the file."""
    desk, anna = await at_the_desk(world, windows)
    await desk.say("/desk")
    await desk.key("📋 План на 2020 год").click()
    await desk.key("🔎 Найти").click()
    await desk.sees("слова из названия")
    await desk.say("грозного")
    await desk.key("🕒 Время").click()
    await desk.sees("Напишите местное время")
    await desk.say("15:00")
    await desk.sees("Время назначено: 15:00.")
    await desk.key("✅ Сохранить и сообщить (1)").click()
    await desk.key("✏️ Исправить ещё").click()
    await desk.key("🔗 Ссылка").click()
    await desk.goes_down_to("Пришлите подпись кнопки и адрес")
    await desk.say("[Программа](https://grozny.example.org/forum)")
    await desk.sees("Кнопка «Программа»: https://grozny.example.org/forum")
    await desk.key("✅ Сохранить").click()
    await desk.key("✏️ Исправить ещё").click()
    await desk.key("📎 Файлы").click()
    await desk.goes_down_to("Пришлите картинку")
    await desk.attach("Приглашение.pdf", b"%PDF-1.4 invitation")
    await desk.sees("Файл: Приглашение.pdf")
    await desk.key("✅ Сохранить").click()
    await desk.sees("✅ Сохранено.")
    await anna.say("/event 11")
    await expect(anna.messages.last).to_contain_text("3–4 октября, 15:00")
    await expect(anna.key("🔗 Программа")).to_have_attribute("title", "https://grozny.example.org/forum")
    await anna.key("📄 Приглашение.pdf").click()
    await expect(anna.messages.last.locator("a.file")).to_contain_text("Приглашение.pdf")
