"""The whole bot on the sandbox, with the actions and checks that stories need."""

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.resources import open_resources
from bot.sandbox.client.client import Person, ReceivedMessage, Sandbox
from bot.sandbox.world.cast import OWNER_ID
from bot.sandboxed.running import Rehearsal, open_rehearsal
from scheduler.clock import ShiftedClock
from tests.cast import MOSCOW
from tests.factories import settings_over

MOSCOW_ZONE = ZoneInfo(MOSCOW)
LIMIT = 5.0
# People take their time between two actions, so they never write faster than the bot may answer.
_BETWEEN_ACTIONS = timedelta(seconds=3)
_ACTIONS = frozenset({"say", "start", "press", "send_file", "send_location", "update", "revise"})

Json = dict[str, Any]
Tables = dict[str, list[tuple[object, ...]]]


def moscow(text: str) -> datetime:
    """Return the instant that «2026-11-22 10:00» names in Moscow time."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW_ZONE)


class UnhurriedSandbox(Sandbox):
    """A sandbox client that puts the clock forward some seconds before each act of a person."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal.server, limit=LIMIT)
        self._clock = rehearsal.clock

    async def order(self, name: str, /, **arguments: Any) -> Any:
        """Give an order of the sandbox's control interface, after a pause for people."""
        if name in _ACTIONS:
            self._clock.offset += _BETWEEN_ACTIONS
        return await super().order(name, **arguments)


