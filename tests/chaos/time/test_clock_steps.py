"""Clocks jump, machines sleep, processes restart again and again, and ticks are too slow."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from data.calendar.topics import Topic
from data.store.job_runs import JobRuns
from scheduler.delivery.claiming import LEASE
from scheduler.delivery.outcomes import Later
from scheduler.periodic_jobs import PeriodicJob, PeriodicJobs
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.factories import on
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, open_engine

MARCH_8 = date(2026, 3, 8)
REMINDER = "reminder:event:1:0:2026-03-08:7"
DUE = moment("2026-03-01 07:00")
HOUR = timedelta(hours=1)
TICK = timedelta(seconds=25)
IN_TIME = timedelta(seconds=60)


async def test_fifty_restarts_in_five_minutes_send_once(
    tmp_path: Path, record: Record, dice: random.Random
) -> None:
    """Each reminder is sent once, at any step at which the processes were dropped."""
    tries, restarts, sends = scale.times(1, 20), 50, Counter[int]()
    for number in range(tries):
        folder = tmp_path / str(number)
        folder.mkdir()
        told = await _restart(folder, restarts, dice)
        sends.update(told[chat] for chat in range(1, 6))
    record(
        "D3",
        tries * restarts,
        reminders=tries * 5,
        sent_once=sends[1],
        sent_more=sends.total() - sends[0] - sends[1],
        lost=sends[0],
    )
    assert sends == {1: tries * 5}


async def _restart(folder: Path, restarts: int, dice: random.Random) -> Counter[int]:
    """Restart the bot many times within five minutes around the hour of a reminder.

    A last process works a quarter of an hour after it. Returns how often each chat was told.
    """
    told: Counter[int] = Counter()
    for number in range(restarts):
        at = DUE - timedelta(minutes=2) + timedelta(minutes=5) / restarts * number
        async with open_engine(folder, at, [on(1, MARCH_8)]) as world:
            for chat in range(1, 6):
                await world.chat(chat)
            await _live_shortly(world, dice)
            told.update(chat for chat, _ in world.sender.sent)
    async with open_engine(folder, DUE + timedelta(minutes=15), [on(1, MARCH_8)]) as world:
        await world.delivery.recover()
        await world.tick()
        told.update(chat for chat, _ in world.sender.sent)
    return told


async def _live_shortly(world: EngineWorld, dice: random.Random) -> None:
    """Start, and stop after a random step. One of ten processes claims rows and sends nothing."""
    steps = dice.randrange(4)
    if steps:
        await world.delivery.recover()
    if steps > 1:
        await world.planner.plan(world.clock.now())
    if dice.random() < 0.1:
        await world.outbox.claim(world.clock.now(), world.clock.now() + LEASE, dice.randint(1, 3))
    elif steps > 2:
        await world.delivery.deliver_due()


@dataclass
class Walk:
    """A machine whose clock differs from the time that passes."""

    world: EngineWorld
    dice: random.Random
    at: datetime
    refusals: int
    late: timedelta | None = None

    async def until_told(self) -> timedelta:
        """Let time pass until the reminder is told and two hours are over. Return its lateness.

        The clock jumps meanwhile. The lateness is measured in the time that really passed.
        """
        while not self._is_told() or self.at < DUE + 2 * HOUR:
            await self._pass(self._jump())
        assert self.late is not None
        return self.late

    def _jump(self) -> timedelta:
        chance = self.dice.random()
        if chance < 0.05:
            return self.dice.choice((-1, 1)) * HOUR
        return self.dice.uniform(0, 3) * HOUR if chance < 0.08 else timedelta(0)

    async def _pass(self, jump: timedelta) -> None:
        """Move the clock by the jump and by the time between two ticks, and tick."""
        was_notified, shown = self._is_told(), self.at + jump
        self.at = self.world.clock.at = shown + TICK
        if not was_notified:
            if self.late is not None:
                self.late += TICK
            elif self.at >= DUE:
                self.late = min(TICK, self.at - DUE)
        await self.world.tick()

    def _is_told(self) -> bool:
        return len(self.world.sender.sent) > self.refusals


async def test_a_clock_that_jumps_and_a_machine_that_sleeps(
    tmp_path: Path, record: Record, dice: random.Random
) -> None:
    """The chat is told once, within a minute of when the clock first shows the hour."""
    tries, worst, repeats, refused = scale.times(2, 150), timedelta(0), 0, 0
    for number in range(tries):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with open_engine(folder, DUE - 2 * HOUR, [on(1, MARCH_8)]) as world:
            await world.chat()
            is_refused = dice.random() < 0.3
            if is_refused:
                world.sender.answers[1] = [Later(5.0, "server error")]
            refused += is_refused
            walk = Walk(world, dice, DUE - timedelta(minutes=dice.uniform(1, 40)), int(is_refused))
            worst = max(worst, await walk.until_told())
            assert await world.states(REMINDER) == {1: "sent"}
            repeats += len(world.sender.told()) - 1 - is_refused
    record("D4", tries, worst_lateness_seconds=worst.total_seconds(), repeats=repeats, refused=refused)
    assert worst <= IN_TIME
    assert repeats == 0


async def test_the_scheduler_itself_survives_every_jump(
    tmp_path: Path, record: Record, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each jump of the machine's clock the next tick comes.

    The clock of the event loop does not jump.
    """
    monkeypatch.setattr("scheduler.periodic_jobs._CLOCK_CHECK_SECONDS", 0.005)
    jumps, ticked, waiting = scale.times(10, 500), 0, asyncio.Event()

    async def work(now: datetime) -> None:
        waiting.set()

    async with open_engine(tmp_path, DUE, ()) as world:
        # the job must also run soon after each jump, which the scheduler has to notice
        ticks = PeriodicJobs(
            (PeriodicJob("planning", work, seconds=0.01),), world.clock, JobRuns(world.database)
        )
        with time_machine.travel(DUE, tick=True) as machine:
            ticks.start()
            for _ in range(jumps):
                hours = dice.choice((-1, 1, -1, 1, dice.uniform(-9000, 9000)))
                machine.shift(timedelta(hours=hours))
                waiting.clear()
                async with asyncio.timeout(30):
                    await waiting.wait()
                ticked += 1
            await ticks.stop()
    record("D4", jumps, ticks_after_a_jump=ticked, standstills=jumps - ticked)
    assert ticked == jumps


