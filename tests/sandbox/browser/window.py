"""Tool for tests: browser windows on the page, and a sandbox whose bot is the test itself."""

import json
import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal, Self
from urllib.parse import urlsplit

import aiohttp
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    FilePayload,
    Locator,
    Page,
    Request,
    expect,
)

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer

Json = dict[str, Any]
TIMEOUT_MS = 30_000.0  # milliseconds; reached only by tests that fail
PHONE = (390, 844)
WIDE = (1280, 800)

expect.set_options(timeout=TIMEOUT_MS)


@dataclass
class Window:
    """One browser window and what the tests do in it."""

    page: Page

    def bubble(self, text: str) -> Locator:
        """Return the newest message that contains a text."""
        return self.page.locator("#messages .row").filter(has_text=text).last

    def key(self, label: str) -> Locator:
        """Return the newest inline button with a label."""
        return self.page.locator("#messages").get_by_role("button", name=label).last

    async def say(self, text: str) -> None:
        """Type a text and send it."""
        await self.page.locator("#text").fill(text)
        await self.page.keyboard.press("Enter")

    async def goes_down_to(self, text: str) -> None:
        """Scroll to the end of the chat and wait until a message with this text is in sight."""
        await expect(self.bubble(text)).to_be_attached()
        down = self.page.get_by_role("button", name="К последним сообщениям")
        if await down.is_visible():
            await down.click()
        await self.sees(text)

    async def sees(self, text: str) -> None:
        """Wait until a message with this text is in sight."""
        await expect(self.bubble(text)).to_be_in_viewport()

    async def become(self, name: str) -> None:
        """Become another person with one click."""
        await self.page.locator("#people").get_by_text(name, exact=True).click()
        await expect(self.page.locator("#me b")).to_have_text(name)

    @property
    def messages(self) -> Locator:
        """Return the messages of the open chat, without the days between them."""
        return self.page.locator("#messages .row")

    async def begin(self) -> None:
        """Start the bot, where it has not been started yet."""
        start = self.page.get_by_role("button", name="Запустить")
        await expect(start.or_(self.messages.first)).to_be_visible()
        if await start.is_visible():
            await start.click()
        await expect(self.messages.nth(1)).to_be_attached()

    async def attach(self, name: str, content: bytes, mime: str = "application/octet-stream") -> None:
        """Choose a file to send, as the dialog behind the clip does."""
        await expect(self.page.locator("#attach")).to_be_visible()
        file: FilePayload = {"name": name, "mimeType": mime, "buffer": content}
        await self.page.locator("#file").set_input_files(file)

    async def move(self, wall: str) -> None:
        """Run the clock in the panel to a wall time in Moscow, «2020-03-01T10:00»."""
        panel = self.page.locator("#right")
        await panel.get_by_label("Дата и время").fill(wall)
        await panel.get_by_role("button", name="Перейти").click()
        await expect(panel.locator(".time")).to_have_text(wall[-5:])

    async def hour_later(self) -> None:
        """Run the clock on by an hour with its button, and wait until all has happened."""
        panel = self.page.locator("#right")
        await panel.get_by_role("button", name="+1 час").click()
        await expect(panel).not_to_have_class(re.compile("moving"))

    async def open(self, name: str) -> None:
        """Open a chat of the list."""
        await self.page.locator(f'#chats a:has(b:text-is("{name}"))').click()
        await expect(self.page.locator("#title h1")).to_have_text(name)


Look = tuple[tuple[int, int], str, Literal["light", "dark"], float]


