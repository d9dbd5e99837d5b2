"""Crash points: a database, an outbox and a sender that are killed at any step."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from aiogram import Bot

from bot.telegram_api.sender import MessageSender
from data.store.chat_values import Chat
from data.store.notices import Claimed, Entry
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Query, Value
from data.store.sqlite.steps import Steps
from data.store.sqlite.transactions import Row, Transaction
from handlers.views.message import Message
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome

T = TypeVar("T")


class Killed(BaseException):
    """The process is killed: no handler catches this, and nothing is written or sent after it."""


class CrashPoint:
    """Counts steps. After `left` steps every further one raises Killed. None means never."""

    def __init__(self, left: int | None = None) -> None:
        self.left = left
        self.done = 0

    def step(self) -> None:
        """Count one step. Raises Killed past the crash point."""
        if self.left == 0:
            raise Killed
        self.done += 1
        if self.left is not None:
            self.left -= 1


class CrashingStore:
    """A store whose process dies at the call after the crash point."""

    def __init__(self, store: Any, crash: CrashPoint) -> None:
        self._store = store
        self._crash = crash

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        async def call(*args: Any, **kwargs: Any) -> Any:
            self._crash.step()
            return await getattr(self._store, name)(*args, **kwargs)

        return call


class CrashingDatabase(Database):
    """A database killed around a transaction, before its commit, or before a read."""

    crash: ClassVar[CrashPoint] = CrashPoint()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a transaction, which never commits past the crash point."""
        self.crash.step()
        async with super().transaction() as tx:
            yield tx
            self.crash.step()
        self.crash.step()

    async def write_at_once(self, work: Callable[[Steps], T]) -> T:
        """Write in one step of the connection, which never commits past the crash point."""

        def crashing(steps: Steps) -> T:
            result = work(steps)
            self.crash.step()
            return result

        self.crash.step()
        result = await super().write_at_once(crashing)
        self.crash.step()
        return result

    async def fetch_all(self, query: Query, **parameters: Value) -> list[Row]:
        """Read before the crash point."""
        self.crash.step()
        return await super().fetch_all(query, **parameters)

    async def fetch_together(self, *queries: Query, **parameters: Value) -> list[list[Row]]:
        """Read before the crash point."""
        self.crash.step()
        return await super().fetch_together(*queries, **parameters)


class CrashingOutbox(Outbox):
    """An outbox whose process may die before and after everything it writes."""

    def __init__(self, database: Database, crash: CrashPoint) -> None:
        super().__init__(database)
        self._crash = crash

    async def claim(
        self, now: datetime, lease_until: datetime, how_many: int, planned: datetime | None = None
    ) -> list[Claimed]:
        """Claim before the crash point."""
        self._crash.step()
        claimed = await super().claim(now, lease_until, how_many, planned)
        self._crash.step()
        return claimed

    async def write(self, entries: Sequence[Entry]) -> None:
        """Write outcomes before the crash point."""
        self._crash.step()
        await super().write(entries)
        self._crash.step()


class CrashingSender(MessageSender):
    """A sender whose process may die before a message leaves and before its answer is heard."""

    def __init__(self, bot: Bot, crash: CrashPoint) -> None:
        super().__init__(bot)
        self._crash = crash

    async def send(
        self,
        recipient: Chat,
        message: Message,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Send before the crash point."""
        self._crash.step()
        outcome = await super().send(recipient, message, bulk=bulk, in_flight=in_flight)
        self._crash.step()
        return outcome

    async def edit(
        self, recipient: Chat, message: Message, message_id: int, in_flight: InFlightMessage | None = None
    ) -> Outcome:
        """Edit before the crash point."""
        self._crash.step()
        outcome = await super().edit(recipient, message, message_id, in_flight)
        self._crash.step()
        return outcome
