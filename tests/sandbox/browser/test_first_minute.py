"""The first minute of a reader on the page, from «Запустить» to the greeting of the city."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.resources import fix_zone_data
from tests.sandbox.browser.window import Windows
from tests.world.running_bot import BotWorld, open_bot_world


@dataclass(frozen=True)
class FirstMinute:
    """The texts that a reader sees who comes on a day and names a city.

    day and age are the words of the card for the city's day and age. promised is when the first
    reminder comes. Instants are wall times in Moscow.
    """

    start: str
    city: str
    day: str
    age: str
    promised: str
    reminded_at: str
    greeted_at: str


WITH_PLAN = FirstMinute(
    start="2020-03-01 09:00",
    city="Нарьян-Мар",
    day="10 марта",
    age="85 лет",
    promised="3 марта в 10:00",
    reminded_at="2020-03-03T10:05",
    greeted_at="2020-03-10T10:05",
)
WITHOUT_PLAN = FirstMinute(
    start="2026-11-29 12:00",
    city="Казань",
    day="30 августа",
    age="1022 года",
    promised="23 августа 2027 г. в 10:00",
    reminded_at="2027-08-23T10:05",
    greeted_at="2027-08-30T10:05",
)


@pytest_asyncio.fixture(loop_scope="session", params=[WITH_PLAN, WITHOUT_PLAN], ids=["plan", "no-plan"])
async def minute(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[BotWorld, FirstMinute]]:
    """Run the whole bot from the day on which the reader comes."""
    fix_zone_data()
    story: FirstMinute = request.param
    async with open_bot_world(story.start, tmp_path_factory.mktemp("minute")) as world:
        world.pause_before_each_act()
        yield world, story
        await world.settle()
        await world.check_manners()


async def test_first_minute_leads_to_a_greeting(
    minute: tuple[BotWorld, FirstMinute], windows: Windows
) -> None:
    """A city named opens its card and picture, is reminded of when promised, and greeted on its day."""
    world, story = minute
    window = await windows.open(world.rehearsal.server.url)
    await window.become("Анна")
    await window.page.get_by_role("button", name="Запустить").click()
    await window.sees("Какой город ваш?")
    await window.say(story.city)
    card = window.bubble(story.age)
    await expect(card).to_contain_text(story.day)
    await window.key("🖼").click()
    await expect(window.page.locator("#messages img").last).to_be_visible()
    await window.key("🔔 Напомнить").click()
    await window.sees(f"Первое напоминание — {story.promised}")
    await window.move(story.reminded_at)
    await window.sees("Через неделю")
    await window.move(story.greeted_at)
    await window.sees("Сегодня")
    greeting = window.bubble("Сегодня")
    await expect(greeting.locator("img")).to_be_visible()
    await expect(greeting).to_contain_text(story.age)


@pytest.mark.parametrize("minute", [WITHOUT_PLAN], indirect=True, ids=["no-plan"])
async def test_no_screen_of_the_first_minute_is_empty(
    minute: tuple[BotWorld, FirstMinute], windows: Windows
) -> None:
    """Each command of the menu shows content, even without a plan of the year."""
    world, _ = minute
    window = await windows.open(world.rehearsal.server.url)
    await window.become("Борис")
    await window.page.get_by_role("button", name="Запустить").click()
    answers = window.page.locator("#messages .row.theirs")
    commands = ("/upcoming", "/today", "/plan", "/bulletin", "/cities", "/subscribe")
    for number, command in enumerate(commands, 2):
        await window.say(command)
        await expect(answers).to_have_count(number)
        await expect(answers.last.get_by_role("button").first).to_be_visible()
