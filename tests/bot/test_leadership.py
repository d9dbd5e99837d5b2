"""Leadership: the process whose long poll is undisturbed sends, the first before later ones."""

import random
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.leadership import (
    MOST_RETURNS,
    RETURN_SECONDS,
    STEADY_SECONDS,
    UNDISTURBED_SECONDS,
    YIELD_SECONDS,
    Leadership,
)
from bot.periodic_work import unless_lost
from tests.bot.rivals import Process, Server, Simulation, jittery, shared_seconds
from tests.world.clocks import moment

LONGEST = 30


class Told(Leadership):
    """Notes when sending opens and closes."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[bool] = []
        self.watch(gained=lambda: self.changes.append(True), lost=lambda: self.changes.append(False))

    def poll(self, at: float, seconds: float, asked: float, *, is_empty: bool = True) -> None:
        """Poll at a time and get the answer this many seconds later. `asked` is the poll's timeout."""
        self.asks(at)
        self.answered(at + seconds, asked, is_empty=is_empty)


@pytest.fixture
def newcomer() -> Told:
    """Return the leadership of a process that has had one answer."""
    told = Told()
    told.poll(100.0, 0.2, 0)
    return told


@pytest.fixture
def leader(newcomer: Told) -> Told:
    """Return the leadership of a process whose poll was undisturbed from second 101 to 107."""
    newcomer.poll(101.0, UNDISTURBED_SECONDS, UNDISTURBED_SECONDS)
    assert newcomer.leads
    return newcomer


def test_first_answer_at_once_opens_nothing(newcomer: Told) -> None:
    """It only says that the token is known: another poll goes on beside one that does not wait."""
    assert not newcomer.leads
    assert not newcomer.begun.is_set()
    assert newcomer.poll_seconds(LONGEST) == UNDISTURBED_SECONDS


@pytest.mark.parametrize(
    ("seconds", "is_empty", "leads"),
    [(5.9, True, False), (6.0, True, True), (6.9, False, False), (7.0, False, True)],
)
def test_one_undisturbed_wait_opens(newcomer: Told, seconds: float, is_empty: bool, leads: bool) -> None:
    """An update may have waited for the poll that brings it, so a second of such a poll proves nothing."""
    newcomer.poll(101.0, seconds, 10.0, is_empty=is_empty)
    assert newcomer.leads is leads
    assert newcomer.poll_seconds(LONGEST) == (LONGEST if leads else UNDISTURBED_SECONDS)


@pytest.mark.parametrize("every", [0.1, 0.9, 5.0])
def test_busy_bot_opens_after_a_minute(newcomer: Told, every: float) -> None:
    """With many updates no poll lasts long, so a minute of answered polls is enough to open sending."""
    at = 101.0
    while at < 101.0 + STEADY_SECONDS - every - 0.01:
        newcomer.poll(at, every, 6.0, is_empty=False)
        at += every
        assert not newcomer.leads
    newcomer.poll(at, every, 6.0, is_empty=False)
    newcomer.poll(at + every, every, 6.0, is_empty=False)
    assert newcomer.leads


def test_leader_of_a_busy_bot_is_back_after_one_wait(leader: Told) -> None:
    """Its rivals are newcomers, who yield: the pieces of its wait are added up."""
    leader.asks(107.0)
    leader.disturbed(107.2, LONGEST)
    for number in range(11):
        leader.poll(107.7 + number / 2, 0.5, 6.0, is_empty=False)
        assert not leader.leads
    leader.poll(113.2, 0.5, 6.0, is_empty=False)
    assert leader.leads


def test_time_spent_on_connecting_is_no_wait(newcomer: Told) -> None:
    """Of a poll that was to wait five seconds and took nine, five count."""
    newcomer.poll(101.0, 9.0, 5.0)
    assert not newcomer.leads


