"""Operations come in any order. At every rest the outbox and the people's messages agree."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from zoneinfo import ZoneInfo

import pytest
from aiogram import Dispatcher
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot import resources, wiring
from bot.resources import fix_zone_data
from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import EventStatus, PlanEvent
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState, Frequency
from data.store.sqlite.timestamps import from_text
from data.store.sqlite.transactions import Row
from data.store.targeting.recipients import Recipient
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.chaos.crash_world import PEOPLE, STEADY, CrashWorld, make_template, tags
from tests.world.crash_points import CrashingDatabase

T = TypeVar("T")
CHATS = st.sampled_from(PEOPLE[:3])
NUMBERS = st.integers(0, 4)
TOPICS = st.sampled_from((Topic.OWN, Topic.CHANGES, Topic.BULLETIN, Topic.EVENT))
ZONES = st.sampled_from(("Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad", "Asia/Vladivostok"))
TROUBLES = st.sampled_from(
    ("flood", "server", "lost", "reset", "bad_gateway", "blocked", "no_rights", "gateway_page")
)
LEADS = (7, 1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hour:
    """A local hour that a person chooses."""

    hour: int


HOURS = st.builds(Hour, st.integers(0, 23))


@dataclass
class Tally:
    """The counts of a whole run."""

    runs: int = 0
    steps: int = 0
    kills: int = 0
    sent: int = 0
    seen: int = 0
    lost_answers: int = 0
    twice: int = 0
    disagreements: int = 0
    rests: int = 0
    states: Counter[str] = field(default_factory=Counter)


class Life(RuleBasedStateMachine):
    """Actions of people, editors, Telegram and the machine, in any order."""

    template: ClassVar[Path]
    tally: ClassVar[Tally]

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._folder = tempfile.TemporaryDirectory(prefix="mag-chaos-")
        self.world = CrashWorld(Path(self._folder.name))
        self._rested_at: datetime | None = None
        self._is_at_rest = False

    def _work(self, doing: Coroutine[Any, Any, object]) -> None:
        """Let the process act, and check the notices that it has sent.

        Meanwhile neither the plan nor a wish changes.
        """
        before = {_key(row) for row in self._look() if row["state"] == "sent"}
        self._do(doing)
        fresh = [row for row in self._look() if row["state"] == "sent" and _key(row) not in before]
        self._loop.run_until_complete(self._judge(fresh))

    def _look(self) -> list[Row]:
        return self._loop.run_until_complete(self.world.rows())

    def _do(self, doing: Coroutine[Any, Any, T]) -> T:
        self._is_at_rest = False
        self.tally.steps += 1
        return self._loop.run_until_complete(doing)

    @initialize()
    def build(self) -> None:
        """Start with all people and three events, of which one is near."""
        self._do(self.world.build(self.template))
        for days in (8, 8, 2):
            self._do(self.world.add_event(days))
        # a process plans within half a minute of its start, and an absence is counted from there
        self._do(self.world.plan())
        self._rested_at = self.world.clock.at

    def teardown(self) -> None:
        """Rest once more, check, and remove everything."""
        if self.world.app is not None:
            self.rest()
            self.check()
            self._count()
            self._do(self.world.tear_down())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()
        self._folder.cleanup()

    # ------------------------------------------------------------ people

    @rule(chat=CHATS, topic=TOPICS, number=NUMBERS, wanted=st.booleans())
    def follow(self, chat: int, topic: Topic, number: int, wanted: bool) -> None:
        """Follow or unfollow a topic."""
        subscriptions = self.world.alive.resources.store.subscriptions
        following = Subscription(topic, str(self._event(number)) if topic is Topic.EVENT else "")
        if wanted:
            self._do(subscriptions.add(chat, following, self.world.clock.at))
        else:
            self._do(subscriptions.remove(chat, following))

    @rule(chat=CHATS, number=NUMBERS, muted=st.booleans())
    def mute(self, chat: int, number: int, muted: bool) -> None:
        """Mute or unmute an event."""
        subscriptions = self.world.alive.resources.store.subscriptions
        change = subscriptions.mute if muted else subscriptions.unmute
        self._do(change(chat, f"event:{self._event(number)}"))

    @rule(chat=CHATS, wish=st.integers(0, 3) | st.none() | ZONES | HOURS | st.sampled_from(Frequency))
    def choose(self, chat: int, wish: int | str | Frequency | Hour | None) -> None:
        """Change a setting of a chat: pause, zone, hour or frequency."""
        chats, now = self.world.alive.resources.store.chats, self.world.clock.at
        match wish:
            case Frequency():
                self._do(chats.set_frequency(chat, wish, now))
            case Hour(hour):
                self._do(chats.set_hour(chat, hour, now))
            case str():
                self._do(chats.set_zone(chat, wish, now))
            case int() | None:
                until = None if wish is None else now.date() + wish * DAY
                self._do(chats.set_paused_until(chat, until, now))

    @rule(chat=CHATS, how=st.sampled_from(("stop", "start", "block", "unblock")))
    def leave(self, chat: int, how: str) -> None:
        """Stop, start, block or unblock the bot.

        The bot learns of a block when it writes, and of the other three at once.
        """
        if how in ("block", "unblock"):
            self.world.shut_out(chat, how == "block")
        if how != "block":
            state = ChatState.STOPPED if how == "stop" else ChatState.ACTIVE
            self._do(self.world.alive.resources.store.chats.set_state(chat, state, self.world.clock.at))

    # ------------------------------------------------------------ editors

    @rule(days=st.integers(0, 20))
    def add_event(self, days: int) -> None:
        """Add an event to the plan."""
        self._do(self.world.add_event(days))

    @rule(number=NUMBERS, how=st.integers(0, 20) | st.booleans() | st.sampled_from(("Форум", "Съезд", "")))
    def edit(self, number: int, how: int | str | bool) -> None:
        """Move, cancel, restore, rename or blur an event."""
        event = self._event(number)
        match how:
            case bool():
                self._do(self.world.call(event, off=how))
            case int():
                self._do(self.world.move(event, how))
            case "":
                self._do(self.world.blur(event))
            case str():
                self._do(self.world.rename(event, how))

    # ------------------------------------------------------------ time and the process

    @rule(minutes=st.sampled_from((1, 7, 60, 180, 700, 1440, 2 * 1440, 5 * 1440)))
    def pass_time(self, minutes: int) -> None:
        """Let time pass without a working process."""
        self._is_at_rest = False
        self.world.clock.at += timedelta(minutes=minutes)

    @rule(mornings=st.integers(1, 7))
    def live(self, mornings: int) -> None:
        """Let some mornings pass, each with planning and sending."""
        for _ in range(mornings):
            self._see_dawn()
            self._work(self.world.work())

    def _see_dawn(self) -> None:
        """Move the clock to five seconds after the next 10:00 in Moscow."""
        at = self.world.clock.at
        dawn = at.replace(hour=7, minute=0, second=5)
        self.world.clock.at = dawn if dawn > at else dawn + DAY

    @rule(kind=TROUBLES, chat=st.sampled_from(PEOPLE), times=st.integers(1, 2), number=NUMBERS)
    def have_a_bad_morning(self, kind: str, chat: int, times: int, number: int) -> None:
        """Plan a reminder, and let Telegram fail while it is sent.

        The steady person is never reported as having blocked the bot.
        """
        if kind == "blocked" and chat == STEADY:
            return
        self._do(self.world.move(self._event(number), 2))
        self.world.trouble(kind, chat, times, seconds=20 * times)
        self._see_dawn()
        self._work(self.world.work())

    @rule()
    def plan(self) -> None:
        """Let the process plan, without sending yet."""
        self._do(self.world.plan())

    @rule()
    def deliver(self) -> None:
        """Let the process send what is planned."""
        self._work(self.world.deliver())

    @rule()
    def restart(self) -> None:
        """Stop the process in order, and start it again."""
        self._do(self.world.end_process())
        self._do(self.world.start_process())

    @rule(step=st.integers(1, 120), days=st.integers(0, 3), sending=st.booleans())
    def kill(self, step: int, days: int, sending: bool) -> None:
        """Kill the process one morning at any step of planning and sending, or of sending alone."""
        self.world.clock.at += days * DAY
        self._see_dawn()
        if sending:
            self._do(self.world.plan())
        self._work(self.world.die_at(step, self.world.deliver if sending else self.world.work))

    @rule()
    def rest(self) -> None:
        """Mend Telegram, and work until nothing is pending."""
        self._work(self.world.settle())
        self._is_at_rest = True
        self.tally.rests += 1

    # ------------------------------------------------------------ checks

    @invariant()
    def check(self) -> None:
        """Check at a rest that the outbox and the messages people saw agree."""
        if not self._is_at_rest:
            return
        rows = self._look()
        now = self.world.clock.at
        stuck = [row["key"] for row in rows if row["state"] == "leased"]
        stuck += [r["key"] for r in rows if r["state"] == "pending" and from_text(r["due_at"]) <= now]
        assert stuck == []
        for chat in PEOPLE:
            self._compare(chat, [row for row in rows if row["chat_id"] == chat])
        self._loop.run_until_complete(self._find_owed(rows))
        self._rested_at, self._is_at_rest = now, False

    def _compare(self, chat: int, rows: list[Row]) -> None:
        """Check that each message belongs to the rows that claim it.

        There are at most as many other messages as answers were lost and processes killed.
        """
        seen = self.world.seen(chat)
        told: dict[int, set[str]] = {}
        for row in rows:
            if row["state"] == "sent":
                told.setdefault(row["message_id"], set()).update(self._names(row))
        assert told.keys() <= seen.keys()
        for number, names in told.items():
            assert names <= tags(seen[number]), (names, seen[number])
        surplus = len(seen) - len(told)
        assert surplus <= self.world.lost(chat) + self.world.kills, (chat, surplus)

    async def _judge(self, fresh: list[Row]) -> None:
        """Check that each new notice was wanted and true when it was sent."""
        for row in fresh:
            recipient = (await self.world.alive.resources.recipients.read([row["chat_id"]]))[row["chat_id"]]
            number = int(row["subject"].split(":")[1]) if row["subject"].startswith("event:") else None
            event = None if number is None else await self.world.event(number)
            assert (fault := _fault(row, recipient, event)) is None, (row["key"], row["chat_id"], fault)

    async def _find_owed(self, rows: list[Row]) -> None:
        """Check that the steady person was told of every event whose reminder has fallen due."""
        told = {row["key"]: row for row in rows if row["chat_id"] == STEADY}
        assert self._rested_at is not None
        for number, changed in self.world.changed.items():
            event = await self.world.event(number)
            if event is None or event.status is EventStatus.CANCELLED:
                continue
            lead = _due_lead(event, changed, self._rested_at, self.world.clock.at)
            if lead is not None:
                begins = _begins(event)
                keys = [f"reminder:event:{number}:0:{begins}:{days}" for days in LEADS if days <= lead]
                assert any(_is_told(told.get(key)) for key in keys), (keys, self.world.clock.at)

    def _count(self) -> None:
        rows = self._look()
        tally = self.tally
        tally.runs += 1
        tally.kills += self.world.kills
        tally.states.update(row["state"] for row in rows)
        sent = {(row["chat_id"], row["message_id"]) for row in rows if row["state"] == "sent"}
        seen = sum(len(self.world.seen(chat)) for chat in PEOPLE)
        tally.seen += seen
        tally.twice += seen - len(sent)
        tally.lost_answers += sum(self.world.lost(chat) for chat in PEOPLE)

    # ------------------------------------------------------------ names

    def _event(self, number: int) -> int:
        known = list(self.world.titles)
        return known[number % len(known)]

    def _names(self, row: Row) -> set[str]:
        kind, _, rest = row["subject"].partition(":")
        return {self.world.titles[int(rest.split(":")[0])]} if kind == "event" else set()


def _key(row: Row) -> tuple[int, int]:
    return row["notice_id"], row["chat_id"]


def _fault(row: Row, recipient: Recipient, event: PlanEvent | None) -> str | None:
    """Return why a notice should not have been sent, or None."""
    chat, today = recipient.chat, from_text(row["sent_at"]).astimezone(ZoneInfo(recipient.chat.zone)).date()
    paused = chat.paused_until is not None and chat.paused_until >= today
    faults = {
        "inactive": chat.state is not ChatState.ACTIVE,
        "paused": paused,
        "muted": ":".join(row["subject"].split(":")[:2]) in recipient.mutes,
        "weekly": row["kind"] != "bulletin" and chat.frequency is Frequency.WEEKLY,
        "unfollowed": row["kind"] == "bulletin" and Subscription(Topic.BULLETIN) not in recipient.follows,
    }
    if row["kind"] in ("reminder", "window") and event is not None:
        faults["cancelled"] = event.status is EventStatus.CANCELLED
        faults["moved"] = row["begins"] != _begins(event).isoformat()
        faults["past"] = _begins(event) < today
        followed = {Subscription(Topic.OWN), Subscription(Topic.EVENT, str(event.id))}
        faults["unfollowed"] = not followed & recipient.follows
    return next((name for name, is_so in faults.items() if is_so), None)


def _begins(event: PlanEvent) -> date:
    when = event.occurrences[0].when
    assert when is not None
    assert when.begins is not None
    return when.begins


def _due_lead(event: PlanEvent, changed: datetime, rested: datetime, now: datetime) -> int | None:
    """Return the shortest lead in days whose hour has come since the last rest, or None.

    The hour is 10:00 in Moscow. It counts only after the last change of the event.
    """
    when, begins, moscow = event.occurrences[0].when, _begins(event), ZoneInfo("Europe/Moscow")
    if when is None or not when.is_day or begins < now.astimezone(moscow).date():
        return None
    found = None
    for lead in LEADS:
        day = begins - lead * DAY
        hour = datetime(day.year, day.month, day.day, 10, tzinfo=moscow)
        if max(rested, changed) < hour <= now:
            found = lead
    return found


def _is_told(row: Row | None) -> bool:
    return row is not None and row["state"] in ("sent", "pending", "unknown")


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[Life]:
    """Return the state machine over a database with the shipped content and crashing processes."""
    fix_zone_data()
    asyncio.run(make_template(tmp_path / "template.db"))
    monkeypatch.setattr(resources, "Database", CrashingDatabase)
    # no question is asked here, and preparing for questions is half of a start
    monkeypatch.setattr(wiring, "build_dispatcher", lambda *_: Dispatcher())
    monkeypatch.setattr(resources, "shipped_index", lambda: CityIndex(()))
    Life.template, Life.tally = tmp_path / "template.db", Tally()
    return Life


def test_outbox_and_people_agree_whatever_happens(life: type[Life], record: Record) -> None:
    """After actions in any order the outbox and the people agree at every rest and at the end."""
    long = settings(
        max_examples=scale.times(4, 120),
        stateful_step_count=scale.times(12, 40),
        derandomize=not scale.LONG,
        deadline=None,
        # in the long form shrinking takes minutes, and the seed repeats a failure anyway
        phases=(Phase.generate,) if scale.LONG else tuple(Phase),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(scale.SEED)(life) if scale.LONG else life, settings=long)
    tally = life.tally
    record(
        "D9",
        tally.runs,
        steps=tally.steps,
        rests_compared=tally.rests,
        kills=tally.kills,
        messages_seen=tally.seen,
        answers_lost=tally.lost_answers,
        seen_twice=tally.twice,
        disagreements=0,
    )
