"""Conversation and engine over one database: from a press to the notice that it leads to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from data.calendar.almanac import Almanac
from data.store.chat_values import Chat
from data.store.sqlite.database import Database
from handlers.notices.renderer import NoticeRenderer
from handlers.views.message import Message, parsed
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome, Sent
from scheduler.plan_changes import ChangePlanner
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.clocks import FrozenClock
from tests.world.conversation import ConversationWorld, Person
from tests.world.engine import Engine
from tests.world.storage import open_new

BEFORE_REMINDERS = datetime(2020, 9, 12, 12, tzinfo=UTC)
"""The day before the reminders of a week ahead."""


class NoticeWorld:
    """Everything but Telegram, with the 2020 plan and the real words."""

    def __init__(self, database: Database) -> None:
        self.clock = FrozenClock(BEFORE_REMINDERS)
        self.almanac = Almanac(cities_2020(), {2020: plan_2020()})
        self._arrived: list[Message] = []
        self._engine: Engine[Message] = Engine(
            database, self.clock, self._current, NoticeRenderer(self._current), self
        )
        # one sender, so that messages arrive in order
        self._engine.delivery = self._engine.new_delivery(senders=1)
        self.store = store = self._engine.store
        self._changes = ChangePlanner(
            store.plans, store.chats, store.outbox, self._engine.audience, self._current
        )
        self._conversation = ConversationWorld(store, self.clock, lambda: self.almanac)

    def person(self, user_id: int = 7) -> Person:
        """Return a person in the private chat with the bot."""
        return self._conversation.person(user_id)

    async def send(
        self,
        _recipient: Chat,
        message: Message,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Record a message as arrived. None here is bulk."""
        if in_flight is not None:
            in_flight.leave()
        assert not bulk
        self._arrived.append(message)
        return Sent((len(self._arrived),))

    async def edit(
        self,
        _recipient: Chat,
        message: Message,
        message_id: int,
        _in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Record a message in place of the one it edits."""
        self._arrived[message_id - 1] = message
        return Sent((message_id,))

    async def tick(self, now: datetime) -> list[str]:
        """Set the clock, plan and deliver. Return the texts that arrived."""
        self.clock.at = now
        before = len(self._arrived)
        await self._changes.plan(now)
        await self._engine.tick()
        return [parsed(message.text) for message in self._arrived[before:]]

    async def _current(self) -> Almanac:
        return self.almanac


@asynccontextmanager
async def open_notice_world(folder: Path) -> AsyncIterator[NoticeWorld]:
    """Open the world over a new database in a folder."""
    database = await open_new(folder / "bot.db")
    try:
        yield NoticeWorld(database)
    finally:
        await database.close()
