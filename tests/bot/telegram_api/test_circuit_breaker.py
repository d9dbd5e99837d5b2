"""The circuit breaker: three failures open it, and an answer to a probe closes it."""

import pytest

from bot.telegram_api.circuit_breaker import FAILURES_TO_OPEN, LONGEST_PAUSE, CircuitBreaker


def fail(breaker: CircuitBreaker, now: float = 0.0, times: int = 1, *, is_poll: bool = False) -> None:
    """Let calls end without an answer."""
    for _ in range(times):
        breaker.unanswered(now, is_poll=is_poll)


@pytest.fixture
def open_breaker() -> CircuitBreaker:
    """Return a breaker that calls other than polls have opened at second 0."""
    breaker = CircuitBreaker()
    fail(breaker, times=FAILURES_TO_OPEN)
    return breaker


def test_two_failures_keep_it_closed() -> None:
    """Two failures may be chance, so calls go on."""
    breaker = CircuitBreaker()
    fail(breaker, times=FAILURES_TO_OPEN - 1)
    assert breaker.lets_go(0.0)
    assert not breaker.begin()


def test_open_breaker_lets_one_probe_go_at_a_time(open_breaker: CircuitBreaker) -> None:
    """The probe goes after the pause, and no other call beside it."""
    assert not open_breaker.lets_go(1.9)
    assert open_breaker.lets_go(2.0)
    assert open_breaker.begin()
    assert not open_breaker.lets_go(100.0)


def test_pauses_double_to_half_a_minute(open_breaker: CircuitBreaker) -> None:
    """Each failed probe doubles the pause."""
    now, pauses = 0.0, []
    for _ in range(7):
        pauses.append(open_breaker.wait(now))
        now += pauses[-1]
        open_breaker.begin()
        open_breaker.end_probe(now, is_answered=False)
    assert pauses == [2, 4, 8, 16, 30, 30, 30]
    assert LONGEST_PAUSE == 30


def test_answered_probe_closes_it(open_breaker: CircuitBreaker) -> None:
    """All calls may go at once."""
    open_breaker.begin()
    open_breaker.end_probe(2.0, is_answered=True)
    assert not open_breaker.is_open
    assert open_breaker.lets_go(2.0)
    assert open_breaker.wait(2.0) == 0


def test_failures_of_calls_that_left_before_do_not_lengthen_the_pause(open_breaker: CircuitBreaker) -> None:
    """Ten calls that fail together are one failure."""
    fail(open_breaker, 1.0, times=10)
    assert open_breaker.wait(1.0) == 1.0


def test_cancelled_probe_gives_way_to_another(open_breaker: CircuitBreaker) -> None:
    """A cancelled probe has no result, so the pause is not doubled."""
    open_breaker.begin()
    open_breaker.end_probe(2.0, is_answered=None)
    assert open_breaker.lets_go(2.0)


def test_answer_beside_a_probe_does_not_close_it(open_breaker: CircuitBreaker) -> None:
    """The harmless call before the probe may be answered while messages fail."""
    open_breaker.begin()
    open_breaker.answered(is_poll=False)
    open_breaker.end_probe(2.0, is_answered=False)
    assert open_breaker.wait(2.0) == 4.0


@pytest.mark.parametrize("is_probing", [False, True])
@pytest.mark.parametrize(("failed", "is_open"), [(False, True), (True, False)])
def test_answered_poll_closes_it_only_after_a_failed_poll(
    open_breaker: CircuitBreaker, failed: bool, is_open: bool, is_probing: bool
) -> None:
    """Polls that were answered all along show nothing about the calls that fail."""
    if failed:
        fail(open_breaker, 1.0, is_poll=True)
    if is_probing:
        open_breaker.begin()
    open_breaker.answered(is_poll=True)
    assert open_breaker.is_open is is_open


def test_probe_that_ends_after_an_answered_poll_changes_nothing(open_breaker: CircuitBreaker) -> None:
    """The answered poll is newer than the probe, so it counts."""
    fail(open_breaker, 1.0, is_poll=True)
    open_breaker.begin()
    open_breaker.answered(is_poll=True)
    open_breaker.end_probe(2.0, is_answered=False)
    assert open_breaker.failures == 0
