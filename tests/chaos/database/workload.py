"""A tool: random everyday operations of the store.

Chats come and go, updates arrive, notices are planned and delivered.
"""

import random
from datetime import UTC, date, datetime, timedelta

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatKind, Language, NewChat
from data.store.inbox import Arrival, Inbox
from data.store.job_runs import JobRun, JobRuns
from data.store.open_questions import Dialogue, OpenQuestions
from data.store.sqlite.database import Database
from tests.factories import on
from tests.world.clocks import FrozenClock
from tests.world.engine import EngineWorld, InMemoryAgenda

_BEGIN = datetime(2026, 3, 1, 6, tzinfo=UTC)
_ZONES = ("Europe/Moscow", "Asia/Almaty", "Asia/Vladivostok")


class Life:
    """Random operations of all kinds on one database, one after another."""

    def __init__(self, database: Database, dice: random.Random, era: int = 0) -> None:
        """Begin a life. `era` is the number of earlier lives, each of which took a week."""
        at = _BEGIN + timedelta(days=7 * era)
        days = [date(2026, 3, 1) + timedelta(days=7 * era + n) for n in range(30)]
        occasions = [on(100 * era + n, day) for n, day in enumerate(days)]
        self._world = EngineWorld(database, FrozenClock(at), InMemoryAgenda(*occasions))
        self._inbox, self._dialogues, self._ticks = (
            Inbox(database),
            OpenQuestions(database),
            JobRuns(database),
        )
        self._dice = dice
        self._chats: list[int] = []
        self._next = era * 1_000_000 + 1
        self._acts = (
            self._come,
            self._come,
            self._write,
            self._write,
            self._set,
            self._ask,
            self._go,
            self._tell,
        )

    async def live(self, operations: int) -> None:
        """Make this many operations, of one to a few dozen transactions each."""
        for number in range(operations):
            # the first acts add chats, which the others need
            act = self._acts[number] if number < 4 else self._dice.choice(self._acts)
            await act()

    async def beat(self) -> None:
        """Make one small transaction."""
        await self._ticks.record(JobRun("beat", self._now, str(self._number())))

    async def _come(self) -> None:
        chat = self._number()
        new = NewChat(
            chat, ChatKind.PRIVATE, Language.RU, self._dice.choice(_ZONES), self._dice.randrange(24)
        )
        await self._world.chats.ensure(new, self._now)
        for topic in self._dice.sample(list(Topic), 2):
            await self._world.subscriptions.add(chat, Subscription(topic), self._now)
        await self._world.subscriptions.add(chat, Subscription(Topic.OWN), self._now)
        self._chats.append(chat)

    async def _write(self) -> None:
        queue, first = str(self._dice.choice(self._chats)), self._number()
        texts = ["слово " * self._dice.randrange(1, 300) for _ in range(self._dice.randrange(1, 6))]
        batch = [Arrival(self._number(), queue, text) for text in texts]
        await self._inbox.keep([Arrival(first, queue, "{}"), *batch], self._now)
        if await self._inbox.begin(first) == 1:
            await self._inbox.finish(first, self._now)

    async def _set(self) -> None:
        chat = self._dice.choice(self._chats)
        await self._world.chats.set_hour(chat, self._dice.randrange(24), self._now)
        await self._world.subscriptions.mute(chat, f"event:{self._number()}")

    async def _ask(self) -> None:
        chat = self._dice.choice(self._chats)
        question = Dialogue(chat, chat, "city", {"page": self._number()}, self._now + timedelta(hours=1))
        await self._dialogues.put(question)
        await self._dialogues.take(chat, chat, self._now)

    async def _go(self) -> None:
        if len(self._chats) > 3:
            await self._world.chats.forget(self._chats.pop(self._dice.randrange(len(self._chats))))

    async def _tell(self) -> None:
        self._world.clock.at += timedelta(hours=self._dice.randrange(1, 5))
        await self._world.tick()
        await self._ticks.record(JobRun("reminders", self._now, "ok"))

    @property
    def _now(self) -> datetime:
        return self._world.clock.now()

    def _number(self) -> int:
        self._next += 1
        return self._next
