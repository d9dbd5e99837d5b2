"""The whole engine of the bot on a Bot API server over HTTP, with people who do as they are told.

What each of them saw is in the server, what the bot believes in its ledger.
"""

import re
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot import resources
from bot.app import App, open_app
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.faults import LOST, Fault
from bot.sandbox.world.people import Account
from bot.settings import load_settings
from bot.telegram_api.endpoint import Endpoint
from bot.telegram_api.rate_limiter import RateLimiter
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventKind, EventStatus, Occurrence, Plan, PlanEvent
from data.calendar.topics import Subscription, Topic
from data.importing import Proposal, apply_import
from data.plans.editions.comparison import compare
from data.plans.reading import Reading
from data.store.chats import ChatKind, Language, NewChat
from data.store.revisions import Authorship
from data.store.sqlite.database import Row
from data.store.sqlite.named_queries import Query
from tests.chaos.outbox.mortal import Fuse, HurryingClock, Killed, MortalDatabase

BEGINNING = datetime(2027, 3, 1, 5, tzinfo=UTC)
YEAR = 2027
NAMES = ("Альфа", "Бета", "Гамма", "Дельта", "Омега")
STEADY = 9
"""Somebody who has chosen once and is never touched: must be told of everything."""
PEOPLE = (1, 2, 3, STEADY)
DELIVERIES = Query(
    "ledger.whole",
    "SELECT n.key, n.kind, n.subject, n.begins, d.* "
    "FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id",
)
_ROUNDS = 40
_SOON = timedelta(minutes=20)
_TAG = re.compile("|".join(NAMES))


def tags(text: str) -> set[str]:
    """The events that a message speaks of, by the part of their titles that never changes."""
    return set(_TAG.findall(text))


