"""The virtual clock is set, runs, moves to what is due, and respects a program's own clock."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.client.client import Refused, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.clock import DEFAULT_START, InstantWithoutZone, VirtualClock


class Machine:
    """Monotonic seconds that a test moves forward."""

    def __init__(self) -> None:
        self.seconds = 50.0

    def __call__(self) -> float:
        return self.seconds


@pytest.mark.parametrize(("speed", "passed"), [(0, 0), (1, 10), (0.5, 5), (3600, 36000)])
def test_running_clock_keeps_its_speed(speed: float, passed: float) -> None:
    """A stopped clock keeps the time it has reached."""
    machine = Machine()
    clock = VirtualClock(monotonic=machine)
    clock.run(speed)
    machine.seconds += 10
    assert clock() == DEFAULT_START + timedelta(seconds=passed)
    clock.run(0)
    machine.seconds += 10
    assert clock() == DEFAULT_START + timedelta(seconds=passed)


def test_running_clock_goes_on_after_it_is_set() -> None:
    """Neither set nor advance stops it, and it may be set back."""
    machine = Machine()
    clock = VirtualClock(monotonic=machine)
    clock.run(2)
    machine.seconds += 5
    clock.advance(60)
    assert clock() == DEFAULT_START + timedelta(seconds=70)
    clock.set(DEFAULT_START)
    machine.seconds += 1
    assert clock() == DEFAULT_START + timedelta(seconds=2)


def test_naive_instant_and_negative_speed_are_refused() -> None:
    """The clock needs a zone and does not run backwards."""
    with pytest.raises(InstantWithoutZone):
        VirtualClock().set(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="-1"):
        VirtualClock().run(-1)


async def test_clock_order_sets_runs_and_stops_the_clock(sandbox: Sandbox) -> None:
    """It can also show the machine's time."""
    start = await sandbox.now()
    assert start == await sandbox.now() == DEFAULT_START
    await sandbox.run_clock(1_000_000)
    assert (await sandbox.order("state"))["speed"] == 1_000_000
    await sandbox.run_clock(0)
    stopped = await sandbox.now()
    assert stopped == await sandbox.now() > start
    assert (await sandbox.order("clock", real=True))["speed"] == 1
    assert abs(await sandbox.now() - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251
    with pytest.raises(Refused, match="backwards"):
        await sandbox.run_clock(-1)


async def test_clock_of_a_program_is_moved_by_its_callbacks() -> None:
    """Callbacks move the clock, name what is due, and set the speed. Without them it stays."""
    moved, speeds = [DEFAULT_START], []
    due: list[datetime | None] = [DEFAULT_START + timedelta(hours=5), None]

    async def move(instant: datetime) -> None:
        moved.append(instant)

    async def next_due() -> datetime | None:
        return due[0]

    async def set_speed(speed: float) -> None:
        speeds.append(speed)

    server = SandboxServer(clock=lambda: moved[-1], on_clock=move, next_due=next_due, on_speed=set_speed)
    sandbox = Sandbox(server)
    assert (await sandbox.order("state"))["next"] == "2026-03-02T12:00:00+00:00"
    assert await sandbox.go_to_next() == due[0]
    due.pop(0)
    assert (await sandbox.order("state"))["next"] is None
    with pytest.raises(Refused, match="nothing is due"):
        await sandbox.go_to_next()
    await sandbox.run_clock(60)
    assert (speeds, (await sandbox.order("clock"))["speed"]) == ([60], 60)
    with pytest.raises(Refused, match="belongs to the program"):
        await sandbox.order("clock", real=True)
    alone = Sandbox(SandboxServer(clock=lambda: DEFAULT_START))
    for wish in ({"speed": 2}, {"advance": 1}, {"next": True}):
        with pytest.raises(Refused, match=r"belongs to the program|nothing is due"):
            await alone.order("clock", **wish)
