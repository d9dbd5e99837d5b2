"""A stage for the engine: a real database, an agenda made by hand, a clock that stands until it is moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, EventStatus, PlanEvent
from data.calendar.topics import Subscription, Topic
from data.store.bulletins import Bulletins
from data.store.chats import Chat, ChatKind, Chats, Language, NewChat
from data.store.notices import Delivery as Row
from data.store.notices import Notice
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.subscriptions import Subscriptions
from data.store.targeting.audience import Audience
from data.store.targeting.catch_ups import CatchUps
from data.store.targeting.recipients import Recipients
from data.store.targeting.rescheduling import Rescheduling
from scheduler.catch_up import CatchUp
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome, Sent
from scheduler.delivery.ports import Rendered
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.snapshot import SnapshotReader
from scheduler.delivery.worker import DeliveryWorker
from scheduler.planning import Planner

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MOSCOW = "Europe/Moscow"


def moment(text: str) -> datetime:
    """An instant in UTC from «2026-03-01 10:00»."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class StandingClock:
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.at


def event(number: int, title: str = "Форум", status: EventStatus = EventStatus.PLANNED) -> PlanEvent:
    """An event of the Assembly's own, without a place."""
    return PlanEvent(str(number), 1, 1, None, title, EventKind.OWN, (), id=number, status=status)


def on(number: int, start: date, end: date | None = None) -> Occasion:
    """An own event with this id on a day, or on a run of days."""
    last = end or start
    precision = Precision.DAY if last == start else Precision.DAYS
    when = ImpreciseDate(start.isoformat(), precision, start, last)
    return Occasion(f"event:{number}:0", OccasionKind.EVENT, when, start.year, event=event(number))


def within(number: int, first: date, last: date) -> Occasion:
    """An own event with this id some day of a month or another window."""
    when = ImpreciseDate("месяц", Precision.MONTH, first, last)
    return Occasion(f"event:{number}:0", OccasionKind.EVENT, when, first.year, event=event(number))


def cancelled(occasion: Occasion) -> Occasion:
    """The same, called off."""
    assert occasion.event is not None
    return replace(occasion, event=replace(occasion.event, status=EventStatus.CANCELLED))


class HandMadeAgenda:
    """The occasions it is given, and nothing else."""

    def __init__(self, *occasions: Occasion) -> None:
        self.known = {one.key: one for one in occasions}

    def put(self, occasion: Occasion) -> None:
        """Add an occasion, or change the one with its key."""
        self.known[occasion.key] = occasion

    def occasions(self, first: date, last: date) -> list[Occasion]:
        """Those with a day in the span, in order."""
        found = [one for one in self.known.values() if one.when.overlaps(first, last)]
        return sorted(found, key=Occasion.sort_key)

    def occasion(self, key: str) -> Occasion | None:
        """The one with this key."""
        return self.known.get(key)

    def event(self, number: int) -> PlanEvent | None:
        """The event of the occasion with this number."""
        found = (one.event for one in self.known.values() if one.event and one.event.id == number)
        return next(found, None)


@dataclass(frozen=True)
class Said:
    """A message of the tests: which notices it tells."""

    keys: tuple[str, ...]


@dataclass
class NotingCourier:
    """Notes what it is given to send; answers as it was told to, else that it arrived."""

    sent: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    answers: dict[int, list[Outcome]] = field(default_factory=dict)
    number: int = 0
    bulk: list[int] = field(default_factory=list)

    async def send(
        self, recipient: Chat, message: Said, *, bulk: bool = False, in_flight: InFlightMessage | None = None
    ) -> Outcome:
        """Take the next answer prepared for the chat."""
        if in_flight is not None:
            in_flight.leave()
        self.sent.append((recipient.chat_id, message.keys))
        self.bulk += [recipient.chat_id] if bulk else []
        prepared = self.answers.get(recipient.chat_id)
        if prepared:
            return prepared.pop(0)
        self.number += 1
        return Sent((self.number,))

    def told(self, chat_id: int = 1) -> list[str]:
        """Keys of all notices sent to a chat, in order."""
        return [key for chat, keys in self.sent if chat == chat_id for key in keys]


