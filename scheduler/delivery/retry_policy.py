"""Decide when each failure is tried again, and when delivery gives up.

Every waiting time, number of attempts and expiry of the outbox stands here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import assert_never

from data.store.notices import (
    BARRED,
    Claimed,
    DeliveryState,
    Entry,
    HandedBack,
    Lapsed,
    NoticeKind,
    Postponed,
    Settled,
)
from scheduler.delivery.eligibility import Deferred, Rejection
from scheduler.delivery.outcomes import Barred, Failed, Gone, Held, Later, Sent, Unknown
from scheduler.delivery.results import Result, Unrendered

EXPIRY: Mapping[NoticeKind, timedelta] = MappingProxyType(
    {
        # An older change is no news. The agenda shows how things stand.
        NoticeKind.CHANGE: timedelta(days=14),
        NoticeKind.MESSAGE: timedelta(days=7),
        # Until the next issue.
        NoticeKind.BULLETIN: timedelta(days=7),
        NoticeKind.ANNOUNCEMENT: timedelta(days=7),
        NoticeKind.AMENDMENT: timedelta(days=7),
    }
)
"""How long a notice is worth sending. Reminders and windows expire with their occasion instead."""

LONGEST_WAIT = timedelta(hours=3)
"""No delivery that was tried waits longer for its next try, unless Telegram names a longer time."""

LONGEST_CHANNEL_PAUSE = 30.0
"""Seconds between two probes of a channel that is down, at most."""

STORE_PAUSE = 5.0
"""Seconds to pause after the database refused to work. Sending without a record would be worse."""

# After a lost answer: long enough for the network to recover, short enough for a reminder to be in time.
_UNKNOWN_WAIT = timedelta(seconds=60)
_LATER_STEP_SECONDS = 5.0
_LONGEST_LATER_SECONDS = 300.0
# A longer wait that Telegram names is cut to this: every notice has expired by then.
_MOST_SECONDS = 366 * 86400.0
# After a refusal that may end at any time. Doubled with each attempt up to LONGEST_WAIT.
_BARRED_WAIT = timedelta(minutes=5)
_UNRENDERED_WAIT = timedelta(minutes=1)
_LONGEST_UNRENDERED_WAIT = timedelta(hours=1)
_MOST_DOUBLINGS = 10
# A delivery claimed at this many deaths of the process is suspected of being their cause. A smaller number
# would suspect its neighbours: they are claimed with it each time, and each process sends some of them.
_DEATHS = 6
_SUSPECT_WAIT = timedelta(minutes=10)

# When the answer to the first try was lost, these are sent again: a duplicate is better than nothing.
# A bulletin and an announcement are not: all their readers would get them twice at once. An edit may be made
# twice.
_REPEATED_WHEN_UNKNOWN = frozenset(NoticeKind) - {NoticeKind.BULLETIN, NoticeKind.ANNOUNCEMENT}


def entry(delivery: Claimed, result: Result, now: datetime) -> Entry:
    """Return the row to write for a delivery. now is aware and is the instant of the result."""
    match result:
        case Sent():
            return _sent(delivery, result, now)
        case Rejection(state, reason):
            return _settled(delivery, state, reason)
        case Gone(reason) | Failed(reason):
            state = DeliveryState.GONE if isinstance(result, Gone) else DeliveryState.FAILED
            return _settled(delivery, state, reason)
        case Unknown(reason):
            return _unknown(delivery, reason, now)
        case Held():
            return _held(delivery, result, now)
        case Barred() | Later() | Deferred() | Unrendered():
            return _postponed(delivery, result, now)
    assert_never(result)


def hand_back(deliveries: Iterable[Claimed]) -> list[Entry]:
    """Return the rows to write for deliveries that were claimed and not begun."""
    return [HandedBack(*one.key) for one in deliveries]


def lapsed_entry(lapsed: Lapsed, now: datetime) -> Entry:
    """Return the row to write for a claim whose process died or whose lease ran out.

    The delivery is due again, although its message may have left. Most of the claimed messages had not, so
    leaving them out would be worse than a duplicate.
    """
    due = now + _SUSPECT_WAIT if lapsed.attempts >= _DEATHS else lapsed.due_at
    return Postponed(lapsed.notice_id, lapsed.chat_id, due, "cut short", lapsed.doubtful)


def channel_pause(failed_batches: int, retry_after: float) -> float:
    """Return how many seconds to pause when the channel is down.

    failed_batches is how many batches in a row have found it down. retry_after is what Telegram asked for in
    seconds, 0 where it did not say.
    """
    return min(LONGEST_CHANNEL_PAUSE, retry_after or 2.0 ** min(failed_batches, _MOST_DOUBLINGS))


def error_pause(errors: int) -> float:
    """Return how many seconds to pause after this many batches in a row with an error of ours."""
    return channel_pause(errors, 0.0)


def _sent(delivery: Claimed, sent: Sent, now: datetime) -> Settled:
    first = sent.message_ids[0] if sent.message_ids else None
    return Settled(
        notice_id=delivery.notice.id,
        chat_id=delivery.chat_id,
        state=DeliveryState.SENT,
        doubtful=delivery.doubtful,
        message_id=first,
        sent_at=now,
        revision=delivery.revision,
    )


def _settled(delivery: Claimed, state: DeliveryState, reason: str) -> Settled:
    notice_id, chat_id = delivery.key
    return Settled(notice_id, chat_id, state, reason, delivery.doubtful, revision=delivery.revision)


def _unknown(delivery: Claimed, reason: str, now: datetime) -> Entry:
    notice_id, chat_id = delivery.key
    if delivery.notice.kind in _REPEATED_WHEN_UNKNOWN and not delivery.doubtful:
        return Postponed(notice_id, chat_id, now + _UNKNOWN_WAIT, reason, doubtful=True)
    return Settled(notice_id, chat_id, DeliveryState.UNKNOWN, reason, doubtful=True)


def _held(delivery: Claimed, held: Held, now: datetime) -> Entry:
    notice_id, chat_id = delivery.key
    if held.everyone or not held.seconds:
        return HandedBack(notice_id, chat_id)
    return Postponed(notice_id, chat_id, _after(now, held.seconds), "held", delivery.doubtful)


def _postponed(delivery: Claimed, result: Barred | Later | Deferred | Unrendered, now: datetime) -> Postponed:
    due, reason = _next_try(delivery.attempts, result, now)
    return Postponed(delivery.notice.id, delivery.chat_id, due, reason, delivery.doubtful)


def _next_try(
    attempts: int, result: Barred | Later | Deferred | Unrendered, now: datetime
) -> tuple[datetime, str]:
    """Return when a delivery is tried again, in UTC, and the reason to store.

    attempts counts this one.
    """
    match result:
        case Deferred(until):
            return until, "quiet hours"
        case Barred(reason):
            return now + _doubled(_BARRED_WAIT, attempts, LONGEST_WAIT), f"{BARRED}{reason}"
        case Unrendered(error):
            wait = _doubled(_UNRENDERED_WAIT, attempts, _LONGEST_UNRENDERED_WAIT)
            return now + wait, f"unrendered: {error}"
        case Later(seconds, reason):
            # A delivery that fails again and again must not stay at the head of the queue.
            least = min(_LATER_STEP_SECONDS * attempts, _LONGEST_LATER_SECONDS)
            return _after(now, max(seconds, least)), reason
    assert_never(result)


def _after(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=min(seconds, _MOST_SECONDS))


def _doubled(first: timedelta, attempts: int, longest: timedelta) -> timedelta:
    """Return the wait after this many attempts: doubled each time, at most longest."""
    return min(first * (1 << min(attempts - 1, _MOST_DOUBLINGS)), longest)
