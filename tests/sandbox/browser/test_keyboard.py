"""The page can be used without a mouse."""

from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, GROUP_ID
from tests.sandbox.browser.window import PHONE, ManualBot, Window, Windows

FOCUSED = """(() => {
    const node = document.activeElement;
    return node === document.body ? "" : (node.getAttribute("aria-label") || node.textContent).trim();
})()"""


async def _tab_to(window: Window, name: str, key: str = "Tab") -> None:
    for _ in range(60):
        await window.page.keyboard.press(key)
        if name in await window.page.evaluate(FOCUSED):
            assert await window.page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(name)


async def test_start_and_command_menu_work_by_keyboard(manual_bot: ManualBot, windows: Windows) -> None:
    """Tab leads to «Start» and the field. «/» opens the commands, arrows choose, Enter sends."""
    commands = [{"command": name, "description": name} for name in ("alpha", "beta")]
    await manual_bot.call("setMyCommands", commands=commands)
    await manual_bot.sandbox.order("person", name="Глеб", id=930_000_001)
    window = await windows.open(manual_bot.url, person=930_000_001)
    keys, field = window.page.keyboard, window.page.locator("#text")
    await _tab_to(window, "Запустить")
    await keys.press("Enter")
    await window.sees("/start")
    await _tab_to(window, "Сообщение")
    await keys.type("/")
    options = window.page.locator("#menu").get_by_role("option")
    await expect(options).to_have_count(2)
    await keys.press("ArrowDown")
    await expect(options.last).to_have_attribute("aria-selected", "true")
    await expect(field).to_have_attribute("aria-activedescendant", "option-1")
    await keys.press("Escape")
    await expect(window.page.get_by_role("listbox")).to_be_hidden()
    await keys.type("be")
    await expect(options).to_have_count(1)
    await keys.press("Enter")
    await window.sees("/beta")


async def test_inline_button_is_pressed_by_keyboard(manual_bot: ManualBot, windows: Windows) -> None:
    """Shift+Tab leads from the field to the newest buttons, Enter presses, Escape leads back."""
    vera = await manual_bot.new_person()
    keys = [[{"text": "Готово", "callback_data": "x"}]]
    await manual_bot.post(vera, "Выбор", reply_markup={"inline_keyboard": keys})
    window = await windows.open(manual_bot.url, person=vera)
    await window.sees("Выбор")
    await window.page.locator("#text").focus()
    await _tab_to(window, "Готово", "Shift+Tab")
    await window.page.keyboard.press("Enter")
    await expect(window.key("Готово")).to_contain_class("busy")
    await window.page.keyboard.press("Escape")
    await expect(window.page.locator("#text")).to_be_focused()


async def test_people_and_chats_are_walked_with_arrows(manual_bot: ManualBot, windows: Windows) -> None:
    """Arrows move through people and chats, Enter opens. The field then has the focus."""
    window = await windows.open(manual_bot.url, person=ANNA_ID)
    await window.page.locator("#people a").first.focus()
    await window.page.keyboard.press("ArrowDown")
    await window.page.keyboard.press("Enter")
    await expect(window.page.locator("#me b")).to_have_text("Борис")
    await window.page.locator("#chats a").first.focus()
    await window.page.keyboard.press("End")
    await window.page.keyboard.press("Home")
    await window.page.keyboard.press("ArrowDown")
    name = await window.page.evaluate("document.activeElement.querySelector('b').textContent")
    await window.page.keyboard.press("Enter")
    await expect(window.page.locator("#title h1")).to_have_text(name)


async def test_escape_closes_panel_then_chat_on_a_phone(manual_bot: ManualBot, windows: Windows) -> None:
    """On a narrow screen Escape closes the panel, then the chat."""
    window = await windows.open(manual_bot.url, person=ANNA_ID, chat=GROUP_ID, size=PHONE)
    await expect(window.page.locator("#left")).to_be_hidden()
    tools = window.page.get_by_role("button", name="Часы и сбои")
    await tools.click()
    await expect(tools).to_have_attribute("aria-expanded", "true")
    await window.page.locator("#right").get_by_role("button", name="+1 час").focus()
    await window.page.keyboard.press("Escape")
    await expect(window.page.locator("#right")).to_be_hidden()
    await expect(tools).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.page.locator("#chats")).to_be_visible()
    await expect(window.page.locator("#middle")).to_be_hidden()


async def test_person_is_chosen_for_the_reply_keyboard(manual_bot: ManualBot, windows: Windows) -> None:
    """The button opens a list of people. Escape chooses none, Enter on a name chooses it."""
    vera = await manual_bot.new_person()
    request = {"request_id": 5, "request_name": True}
    keyboard = {"keyboard": [[{"text": "Выбрать человека", "request_users": request}]]}
    await manual_bot.post(vera, "Кто?", reply_markup=keyboard)
    window = await windows.open(manual_bot.url, person=vera)
    button = window.page.locator("#keyboard").get_by_role("button", name="Выбрать человека")
    people = window.page.get_by_role("dialog", name="Кого выбрать?")
    await button.click()
    await expect(people).to_be_visible()
    await window.page.keyboard.press("Escape")
    await expect(people).to_be_hidden()
    await button.click()
    await people.get_by_role("button", name="Борис").press("Enter")
    await expect(window.page.locator("#messages .service").last).to_have_text("Выбрано: Борис")
    [shared] = [
        update["message"]["users_shared"]
        for update in await manual_bot.call("getUpdates")
        if "users_shared" in update.get("message", {})
    ]
    assert shared["users"] == [{"user_id": BORIS_ID, "first_name": "Борис"}]
