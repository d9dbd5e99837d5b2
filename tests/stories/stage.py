"""The whole bot on the sandbox, and what a story may see of both."""

import asyncio
import logging
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.client.session.aiohttp import AiohttpSession

from bot.resources import open_resources
from bot.sandbox.client.client import Person, ReceivedMessage, Sandbox
from bot.sandbox.world.cast import OWNER_ID
from bot.sandboxed.running import Rehearsal, open_rehearsal
from bot.settings import load_settings
from scheduler.clock import ShiftedClock

MOSCOW = ZoneInfo("Europe/Moscow")
LIMIT = 5.0
# People take their time between two deeds, so nobody writes faster than Telegram lets the bot answer.
_BETWEEN_DEEDS = timedelta(seconds=3)
_DEEDS = frozenset({"say", "start", "press", "send_file", "send_location", "update", "revise"})

Json = dict[str, Any]
Tables = dict[str, list[tuple[object, ...]]]


def moscow(text: str) -> datetime:
    """An instant from «2026-11-22 10:00», Moscow time."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


class UnhurriedSandbox(Sandbox):
    """Lets a few seconds of the clock pass before each deed; nothing waits for them."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal.server, limit=LIMIT)
        self._clock = rehearsal.clock

    async def order(self, name: str, /, **arguments: Any) -> Any:
        """Give an order; see the sandbox's control interface."""
        if name in _DEEDS:
            self._clock.offset += _BETWEEN_DEEDS
        return await super().order(name, **arguments)


@dataclass
class Stage:
    """A running bot, its sandbox and its database file."""

    rehearsal: Rehearsal
    sandbox: UnhurriedSandbox
    database: Path
    expected_refusals: set[str] = field(default_factory=set)
    """Words of refusals without a fault that the story itself brings about."""
    expected_errors: set[str] = field(default_factory=set)
    """Words of log records at ERROR that the story itself brings about."""

    async def person(self, name: str = "Анна", **how: Any) -> Person:
        """Somebody who has not written to the bot yet."""
        return await self.sandbox.person(name, **how)

    async def owner(self) -> Person:
        """The secretariat, with the chat open."""
        owner = await self.sandbox.person("Секретариат", id=OWNER_ID)
        await ask(owner, "/start")
        return owner

    async def move_to(self, text: str) -> None:
        """Let the clock run to «2026-11-22 10:00», Moscow time; what lies in between happens in its time."""
        await self.sandbox.set_clock(moscow(text))

    async def jump_to(self, text: str) -> None:
        """As if the machine had slept until then: nothing in between happens, then what is due is found."""
        self.rehearsal.clock.set(moscow(text) - timedelta(seconds=1))
        await self.move_to(text)

    async def settle(self) -> None:
        """Wait until every update has been handled."""
        queue = self.rehearsal.server.world.queue
        async with asyncio.timeout(LIMIT):
            # what it waits for is rows, which tell nobody
            while queue.pending() or self.query("SELECT 1 FROM inbox WHERE state = 'pending'"):  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    async def feed(self, **update: Any) -> None:
        """Let the bot have a raw update of any shape and handle it."""
        queue = self.rehearsal.server.world.queue
        await self.sandbox.order("update", update={"update_id": queue._next, **update})
        await self.settle()

    async def write(self, person: Person, text: str, **more: Any) -> Json:
        """A private message with a text no client would send as it is; the message."""
        user = {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "ru"}
        number = self.rehearsal.server.world.number()
        message = {
            "message_id": number,
            "date": 1,
            "chat": {"id": person.id, "type": "private"},
            "from": user,
            "text": text,
            **more,
        }
        await self.feed(message=message)
        return message

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the database file as it is."""
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def file(self, document: Json) -> bytes:
        """The content of a file that the bot has sent."""
        return self.rehearsal.server.world.files[document["file_id"]].content

    def contents(self, *tables: str) -> Tables:
        """The rows of these tables."""
        return {table: sorted(self.query(f"SELECT * FROM {table}"), key=repr) for table in tables}  # noqa: S608

    async def sent(self, chat: int, after: int = 0) -> list[Json]:
        """The messages a chat was sent, answers included, past a call's number."""
        calls = await self.sandbox.calls("sendMessage", after=after)
        return [call for call in calls if str(call["params"].get("chat_id")) == str(chat)]

    async def last_call(self) -> int:
        """The number of the bot's last call so far."""
        return int((await self.sandbox.order("state"))["calls"])

    async def refusals(self) -> list[tuple[str, str]]:
        """What the server refused of itself: method and words. Faults that were ordered are left out."""
        return [
            (call["method"], str((call["answer"] or {}).get("description")))
            for call in await self.sandbox.calls()
            if call["status"] != 200 and call["fault"] is None
        ]

    async def check_manners(self) -> None:
        """What holds in every story."""
        unexpected = [
            refusal
            for refusal in await self.refusals()
            if not any(words in refusal[1] for words in self.expected_refusals)
        ]
        assert unexpected == [], unexpected
        assert not [call for call in await self.sandbox.calls() if "allow_paid_broadcast" in call["params"]]
        assert (await self.sandbox.order("state"))["unknown"] == {}