async def test_ticks_that_outlast_three_periods_neither_meet_nor_skip(
    tmp_path: Path, record: Record, dice: random.Random
) -> None:
    """Slow runs never overlap, and the next run sends what fell due during the last one."""
    rounds, told, overlaps, slow_runs = scale.times(1, 20), 0, 0, 0
    for number in range(rounds):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with open_engine(folder, moment("2026-02-28 20:00"), [on(1, MARCH_8)]) as world:
            for hour in range(24):
                await world.chat(hour + 1, hour=hour, leads={Topic.OWN: (7,)})
            slow = _Slow(world)
            await slow.run(minutes=dice.choice((5, 10, 15)))
            counts = Counter(chat for chat, _ in world.sender.sent)
            assert counts == {hour + 1: 1 for hour in range(24)}
            told += counts.total()
            overlaps += slow.overlaps
            slow_runs += slow.runs
    record("D8", slow_runs, reminders=told, overlaps=overlaps, skipped=rounds * 24 - told)
    assert overlaps == 0


class _Slow:
    """Work that takes three beats, driven by a scheduler that starts it every beat."""

    def __init__(self, world: EngineWorld) -> None:
        self._world = world
        self._at_work = 0
        self._waits = False
        self._beat = asyncio.Condition()
        self._beats = 0
        self._done = asyncio.Event()
        self._step = timedelta(0)
        self.overlaps = 0
        self.runs = 0

    async def run(self, minutes: int) -> None:
        """Run the scheduler until a day has passed. Each beat is this many minutes long."""
        self._step = timedelta(minutes=minutes)
        ticks = PeriodicJobs(
            (
                PeriodicJob("slow", self._work, seconds=0.001),
                PeriodicJob("beat", self._pass_time, seconds=0.001),
            ),
            self._world.clock,
            JobRuns(self._world.database),
        )
        ticks.start()
        async with asyncio.timeout(120):
            await self._done.wait()
        await ticks.stop()

    async def _pass_time(self, _now: datetime) -> None:
        async with self._beat:
            if self._waits:
                self._world.clock.at += self._step
                self._beats += 1
                self._beat.notify_all()

    async def _work(self, now: datetime) -> None:
        self._at_work += 1
        self.overlaps += self._at_work > 1
        await self._world.planner.plan(now)
        await self._world.delivery.deliver_due()
        async with self._beat:
            begun, self._waits = self._beats, True
            await self._beat.wait_for(lambda: self._beats >= begun + 3)
            self._waits = False
        self._at_work -= 1
        self.runs += 1
        if now > datetime(2026, 3, 1, 22, tzinfo=UTC):
            self._done.set()