@pytest.mark.parametrize("pause", [3.0, 60.0])
def test_pause_between_polls_breaks_the_wait(newcomer: Told, pause: float) -> None:
    """Another process may have polled in it without being noticed."""
    for at in (101.0, 106.0, 111.0, 116.0, 121.0, 126.0, 131.0, 136.0, 141.0, 146.0, 151.0):
        newcomer.poll(at, 5.0, 6.0)
    newcomer.poll(156.0 + pause, 5.0, 6.0)
    assert not newcomer.leads


def test_conflict_closes_until_next_undisturbed_wait(leader: Told) -> None:
    """The leader is back within a second, and sends again after the whole wait only."""
    leader.asks(107.0)
    assert leader.disturbed(120.0, LONGEST) == RETURN_SECONDS
    assert not leader.leads
    assert leader.poll_seconds(LONGEST) == UNDISTURBED_SECONDS
    leader.poll(120.5, 5.0, 6.0)
    assert leader.changes == [True, False]
    leader.poll(125.5, 1.0, 1.0)
    assert leader.changes == [True, False, True]


def test_newcomer_yields_longer_each_time_and_leaves(newcomer: Told) -> None:
    """After a minute the other one is no process that is stopping."""
    at = 101.0
    for seconds in YIELD_SECONDS:
        newcomer.asks(at)
        assert newcomer.disturbed(at + 0.6, 6.0) == seconds
        assert seconds > UNDISTURBED_SECONDS
        at += 0.6 + seconds
    newcomer.asks(at)
    assert newcomer.disturbed(at + 0.6, 6.0) is None
    assert newcomer.changes == []


def test_newcomer_that_outlasts_the_other_leads(newcomer: Told) -> None:
    """The replaced process may stop at any moment of that minute. Earlier conflicts are forgotten."""
    at = 101.0
    for seconds in YIELD_SECONDS:
        newcomer.asks(at)
        newcomer.disturbed(at + 0.6, 6.0)
        at += 0.6 + seconds
    newcomer.poll(at, 6.0, 6.0)
    assert newcomer.leads
    newcomer.asks(at + 6)
    assert newcomer.disturbed(at + 10, LONGEST) == RETURN_SECONDS


def test_leader_yields_after_many_conflicts(leader: Told) -> None:
    """Two that both take themselves for the first do not take turns for ever."""
    at = 107.0
    for _ in range(MOST_RETURNS):
        leader.asks(at)
        assert leader.disturbed(at + 0.5, 6.0) == RETURN_SECONDS
        at += 1.0
    leader.asks(at)
    assert leader.disturbed(at + 0.5, 6.0) == YIELD_SECONDS[0]


@pytest.mark.parametrize(("failed_after", "leads"), [(1.0, True), (25.0, False)])
def test_leader_out_of_touch_is_a_newcomer(leader: Told, failed_after: float, leads: bool) -> None:
    """A quick failure changes nothing. After one of unknown length another process may lead."""
    leader.asks(107.0)
    leader.failed(107.0 + failed_after)
    assert leader.leads is leads
    leader.asks(108.0 + failed_after)
    wait = leader.disturbed(108.5 + failed_after, 6.0)
    assert wait == (RETURN_SECONDS if leads else YIELD_SECONDS[0])


def test_leader_that_was_asleep_is_a_newcomer(leader: Told) -> None:
    """After ten minutes of sleep another process may lead, so it yields to a conflict as a newcomer does."""
    leader.asks(107.0)
    assert leader.disturbed(107.0 + 600, LONGEST) == YIELD_SECONDS[0]


def test_sole_process_leads_from_the_first_answer() -> None:
    """If no other process can have the token, sending opens at once, and an outage does not close it."""
    alone = Told()
    alone.stand_alone()
    alone.poll(100.0, 0.01, 0)
    alone.asks(200.0)
    alone.failed(300.0)
    alone.lapse("out of reach")
    assert alone.changes == [True]


@pytest.mark.parametrize(("happens", "is_done"), [("", True), ("lapse", False), ("lapse and wait", True)])
async def test_work_that_writes_to_people_is_left_out_while_the_lead_is_lost(
    leader: Told, happens: str, is_done: bool
) -> None:
    """Another process may be at it just then."""
    done: list[datetime] = []

    async def work(now: datetime) -> None:
        done.append(now)

    if "lapse" in happens:
        leader.lapse("out of reach")
    if "wait" in happens:
        leader.poll(200.0, 6.0, 6.0)
    await unless_lost(work, leader)(moment("2026-11-22 12:00"))
    assert bool(done) is is_done


