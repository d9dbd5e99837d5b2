"""The conversation follows its end, unless the person has scrolled away from it."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Route, expect

from tests.sandbox.browser.window import ManualBot, Window, Windows
from tests.sandbox.pictures import solid_png

LONG = "\n".join(f"строка {number}" for number in range(80))


async def _scroll(window: Window, top: str) -> None:
    await window.page.evaluate(f"(log => log.scrollTop = {top})(document.getElementById('messages'))")


@pytest.mark.parametrize(("width", "height"), [(300, 400), (400, 1200)], ids=["low", "higher than shown"])
async def test_end_stays_in_sight_while_a_picture_loads(
    manual_bot: ManualBot, windows: Windows, width: int, height: int
) -> None:
    """The picture's space is reserved before it has loaded, so later messages stay in sight."""
    vera, loading = await manual_bot.new_person(), asyncio.Event()
    await manual_bot.post(vera, LONG)
    window = await windows.open(manual_bot.url, person=vera)

    async def wait(route: Route) -> None:
        await loading.wait()
        await route.continue_()

    await window.page.route("**/files/*", wait)
    picture: Any = {"chat_id": vera, "caption": "Карта"}
    await manual_bot.upload("sendPhoto", "photo", "map.png", solid_png(width, height), **picture)
    image = window.bubble("Карта").locator("img")
    await expect(image).to_be_attached()
    before = await image.bounding_box()
    await manual_bot.post(vera, "Следующее")
    await window.sees("Следующее")
    loading.set()
    await expect(image).to_have_js_property("complete", value=True)
    await window.sees("Следующее")
    after = await image.bounding_box()
    assert before is not None
    assert after is not None
    assert (before["width"], before["height"]) == (after["width"], after["height"])
    assert after["height"] <= 520
    await window.page.unroute("**/files/*")


async def test_reader_of_older_messages_is_not_disturbed(manual_bot: ManualBot, windows: Windows) -> None:
    """A message that arrives leaves the place, and is followed again once its end was reached."""
    vera = await manual_bot.new_person()
    await manual_bot.post(vera, LONG)
    window = await windows.open(manual_bot.url, person=vera)
    await expect(window.page.locator("#bottom")).to_be_hidden()
    await _scroll(window, "100")
    await expect(window.page.locator("#bottom")).to_be_visible()
    await manual_bot.post(vera, f"Новое {LONG}")
    await expect(window.bubble("Новое")).to_be_attached()
    await expect(window.bubble("Новое")).not_to_be_in_viewport()
    await window.page.get_by_role("button", name="К последним сообщениям").click()
    await expect(window.page.locator("#bottom")).to_be_hidden()
    await manual_bot.post(vera, "Последнее")
    await window.sees("Последнее")