@dataclass
class Windows:
    """The open windows, which are checked for errors and foreign requests.

    Windows of one look share a browser profile and are used again, because a new one costs as much as a test.
    """

    browser: Browser
    profiles: dict[Look, BrowserContext] = field(default_factory=dict)
    idle: dict[Look, list[Page]] = field(default_factory=dict)
    pages: list[tuple[Look, Page]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    errors_expected: bool = False
    """The test brings about what a browser complains of: a sandbox that goes away, a script it refuses."""

    async def open(
        self,
        url: str,
        *,
        person: int | None = None,
        chat: int | None = None,
        more: str = "",
        size: tuple[int, int] = WIDE,
        locale: str = "ru-RU",
        colours: Literal["light", "dark"] = "light",
        density: float = 1,
    ) -> Window:
        """Open a window for a person in a chat. `more` is added to the page's address."""
        look = (size, locale, colours, density)
        idle = self.idle.setdefault(look, [])
        page = idle.pop() if idle else await self._new_page(look)
        self.pages.append((look, page))
        where = (f"person={person}" if person else "", f"chat={chat}" if chat else "", more)
        await page.goto(f"{url}/#{'&'.join(filter(None, where))}", wait_until="commit")
        await expect(page.locator("#me b")).not_to_be_empty()
        return Window(page)

    async def rest(self) -> None:
        """Keep the windows for the next test, and fail if this test left problems."""
        for look, page in self.pages:
            await page.evaluate("localStorage.clear(), sessionStorage.clear()")
            await page.goto("about:blank")
            self.idle[look].append(page)
        self.pages.clear()
        problems, self.problems, self.errors_expected = self.problems, [], False
        assert problems == []

    async def close(self) -> None:
        """Close all profiles."""
        for profile in self.profiles.values():
            await profile.close()

    async def _new_page(self, look: Look) -> Page:
        if look not in self.profiles:
            self.profiles[look] = await self._profile(*look)
        page = await self.profiles[look].new_page()
        page.on("console", self._on_console)
        page.on("pageerror", self._on_page_error)
        page.on("request", self._on_request)
        return page

    async def _profile(
        self, size: tuple[int, int], locale: str, colours: Literal["light", "dark"], density: float
    ) -> BrowserContext:
        profile = await self.browser.new_context(
            locale=locale,
            color_scheme=colours,
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=density,
            reduced_motion="reduce",
        )
        profile.set_default_timeout(TIMEOUT_MS)
        return profile

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not self.errors_expected:
            self.problems.append(message.text)

    def _on_page_error(self, error: Error) -> None:
        self.problems.append(f"{error.message}\n{error.stack}")

    def _on_request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            self.problems.append(f"asked elsewhere: {request.url}")


class ManualBot:
    """A sandbox, its control interface, and the Bot API as a bot would call it."""

    def __init__(self, server: SandboxServer) -> None:
        self.server = server
        self.url = server.url
        self.sandbox = Sandbox(server)
        self._session = aiohttp.ClientSession()
        self._numbers = count(1)
        self._presses: set[str] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def call(self, method: str, **params: Any) -> Any:
        """Call the Bot API and return the result."""
        url = f"{self.url}/bot{self.server.token}/{method}"
        async with self._session.post(url, json=params) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """Call the Bot API and return the words of its refusal."""
        url = f"{self.url}/bot{self.server.token}/{method}"
        async with self._session.post(url, json=params) as response:
            answer = await response.json()
        assert not answer["ok"]
        return str(answer["description"])

    async def upload(self, method: str, field_name: str, name: str, content: bytes, **params: Any) -> Any:
        """Call the Bot API with a file and return the result."""
        form = aiohttp.FormData(quote_fields=False)
        for key, value in params.items():
            form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        form.add_field(field_name, content, filename=name)
        async with self._session.post(f"{self.url}/bot{self.server.token}/{method}", data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def new_person(self, name: str = "Вера") -> int:
        """Create a person who has started the bot. Return their id."""
        number = 910_000_000 + next(self._numbers)
        await self.sandbox.order("person", name=f"{name} {number}", id=number)
        await self.sandbox.order("say", person=number, text="/start")
        return number

    async def post(self, chat: int, text: str, **params: Any) -> int:
        """Send a message of the bot and return its id."""
        message = await self.call("sendMessage", chat_id=chat, text=text, **params)
        return int(message.get("message_id") or message["ephemeral_message_id"])

    async def updates(self, kind: str) -> list[Json]:
        """Wait for updates of a kind and return them. All updates are then removed from the queue."""

        async def look() -> list[Json]:
            return [one[kind] for one in self.server.world.queue.pending() if kind in one]

        found: list[Json] = await self.sandbox.until(look, what=kind)
        self.server.world.queue.clear()
        return found

    async def next_press(self, person: int) -> str:
        """Wait for the next press of a person and return its id.

        The page shows a press before the server has it.
        """

        async def look() -> list[str]:
            mine = (one.id for one in self.server.world.queries.values() if one.person_id == person)
            return [one for one in mine if one not in self._presses]

        press = (await self.sandbox.until(look, what="a press"))[0]
        self._presses.add(press)
        return str(press)
