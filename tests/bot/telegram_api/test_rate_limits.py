"""Rate limits: Telegram's limits are kept, and urgent calls go first."""

import random
from bisect import bisect_left, insort
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram_api.rate_limits import CallPriority, RateLimits, Ticket
from bot.telegram_api.sliding_windows import GROUP_LIMIT

ANSWER, REMINDER, BULLETIN = CallPriority


def run(
    pace: RateLimits,
    seconds: float,
    start: float = 0.0,
    *,
    way: Callable[[], tuple[float, float]] = lambda: (0.03, 0.03),
) -> list[tuple[float, Ticket]]:
    """Let each queued call go as soon as it may. Return when each reached Telegram, in seconds.

    way: how long a call takes to get there, and its answer to come back.
    """
    come: list[tuple[float, Ticket]] = []
    answers: list[tuple[float, float, Ticket]] = []
    now = start
    while True:
        while ticket := pace.take(now):
            there, back = way()
            come.append((now + there, ticket))
            insort(answers, (now + there + back, now, ticket), key=lambda one: one[0])
        wait = pace.wait(now)
        if wait is not None and now + wait > start + seconds:
            wait = None
        if answers and (wait is None or answers[0][0] <= now + wait):
            at, left, ticket = answers.pop(0)
            now = max(now, at)
            pace.answered(ticket, left, now)
        elif wait is None:
            return sorted(come, key=lambda one: one[0])
        else:
            now += max(wait, 1e-6)


def worst(times: list[float], window: float) -> int:
    """Return the highest number of times within any window of this many seconds."""
    ordered = sorted(times)
    return max(bisect_left(ordered, at + window) - place for place, at in enumerate(ordered))


def test_a_bulletin_keeps_the_overall_limit() -> None:
    """No second holds more than Telegram's thirty, and the whole keeps the rate that was set."""
    pace = RateLimits(25)
    for chat in range(500):
        pace.queue(BULLETIN, str(chat))
    times = [at for at, _ in run(pace, 60)]
    assert len(times) == 500
    assert worst(times, 1.0) <= 30
    assert times[-1] == pytest.approx(500 / 25, abs=1)


@pytest.mark.parametrize("jitter", [0.0, 0.002, 0.05, 0.4])
def test_free_rate_is_used_and_never_exceeded(jitter: float) -> None:
    """Telegram never sees 31 calls in a second, at any latencies. Steady latencies cost no rate."""
    dice = random.Random(7)  # noqa: S311 - reproducible, not secret
    pace = RateLimits(30)
    for chat in range(1800):
        pace.queue(BULLETIN, str(chat))
    come = [at for at, _ in run(pace, 600, way=lambda: (0.03 + dice.random() * jitter, 0.03))]
    assert worst(come, 1.0) <= 30
    assert 1800 / (come[-1] - come[0]) >= (29.7 if jitter < 0.01 else 30 / (1.1 + jitter))


def test_one_chat_gets_a_burst_and_then_waits() -> None:
    """Three answers may go at once, and no three seconds hold more."""
    pace = RateLimits(25)
    for _ in range(6):
        pace.queue(ANSWER, "1")
    assert [round(at) for at, _ in run(pace, 60)] == [0, 0, 0, 3, 3, 3]


def test_one_chat_gets_a_notice_a_second() -> None:
    """No second holds more than one notice to a chat, and six take less than seven seconds."""
    pace = RateLimits(25)
    for _ in range(6):
        pace.queue(REMINDER, "1")
    times = [at for at, _ in run(pace, 60)]
    assert worst(times, 1.0) == 1
    assert times[-1] < 7


def test_of_two_reminders_the_one_that_expires_sooner_goes_first() -> None:
    """The order in which they came does not matter."""
    pace = RateLimits(30)
    for chat, expires in (("1", 300.0), ("2", 100.0), ("3", 200.0)):
        pace.queue(REMINDER, chat, expires=expires)
    assert [ticket.chat for _, ticket in run(pace, 60)] == ["2", "3", "1"]


def test_a_group_gets_twenty_a_minute() -> None:
    """No minute of a group holds more than twenty messages, however many are queued."""
    pace = RateLimits(25)
    for _ in range(70):
        pace.queue(ANSWER, "-100")
    times = [at for at, _ in run(pace, 300)]
    assert len(times) == 70
    assert worst(times, 60.0) == GROUP_LIMIT


def test_answers_go_before_reminders_and_reminders_before_the_bulletin() -> None:
    """Of the waiting calls the most urgent goes first, and among equals the oldest."""
    pace = RateLimits(1)
    pace.queue(BULLETIN, "1")
    assert pace.take(0) is not None
    for priority, chat in (
        (BULLETIN, "2"),
        (REMINDER, "3"),
        (ANSWER, "4"),
        (ANSWER, "5"),
        (REMINDER, "6"),
    ):
        pace.queue(priority, chat)
    assert [ticket.chat for _, ticket in run(pace, 60, 1)] == ["4", "5", "3", "6", "2"]


