"""A page of another site that knows the sandbox's address and token gets nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, BrowserContext, Page

from bot.sandbox.server import SandboxServer
from tests.sandbox.browser.window import TIMEOUT_MS, ManualBot
from tests.sandbox.webhook_receiver import serving

ATTEMPTS = (Path(__file__).parent / "foreign.js").read_text(encoding="utf-8")
# the browser resolves this name to loopback, as an attacker's name server would
EVIL = "evil.example"


async def _page(_request: web.Request) -> web.Response:
    return web.Response(text="<!doctype html><title>evil</title><body></body>", content_type="text/html")


@pytest_asyncio.fixture(loop_scope="session")
async def profile(browser: Browser) -> AsyncIterator[BrowserContext]:
    """Return a profile that may call other hosts."""
    profile = await browser.new_context()
    profile.set_default_timeout(TIMEOUT_MS)
    yield profile
    await profile.close()


@asynccontextmanager
async def foreign_site(host: str) -> AsyncIterator[str]:
    """Serve an empty page on another port under a name of its own. Return its address."""
    app = web.Application()
    app.router.add_get("/", _page)
    async with serving(app) as address:
        yield address.replace("127.0.0.1", host)


@asynccontextmanager
async def own_bot(port: int = 0) -> AsyncIterator[ManualBot]:
    """Start a sandbox for one test alone."""
    server = SandboxServer()
    await server.start(port=port)
    server.seed_people()
    try:
        async with ManualBot(server) as manual_bot:
            yield manual_bot
    finally:
        await server.stop()


async def state_of(manual_bot: ManualBot, person: int) -> Any:
    """Return all that a foreign page could have changed or read."""
    server, sandbox = manual_bot.server, manual_bot.sandbox
    messages = await sandbox.order("messages", chat=person)
    return messages, len(server.world.queue), server.world.webhook.settings, server.gateway.log.count


async def attack(page: Page, manual_bot: ManualBot, url: str, person: int) -> list[str]:
    """Try all kinds of requests from the page, and return what it could read."""
    target = {"url": url, "token": manual_bot.server.token, "person": person, "chat": person}
    read: list[str] = await page.evaluate(f"({ATTEMPTS.strip().rstrip(';')})", target)
    return read


@pytest.mark.parametrize("host", [EVIL, "127.0.0.1", "localhost"])
async def test_foreign_page_reads_and_orders_nothing(
    manual_bot: ManualBot, profile: BrowserContext, host: str
) -> None:
    """All kinds of requests fail from another site and from another port of this machine."""
    person = await manual_bot.new_person()
    before = await state_of(manual_bot, person)
    page = await profile.new_page()
    async with foreign_site(host) as address:
        await page.goto(address)
        assert await attack(page, manual_bot, manual_bot.url, person) == []
        await page.goto("about:blank")
    assert await state_of(manual_bot, person) == before


async def test_rebound_name_reads_and_orders_nothing(profile: BrowserContext) -> None:
    """A page whose name is rebound to the sandbox shares its origin, and still gets nothing."""
    page = await profile.new_page()
    async with foreign_site(EVIL) as address:
        await page.goto(address)
    # the page's address now leads to the sandbox
    async with own_bot(int(address.rpartition(":")[2])) as manual_bot:
        person = await manual_bot.new_person()
        before = await state_of(manual_bot, person)
        assert await attack(page, manual_bot, address, person) == []
        assert await state_of(manual_bot, person) == before
        await page.goto("about:blank")


async def test_link_from_another_site_starts_nothing(manual_bot: ManualBot, profile: BrowserContext) -> None:
    """A link or an opened window shows a page that leads to the sandbox, and does no more."""
    person = await manual_bot.new_person()
    before = await state_of(manual_bot, person)
    page = await profile.new_page()
    order = f"{manual_bot.url}/#person={person}&start=evil"
    async with foreign_site(EVIL) as address:
        await page.goto(address)
        async with profile.expect_page() as opened:
            await page.evaluate("(url) => { window.held = window.open(url); }", order)
        window = await opened.value
        link = window.get_by_role("link", name="Open the sandbox")
        await link.wait_for()
        assert await page.evaluate("window.held.closed")
        await link.click()
        await window.locator("#me b").wait_for()
        # the opener reaches no window now, or a new one that is refused again
        await page.evaluate("(url) => { try { window.held.location = url; } catch { /* gone */ } }", order)
        assert "start=" not in window.url
        assert await state_of(manual_bot, person) == before
        await window.close()


async def test_attempts_succeed_from_the_sandbox_itself(profile: BrowserContext) -> None:
    """The same requests succeed from the sandbox's own page, so they are real attempts."""
    async with own_bot() as manual_bot:
        person = await manual_bot.new_person()
        before = await state_of(manual_bot, person)
        page = await profile.new_page()
        await page.goto(manual_bot.url)
        await page.locator("#me b").wait_for()
        read = {one.partition(":")[0] for one in await attack(page, manual_bot, manual_bot.url, person)}
        assert {"read /control/state", "order as JSON", "hook by GET", "image", "script", "stream"} <= read
        assert (await state_of(manual_bot, person))[0] != before[0]
        await page.goto("about:blank")
