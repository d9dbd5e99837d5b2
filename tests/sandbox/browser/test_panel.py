"""The panel moves the clock, activates faults and shows the bot's calls."""

from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID
from tests.sandbox.browser.window import ManualBot, Windows


async def test_clock_is_moved_from_the_panel(manual_bot: ManualBot, windows: Windows) -> None:
    """The clock moves by an hour, to ten tomorrow, or to any moment. Messages show their time."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    panel = window.page.locator("#right")
    shown = panel.locator(".time")
    await manual_bot.sandbox.order("clock", set="2026-05-04T06:00:00+00:00")
    await expect(shown).to_have_text("09:00")
    await panel.get_by_role("button", name="+1 час").click()
    await expect(shown).to_have_text("10:00")
    await panel.get_by_role("button", name="Завтра в 10:00").click()
    await expect(panel.get_by_text("вторник, 5 мая 2026")).to_be_visible()
    await window.say("Во вторник")
    await panel.get_by_label("Дата и время").fill("2026-05-09T18:30")
    await panel.get_by_role("button", name="Перейти").click()
    await expect(shown).to_have_text("18:30")
    await window.say("В субботу")
    await expect(window.bubble("В субботу")).to_contain_text("18:30")
    await expect(window.page.locator("#messages .day")).to_contain_text(["5 мая 2026", "9 мая 2026"])
    # this sandbox runs no bot that knows when it acts next
    await expect(panel.get_by_role("button", name="К следующему событию")).to_be_hidden()


async def test_fault_is_activated_and_removed_from_the_panel(manual_bot: ManualBot, windows: Windows) -> None:
    """A fault strikes by kind, method and number of times. One button removes all faults."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    panel = window.page.locator("#right")
    await panel.get_by_label("Что случается").select_option("flood")
    await panel.get_by_label("С каким методом").select_option("sendMessage")
    await panel.get_by_label("Сколько раз").select_option("3")
    await panel.get_by_label("Как часто").select_option("0.5")
    await panel.get_by_role("button", name="Включить").click()
    await expect(panel.locator(".tag")).to_contain_text("429: слишком часто · sendMessage")
    [fault] = manual_bot.server.gateway.faults.active
    assert (fault.kind, fault.method, fault.times, fault.share) == ("flood", "sendMessage", 3, 0.5)
    await panel.get_by_role("button", name="Всё исправить").click()
    await expect(panel.locator(".tag")).to_have_count(0)
    assert not manual_bot.server.gateway.faults.active


async def test_calls_show_request_answer_and_refusal(manual_bot: ManualBot, windows: Windows) -> None:
    """Each call shows request and answer on demand. A refused one shows its reason at once."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    panel = window.page.locator("#right")
    await manual_bot.post(vera, "Видно в журнале")
    await manual_bot.refused("sendMessage", chat_id=5, text="x")
    bad = panel.locator(".calls .bad").first
    await expect(bad.locator(".reason")).to_have_text("Bad Request: chat not found")
    await bad.locator("summary").click()
    await expect(bad.locator("pre").first).to_contain_text('"chat_id": 5')
    good = panel.locator(".calls li").nth(1)
    await good.locator("summary").focus()
    await window.page.keyboard.press("Enter")
    await expect(good.locator("pre").last).to_contain_text("Видно в журнале")


async def test_chosen_language_and_colours_are_kept(manual_bot: ManualBot, windows: Windows) -> None:
    """The browser's preferences apply until the person chooses."""
    window = await windows.open(manual_bot.url, person=ANNA_ID, locale="en-US", colours="dark")
    root = window.page.locator("html")
    await expect(root).to_have_attribute("lang", "en")
    await expect(root).to_have_attribute("data-theme", "dark")
    await expect(window.page.get_by_role("heading", name="Clock")).to_be_visible()
    await window.page.get_by_role("button", name="Русский").click()
    await window.page.get_by_role("button", name="Светлая или тёмная тема").click()
    await window.page.reload()
    await expect(root).to_have_attribute("lang", "ru")
    await expect(root).to_have_attribute("data-theme", "light")
    await expect(window.page.get_by_role("heading", name="Часы")).to_be_visible()
