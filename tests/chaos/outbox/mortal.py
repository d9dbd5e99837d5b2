"""A database whose process can be killed at any of its steps, and a clock that hurries where nobody waits."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import ClassVar, TypeVar

from bot.telegram_api.rate_limiter import Timer
from data.store.sqlite.database import Database, Row, Transaction
from data.store.sqlite.named_queries import Query, Value
from data.store.sqlite.steps import Steps


class Killed(BaseException):
    """The process is no more: nothing catches this, and nothing is written after it."""


T = TypeVar("T")


class Fuse:
    """Counts steps in the database; where the last one is reached, that one and all later ones kill."""

    def __init__(self) -> None:
        self.left: int | None = None

    def step(self) -> None:
        """One step; raises Killed at the end of the fuse."""
        if self.left is not None:
            self.left = max(0, self.left - 1)
            if not self.left:
                raise Killed


class MortalDatabase(Database):
    """Dies before a transaction, before its commit, after it, or before a read."""

    fuse: ClassVar[Fuse] = Fuse()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """As the real one, which never commits once the fuse has burned down."""
        self.fuse.step()
        async with super().transaction() as tx:
            yield tx
            self.fuse.step()
        self.fuse.step()

    async def write_at_once(self, work: Callable[[Steps], T]) -> T:
        """As the real one, likewise."""

        def mortal(steps: Steps) -> T:
            result = work(steps)
            self.fuse.step()
            return result

        self.fuse.step()
        result = await super().write_at_once(mortal)
        self.fuse.step()
        return result

    async def fetch_all(self, query: Query, **parameters: Value) -> list[Row]:
        """As the real one, while alive."""
        self.fuse.step()
        return await super().fetch_all(query, **parameters)

    async def fetch_together(self, *queries: Query, **parameters: Value) -> list[list[Row]]:
        """As the real one, while alive."""
        self.fuse.step()
        return await super().fetch_together(*queries, **parameters)


class HurryingClock:
    """Stands until it is moved; whoever waits by it gets the time that they wait for."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant it shows."""
        return self.at

    def seconds(self) -> float:
        """The same as seconds that only grow."""
        return self.at.timestamp()

    def later(self, seconds: float, wake: Callable[[], None]) -> Timer:
        """Pass the time at once, and then wake."""

        def hurry() -> None:
            self.at += timedelta(seconds=max(seconds, 0.001))
            wake()

        return asyncio.get_running_loop().call_soon(hurry)
