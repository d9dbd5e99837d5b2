"""A Bot API server, a database file, and real bot processes between them, one after another."""

import asyncio
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer
from data.calendar.topics import Topic
from handlers.callbacks.browsing import ButtonPlace, Follow
from tests.chaos.processes import LIMIT, BotProcess, ForkServer
from tests.world.server import open_server

LOOK_SECONDS = 0.003
FOLLOW = Follow(topic=Topic.JUBILEES, on=True, place=ButtonPlace.START).pack()
# The id of no message: presses on it are presses under a deleted message.
_GONE = 999_999


class ProcessWorld:
    """A test's view of real bots from outside: their calls, their rows, their processes."""

    def __init__(self, server: SandboxServer, fork_server: ForkServer, folder: Path) -> None:
        self.server = server
        self.fork_server = fork_server
        self.folder = folder
        self.database = folder / "mag.db"
        self.sandbox = Sandbox(server, limit=LIMIT)
        self.sent: Counter[tuple[int, str]] = Counter()
        """How often a message with this first line was sent to this chat."""
        self.calls: list[dict[str, Any]] = []
        self._people = 0

    async def bot(self, **settings: str) -> BotProcess:
        """Start a bot on this server and this database."""
        environment = {
            "BOT_TOKEN": self.server.token,
            "TELEGRAM_API_URL": self.server.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SEND_RATE": "1000",
            "LOG_LEVEL": "WARNING",
            "HASTE": "20",
            # copies that are older than a deletion would keep the deleted data
            "BACKUP_DIR": "none",
        }
        return await self.fork_server.start(self.folder, environment | settings)

    async def stop(self, bot: BotProcess) -> float:
        """Send SIGTERM once the bot handles it, and expect status 0. Return the seconds it took."""
        loop = asyncio.get_running_loop()
        # a bot that has nothing to do may be stopped while it still starts
        await self.until(lambda: bot.heeds(signal.SIGTERM))
        began = loop.time()
        bot.send(signal.SIGTERM)
        assert await self.fork_server.end(bot) == 0
        took = loop.time() - began
        await self.look()
        return took

    async def kill(self, bot: BotProcess) -> None:
        """Kill a bot with SIGKILL."""
        bot.send(signal.SIGKILL)
        assert await self.fork_server.end(bot) == -signal.SIGKILL

    async def people(self, how_many: int) -> list[Person]:
        """Create new people, and return them."""
        self._people += how_many
        return [await self.sandbox.person(f"Читатель {self._people - one}") for one in range(how_many)]

    async def press_gone(self, person: Person, data: str = FOLLOW) -> None:
        """Press a button under a message that was deleted."""
        self.server.world.people[person.id].started = True
        await self.sandbox.order("press", person=person.id, message_id=_GONE, data=data, forged=True)

    async def look(self) -> None:
        """Add the calls made since the last look."""
        after = self.calls[-1]["number"] if self.calls else 0
        new = await self.sandbox.calls(after=after)
        self.calls += new
        for call in new:
            if call["method"] == "sendMessage" and call["status"] == 200:
                params = call["params"]
                self.sent[int(params["chat_id"]), str(params["text"]).split("\n", 1)[0]] += 1

    async def until(self, holds: Callable[[], bool], limit: float = LIMIT) -> None:
        """Look until the condition holds. Raises TimeoutError after `limit` seconds."""
        async with asyncio.timeout(limit):
            while not holds():
                await asyncio.sleep(LOOK_SECONDS)
                await self.look()
        # rows may show the effect of a call that was made after the last look
        await self.look()

    async def until_quiet(self) -> None:
        """Wait until every update is stored and handled."""
        await self.until(
            lambda: not self.pending() and not self.rows("SELECT 1 FROM inbox WHERE state = 'pending'")
        )

    def starts(self) -> int:
        """Return how many bots have begun to ask for updates."""
        return sum(call["method"] == "deleteWebhook" and call["status"] == 200 for call in self.calls)

    def pending(self) -> list[Any]:
        """Return the updates that Telegram still holds for the bot."""
        return list(self.server.world.queue.pending())

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return rows of the database file, read beside the bot."""
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def log(self) -> str:
        """Return what the bots have logged."""
        path = self.folder / "bot.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


@asynccontextmanager
async def open_process_world(fork_server: ForkServer, folder: Path) -> AsyncIterator[ProcessWorld]:
    """Start a server without a database. Kill the bots that still run when the block ends."""
    async with open_server() as server:
        try:
            yield ProcessWorld(server, fork_server, folder)
        finally:
            await fork_server.clear()


async def each(people: list[Person], deed: Callable[[Person], Awaitable[object]]) -> None:
    """Let each person act, one after another."""
    for person in people:
        await deed(person)
