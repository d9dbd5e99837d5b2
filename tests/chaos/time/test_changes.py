"""Readers change settings or come back at any time of the eve and of the day itself."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.resources import fix_zone_data
from data.calendar.topics import Topic
from data.store.chat_values import Chat, ChatState, Frequency
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Barred, Gone, Outcome
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.factories import on
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, open_engine
from tests.world.recording import KeysMessage, RecordingSender

DAY = date(2026, 3, 8)
KEY = "reminder:event:1:0:2026-03-08"
# from midnight in Moscow before the eve until the day is over in the last zone
FIRST, LAST = moment("2026-03-06 21:00"), moment("2026-03-09 10:00")
TICK = timedelta(minutes=30)
BEGINNING, USUAL = "Europe/Moscow", 10
ZONES = ("Europe/Kaliningrad", "Asia/Yekaterinburg", "Asia/Almaty", "Asia/Vladivostok", "Asia/Kamchatka")
HOURS = tuple(range(24))
WAYS = ("pause", "stop", "frequency", "mute", "leads", "block", "refusal", "rights")
"""The ways to be silent: by a setting, by an announced or unannounced block, or for want of rights."""

ANYTHING: tuple[int | str, ...] = (*HOURS, *ZONES, *WAYS, *WAYS)


@dataclass(frozen=True)
class Deed:
    """An act of a reader or of Telegram: an hour, a zone, or the begin or end of a silence."""

    at: datetime
    what: int | str
    on: bool = True


@dataclass
class Life:
    """The acts in one chat, in order."""

    deeds: list[Deed]
    leads: tuple[int, ...] = (1,)
    zone: str = BEGINNING

    def is_over(self, now: datetime) -> bool:
        """Return whether the day is over in the chat's zone."""
        return now.astimezone(ZoneInfo(self.zone)).date() > DAY