@dataclass
class TellingRenderer:
    """Tells all it is given; keys in `broken` raise, keys in `stale` are void, `at_most` bounds a message."""

    broken: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    at_most: int = 1000
    asked: list[tuple[int, datetime]] = field(default_factory=list)

    async def __call__(
        self, recipient: Chat, notices: Sequence[Notice], now: datetime
    ) -> Rendered[Said] | None:
        """The notices' keys as a message."""
        self.asked.append((recipient.chat_id, now))
        if any(one.key in self.broken for one in notices):
            raise ZeroDivisionError
        fresh = [one for one in notices if one.key not in self.stale][: self.at_most]
        if not fresh:
            return None
        void = frozenset(one.id for one in notices if one.key in self.stale)
        return Rendered(Said(tuple(one.key for one in fresh)), frozenset(one.id for one in fresh), void)


class Stage:
    """Everything the engine needs, with short verbs for the tests."""

    def __init__(self, database: Database, clock: StandingClock, agenda: HandMadeAgenda) -> None:
        self.database = database
        self.clock = clock
        self.agenda = agenda
        self.chats = Chats(database)
        self.subscriptions = Subscriptions(database)
        self.outbox = Outbox(database)
        self.audience = Audience(database, chunk=3)
        self.sender = NotingCourier()
        self.renderer = TellingRenderer()
        rescheduling = Rescheduling(database, chunk=3)
        catch_up = CatchUp(CatchUps(database), self.outbox, self.audience, Bulletins(database))
        self.planner = Planner(self.chats, self.outbox, self.audience, rescheduling, catch_up, self.current)
        self.delivery = self.new_delivery()

    @classmethod
    async def open(cls, path: Path, at: str, *occasions: Occasion) -> "Stage":
        """A stage over a database file, new or known; at is the time in UTC."""
        database = await Database.open(path / "mag.db")
        return cls(database, StandingClock(moment(at)), HandMadeAgenda(*occasions))

    def new_delivery(self, senders: int = 3) -> DeliveryWorker[Said]:
        """A delivery as a new process would make it."""
        notice_sender = NoticeSender(self.chats, self.outbox, self.renderer, self.sender, self.clock)
        snapshots = SnapshotReader(Recipients(self.database), self.current)
        return DeliveryWorker(self.outbox, snapshots, notice_sender, self.clock, senders)

    async def current(self) -> HandMadeAgenda:
        """The agenda as it stands."""
        return self.agenda

    async def chat(
        self,
        chat_id: int = 1,
        *topics: Topic | Subscription,
        zone: str = MOSCOW,
        hour: int = 10,
        since: datetime = LONG_AGO,
        leads: Mapping[Topic, tuple[int, ...]] | None = None,
    ) -> None:
        """A chat that follows these topics (own events when none is named) since a moment."""
        await self.chats.ensure(NewChat(chat_id, ChatKind.PRIVATE, Language.RU, zone, hour), since)
        for topic in topics or (Topic.OWN,):
            following = topic if isinstance(topic, Subscription) else Subscription(topic)
            await self.subscriptions.add(chat_id, following, since)
        for topic, days in (leads or {}).items():
            await self.subscriptions.set_leads(chat_id, topic, days)

    async def tick(self, at: str | None = None) -> None:
        """Plan and deliver, as of a time in UTC."""
        if at is not None:
            self.clock.at = moment(at)
        await self.planner.plan(self.clock.now())
        await self.delivery.deliver_due()

    async def tick_through(self, first: str, last: str, step: timedelta = timedelta(hours=1)) -> None:
        """Tick from one time to another, both in UTC."""
        at, end = moment(first), moment(last)
        while at <= end:
            self.clock.at = at
            await self.tick()
            at += step

    async def rows(self, key: str) -> dict[int, Row]:
        """Deliveries of the notice with this key, by chat."""
        notice = await self.outbox.find(key)
        return {} if notice is None else {row.chat_id: row for row in await self.outbox.deliveries(notice.id)}

    async def states(self, key: str) -> dict[int, str]:
        """States of the deliveries of a notice, by chat."""
        return {chat_id: str(row.state) for chat_id, row in (await self.rows(key)).items()}
