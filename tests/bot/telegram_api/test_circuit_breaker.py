"""The breaker: three failures open it, one call at a time shows how things are, one answer closes it."""

import pytest

from bot.telegram_api.circuit_breaker import LONGEST_PAUSE, TROUBLE, CircuitBreaker


@pytest.fixture
def broken() -> CircuitBreaker:
    """Open since the instant 0."""
    breaker = CircuitBreaker()
    for _ in range(TROUBLE):
        breaker.gone()
        breaker.failed(0.0)
    return breaker


def test_two_failures_are_an_accident() -> None:
    """Nobody waits."""
    breaker = CircuitBreaker()
    for _ in range(TROUBLE - 1):
        breaker.gone()
        breaker.failed(0.0)
    assert breaker.lets_go(0.0)


def test_while_it_is_open_one_call_goes_at_a_time(broken: CircuitBreaker) -> None:
    """After the pause, and nobody beside it."""
    assert not broken.lets_go(1.9)
    assert broken.lets_go(2.0)
    broken.gone()
    assert not broken.lets_go(100.0)


def test_pauses_grow_to_half_a_minute(broken: CircuitBreaker) -> None:
    """Each failed probe doubles the pause."""
    now, pauses = 0.0, []
    for _ in range(7):
        pauses.append(broken.wait(now))
        now += pauses[-1]
        broken.gone()
        broken.failed(now)
    assert pauses == [2, 4, 8, 16, 30, 30, 30]
    assert LONGEST_PAUSE == 30


def test_one_answer_closes_it(broken: CircuitBreaker) -> None:
    """Everybody may go at once."""
    broken.gone()
    broken.succeeded()
    assert broken.lets_go(0.0)
    assert broken.wait(0.0) == 0


def test_what_left_before_it_opened_does_not_make_it_wait_longer(broken: CircuitBreaker) -> None:
    """Ten that fail together are one failure."""
    for _ in range(10):
        broken.failed(1.0)
    assert broken.wait(1.0) == 1.0


def test_a_probe_nobody_waits_for_is_no_probe(broken: CircuitBreaker) -> None:
    """Whoever gives up lets the next one try."""
    broken.gone()
    broken.given_up()
    assert broken.lets_go(2.0)