@dataclass
class Town:
    """A server, a database file, and a process that may be there or not."""

    folder: Path
    clock: HurryingClock = field(default_factory=lambda: HurryingClock(BEGINNING))
    app: App | None = None
    kills: int = 0
    _losses: list[Fault] = field(default_factory=list)

    async def build(self, template: Path) -> None:
        """Everybody in their chats, the server listening, the first process running."""
        copyfile(template, self.folder / "bot.db")
        self._server = SandboxServer(clock=self.clock.now)
        self._world = self._server.world
        for number in PEOPLE:
            self._world.add_person(Account(number, f"Имя {number}", started=True))
        await self._server.start()
        self._process = AsyncExitStack()
        self.titles: dict[int, str] = {}
        self.changed: dict[int, datetime] = {}
        await self.rise()
        for number in PEOPLE:
            new = NewChat(number, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10)
            await self.alive.resources.store.chats.ensure(new, self.clock.at)
            follows = Subscription(Topic.CHANGES if number == 2 else Topic.OWN)
            await self.alive.resources.store.subscriptions.add(number, follows, self.clock.at)

    @property
    def alive(self) -> App:
        """The running process."""
        assert self.app is not None
        return self.app

    async def rise(self) -> None:
        """A new process over the same file."""
        MortalDatabase.fuse = Fuse()
        settings = load_settings(_env_file=None, database_url=f"sqlite:///{self.folder / 'bot.db'}")
        endpoint = Endpoint(self._server.token, TelegramAPIServer.from_base(self._server.url))
        limiter = RateLimiter(1000, self.clock.seconds, self.clock.later)
        self.app = await self._process.enter_async_context(open_app(settings, endpoint, self.clock, limiter))
        # no power fails here, and half of the time would go into being ready for it
        await self.app.resources.database.stop_syncing()
        await self.app.delivery.recover()

    async def end(self) -> None:
        """The process goes; what it has not committed is gone too."""
        session = self.alive.bot.session
        if isinstance(session, AiohttpSession) and session._session is not None:
            # closed here, for aiogram waits a quarter of a second after it for the sake of TLS
            await session._session.close()
        self.app = None
        await self._process.aclose()

    async def tear_down(self) -> None:
        """Nothing is left."""
        await self.end()
        await self._server.stop()

    # ------------------------------------------------------------ the engine

    async def plan(self) -> None:
        """One tick of each kind of planning."""
        for name in ("changes", "reminders", "bulletin"):
            assert await self.alive.ticks.run(name), name

    async def deliver(self) -> None:
        """One round of sending."""
        await self.alive.delivery.deliver_due()

    async def work(self) -> None:
        """What a process does in half a minute."""
        await self.plan()
        await self.deliver()

    async def die_at(self, step: int, doing: Callable[[], Awaitable[object]]) -> None:
        """Do something in a process that is killed at a step of it, or after it; a new one rises."""
        MortalDatabase.fuse.left = step
        try:
            await doing()
        except* Killed:
            self.kills += 1
        await self.end()
        await self.rise()

    async def settle(self) -> None:
        """Let Telegram be well, and work until nothing is left to do soon."""
        self._server.gateway.faults.clear()
        for _ in range(_ROUNDS):
            await self.work()
            due = await self.alive.resources.store.outbox.next_due()
            if due is not None and due > self.clock.at + _SOON:
                return
            if due is None:
                return
            self.clock.at = max(self.clock.at + timedelta(seconds=5), due)
        raise AssertionError("it never comes to rest")

    # ------------------------------------------------------------ Telegram

    def trouble(self, kind: str, chat: int, times: int, seconds: int) -> None:
        """Let the next so many messages into a chat fail."""
        fault = Fault(kind, "sendMessage", chat, times, seconds=seconds)
        self._server.gateway.faults.add(fault)
        if kind == LOST:
            self._losses.append(fault)

    def lost(self, chat: int) -> int:
        """How many answers to messages into the chat were lost on their way."""
        return sum(fault.struck for fault in self._losses if fault.chat_id == chat)

    def shut_out(self, chat: int, blocked: bool) -> None:
        """Somebody blocks the bot, or lets it in again."""
        self._world.people[chat].blocked = blocked

    def seen(self, chat: int) -> dict[int, str]:
        """The messages in somebody's chat, by id."""
        messages = self._world.chats[chat].messages
        return {number: str(one.body.get("text")) for number, one in messages.items()}

    # ------------------------------------------------------------ the plan

    async def event(self, number: int) -> PlanEvent | None:
        """An event as the plan in force has it."""
        plan = await self.alive.resources.store.plans.load(YEAR)
        return next((one for one in plan.events if one.id == number), None) if plan else None

    async def add_event(self, days: int) -> None:
        """A new event, so many days from now; nothing where there are enough."""
        if len(self.titles) == len(NAMES):
            return
        name = NAMES[len(self.titles)]
        event = PlanEvent("1", 1, 1, None, f"Форум «{name}»", EventKind.OWN, self._on(days))
        before = await self.alive.resources.store.plans.load(YEAR)
        events = (*(before.events if before else ()), event)
        await self._put(before, events)
        plan = await self.alive.resources.store.plans.load(YEAR)
        assert plan is not None
        number = plan.events[-1].id
        self.titles[number], self.changed[number] = name, self.clock.at

    async def change_event(self, number: int, how: Callable[[PlanEvent], PlanEvent]) -> None:
        """Put a plan in force in which one event is different."""
        before = await self.alive.resources.store.plans.load(YEAR)
        assert before is not None
        events = tuple(how(one) if one.id == number else one for one in before.events)
        if events != before.events:
            await self._put(before, events)
            self.changed[number] = self.clock.at

    async def move(self, number: int, days: int) -> None:
        """To another day."""
        await self.change_event(number, lambda one: replace(one, occurrences=self._on(days)))

    async def blur(self, number: int) -> None:
        """To some day of next month."""
        first = (self.clock.at.date().replace(day=1) + timedelta(days=31)).replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        when = ImpreciseDate("в следующем месяце", Precision.MONTH, first, last)
        await self.change_event(number, lambda one: replace(one, occurrences=(Occurrence(None, when),)))

    async def call(self, number: int, *, off: bool) -> None:
        """Call it off, or on again."""
        status = EventStatus.CANCELLED if off else EventStatus.PLANNED
        await self.change_event(number, lambda one: replace(one, status=status))

    async def rename(self, number: int, word: str) -> None:
        """Another title with the same name in it."""
        title = f"{word} «{self.titles[number]}»"
        await self.change_event(number, lambda one: replace(one, title=title))

    def _on(self, days: int) -> tuple[Occurrence, ...]:
        day = self.clock.at.date() + timedelta(days=days)
        return (Occurrence(None, ImpreciseDate(day.isoformat(), Precision.DAY, day, day)),)

    async def _put(self, before: Plan | None, events: tuple[PlanEvent, ...]) -> None:
        known = self.alive.resources
        plan = Plan("План", YEAR, events, (), ())
        reading = Reading(plan, (), (), "plan.txt", f"{self.clock.at.isoformat()}{hash(events)}")
        proposal = Proposal(
            reading=reading,
            plan=plan,
            cities=known.cities,
            in_force=await known.store.plans.load_all(),
            doubts=(),
            changes=() if before is None else tuple(compare(before, plan)),
            is_known=False,
        )
        await apply_import(proposal, known.store.plans, Authorship(self.clock.at))

    # ------------------------------------------------------------ the ledger

    async def rows(self) -> list[Row]:
        """Every delivery with its notice."""
        return await self.alive.resources.database.fetch_all(DELIVERIES)


async def make_template(path: Path) -> None:
    """A database with what the bot ships, and a plan of the year without events."""
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{path}")
    async with resources.open_resources(settings, HurryingClock(BEGINNING - timedelta(days=400))) as known:
        plan = Plan("План", YEAR, (), (), ())
        await known.store.plans.save(plan, Authorship(BEGINNING - timedelta(days=300)))
