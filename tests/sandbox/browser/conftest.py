"""Fixtures for the page in a real headless Chromium: one browser, shared profiles."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.resources import fix_zone_data
from tests.sandbox.browser.window import ManualBot, Windows
from tests.world.running_bot import BotWorld, open_bot_world
from tests.world.server import open_server

# the browser downloads nothing by itself, and a container has no user of its own and no graphics card
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
    # a foreign name that resolves to this machine
    "--host-resolver-rules=MAP evil.example 127.0.0.1",
)  # fmt: skip
REQUIRED = ("CI", "MAG_REQUIRE_BROWSER")
START = (
    "2027-09-02 09:00"  # a Thursday; the bulletin is drafted on Friday, and on Sunday Moscow has a jubilee
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run all tests of this folder in the browser's event loop."""
    for item in items:
        if item.path.parent == Path(__file__).parent and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start Debian's Chromium. Skip without it, but fail where CI promises it."""
    program = shutil.which("chromium")
    if program is None:
        if any(os.environ.get(name) for name in REQUIRED):
            pytest.fail("Chromium is not installed, and this run must not do without it")
        pytest.skip("Chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def profiles(browser: Browser) -> AsyncIterator[Windows]:
    """Return the browser's profiles, which outlive single tests."""
    windows = Windows(browser)
    yield windows
    await windows.close()


@pytest_asyncio.fixture(loop_scope="session")
async def windows(profiles: Windows) -> AsyncIterator[Windows]:
    """Open windows, and check at the end that none had an error or called another host."""
    yield profiles
    await profiles.rest()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def manual_bot() -> AsyncIterator[ManualBot]:
    """Start a sandbox without our bot, whose Bot API the tests call themselves."""
    async with open_server(seeded=True) as server, ManualBot(server) as manual_bot:
        yield manual_bot


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWorld]:
    """Run the whole bot on a sandbox."""
    fix_zone_data()
    async with open_bot_world(START, tmp_path_factory.mktemp("world")) as world:
        world.pause_before_each_act()
        yield world
        await world.settle()
        await world.check_manners()
