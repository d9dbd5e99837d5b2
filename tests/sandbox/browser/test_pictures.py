"""Take the pictures of the README if REWRITE_PICTURES is set."""

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sandbox.world.cast import ANNA_ID, GROUP_ID, OWNER_ID
from tests.sandbox.browser.window import PHONE, Window, Windows
from tests.world.running_bot import BotWorld, ask, tap

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"

pytestmark = pytest.mark.skipif(
    not os.environ.get("REWRITE_PICTURES"), reason="the pictures are taken only where they are wanted anew"
)


async def _converse(world: BotWorld) -> None:
    anna, owner = await world.sandbox.person("", id=ANNA_ID), await world.sandbox.person("", id=OWNER_ID)
    boris = await world.sandbox.person("Борис")
    await ask(owner, "/start")
    await tap(anna, await ask(anna, "/start"), "Напоминать о юбилеях", "Еженедельный бюллетень")
    await world.move_to("2027-09-04 10:00")
    await world.sandbox.fault("flood", method="sendMessage", times=1, seconds=1)
    await ask(boris, "/city@mag_sandbox_bot Москва", chat=GROUP_ID)
    await world.sandbox.clear_faults()


async def _settled(window: Window) -> None:
    await expect(window.page.locator(".toast")).to_have_count(0)
    await window.page.mouse.move(0, 0)
    await window.page.evaluate("document.activeElement.blur()")


async def test_readme_pictures_can_be_taken(world: BotWorld, windows: Windows) -> None:
    """One is a wide window with the panel in light colours, one a phone in dark colours."""
    await _converse(world)
    url = world.rehearsal.server.url
    wide = await windows.open(url, person=ANNA_ID, size=(1280, 820))
    await expect(wide.bubble("880 лет")).to_be_visible()
    await _settled(wide)
    await wide.page.screenshot(path=PICTURES / "sandbox.png")
    phone = await windows.open(url, person=ANNA_ID, chat=ANNA_ID, size=PHONE, colours="dark")
    await phone.sees("880 лет")
    await _settled(phone)
    await phone.page.screenshot(path=PICTURES / "sandbox-phone.png")
    for picture in ("sandbox.png", "sandbox-phone.png"):
        assert (PICTURES / picture).stat().st_size < 200_000
