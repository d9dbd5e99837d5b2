"""A channel is set up on the page: chosen from the list, and read as its subscribers do."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.resources import fix_zone_data
from bot.sandbox.world.cast import OWNER_ID
from tests.sandbox.browser.window import Windows
from tests.world.running_bot import BotWorld, open_bot_world


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWorld]:
    """Run the whole bot a minute before the bulletin, while Moscow has a jubilee on Sunday."""
    fix_zone_data()
    async with open_bot_world("2027-09-03 11:58", tmp_path_factory.mktemp("channels")) as world:
        yield world
        await world.settle()
        await world.check_manners()


async def test_channel_is_chosen_and_gets_the_bulletin(world: BotWorld, windows: Windows) -> None:
    """Escape chooses none. The chosen channel's card switches the bulletin on, and the issue has a link."""
    url = world.rehearsal.server.url
    window = await windows.open(url, person=OWNER_ID, chat=OWNER_ID)
    await window.begin()
    await window.say("/channel")
    button = window.page.locator("#keyboard").get_by_role("button", name="📣 Выбрать канал")
    channels = window.page.get_by_role("dialog", name="Какой канал?")
    await button.click()
    await expect(channels).to_be_visible()
    await window.page.keyboard.press("Escape")
    await expect(channels).to_be_hidden()
    await window.page.get_by_role("button", name="Клавиатура бота").click()
    await button.click()
    # a person takes more time than the pace of one chat asks for
    await world.move_to("2027-09-03 11:59")
    await channels.get_by_role("button", name="Новости МАГ").press("Enter")
    await window.sees("Пока ничего не включено")
    await expect(window.page.locator("#messages .service").last).to_have_text("Выбрано: Новости МАГ")
    await window.key("▫️ 📰 Еженедельный бюллетень").click()
    await expect(window.key("✅ 📰 Еженедельный бюллетень")).to_be_visible()
    await world.move_to("2027-09-03 12:01")
    await window.open("Новости МАГ")
    await window.sees("Бюллетень МАГ · 3 сентября 2027")
    await expect(window.key("🤖 Открыть бота")).to_be_visible()
