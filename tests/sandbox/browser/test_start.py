"""The page says on which day the bot has opened, offers others, and shows scenes at a press."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.sandbox.browser.window import Windows
from tests.world.running_bot import BotWorld, open_bot_world


@pytest_asyncio.fixture(loop_scope="session")
async def trial(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWorld]:
    """Run the whole bot from the day on which a trial opens."""
    async with open_bot_world("2020-03-01 09:00", tmp_path_factory.mktemp("trial")) as world:
        world.pause_before_each_act()
        yield world


async def test_three_presses_show_reminder_moved_date_and_bulletin(trial: BotWorld, windows: Windows) -> None:
    """A newcomer who has done nothing yet sees all three."""
    anna = await trial.sandbox.person("Анна")
    window = await windows.open(trial.rehearsal.server.url, person=anna.id)
    panel = window.page.locator("#right")
    await expect(panel.get_by_text("Бот открыт на 1 марта 2020 года")).to_be_visible()
    for scene, text in (
        ("Напоминание", "Через"),
        ("Перенос даты", "Перенесён"),
        ("Бюллетень", "Бюллетень МАГ"),
    ):
        await panel.get_by_role("button", name=scene, exact=True).click()
        await expect(window.bubble(text)).to_be_visible()
    await expect(panel.get_by_role("heading", name="Начало")).to_be_hidden()
    await trial.settle()


async def test_start_is_chosen_on_the_page(trial: BotWorld, windows: Windows) -> None:
    """Any day may be chosen, an earlier one too, before the clock is first moved."""
    window = await windows.open(trial.rehearsal.server.url)
    panel = window.page.locator("#right")
    await panel.get_by_label("Начать в другой день").fill("2027-09-02T08:30")
    await panel.get_by_role("button", name="Начать отсюда").click()
    await expect(panel.get_by_text("четверг, 2 сентября 2027")).to_be_visible()
    await panel.get_by_label("Начать в другой день").fill("2020-02-10T10:00")
    await panel.get_by_role("button", name="Начать отсюда").click()
    await expect(panel.get_by_text("понедельник, 10 февраля 2020")).to_be_visible()
    await panel.get_by_role("button", name="Сегодня", exact=True).click()
    today = await trial.sandbox.now()
    await expect(panel.get_by_text(f"{today.year} г.")).to_be_visible()
    await expect(panel.get_by_text(str(trial.database))).to_be_visible()
    await panel.get_by_role("button", name="+1 час").click()
    await expect(panel.get_by_role("heading", name="Начало")).to_be_hidden()
