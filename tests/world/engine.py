"""The planner and the delivery worker over a real database, with an agenda made by the test."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Generic, TypeVar

from data.calendar.occasions import Occasion
from data.calendar.plan import PlanEvent
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat
from data.store.notices import Delivery as Row
from data.store.notices import NewNotice, Notice, NoticeKind, Priority
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.store import store_over
from data.store.targeting.audience import Audience
from data.store.targeting.catch_ups import CatchUps
from data.store.targeting.recipients import Recipients
from data.store.targeting.rescheduling import Rescheduling
from scheduler.agenda import AgendaNow
from scheduler.catch_up import CatchUp
from scheduler.delivery.ports import MessageTransport, Render, Rendered
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.snapshot import SnapshotReader
from scheduler.delivery.worker import DeliveryWorker
from scheduler.planning import Planner
from tests.cast import LONG_AGO, MOSCOW, new_chat
from tests.world.clocks import FrozenClock, moment
from tests.world.recording import KeysMessage, KeysRenderer, RecordingSender
from tests.world.storage import open_new

M = TypeVar("M")
NEXT_WEEK = timedelta(days=7)


class InMemoryAgenda:
    """An agenda that consists of the occasions it is given."""

    def __init__(self, *occasions: Occasion) -> None:
        self.known = {one.key: one for one in occasions}
        self.revision = 0

    def put(self, occasion: Occasion) -> None:
        """Add an occasion, or replace the one with its key."""
        self.known[occasion.key] = occasion

    def occasions(self, first: date, last: date) -> list[Occasion]:
        """Return the occasions with a day in the span, in order."""
        found = [one for one in self.known.values() if one.when.overlaps(first, last)]
        return sorted(found, key=Occasion.sort_key)

    def occasion(self, key: str) -> Occasion | None:
        """Return the occasion with this key."""
        return self.known.get(key)

    def event(self, number: int) -> PlanEvent | None:
        """Return the event with this id."""
        found = (one.event for one in self.known.values() if one.event and one.event.id == number)
        return next(found, None)


class Engine(Generic[M]):
    """Planning and delivery as the bot wires them, for a renderer and a sender of the test."""

    def __init__(
        self,
        database: Database,
        clock: FrozenClock,
        current: AgendaNow,
        renderer: Render[M],
        sender: MessageTransport[M],
    ) -> None:
        self.database = database
        self.clock = clock
        self.current = current
        self.renderer = renderer
        self.sender = sender
        self.store = store_over(database)
        self.chats = self.store.chats
        self.subscriptions = self.store.subscriptions
        self.outbox = self.store.outbox
        self.audience = Audience(database, chunk=3)
        catch_up = CatchUp(CatchUps(database), self.outbox, self.audience, self.store.bulletins)
        rescheduling = Rescheduling(database, chunk=3)
        self.planner = Planner(self.chats, self.outbox, self.audience, rescheduling, catch_up, current)
        self.delivery = self.new_delivery()

    def new_delivery(
        self,
        senders: int = 3,
        *,
        outbox: Outbox | None = None,
        sender: MessageTransport[M] | None = None,
    ) -> DeliveryWorker[M]:
        """Return a delivery worker as a new process makes it, over the present outbox and sender."""
        outbox, sender = outbox or self.outbox, sender or self.sender
        notice_sender = NoticeSender(self.chats, outbox, self._render, sender, self.clock)
        snapshots = SnapshotReader(Recipients(self.database), self.current)
        return DeliveryWorker(outbox, snapshots, notice_sender, self.clock, senders)

    async def tick(self, at: str | None = None) -> None:
        """Plan and deliver, as of a time in UTC."""
        if at is not None:
            self.clock.at = moment(at)
        await self.planner.plan(self.clock.now())
        await self.delivery.deliver_due()

    async def _render(self, recipient: Chat, notices: Sequence[Notice], now: datetime) -> Rendered[M] | None:
        # a test may change the renderer of a worker that runs
        return await self.renderer(recipient, notices, now)


class EngineWorld(Engine[KeysMessage]):
    """The engine with an agenda made by hand, and messages that consist of the notices' keys."""

    renderer: KeysRenderer
    sender: RecordingSender

    def __init__(self, database: Database, clock: FrozenClock, agenda: InMemoryAgenda) -> None:
        self.agenda = agenda
        super().__init__(database, clock, self._agenda_now, KeysRenderer(), RecordingSender())

    async def chat(
        self,
        chat_id: int = 1,
        *topics: Topic | Subscription,
        zone: str = MOSCOW,
        hour: int = 10,
        since: datetime = LONG_AGO,
        leads: Mapping[Topic, tuple[int, ...]] | None = None,
    ) -> None:
        """Add a chat that follows these topics (own events when none is named) since an instant."""
        await self.chats.ensure(new_chat(chat_id, zone=zone, hour=hour), since)
        for topic in topics or (Topic.OWN,):
            following = topic if isinstance(topic, Subscription) else Subscription(topic)
            await self.subscriptions.add(chat_id, following, since)
        for topic, days in (leads or {}).items():
            await self.subscriptions.set_leads(chat_id, topic, days)

    async def post(
        self,
        key: str,
        *chat_ids: int,
        kind: NoticeKind = NoticeKind.MESSAGE,
        rank: int = Priority.URGENT,
    ) -> Notice:
        """Post a notice that is due now to chats, which follow own events and the bulletin."""
        now = self.clock.now()
        notice = await self.outbox.post(NewNotice(key, kind, key, now + NEXT_WEEK), now)
        for chat_id in chat_ids:
            await self.chat(chat_id, Topic.OWN, Topic.BULLETIN)
        await self.outbox.address(notice.id, chat_ids, rank, now)
        return notice

    async def tick_through(self, first: str, last: str, step: timedelta = timedelta(hours=1)) -> None:
        """Tick from one time to another, both in UTC."""
        at, end = moment(first), moment(last)
        while at <= end:
            self.clock.at = at
            await self.tick()
            at += step

    async def rows(self, key: str) -> dict[int, Row]:
        """Return the deliveries of the notice with this key, by chat."""
        notice = await self.outbox.find(key)
        return {} if notice is None else {row.chat_id: row for row in await self.outbox.deliveries(notice.id)}

    async def states(self, key: str) -> dict[int, str]:
        """Return the states of the deliveries of a notice, by chat."""
        return {chat_id: str(row.state) for chat_id, row in (await self.rows(key)).items()}

    async def _agenda_now(self) -> InMemoryAgenda:
        return self.agenda


@asynccontextmanager
async def open_engine(
    folder: Path, at: datetime | str, occasions: Iterable[Occasion] = ()
) -> AsyncIterator[EngineWorld]:
    """Open the engine over a folder's database, new or known, at an instant or a time in UTC."""
    database = await open_new(folder / "mag.db")
    clock = FrozenClock(moment(at) if isinstance(at, str) else at)
    try:
        yield EngineWorld(database, clock, InMemoryAgenda(*occasions))
    finally:
        await database.close()
