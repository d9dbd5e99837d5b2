"""A newcomer uses the page without instructions, with the whole bot behind it."""

from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID
from tests.sandbox.browser.window import Window, Windows
from tests.world.running_bot import BotWorld


async def _set_clock(window: Window, wall: str, shown: str) -> None:
    panel = window.page.locator("#right")
    await panel.get_by_label("Дата и время").fill(wall)
    await panel.get_by_role("button", name="Перейти").click()
    await expect(panel.locator(".time")).to_have_text(shown)


async def test_first_visit_leads_to_reminder_and_bulletin(world: BotWorld, windows: Windows) -> None:
    """A newcomer subscribes to jubilees, approves the bulletin as owner and reads it as reader.

    At last the reminder comes. All of it happens on the page.
    """
    window = await windows.open(world.rehearsal.server.url)
    page = window.page
    assert f"person={ANNA_ID}" in page.url or "person=" in page.url
    await window.become("Анна")
    await page.get_by_role("button", name="Запустить").click()
    await window.key("Напоминать о юбилеях").click()
    await expect(window.key("✅ Юбилеи · отключить")).to_be_visible()
    await window.key("Еженедельный бюллетень").click()
    await expect(window.key("✅ Бюллетень · отключить")).to_be_visible()

    await window.become("Секретариат")
    await page.get_by_role("button", name="Запустить").click()
    await window.sees("Международной Ассамблеи")
    # before the draft, the reader is told of a city whose day is not named yet
    await page.locator("#right").get_by_role("button", name="К следующему событию").click()
    await expect(page.locator("#right .time")).to_have_text("10:00")
    await page.locator("#right").get_by_role("button", name="К следующему событию").click()
    await window.sees("Черновик бюллетеня: 3 сентября")
    await window.key("Утвердить").click()
    await window.sees("Выпуск утверждён")

    await window.become("Анна")
    await _set_clock(window, "2027-09-03T12:00", "12:00")
    await window.sees("Электронный бюллетень МАГ")

    await expect(window.bubble("Москве исполнится 880 лет")).to_contain_text("в один из дней 4–12 сентября")
    await _set_clock(window, "2027-09-09T11:00", "11:00")
    await page.locator("#right").get_by_role("button", name="Завтра в 10:00").click()
    await window.sees("Завтра, 11 сентября, суббота")
    await expect(window.bubble("Завтра, 11 сентября")).to_contain_text("Минску исполнится 960 лет")


async def test_next_reminder_button_moves_to_its_instant(world: BotWorld, windows: Windows) -> None:
    """«Next reminder» shows an instant, and at that instant a message comes."""
    vera = await world.sandbox.person("Вера")
    await vera.start()
    await vera.press("Напоминать о юбилеях")
    window = await windows.open(world.rehearsal.server.url, person=vera.id)
    button = window.page.locator("#right").get_by_role("button", name="К следующему событию")
    before = await world.sandbox.order("screen", person=vera.id)
    await expect(button).to_be_enabled()
    sent = len(await world.sandbox.calls("sendMessage"))
    await button.click()
    await expect(window.page.locator("#right")).not_to_contain_class("moving")
    after = await world.sandbox.order("screen", person=vera.id)
    assert after["now"] >= before["next"]
    assert len(await world.sandbox.calls("sendMessage")) > sent