@dataclass
class BotWorld:
    """A running bot, its sandbox and its database file."""

    rehearsal: Rehearsal
    sandbox: UnhurriedSandbox
    database: Path
    expected_refusals: set[str] = field(default_factory=set)
    """Words of refusals without a fault that the story itself brings about."""
    expected_errors: set[str] = field(default_factory=set)
    """Words of log records at ERROR that the story itself brings about."""

    async def person(self, name: str = "Анна", **how: Any) -> Person:
        """Return a person who has not written to the bot yet."""
        return await self.sandbox.person(name, **how)

    async def owner(self) -> Person:
        """Return the owner, with the chat open."""
        owner = await self.sandbox.person("Секретариат", id=OWNER_ID)
        await ask(owner, "/start")
        return owner

    async def move_to(self, text: str) -> None:
        """Run the clock to a Moscow time as «2026-11-22 10:00». What falls due until then happens."""
        await self.sandbox.set_clock(moscow(text))

    async def jump_to(self, text: str) -> None:
        """Jump to a time as after a sleep of the machine. What is due then happens."""
        self.rehearsal.clock.set(moscow(text) - timedelta(seconds=1))
        await self.move_to(text)

    def pause_before_each_act(self) -> None:
        """Put the clock forward some seconds at each act of a person on the page.

        Without it the bot makes a person wait who presses faster than Telegram allows it to answer.
        """

        def pause(_update: object) -> None:
            self.rehearsal.clock.offset += _BETWEEN_ACTIONS

        self.rehearsal.server.world.queue.on_put = pause

    async def settle(self) -> None:
        """Wait until every update has been handled."""
        queue = self.rehearsal.server.world.queue
        async with asyncio.timeout(LIMIT):
            # it waits for rows, and a row sends no signal
            while queue.pending() or self.query("SELECT 1 FROM inbox WHERE state = 'pending'"):  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    async def feed(self, **update: Any) -> None:
        """Give the bot a raw update of any shape, and wait until it is handled."""
        queue = self.rehearsal.server.world.queue
        await self.sandbox.order("update", update={"update_id": queue.next_id, **update})
        await self.settle()

    async def write(self, person: Person, text: str, **more: Any) -> Json:
        """Send a private message with a text that no client would send as it is. Return the message."""
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
        """Return rows of the database file as it is."""
        with closing(sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()

    def file(self, document: Json) -> bytes:
        """Return the content of a file that the bot has sent."""
        return self.rehearsal.server.world.files[document["file_id"]].content

    def contents(self, *tables: str) -> Tables:
        """Return the rows of these tables."""
        return {table: sorted(self.query(f"SELECT * FROM {table}"), key=repr) for table in tables}  # noqa: S608

    async def sent(self, chat: int, after: int = 0) -> list[Json]:
        """Return the messages a chat was sent after a call's number, answers included."""
        calls = await self.sandbox.calls("sendMessage", after=after)
        return [call for call in calls if str(call["params"].get("chat_id")) == str(chat)]

    async def last_call(self) -> int:
        """Return the number of the bot's last call so far."""
        return int((await self.sandbox.order("state"))["calls"])

    async def refusals(self) -> list[tuple[str, str]]:
        """Return the refused calls, each as method and words, without the faults that were ordered."""
        return [
            (call["method"], str((call["answer"] or {}).get("description")))
            for call in await self.sandbox.calls()
            if call["status"] != 200 and call["fault"] is None
        ]

    async def check_manners(self) -> None:
        """Check that no call was refused, no message was paid for, and no method was unknown."""
        unexpected = [
            refusal
            for refusal in await self.refusals()
            if not any(words in refusal[1] for words in self.expected_refusals)
        ]
        assert unexpected == [], unexpected
        assert not [call for call in await self.sandbox.calls() if "allow_paid_broadcast" in call["params"]]
        assert (await self.sandbox.order("state"))["unknown"] == {}


async def ask(person: Person, text: str, *, chat: int | None = None) -> ReceivedMessage:
    """Write to the bot and return its answer. Earlier messages are marked as read."""
    await person.unread(chat)
    await person.say(text, chat=chat)
    return await person.reply(chat=chat)


async def told(person: Person, chat: int | None = None) -> list[str]:
    """Return the texts of the messages that came since the last call."""
    return [message.text for message in await person.unread(chat)]


async def tap(person: Person, message: ReceivedMessage, *labels: str) -> ReceivedMessage:
    """Press buttons of a message one after another. Return the message after the last press."""
    for label in labels:
        await person.press(label, on=message)
        shown = await person.messages(message.chat_id)
        message = next(one for one in shown if one.id == message.id)
    return message


@asynccontextmanager
async def open_bot_world(
    start: str, folder: Path, *, rate: int = 1000, bulletin_at: str = "fri 12", **more: Any
) -> AsyncIterator[BotWorld]:
    """Run the bot from an instant in Moscow time on, and stop it cleanly at the end.

    rate is the number of messages that it may send in a second. The sandbox has no limit unless asked to.
    bulletin_at is the setting BULLETIN_AT, and more has other settings.
    """
    clock = ShiftedClock()
    clock.offset = moscow(start) - clock.now()
    database = folder / "bot.db"
    # reading the plan anew for each story would be a third of their time
    database.write_bytes(await _first_start())
    settings = settings_over(database, send_rate=rate, bulletin_at=bulletin_at, **more)
    stop = asyncio.Event()
    async with open_rehearsal(settings, clock=clock) as rehearsal, asyncio.TaskGroup() as tasks:
        tasks.create_task(rehearsal.app.run(stop))
        try:
            async with UnhurriedSandbox(rehearsal) as sandbox:
                await _until_served(rehearsal, by_webhook="webhook_url" in more)
                yield BotWorld(rehearsal, sandbox, database)
        finally:
            stop.set()


async def _until_served(rehearsal: Rehearsal, *, by_webhook: bool) -> None:
    if by_webhook:
        rehearsal.server.delivery.pause_factor = 0
        await rehearsal.app.intake.admitted.wait()
    else:
        await rehearsal.server.world.queue.waited_on.wait()


_started: list[bytes] = []


async def _first_start() -> bytes:
    """Return a database as the first start leaves it, long before any story begins."""
    if not _started:
        with tempfile.TemporaryDirectory(prefix="mag-story-") as folder:
            path = Path(folder) / "bot.db"
            settings = settings_over(path)
            clock = ShiftedClock()
            clock.offset = moscow("2020-01-01 00:00") - clock.now()
            async with open_resources(settings, clock):
                pass
            _started.append(path.read_bytes())
    return _started[0]
