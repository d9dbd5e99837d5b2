"""The retry policy as a table: outcome, kind, attempts → state, due time."""

from datetime import timedelta

import pytest

from data.store.notices import (
    Claimed,
    DeliveryState,
    Entry,
    HandedBack,
    Lapsed,
    Notice,
    NoticeKind,
    Postponed,
    Settled,
)
from scheduler.delivery.eligibility import Deferred, Rejection
from scheduler.delivery.outcomes import Barred, Failed, Gone, Held, Later, Sent, Unknown
from scheduler.delivery.results import Result, Unrendered
from scheduler.delivery.retry_policy import channel_pause, entry, hand_back, lapsed_entry
from tests.world.clocks import moment

NOW = moment("2026-03-01 12:00")
REMINDER, WINDOW, CHANGE = NoticeKind.REMINDER, NoticeKind.WINDOW, NoticeKind.CHANGE
MESSAGE, BULLETIN = NoticeKind.MESSAGE, NoticeKind.BULLETIN


def claimed(kind: NoticeKind = REMINDER, attempts: int = 1, *, doubtful: bool = False) -> Claimed:
    """Return a delivery of notice 7 to chat 40."""
    notice = Notice(7, "key", kind, "event:1:0", None, None, NOW + timedelta(days=7), "{}", NOW)
    return Claimed(notice, 40, attempts, doubtful)


def settled(
    state: DeliveryState, reason: str | None, message_id: int | None = None, *, doubtful: bool = False
) -> Settled:
    """Return the row of a delivery that has ended."""
    sent_at = NOW if state is DeliveryState.SENT else None
    return Settled(7, 40, state, reason, doubtful, message_id, sent_at)


def postponed(seconds: float, reason: str, *, doubtful: bool = False) -> Postponed:
    """Return the row of a delivery that is tried again after this many seconds."""
    return Postponed(7, 40, NOW + timedelta(seconds=seconds), reason, doubtful)


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Sent((5, 6)), settled(DeliveryState.SENT, None, 5)),
        (Sent(()), settled(DeliveryState.SENT, None)),
        (Gone("blocked"), settled(DeliveryState.GONE, "blocked")),
        (Gone("deactivated", for_good=True), settled(DeliveryState.GONE, "deactivated")),
        (Failed("can't parse entities"), settled(DeliveryState.FAILED, "can't parse entities")),
        (Rejection(DeliveryState.EXPIRED, "late"), settled(DeliveryState.EXPIRED, "late")),
        (Rejection(DeliveryState.VOID, "muted"), settled(DeliveryState.VOID, "muted")),
        (
            Rejection(DeliveryState.FAILED, "error: KeyError"),
            settled(DeliveryState.FAILED, "error: KeyError"),
        ),
        (Held(), HandedBack(7, 40)),
        (Held(9.0, everyone=True), HandedBack(7, 40)),
        (Held(9.0), postponed(9, "held")),
        (Deferred(NOW + timedelta(hours=7)), postponed(7 * 3600, "quiet hours")),
    ],
)
def test_result_becomes_a_row_whatever_the_kind(result: Result, expected: Entry, kind: NoticeKind) -> None:
    """Results without a second try, or with a time of their own, give the same row for all kinds."""
    assert entry(claimed(kind), result, NOW) == expected


@pytest.mark.parametrize(
    ("result", "attempts", "seconds", "reason"),
    [
        (Later(30, "429"), 1, 30, "429"),
        (Later(1, "500"), 1, 5, "500"),
        (Later(1, "500"), 7, 35, "500"),
        (Later(1, "500"), 1000, 300, "500"),
        (Later(40_000, "429"), 2, 40_000, "429"),
        (Later(1, "500", everyone=True), 2, 10, "500"),
        (Later(10**18, "429"), 1, 366 * 86400, "429"),
        (Held(1e300), 1, 366 * 86400, "held"),
        (Barred("no rights"), 1, 300, "barred: no rights"),
        (Barred("no rights"), 2, 600, "barred: no rights"),
        (Barred("no rights"), 6, 9600, "barred: no rights"),
        (Barred("no rights"), 7, 3 * 3600, "barred: no rights"),
        (Barred("no rights"), 10_000, 3 * 3600, "barred: no rights"),
        (Unrendered("KeyError"), 1, 60, "unrendered: KeyError"),
        (Unrendered("KeyError"), 6, 1920, "unrendered: KeyError"),
        (Unrendered("KeyError"), 7, 3600, "unrendered: KeyError"),
        (Unrendered("KeyError"), 10_000, 3600, "unrendered: KeyError"),
    ],
)
def test_wait_grows_with_attempts_up_to_its_limit(
    result: Result, attempts: int, seconds: float, reason: str
) -> None:
    """The wait is the longer one of Telegram's pause and the pause for the number of attempts."""
    assert entry(claimed(attempts=attempts), result, NOW) == postponed(seconds, reason)


@pytest.mark.parametrize("kind", [REMINDER, WINDOW, CHANGE, MESSAGE])
def test_lost_answer_is_tried_once_more(kind: NoticeKind) -> None:
    """After a minute. When the second answer is lost too, the delivery ends as unknown."""
    lost = Unknown("timeout")
    assert entry(claimed(kind), lost, NOW) == postponed(60, "timeout", doubtful=True)
    assert entry(claimed(kind, 2, doubtful=True), lost, NOW) == settled(
        DeliveryState.UNKNOWN, "timeout", doubtful=True
    )


def test_lost_answer_to_bulletin_is_not_tried_again() -> None:
    """All readers of an issue would get it twice at once."""
    expected = settled(DeliveryState.UNKNOWN, "timeout", doubtful=True)
    assert entry(claimed(BULLETIN), Unknown("timeout"), NOW) == expected


@pytest.mark.parametrize("result", [Sent((5,)), Gone("blocked"), Later(5, "429"), Barred("x"), Failed("y")])
def test_doubt_about_an_earlier_try_is_kept(result: Result) -> None:
    """A delivery that may have arrived before stays marked so with each outcome."""
    row = entry(claimed(doubtful=True), result, NOW)
    assert isinstance(row, Settled | Postponed)
    assert row.doubtful


@pytest.mark.parametrize(("attempts", "minutes"), [(1, -3), (5, -3), (6, 10), (60, 10)])
def test_lapsed_claim_is_due_again(attempts: int, minutes: int) -> None:
    """At its old time, and from the sixth death of the process on ten minutes later."""
    lapsed = Lapsed(7, 40, NOW - timedelta(minutes=3), attempts, doubtful=False)
    assert lapsed_entry(lapsed, NOW) == postponed(minutes * 60, "cut short")


def test_delivery_that_was_not_begun_is_handed_back() -> None:
    """It is due at once, and the attempt does not count."""
    assert hand_back([claimed(), claimed(BULLETIN)]) == [HandedBack(7, 40), HandedBack(7, 40)]


@pytest.mark.parametrize(
    ("failed_batches", "retry_after", "seconds"),
    [(1, 0.0, 2), (2, 0.0, 4), (4, 0.0, 16), (5, 0.0, 30), (5000, 0.0, 30), (1, 7.0, 7), (1, 90.0, 30)],
)
def test_pause_of_a_channel_that_is_down(failed_batches: int, retry_after: float, seconds: float) -> None:
    """Doubled with each batch that finds it down, or what Telegram asked for, at most half a minute."""
    assert channel_pause(failed_batches, retry_after) == seconds
