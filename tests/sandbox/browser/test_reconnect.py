"""The page reconnects when the sandbox restarts."""

from playwright.async_api import expect

from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import ANNA_ID
from tests.sandbox.browser.window import Windows


async def _serve(port: int, text: str) -> SandboxServer:
    server = SandboxServer()
    server.seed_people()
    await server.start(port=port)
    world = server.world
    world.people[ANNA_ID].started = True
    world.post(world.chats[ANNA_ID], {"text": text}, world.bot)
    return server


async def test_page_reconnects_to_a_restarted_sandbox(windows: Windows) -> None:
    """A banner shows that the server is away. The new sandbox is shown without the old state."""
    windows.errors_expected = True
    server = await _serve(0, "Сообщение до перерыва")
    port = int(server.url.rsplit(":", 1)[1])
    window = await windows.open(server.url, person=ANNA_ID)
    await window.sees("Сообщение до перерыва")
    await window.page.locator("#text").fill("Недописанное")
    await server.stop()
    await expect(window.page.get_by_role("alert")).to_contain_text("Нет связи с песочницей")
    server = await _serve(port, "Сообщение после перерыва")
    await window.sees("Сообщение после перерыва")
    await expect(window.page.locator("#gone")).to_be_hidden()
    await expect(window.page.get_by_text("Сообщение до перерыва")).to_have_count(0)
    await expect(window.page.locator("#text")).to_have_value("Недописанное")
    await window.say("Снова здесь")
    await window.sees("Снова здесь")
    await server.stop()
