"""The whole bot on our Bot API server over HTTP. Its process dies at any step and restarts.

The server knows what each person saw, and the outbox what the bot believes.
"""

import re
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

from aiogram.client.telegram import TelegramAPIServer

from bot import resources
from bot.app import App
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.faults import LOST, Fault
from bot.sandbox.world.people import Account
from bot.telegram_api.endpoint import Endpoint
from bot.telegram_api.rate_limiter import RateLimiter
from bot.wiring import open_app
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import EventStatus, Occurrence, Plan, PlanEvent
from data.calendar.topics import Subscription, Topic
from data.importing import Proposal, apply_import
from data.plans.editions.comparison import compare
from data.plans.reading import Reading
from data.store.revisions import Authorship
from data.store.sqlite.named_queries import Query
from data.store.sqlite.transactions import Row
from tests.cast import new_chat
from tests.factories import day_of, event, settings_over
from tests.factories import plan as make_plan
from tests.world.clocks import SkippingClock
from tests.world.crash_points import CrashingDatabase, CrashPoint, Killed

BEGINNING = datetime(2027, 3, 1, 5, tzinfo=UTC)
YEAR = 2027
NAMES = ("Альфа", "Бета", "Гамма", "Дельта", "Омега")
STEADY = 9
"""A person whose choices never change, and who must be told of everything."""
PEOPLE = (1, 2, 3, STEADY)
DELIVERIES = Query(
    "outbox.whole",
    "SELECT n.key, n.kind, n.subject, n.begins, d.* "
    "FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id",
)
_ROUNDS = 40
_SOON = timedelta(minutes=20)
_TAG = re.compile("|".join(NAMES))


def tags(text: str) -> set[str]:
    """Return the events that a message names, by the part of their titles that never changes."""
    return set(_TAG.findall(text))


