"""The outbox alone: a real file, our Bot API server, a clock that skips waits, crash points."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram import Bot

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from bot.telegram_api.rate_limiter import RateLimiter
from bot.telegram_api.sender import MessageSender
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatKind
from data.store.notices import DeliveryState, NewNotice, Notice, NoticeKind, Priority, priority_until
from data.store.sqlite.database import Database
from handlers.views.message import Message
from scheduler.delivery.ports import Rendered
from scheduler.delivery.worker import DeliveryWorker
from tests.cast import new_chat
from tests.world.clocks import SkippingClock
from tests.world.crash_points import CrashingOutbox, CrashingSender, CrashPoint
from tests.world.engine import NEXT_WEEK, Engine, InMemoryAgenda
from tests.world.server import server_and_session
from tests.world.storage import open_new

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def keys_as_text(recipient: Chat, notices: Sequence[Notice], now: datetime) -> Rendered[Message]:
    """Render the keys of the notices as one message."""
    assert now.tzinfo is not None, recipient
    return Rendered(Message(" ".join(one.key for one in notices)), frozenset(one.id for one in notices))


class OutboxWorld(Engine[Message]):
    """The engine with the real sender, rate limiter and server, and a clock that skips waits."""

    clock: SkippingClock
    limiter: RateLimiter

    def __init__(
        self, database: Database, clock: SkippingClock, sandbox: Sandbox, server: SandboxServer, bot: Bot
    ) -> None:
        self.sandbox, self.server, self.bot = sandbox, server, bot
        self.agenda = InMemoryAgenda()
        self._known = 0
        super().__init__(database, clock, self._agenda_now, keys_as_text, MessageSender(bot))

    @property
    def elapsed(self) -> float:
        """Return the seconds since the start."""
        return (self.clock.at - START).total_seconds()

    @elapsed.setter
    def elapsed(self, seconds: float) -> None:
        self.clock.at = START + timedelta(seconds=seconds)

    async def readers(self, how_many: int) -> list[int]:
        """Add people who have opened the bot and follow the bulletin. Return their ids."""
        readers = []
        for number in range(how_many):
            person = await self.sandbox.person(f"Читатель {self._known + number}")
            self.server.world.people[person.id].started = True
            await self.know(person.id)
            await self.subscriptions.add(person.id, Subscription(Topic.BULLETIN), START)
            readers.append(person.id)
        self._known += how_many
        return readers

    async def know(self, chat_id: int, kind: ChatKind = ChatKind.PRIVATE) -> None:
        """Add a chat that has written to the bot before."""
        await self.chats.ensure(new_chat(chat_id, kind, hour=12), START)

    async def post_to(self, readers: Sequence[int], key: str, kind: NoticeKind) -> Notice:
        """Post a notice to these readers that is due now."""
        now = self.clock.now()
        notice = await self.outbox.post(NewNotice(key, kind, key, now + NEXT_WEEK), now)
        rank = Priority.BULK if kind is NoticeKind.BULLETIN else priority_until(now + NEXT_WEEK)
        await self.outbox.address(notice.id, readers, rank, now)
        return notice

    def new_process(self, senders: int = 3, crash: CrashPoint | None = None) -> DeliveryWorker[Message]:
        """Return the delivery worker of a new process, which dies at the crash point."""
        crash = crash or CrashPoint()
        outbox, sender = CrashingOutbox(self.database, crash), CrashingSender(self.bot, crash)
        return self.new_delivery(senders, outbox=outbox, sender=sender)

    async def deliver(self, minutes: int = 3) -> None:
        """Start a new process, and let it work for some minutes."""
        delivery = self.new_process()
        await delivery.recover()
        for _ in range(minutes):
            await delivery.deliver_due()
            self.elapsed += 61

    async def calls(self, **narrowed: Any) -> list[dict[str, Any]]:
        """Return the calls of sendMessage."""
        return await self.sandbox.calls("sendMessage", **narrowed)

    async def arrived(self, text: str) -> Counter[int]:
        """Return how often each chat got exactly this text, even if the answer was lost."""
        return Counter(
            int(call["params"]["chat_id"])
            for call in await self.calls()
            if call["params"]["text"] == text and (call["answer"] or {}).get("ok")
        )

    async def states(self, notice: Notice) -> dict[int, DeliveryState]:
        """Return the state of each delivery of a notice, by chat."""
        return {one.chat_id: one.state for one in await self.outbox.deliveries(notice.id)}

    async def _agenda_now(self) -> InMemoryAgenda:
        return self.agenda


@asynccontextmanager
async def open_outbox_world(
    folder: Path, *, rate: float = 1000, real_time: bool = False
) -> AsyncIterator[OutboxWorld]:
    """Open a server, a file and a rate limiter between them.

    With `real_time` the rate limiter uses the machine's clock.
    """
    clock = SkippingClock(START)
    limiter = RateLimiter(rate) if real_time else RateLimiter(rate, clock.seconds, clock.later)
    async with server_and_session() as (server, session):
        server.gateway.world.clock = clock.now
        session.middleware(limiter)
        database = await open_new(folder / "outbox.db")
        try:
            async with Sandbox(server) as sandbox:
                world = OutboxWorld(database, clock, sandbox, server, Bot(server.token, session=session))
                world.limiter = limiter
                yield world
        finally:
            await database.close()
