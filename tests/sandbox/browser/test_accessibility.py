"""The page works with a screen reader, with low vision and without a mouse."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID, GROUP_ID
from tests.sandbox.browser.window import PHONE, WIDE, ManualBot, Window, Windows

CHECK = Path(__file__).with_name("accessibility.js").read_text()
SOURCE = (
    "<b>жирный</b> <code>код</code> <a href='https://example.org'>ссылка</a> /help #метка "
    "<blockquote>цитата</blockquote><blockquote expandable>1\n2\n3\n4\n5</blockquote><pre>таблица</pre>"
)


async def _fill(manual_bot: ManualBot) -> None:
    styles = ["success", "danger", "primary"]
    pressed = [{"text": style, "callback_data": style, "style": style} for style in styles]
    others = [{"text": "Адрес", "url": "https://example.org"}, {"text": "1 из 3", "disabled": True}]
    keys = [pressed, [{"text": "Просто", "callback_data": "4"}, *others]]
    markup = {"inline_keyboard": keys}
    await manual_bot.sandbox.order("say", person=ANNA_ID, text="/start, и ещё слова")
    await manual_bot.post(ANNA_ID, SOURCE, parse_mode="HTML", reply_markup=markup)
    message = await manual_bot.post(
        ANNA_ID, "Под полем клавиатура", reply_markup={"keyboard": [[{"text": "Казань"}]]}
    )
    await manual_bot.call("pinChatMessage", chat_id=ANNA_ID, message_id=message)
    await manual_bot.upload("sendDocument", "document", "день.ics", b"x", chat_id=ANNA_ID, caption="Файл")
    await manual_bot.post(GROUP_ID, "Непрочитанное")
    await manual_bot.refused("sendMessage", chat_id=5, text="x")
    await manual_bot.sandbox.order("fault", kind="flood", method="getFile")
    await manual_bot.call("setMyCommands", commands=[{"command": "help", "description": "Справка"}])


async def _check(window: Window, view: str) -> None:
    faults = await window.page.evaluate(CHECK)
    assert faults == [], (view, *faults)


@pytest.mark.parametrize(("locale", "colours"), [("ru-RU", "light"), ("en-US", "dark")])
async def test_every_view_passes_the_accessibility_check(
    manual_bot: ManualBot, windows: Windows, locale: str, colours: Literal["light", "dark"]
) -> None:
    """Names, roles, landmarks, sizes and contrasts hold in each language, scheme and width."""
    if not manual_bot.server.world.people[ANNA_ID].started:
        await _fill(manual_bot)
    window = await windows.open(manual_bot.url, person=ANNA_ID, locale=locale, colours=colours)
    await expect(window.page.locator("#messages .row").last).to_be_visible()
    await window.page.locator(".calls summary").first.click()
    await window.page.locator("#text").fill("/")
    await expect(window.page.locator("#menu")).to_be_visible()
    await _check(window, "a conversation")
    await window.page.locator("#text").fill("")
    await window.page.locator("#place").click()
    await _check(window, "the place dialog")
    await window.page.keyboard.press("Escape")
    await window.page.locator("#people a").nth(1).click()
    await expect(window.page.locator("#start")).to_be_visible()
    await _check(window, "an empty chat")
    await window.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await expect(window.page.locator("#middle")).to_be_hidden()
    await _check(window, "the chats on a phone")
    await window.page.locator("#chats a").first.click()
    await expect(window.page.locator("#left")).to_be_hidden()
    await _check(window, "a chat on a phone")
    await window.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


async def test_accessibility_check_finds_each_kind_of_fault(manual_bot: ManualBot, windows: Windows) -> None:
    """The check finds each kind of fault that is put into the page."""
    window = await windows.open(manual_bot.url, person=ANNA_ID)
    await window.page.evaluate(
        """() => {
            const add = (tag, text, change) => {
                const node = document.createElement(tag);
                node.textContent = text;
                change(node);
                document.getElementById("left").append(node);
            };
            add("button", "", (node) => { node.id = "text"; });
            add("p", "бледно", (node) => { node.style.color = "#bbb"; });
            add("a", "x", (node) => { node.href = "#"; node.tabIndex = 3; });
        }"""
    )
    faults = "\n".join(await window.page.evaluate(CHECK))
    for words in (
        "two elements are called text",
        "no name: button",
        "contrast 1.",
        "jumps the order",
        "too small",
    ):
        assert words in faults


async def test_only_new_messages_are_announced(manual_bot: ManualBot, windows: Windows) -> None:
    """The conversation is a live region only for messages that arrive while it is open."""
    vera = await manual_bot.new_person()
    window = await windows.open(manual_bot.url, person=vera)
    log = window.page.get_by_role("log")
    await manual_bot.post(vera, "Новое")
    await window.sees("Новое")
    await expect(log).to_have_attribute("aria-live", "polite")
    await expect(log.get_by_role("article").last).to_have_attribute("aria-label", "МАГ, 10:00")