lines = st.sampled_from([0.05, 0.3, 0.7])
seeds = st.integers(0, 10**6)


@settings(deadline=None, max_examples=40)
@given(
    seed=seeds,
    line=lines,
    others=st.lists(st.floats(10, 60), min_size=1, max_size=3),
    gap=st.sampled_from([0, 0.1, 0.3, 1, 5]),
)
def test_first_one_stays_and_nobody_else_ever_sends(
    seed: int, line: float, others: list[float], gap: float
) -> None:
    """However many come, on bad lines, busy or idle: all of them leave, and the first leads at the end."""
    dice, world = random.Random(seed), Simulation()  # noqa: S311 - reproducible, not secret
    server = Server(world)
    first, *late = [Process(server, jittery(dice, line)) for _ in range(1 + len(others))]
    first.start()
    for one, at in zip(late, others, strict=True):
        world.later(at, one.start)
    if gap:
        world.later(9, lambda: _write_on(server, dice, gap))
    world.run(300)
    assert [one.led for one in late] == [[] for _ in late]
    assert first.left_at is None
    if gap != 0.1 and not 0 < gap < line:
        # where updates come faster than a poll travels, no poll waits and they hardly notice each other
        assert all(one.left_at is not None for one in late)
        assert first.sends_at(300)


@settings(deadline=None, max_examples=40)
@given(
    seed=seeds,
    line=lines,
    begins=st.floats(10, 50),
    lasts=st.floats(0.5, 120),
    comes=st.floats(-8, 140),
)
def test_outage_of_the_first_leaves_one_sender(
    seed: int, line: float, begins: float, lasts: float, comes: float
) -> None:
    """With or without a takeover in between, two never send at once, and one sends in the end."""
    dice, world = random.Random(seed), Simulation()  # noqa: S311 - reproducible, not secret
    server = Server(world)
    first = Process(server, jittery(dice, line), outage=(begins, begins + lasts))
    second = Process(server, jittery(dice, line))
    first.start()
    world.later(begins + comes, second.start)
    world.run(500)
    assert [first.sends_at(500), second.sends_at(500)].count(True) == 1
    assert [first.left_at, second.left_at].count(None) == 1
    assert shared_seconds([first, second], 500) == 0


def _write_on(server: Server, dice: random.Random, gap: float) -> None:
    server.update()
    server.world.later(dice.expovariate(1 / gap), lambda: _write_on(server, dice, gap))


def test_two_that_start_together_leave_one() -> None:
    """Neither was first: one leads, the other stops, and two never send at once."""
    for seed in range(40):
        dice, world = random.Random(seed), Simulation()  # noqa: S311 - reproducible, not secret
        server = Server(world)
        both = [Process(server, jittery(dice, 0.3)) for _ in range(2)]
        for one in both:
            world.later(dice.uniform(0, 3), one.start)
        world.run(200)
        assert [one.sends_at(200) for one in both].count(True) == 1
        assert [one.left_at for one in both].count(None) == 1
        assert shared_seconds(both, 200) == 0


def test_successor_takes_over_from_one_that_stops() -> None:
    """A new version is started before the old one is stopped: it waits, then leads."""
    for stops in (15.0, 30.0, 50.0, 70.0):
        dice, world = random.Random(stops), Simulation()  # noqa: S311 - reproducible, not secret
        server = Server(world)
        old, new = (Process(server, jittery(dice, 0.3)) for _ in range(2))
        old.start()
        world.later(12, new.start)

        def stop(one: Process = old) -> None:
            one.stopped = True

        world.later(stops, stop)
        world.run(150)
        assert new.left_at is None
        assert new.sends_at(150)
        assert new.led[0][0] <= stops + YIELD_SECONDS[-1] + UNDISTURBED_SECONDS + 2
