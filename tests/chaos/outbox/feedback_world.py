"""Readers and a secretariat, with a bot that dies at any step of copying their messages."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiogram.client.telegram import TelegramAPIServer

from bot.app import App
from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from bot.telegram_api.endpoint import Endpoint
from bot.telegram_api.rate_limiter import RateLimiter
from bot.wiring import open_app
from tests.factories import settings_over
from tests.world.clocks import SkippingClock
from tests.world.crash_points import CrashingDatabase, CrashPoint, Killed

OWNER, DESK = 700_000_001, -1_001_900_000_001
BEGINNING = datetime(2027, 3, 1, 9, tzinfo=UTC)
_ROUNDS = 8


@dataclass
class FeedbackWorld:
    """A server with a forum of the secretariat, a database file, and one process after another."""

    path: Path
    server: SandboxServer
    sandbox: Sandbox
    clock: SkippingClock
    owner: Person
    kills: int = 0
    _process: AsyncExitStack = field(default_factory=AsyncExitStack)
    _taken: int = 0

    async def start_process(self) -> None:
        """Start a new process over the same file."""
        CrashingDatabase.crash = CrashPoint()
        settings = settings_over(self.path, owner_ids=frozenset({OWNER}), secretariat_chat=DESK)
        endpoint = Endpoint(self.server.token, TelegramAPIServer.from_base(self.server.url))
        limiter = RateLimiter(1000, self.clock.seconds, self.clock.later)
        opening = open_app(settings, endpoint, self.clock, limiter, is_alone=True)
        self.app: App = await self._process.enter_async_context(opening)

    async def end_process(self) -> None:
        """End the process. Uncommitted changes are lost."""
        CrashingDatabase.crash = CrashPoint()
        await self._process.aclose()

    async def die_at(self, step: int) -> None:
        """Work in a process that is killed at this step or ends after it. Start a new process."""
        CrashingDatabase.crash.left = step
        try:
            await self._work()
        except* Killed:
            self.kills += 1
        await self.end_process()
        await self.start_process()

    async def finish(self) -> None:
        """Work until no message waits. The clock skips the pauses between retries."""
        for _ in range(_ROUNDS):
            await self._work()
            due = await self.app.resources.store.feedback_queue.next_due()
            if due is None:
                return
            self.clock.at = max(self.clock.at, due)
        raise AssertionError("something still waits")

    async def copy_of(self, text: str) -> int:
        """Return the id of the bot's message with this text in the secretariat's group."""
        return next(one.id for one in await self.owner.messages(DESK) if one.from_bot and one.text == text)

    def said_in(self, chat: int) -> Counter[str]:
        """Return how often the bot has sent each text to a chat."""
        bodies: list[dict[str, Any]] = [one.body for one in self.server.world.chats[chat].messages.values()]
        bot = self.server.world.bot.id
        return Counter(str(body.get("text", "")) for body in bodies if body.get("from", {}).get("id") == bot)

    async def _work(self) -> None:
        """Take the waiting updates, handle them, and copy the messages that are due."""
        updates = [one for one in self.server.world.queue.pending() if one["update_id"] > self._taken]
        if updates:
            await self.app.intake.accept(updates)
            self._taken = max(one["update_id"] for one in updates)
        await self.app.intake.drain()
        assert await self.app.ticks.run("feedback")


@asynccontextmanager
async def open_feedback_world(folder: Path) -> AsyncIterator[FeedbackWorld]:
    """Open a server with a forum of the secretariat, and the first process."""
    clock = SkippingClock(BEGINNING)
    server = SandboxServer(clock=clock.now)
    await server.start()
    sandbox = Sandbox(server)
    owner = await sandbox.person("Секретариат", id=OWNER)
    await sandbox.order("group", id=DESK, title="Секретариат", owner=OWNER, forum=True)
    await sandbox.order("membership", chat=DESK, status="administrator")
    world = FeedbackWorld(folder / "bot.db", server, sandbox, clock, owner)
    await world.start_process()
    try:
        yield world
    finally:
        await world.end_process()
        await server.stop()