@dataclass
class BlockedSender(RecordingSender):
    """A sender that refuses messages to shut chats, for want of rights or because of a block."""

    shut: dict[int, Outcome] = field(default_factory=dict)
    arrived: list[tuple[int, str]] = field(default_factory=list)

    async def send(
        self,
        recipient: Chat,
        message: KeysMessage,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Refuse a message to a shut chat, and note and send any other."""
        if recipient.chat_id in self.shut:
            if in_flight is not None:
                in_flight.leave()
            return self.shut[recipient.chat_id]
        self.arrived += [(recipient.chat_id, key) for key in message.keys]
        return await super().send(recipient, message, bulk=bulk, in_flight=in_flight)


@pytest.fixture(autouse=True)
def _pinned_zone_data() -> None:
    """Use the zone data of the bot."""
    fix_zone_data()


def _times(step: timedelta) -> Iterator[datetime]:
    at = FIRST
    while at < FIRST + timedelta(days=2):
        yield at
        at += step


def _lives(dice: random.Random) -> list[Life]:
    """Return lives with each change at each time, with each kind of silence, and at random."""
    step = timedelta(minutes=30 if scale.LONG else 240)
    times = list(_times(step))
    changes: tuple[int | str, ...] = (*HOURS[:: 1 if scale.LONG else 4], *ZONES)
    lives = [Life([Deed(at, what)]) for at in times for what in changes]
    for way in WAYS:
        spans = [(a, b) for a in times for b in times if a < b]
        few = dice.sample(spans, scale.times(20, 1200))
        lives += [Life([Deed(a, way), Deed(b, way, on=False)]) for a, b in few]
    lives += [_any_life(dice, times) for _ in range(scale.times(60, 1500))]
    return lives


def _any_life(dice: random.Random, times: Sequence[datetime]) -> Life:
    """Return a life of random acts in any order. At its end every silence has ended."""
    at = sorted(dice.sample(times, min(6, len(times))))
    deeds: list[Deed] = []
    silent: dict[str, None] = {}
    for instant in at[:4]:
        what = dice.choice(ANYTHING)
        if isinstance(what, str) and what in WAYS:
            deeds.append(Deed(instant, what, on=what not in silent))
            silent = {key: None for key in (*silent, what) if not (key == what and what in silent)}
        else:
            deeds.append(Deed(instant, what))
    return Life(
        deeds + [Deed(at[-1], what, on=False) for what in silent], dice.choice(((1,), (1, 0), (7, 1)))
    )


async def _do(world: EngineWorld, sender: BlockedSender, chat: int, life: Life, deed: Deed) -> None:
    chats, now = world.chats, world.clock.now()
    match deed.what:
        case int(hour):
            await chats.set_hour(chat, hour, now)
        case "pause":
            await chats.set_paused_until(chat, date.max if deed.on else None, now)
        case "stop":
            await chats.set_state(chat, ChatState.STOPPED if deed.on else ChatState.ACTIVE, now)
            await world.outbox.void_chat(chat, "stopped")
        case "frequency":
            await chats.set_frequency(chat, Frequency.WEEKLY if deed.on else Frequency.EACH, now)
        case "mute":
            change = world.subscriptions.mute if deed.on else world.subscriptions.unmute
            await change(chat, "event:1")
            await chats.fall_behind(chat, now)
        case "leads":
            await world.subscriptions.set_leads(chat, Topic.OWN, () if deed.on else life.leads)
            await chats.fall_behind(chat, now)
        case "block" | "refusal" | "rights":
            await _shut(world, sender, chat, deed)
        case zone:
            await chats.set_zone(chat, zone, now)


async def _shut(world: EngineWorld, sender: BlockedSender, chat: int, deed: Deed) -> None:
    """Begin or end a block, announced or not, or the loss of a right."""
    chats, now = world.chats, world.clock.now()
    if deed.on:
        sender.shut[chat] = Barred("not enough rights") if deed.what == "rights" else Gone("blocked")
        if deed.what == "block":
            await world.outbox.void_chat(chat, "blocked")
            stored = await chats.get(chat)
            if stored is not None and stored.state is not ChatState.STOPPED:
                await chats.set_state(chat, ChatState.BLOCKED, now)
    else:
        sender.shut.pop(chat, None)
        await chats.reopen(chat, now)
        await chats.accept(chat, now)


async def _play(folder: Path, lives: Sequence[Life]) -> Counter[tuple[int, str]]:
    """Play all lives with a tick every half hour.

    Returns how often each reminder arrived in each chat.
    """
    async with open_engine(folder, FIRST - timedelta(hours=12), [on(1, DAY)]) as world:
        sender = BlockedSender()
        world.sender = sender
        world.delivery = world.new_delivery()
        for chat, life in enumerate(lives, 1):
            await world.chat(chat, leads={Topic.OWN: life.leads})
        await world.tick()
        coming = sorted(
            (
                (deed.at, chat, order, deed)
                for chat, life in enumerate(lives, 1)
                for order, deed in enumerate(life.deeds)
            ),
            key=lambda one: one[:3],
            reverse=True,
        )
        for number in count():
            world.clock.at = FIRST + number * TICK
            if world.clock.at > LAST:
                break
            while coming and coming[-1][0] <= world.clock.at:
                _, chat, _, deed = coming.pop()
                await _do(world, sender, chat, lives[chat - 1], deed)
            await world.tick()
        return Counter(sender.arrived)


async def test_whatever_a_reader_changes_the_reminder_comes_once(
    tmp_path: Path, record: Record, dice: random.Random
) -> None:
    """After changes at any time the reminder comes once.

    It is left out only if the day is over before the chat is back.
    """
    lives = _lives(dice)
    arrived = await _play(tmp_path, lives)
    lost, twice = [], []
    for chat, life in enumerate(lives, 1):
        zones = [deed.what for deed in life.deeds if isinstance(deed.what, str) and deed.what in ZONES]
        life.zone = zones[-1] if zones else BEGINNING
        told = [arrived[chat, f"{KEY}:{lead}"] for lead in life.leads]
        if max(told) > 1:
            twice.append(life)
        if not any(told) and not life.is_over(life.deeds[-1].at):
            lost.append(life)
    record("D10", len(lives), lost=len(lost), twice=len(twice), told=arrived.total())
    assert twice == [], twice[0]
    assert lost == [], lost[0]