def test_busy_chat_does_not_delay_others() -> None:
    """A call that waits for its own chat's turn is passed by."""
    pace = RateLimits(25)
    for _ in range(10):
        pace.queue(ANSWER, "1")
    pace.queue(BULLETIN, "2")
    gone = run(pace, 60)
    assert [ticket.chat for _, ticket in gone[:4]] == ["1", "1", "1", "2"]


def test_a_refusal_closes_the_chat_it_came_from() -> None:
    """The others go on."""
    pace = RateLimits(25)
    pace.close_chat("1", until=30, now=0)
    pace.queue(ANSWER, "1")
    pace.queue(ANSWER, "2")
    assert [(round(at), ticket.chat) for at, ticket in run(pace, 60)] == [(0, "2"), (30, "1")]


def test_second_refused_chat_closes_all_chats() -> None:
    """Two chats at once mean that the limit is ours, not theirs."""
    pace = RateLimits(25)
    pace.close_chat("1", until=30, now=0)
    pace.close_chat("2", until=35, now=1)
    pace.queue(ANSWER, "3")
    assert [round(at) for at, _ in run(pace, 60, 2)] == [35]


def test_past_refusal_closes_no_other_chat() -> None:
    """A chat refused yesterday says nothing about today."""
    pace = RateLimits(25)
    pace.close_chat("1", until=30, now=0)
    pace.close_chat("2", until=60, now=31)
    pace.queue(ANSWER, "3")
    assert [round(at) for at, _ in run(pace, 60, 32)] == [32]


def test_calls_into_no_chat_keep_the_overall_limit_only() -> None:
    """Answers to presses do not wait for a chat."""
    pace = RateLimits(25)
    for _ in range(10):
        pace.queue(ANSWER, None)
    assert [at for at, _ in run(pace, 60)][-1] < 0.5


def test_withdrawn_call_takes_no_turn() -> None:
    """A withdrawn call takes no turn from other calls, and withdrawing twice is harmless."""
    pace = RateLimits(1)
    first, second = pace.queue(ANSWER, "1"), pace.queue(ANSWER, "2")
    pace.withdraw(first)
    pace.withdraw(first)
    assert pace.take(0) is second
    assert pace.wait(0) is None


def test_windows_of_idle_chats_are_forgotten() -> None:
    """After a bulletin to many chats only the last ones are remembered."""
    pace = RateLimits(25)
    for chat in range(5000):
        pace.queue(BULLETIN, str(chat))
        run(pace, 1, start=float(chat))
    assert pace.remembered_chats <= 1001


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.sampled_from(CallPriority), st.sampled_from(["1", "2", "-100", None])),
        min_size=1,
        max_size=60,
    )
)
def test_all_calls_go_within_the_limits(calls: list[tuple[CallPriority, str | None]]) -> None:
    """Of any mixture of calls all go in the end, in order within a chat and an urgency."""
    pace = RateLimits(25)
    tickets = [pace.queue(priority, chat) for priority, chat in calls]
    gone = run(pace, 1000)
    assert len(gone) == len(tickets)
    assert worst([at for at, _ in gone], 1.0) <= 30
    for chat in {chat for _, chat in calls} - {None}:
        times = [at for at, ticket in gone if ticket.chat == chat]
        assert worst(times, 60.0) <= (GROUP_LIMIT if chat == "-100" else 63)
        for priority in CallPriority:
            numbers = [t.number for _, t in gone if t.chat == chat and t.priority is priority]
            assert all(first < second for first, second in pairwise(numbers))


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(CallPriority),
            st.sampled_from(["1", "2", "-100", None]),
            st.floats(0, 2),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_going_through_equals_queueing_where_none_waits(
    calls: list[tuple[CallPriority, str | None, float, bool]],
) -> None:
    """If no call waits, going through equals queueing and being taken at once."""
    queued, direct, now = RateLimits(25), RateLimits(25), 0.0
    for priority, chat, seconds, may_cost in calls:
        now += seconds
        ticket = queued.queue(priority, chat, may_cost=may_cost)
        taken = queued.take(now)
        queued.withdraw(ticket)
        gone = direct.go_through(priority, chat, now, may_cost=may_cost)
        assert (taken is None) == (gone is None)
        if taken is not None and gone is not None:
            assert taken.costs == gone.costs
            queued.answered(taken, now, now + 0.05)
            direct.answered(gone, now, now + 0.05)


def test_no_call_goes_past_waiting_ones() -> None:
    """A new call does not overtake waiting ones, not even to another chat."""
    pace = RateLimits(25)
    for _ in range(2):
        pace.queue(BULLETIN, "1")
        pace.take(0.0)
    assert (pace.wait(0.0) or 0.0) > 1
    assert pace.go_through(ANSWER, "2", 0.0, may_cost=False) is None
