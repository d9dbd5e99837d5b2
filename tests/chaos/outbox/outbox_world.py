"""The outbox by itself: a real file, our Bot API server over HTTP, a moved clock, a death on demand."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from bot.telegram_api.rate_limiter import RateLimiter, Timer
from bot.telegram_api.sender import MessageSender
from bot.telegram_api.session import open_session
from data.calendar.topics import Subscription, Topic
from data.store.chats import Chat, ChatKind, Chats, Language, NewChat
from data.store.notices import Claimed, DeliveryState, Entry, NewNotice, Notice, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.subscriptions import Subscriptions
from data.store.targeting.recipients import Recipients
from handlers.views.message import Message
from scheduler.briefing import Briefing
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome
from scheduler.delivery.ports import Rendered
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.worker import DeliveryWorker
from scheduler.ranks import BULK, rank_until
from tests.scheduler.stage import HandMadeAgenda

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


class Killed(BaseException):
    """The process ends here: nothing it does afterwards reaches the file or the network."""


@dataclass
class Fate:
    """Lets everything happen until so many steps are done, and nothing after that."""

    steps: int | None = None
    done: int = 0

    def step(self) -> None:
        """One more; raises Killed at the last one and ever after."""
        self.done += 1
        if self.steps is not None and self.done > self.steps:
            raise Killed


class MortalLedger(Outbox):
    """May end before and after everything it writes."""

    def __init__(self, database: Database, fate: Fate) -> None:
        super().__init__(database)
        self._fate = fate

    async def claim(
        self, now: datetime, lease_until: datetime, how_many: int, planned: datetime | None = None
    ) -> list[Claimed]:
        """As it is, if there is time."""
        self._fate.step()
        claimed = await super().claim(now, lease_until, how_many, planned)
        self._fate.step()
        return claimed

    async def write(self, entries: Sequence[Entry]) -> None:
        """As it is, if there is time."""
        self._fate.step()
        await super().write(entries)
        self._fate.step()


class MortalCourier(MessageSender):
    """May end before a message leaves and before its answer is heard."""

    def __init__(self, bot: Bot, fate: Fate) -> None:
        super().__init__(bot)
        self._fate = fate

    async def send(
        self,
        recipient: Chat,
        message: Message,
        *,
        bulk: bool = False,
        departure: InFlightMessage | None = None,
    ) -> Outcome:
        """As it is, if there is time."""
        self._fate.step()
        outcome = await super().send(recipient, message, bulk=bulk, departure=departure)
        self._fate.step()
        return outcome


class PlainWords:
    """Says the keys of what it is given."""

    async def __call__(self, recipient: Chat, notices: Sequence[Notice], now: datetime) -> Rendered[Message]:
        """One message."""
        assert now.tzinfo is not None, recipient
        return Rendered(Message(" ".join(one.key for one in notices)), frozenset(one.id for one in notices))


class MovedTime:
    """Seconds and instants that pass when somebody waits for them, and not otherwise."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        """The instant."""
        return START + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """The same in seconds."""
        return self.seconds

    def later(self, seconds: float, wake: Callable[[], None]) -> Timer:
        """Call back soon; by then so many seconds will have passed."""
        until = self.seconds + seconds

        def pass_time() -> None:
            self.seconds = max(self.seconds, until)
            wake()

        return asyncio.get_running_loop().call_soon(pass_time)


@dataclass
class PostOffice:
    """What the tests do with it."""

    server: SandboxServer
    sandbox: Sandbox
    bot: Bot
    limiter: RateLimiter
    database: Database
    time: MovedTime
    agenda: HandMadeAgenda = field(default_factory=HandMadeAgenda)
    seen: int = 0

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.database)
        self.chats = Chats(self.database)

    async def readers(self, how_many: int) -> list[int]:
        """People who follow the bulletin and have opened the bot."""
        subscriptions, readers = Subscriptions(self.database), []
        for number in range(how_many):
            person = await self.sandbox.person(f"Читатель {self.seen + number}")
            self.server.world.people[person.id].started = True
            await self.know(person.id)
            await subscriptions.add(person.id, Subscription(Topic.BULLETIN), START)
            readers.append(person.id)
        self.seen += how_many
        return readers

    async def know(self, chat_id: int, kind: ChatKind = ChatKind.PRIVATE) -> None:
        """A chat that has written before."""
        await self.chats.ensure(NewChat(chat_id, kind, Language.RU, "Europe/Moscow", 12), START)

    async def post(self, key: str, kind: NoticeKind, readers: Sequence[int]) -> Notice:
        """A notice, due to all of them."""
        now = self.time.now()
        notice = await self.outbox.post(NewNotice(key, kind, key, now + WEEK), now)
        rank = BULK if kind is NoticeKind.BULLETIN else rank_until(now + WEEK)
        await self.outbox.address(notice.id, readers, rank, now)
        return notice

    def delivery(self, senders: int = 3, fate: Fate | None = None) -> DeliveryWorker[Message]:
        """As a new process makes it; fate says when it ends."""
        fate = fate or Fate()
        outbox, sender = MortalLedger(self.database, fate), MortalCourier(self.bot, fate)
        notice_sender = NoticeSender(self.chats, outbox, PlainWords(), sender, self.time)
        briefing = Briefing(Recipients(self.database), self._agenda)
        return DeliveryWorker(outbox, briefing, notice_sender, self.time, senders)

    async def _agenda(self) -> HandMadeAgenda:
        return self.agenda

    async def deliver(self, minutes: int = 3) -> None:
        """A process that starts anew, and works for some minutes."""
        delivery = self.delivery()
        await delivery.recover()
        for _ in range(minutes):
            await delivery.deliver_due()
            self.time.seconds += 61

    async def calls(self, **narrowed: Any) -> list[dict[str, Any]]:
        """What was sent."""
        return await self.sandbox.calls("sendMessage", **narrowed)

    async def arrived(self, text: str) -> Counter[int]:
        """How often each chat has got exactly this, in truth: answers that were lost included."""
        return Counter(
            int(call["params"]["chat_id"])
            for call in await self.calls()
            if call["params"]["text"] == text and (call["answer"] or {}).get("ok")
        )

    async def states(self, notice: Notice) -> dict[int, DeliveryState]:
        """How far each delivery is."""
        return {one.chat_id: one.state for one in await self.outbox.deliveries(notice.id)}


@asynccontextmanager
async def open_post_office(
    folder: Path, *, rate: float = 1000, real_time: bool = False
) -> AsyncIterator[PostOffice]:
    """A server, a file and a gate before it; real_time: the gate goes by the machine's clock."""
    time, server = MovedTime(), SandboxServer()
    server.gateway.world.clock = time.now
    await server.start()
    limiter = RateLimiter(rate) if real_time else RateLimiter(rate, time.monotonic, time.later)
    session = open_session(TelegramAPIServer.from_base(server.url))
    session.middleware(limiter)
    database = await Database.open(folder / "outbox.db")
    try:
        async with Sandbox(server) as sandbox:
            yield PostOffice(server, sandbox, Bot(server.token, session=session), limiter, database, time)
    finally:
        await database.close()
        if session._session is not None:
            # aiogram waits a quarter of a second after it for the sake of TLS
            await session._session.close()
        await server.stop()
