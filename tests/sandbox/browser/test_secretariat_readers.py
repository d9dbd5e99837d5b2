"""The secretariat writes to readers on the page: an issue, its correction, an answer."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.resources import fix_zone_data
from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, OWNER_ID
from tests.sandbox.browser.window import PHONE, WIDE, Window, Windows
from tests.sandbox.pictures import solid_png
from tests.world.running_bot import BotWorld, open_bot_world


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWorld]:
    """Run the whole bot on a Thursday, a day before the bulletin."""
    fix_zone_data()
    async with open_bot_world("2027-09-02 12:05", tmp_path_factory.mktemp("readers")) as world:
        world.pause_before_each_act()
        yield world
        await world.settle()
        await world.check_manners()


async def window_of(
    world: BotWorld, windows: Windows, person: int, *, size: tuple[int, int] = PHONE
) -> Window:
    """Open the chat of a person who has started the bot."""
    window = await windows.open(world.rehearsal.server.url, person=person, chat=person, size=size)
    await window.begin()
    return window


async def take_the_bulletin(window: Window, label: str) -> None:
    """Start the bot, where that is not done, and take the bulletin."""
    await window.begin()
    await window.key(label).click()
    await expect(window.key(label)).to_have_count(0)


async def prepare(desk: Window) -> None:
    """Add a text with a bold word and a link, and a picture, to the draft of the issue."""
    await desk.say("/bulletin")
    await desk.key("✏️ Добавить текст").click()
    await desk.sees("жирный шрифт, ссылки и цитаты сохранятся")
    await desk.say("Запись **открыта**: [программа](https://example.org/day)")
    await expect(desk.bubble("Черновик бюллетеня").locator("b", has_text="открыта")).to_be_attached()
    await desk.key("🛠 Оформление и время").click()
    await desk.key("🖼 Картинка").click()
    await desk.key("Своя картинка").click()
    await desk.sees("Пришлите одну картинку")
    await desk.attach("day.png", solid_png(320, 180), "image/png")
    await desk.sees("🖼 своя картинка")
    await desk.key("← Назад").click()
    await desk.key("👁 Как у читателей").click()
    await expect(desk.bubble("Бюллетень МАГ · 3 сентября").locator("img")).to_be_visible()


async def test_issue_is_paused_resumed_and_corrected_in_place(world: BotWorld, windows: Windows) -> None:
    """The correction changes the very message in the reader's chat, and the report counts it."""
    desk = await window_of(world, windows, OWNER_ID)
    anna = await window_of(world, windows, BORIS_ID, size=WIDE)
    await take_the_bulletin(anna, "📰 Weekly bulletin")
    await anna.become("Анна")
    await take_the_bulletin(anna, "📰 Еженедельный бюллетень")
    await prepare(desk)
    await world.sandbox.fault("flood", method="sendPhoto", chat=BORIS_ID, seconds=600, times=1)
    await desk.key("🚀 Отправить сейчас").click()
    await desk.key("Да, отправить").click()
    # the draft stands above its preview
    await desk.page.get_by_role("button", name="К последним сообщениям").click()
    await desk.sees("отправляется: 1 из 2")
    await desk.key("⏸ Приостановить").click()
    await desk.sees("приостановлен: 1 из 2")
    await desk.key("▶️ Продолжить").click()
    await desk.sees("отправляется: 1 из 2")
    await anna.hour_later()
    await desk.sees("Доставлено: 2")
    issue = anna.bubble("Запись открыта: программа")
    number = await issue.get_attribute("data-id")
    await expect(issue.locator("b", has_text="открыта")).to_be_attached()
    await expect(issue.get_by_role("link", name="программа", exact=True)).to_have_attribute(
        "href", "https://example.org/day"
    )
    await correct(desk)
    await anna.hour_later()
    await desk.sees("Исправлено сообщений: 2")
    corrected = anna.page.locator(f'#messages [data-id="{number}"]')
    await expect(corrected).to_contain_text("Запись закрыта: программа")
    await expect(corrected.locator(".footer")).to_contain_text("изменено")
    await expect(corrected.locator("img")).to_be_attached()
    await expect(anna.page.get_by_text("Запись открыта")).to_have_count(0)


async def correct(desk: Window) -> None:
    """Replace the text of the issue that was sent."""
    await desk.say("/bulletin")
    await desk.key("✏️ Исправить отправленное").click()
    # the button stands under the issue that was sent, which may be above the end of the chat
    await desk.goes_down_to("2 доставленных сообщения изменятся на месте, без звука")
    await desk.key("🛠 Оформление и время").click()
    await desk.key("✏️ Заменить текст").click()
    await desk.sees("жирный шрифт, ссылки и цитаты сохранятся")
    await desk.say("Запись **закрыта**: [программа](https://example.org/day)")
    await desk.sees("2 доставленных сообщения изменятся на месте, без звука")
    await desk.key("🚀 Отправить сейчас").click()
    await desk.key("Да, исправить").click()
    await desk.sees("сообщения исправляются")


async def test_editor_is_picked_and_refused_what_they_may_not(world: BotWorld, windows: Windows) -> None:
    """Anna may edit the plan, and neither name editors nor write to readers. Dismissed she may nothing."""
    desk = await window_of(world, windows, OWNER_ID)
    anna = await window_of(world, windows, ANNA_ID, size=WIDE)
    await desk.say("/editors")
    await desk.key("Назначить редактора").click()
    await desk.sees("Выберите человека кнопкой внизу")
    await desk.page.locator("#keyboard").get_by_role("button", name="Выбрать человека").click()
    await desk.page.locator("#whom-list").get_by_role("button", name="Анна").click()
    await desk.key("Изменять план").click()
    await desk.sees("Можно: изменять план")
    await anna.hour_later()
    await anna.sees("Вы теперь редактор бота МАГ.")
    await anna.say("/desk")
    await anna.sees("Стол секретариата")
    for command, refusal in (
        ("/editors", "только владельцы"),
        ("/announce", "Писать читателям могут только"),
    ):
        await anna.say(command)
        await anna.sees(refusal)
    await desk.key("Снять с роли редактора").click()
    await desk.key("Да, снять").click()
    await expect(desk.page.get_by_text("Готово, прав больше нет.")).to_be_visible()
    await anna.key("📋 План на 2020 год").click()
    await expect(anna.page.get_by_text("Изменять план могут только те").last).to_be_visible()


async def test_question_of_a_reader_is_answered_by_a_reply(world: BotWorld, windows: Windows) -> None:
    """The answer comes as a reply to the question, with its formatting, and can be answered in turn."""
    desk, anna = [await window_of(world, windows, one) for one in (OWNER_ID, ANNA_ID)]
    await anna.say("/feedback")
    await anna.sees("Напишите секретариату")
    await anna.say("Когда **сессия** в Минске?")
    await anna.sees("Передаём секретариату. Ответ придёт сюда.")
    question = desk.bubble("Когда сессия в Минске?")
    await question.get_by_role("button", name="Ответить на сообщение").click()
    await desk.say("5 июня, [приглашение](https://example.org/5) придёт отдельно.")
    await desk.sees("✅ Отправляем ответ: Анна")
    answer = anna.bubble("придёт отдельно.")
    await expect(answer.locator(".quoted")).to_contain_text("Когда сессия в Минске?")
    await expect(answer.get_by_role("link", name="приглашение")).to_be_visible()
    await anna.key("✉️ Ответить секретариату").click()
    await anna.sees("Напишите секретариату")
    await anna.say("Спасибо!")
    await desk.sees("Спасибо!")