async def ask(person: Person, text: str, *, chat: int | None = None) -> ReceivedMessage:
    """Write to the bot and get its answer; what it said before counts as read."""
    await person.unread(chat)
    await person.say(text, chat=chat)
    return await person.reply(chat=chat)


async def told(person: Person, chat: int | None = None) -> list[str]:
    """The texts of what came since the person last looked."""
    return [message.text for message in await person.unread(chat)]


async def tap(person: Person, message: ReceivedMessage, *labels: str) -> ReceivedMessage:
    """Press buttons of a message one after another, each as it then stands; how it stands at last."""
    for label in labels:
        await person.press(label, on=message)
        shown = await person.messages(message.chat_id)
        message = next(one for one in shown if one.id == message.id)
    return message


@asynccontextmanager
async def open_stage(start: str, folder: Path, *, rate: int = 1000) -> AsyncIterator[Stage]:
    """The bot at work from an instant in Moscow time on; stopped cleanly at the end.

    rate: how many messages a second it may send; the sandbox does not mind unless it is asked to.
    """
    clock = ShiftedClock()
    clock.offset = moscow(start) - clock.now()
    database = folder / "bot.db"
    # reading the plan anew for each story would be a third of their time
    database.write_bytes(await _first_start())
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{database}", send_rate=rate)
    stop = asyncio.Event()
    async with open_rehearsal(settings, clock=clock) as rehearsal, asyncio.TaskGroup() as tasks:
        tasks.create_task(_serve(rehearsal, stop))
        try:
            async with UnhurriedSandbox(rehearsal) as sandbox:
                await rehearsal.server.world.queue.waited_on.wait()
                yield Stage(rehearsal, sandbox, database)
        finally:
            stop.set()


_started: list[bytes] = []


async def _first_start() -> bytes:
    """A database as the first start leaves it, long before any story begins."""
    if not _started:
        with tempfile.TemporaryDirectory(prefix="mag-story-") as folder:
            path = Path(folder) / "bot.db"
            settings = load_settings(_env_file=None, database_url=f"sqlite:///{path}")
            clock = ShiftedClock()
            clock.offset = moscow("2020-01-01 00:00") - clock.now()
            async with open_resources(settings, clock):
                pass
            _started.append(path.read_bytes())
    return _started[0]


async def _serve(rehearsal: Rehearsal, stop: asyncio.Event) -> None:
    await rehearsal.app.run(stop)
    session = rehearsal.app.bot.session
    if isinstance(session, AiohttpSession) and session._session is not None:
        # closed here, for aiogram waits a quarter of a second after it for the sake of TLS
        await session._session.close()


class ErrorLog(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one, its traceback included."""
        self.lines.append(logging.Formatter().format(record))


@contextmanager
def error_log() -> Iterator[ErrorLog]:
    """What is logged as an error inside."""
    keeper = ErrorLog()
    logging.getLogger().addHandler(keeper)
    try:
        yield keeper
    finally:
        logging.getLogger().removeHandler(keeper)