@dataclass
class CrashWorld:
    """A server, a database file, and a process that may run or not."""

    folder: Path
    clock: SkippingClock = field(default_factory=lambda: SkippingClock(BEGINNING))
    app: App | None = None
    kills: int = 0
    _losses: list[Fault] = field(default_factory=list)

    async def build(self, template: Path) -> None:
        """Start the server and the first process, and open the chats of all people."""
        copyfile(template, self.folder / "bot.db")
        self._server = SandboxServer(clock=self.clock.now)
        self._world = self._server.world
        for number in PEOPLE:
            self._world.add_person(Account(number, f"Имя {number}", started=True))
        await self._server.start()
        self._process = AsyncExitStack()
        self.titles: dict[int, str] = {}
        self.changed: dict[int, datetime] = {}
        await self.start_process()
        for number in PEOPLE:
            new = new_chat(number)
            await self.alive.resources.store.chats.ensure(new, self.clock.at)
            follows = Subscription(Topic.CHANGES if number == 2 else Topic.OWN)
            await self.alive.resources.store.subscriptions.add(number, follows, self.clock.at)

    @property
    def alive(self) -> App:
        """Return the app of the running process. Raises AssertionError if no process runs."""
        assert self.app is not None
        return self.app

    async def start_process(self) -> None:
        """Start a new process over the same file."""
        CrashingDatabase.crash = CrashPoint()
        settings = settings_over(self.folder / "bot.db")
        endpoint = Endpoint(self._server.token, TelegramAPIServer.from_base(self._server.url))
        limiter = RateLimiter(1000, self.clock.seconds, self.clock.later)
        self.app = await self._process.enter_async_context(open_app(settings, endpoint, self.clock, limiter))
        await self.app.delivery.recover()

    async def end_process(self) -> None:
        """End the process. Uncommitted changes are lost."""
        self.app = None
        await self._process.aclose()

    async def tear_down(self) -> None:
        """End the process and the server."""
        await self.end_process()
        await self._server.stop()

    # ------------------------------------------------------------ the engine

    async def plan(self) -> None:
        """Run each planning job once."""
        for name in ("changes", "reminders", "bulletin"):
            assert await self.alive.ticks.run(name), name

    async def deliver(self) -> None:
        """Send all notices that are due."""
        await self.alive.delivery.deliver_due()

    async def work(self) -> None:
        """Plan and send once, as a process does every half minute."""
        await self.plan()
        await self.deliver()

    async def die_at(self, step: int, doing: Callable[[], Awaitable[object]]) -> None:
        """Run `doing` in a process that is killed at a step or ends after it. Start a new process."""
        CrashingDatabase.crash.left = step - 1
        try:
            await doing()
        except* Killed:
            self.kills += 1
        await self.end_process()
        await self.start_process()

    async def settle(self) -> None:
        """Clear Telegram's faults, and work until nothing is due soon.

        Raises AssertionError if that is not reached in 40 rounds.
        """
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
        """Let the next `times` messages into a chat fail in one way."""
        fault = Fault(kind, "sendMessage", chat, times, seconds=seconds)
        self._server.gateway.faults.add(fault)
        if kind == LOST:
            self._losses.append(fault)

    def lost(self, chat: int) -> int:
        """Return how many answers to messages into the chat were lost on their way."""
        return sum(fault.struck for fault in self._losses if fault.chat_id == chat)

    def shut_out(self, chat: int, blocked: bool) -> None:
        """Let a person block the bot or unblock it."""
        self._world.people[chat].blocked = blocked

    def seen(self, chat: int) -> dict[int, str]:
        """Return the texts of the messages in a private chat, by message id."""
        messages = self._world.chats[chat].messages
        return {number: str(one.body.get("text")) for number, one in messages.items()}

    # ------------------------------------------------------------ the plan

    async def event(self, number: int) -> PlanEvent | None:
        """Return an event of the plan in force, or None."""
        plan = await self.alive.resources.store.plans.load(YEAR)
        return next((one for one in plan.events if one.id == number), None) if plan else None

    async def add_event(self, days: int) -> None:
        """Add an event that many days from now, unless all names are in use."""
        if len(self.titles) == len(NAMES):
            return
        name = NAMES[len(self.titles)]
        added = replace(event(0, f"Форум «{name}»"), number="1", occurrences=self._on(days))
        before = await self.alive.resources.store.plans.load(YEAR)
        events = (*(before.events if before else ()), added)
        await self._put(before, events)
        plan = await self.alive.resources.store.plans.load(YEAR)
        assert plan is not None
        number = plan.events[-1].id
        self.titles[number], self.changed[number] = name, self.clock.at

    async def change_event(self, number: int, how: Callable[[PlanEvent], PlanEvent]) -> None:
        """Put a plan in force in which one event is changed."""
        before = await self.alive.resources.store.plans.load(YEAR)
        assert before is not None
        events = tuple(how(one) if one.id == number else one for one in before.events)
        if events != before.events:
            await self._put(before, events)
            self.changed[number] = self.clock.at

    async def move(self, number: int, days: int) -> None:
        """Move an event to the day that is that many days from now."""
        await self.change_event(number, lambda one: replace(one, occurrences=self._on(days)))

    async def blur(self, number: int) -> None:
        """Move an event to an unknown day of next month."""
        first = (self.clock.at.date().replace(day=1) + timedelta(days=31)).replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        when = ImpreciseDate("в следующем месяце", Precision.MONTH, first, last)
        await self.change_event(number, lambda one: replace(one, occurrences=(Occurrence(None, when),)))

    async def call(self, number: int, *, off: bool) -> None:
        """Cancel an event if `off` is true, else plan it again."""
        status = EventStatus.CANCELLED if off else EventStatus.PLANNED
        await self.change_event(number, lambda one: replace(one, status=status))

    async def rename(self, number: int, word: str) -> None:
        """Give an event another title that keeps its name."""
        title = f"{word} «{self.titles[number]}»"
        await self.change_event(number, lambda one: replace(one, title=title))

    def _on(self, days: int) -> tuple[Occurrence, ...]:
        day = self.clock.at.date() + timedelta(days=days)
        return (Occurrence(None, day_of(day)),)

    async def _put(self, before: Plan | None, events: tuple[PlanEvent, ...]) -> None:
        known = self.alive.resources
        plan = make_plan(YEAR, events)
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

    # ------------------------------------------------------------ the outbox

    async def rows(self) -> list[Row]:
        """Return every delivery with its notice."""
        return await self.alive.resources.database.fetch_all(DELIVERIES)


async def make_template(path: Path) -> None:
    """Write a database with the shipped content and a plan of the year without events."""
    settings = settings_over(path)
    async with resources.open_resources(settings, SkippingClock(BEGINNING - timedelta(days=400))) as known:
        await known.store.plans.save(make_plan(YEAR), Authorship(BEGINNING - timedelta(days=300)))
