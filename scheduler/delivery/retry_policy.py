"""Outcomes as entries of the ledger: what each kind of notice does about a failure.

Every function takes the chat's present id, which may have changed since the delivery was claimed.
"""

from datetime import datetime, timedelta
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
from scheduler.delivery.eligibility import Rejection
from scheduler.delivery.outcomes import Barred, Failed, Gone, Held, Later, Moved, Outcome, Sent, Unknown

# After a lost answer: long enough for the network to mend, short enough for a reminder to be in time.
DOUBT_WAIT = timedelta(seconds=60)
_LATER_STEP = 5.0
_LONGEST_LATER = 300.0
# After a refusal that may be over at any time: twice as long after each try, up to the longest.
_BARRED_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=3)
"""Longer than this nothing that was tried waits for its next try."""

_RENDER_WAIT = timedelta(minutes=1)
_LONGEST_RENDER_WAIT = timedelta(hours=1)
_MOST_DOUBLINGS = 10
# What was in hand at so many deaths of the process is suspected of being their cause. Not sooner, for others
# are in hand with it each time, and each life tells some of those.
_DEATHS = 6
_SUSPECT_WAIT = timedelta(minutes=10)
_CUT_SHORT = "cut short"

# Better told twice than not at all, when the answer to the first try was lost. Not the bulletin: it is long,
# and it is everybody's at once.
_TOLD_TWICE_IF_NEED_BE = frozenset(
    {NoticeKind.REMINDER, NoticeKind.WINDOW, NoticeKind.CHANGE, NoticeKind.MESSAGE}
)


def outcome_entry(claimed: Claimed, chat_id: int, outcome: Outcome, now: datetime) -> Entry:
    """The entry for a delivery that was tried."""
    match outcome:
        case Sent(message_ids):
            first = message_ids[0] if message_ids else None
            return Settled(claimed.notice.id, chat_id, DeliveryState.SENT, None, claimed.doubtful, first, now)
        case Gone(reason):
            return _settled(claimed, chat_id, DeliveryState.GONE, reason)
        case Barred(reason):
            wait = _doubled(_BARRED_WAIT, claimed.attempts, LONGEST_WAIT)
            why = f"{BARRED}{reason}"
            return Postponed(claimed.notice.id, chat_id, now + wait, why, claimed.doubtful)
        case Failed(reason):
            return _settled(claimed, chat_id, DeliveryState.FAILED, reason)
        case Moved():
            return _settled(claimed, chat_id, DeliveryState.FAILED, "moved twice")
        case Later() | Held() | Unknown():
            return _undecided(claimed, chat_id, outcome, now)
    assert_never(outcome)


def ruling_entry(claimed: Claimed, chat_id: int, ruling: Rejection) -> Entry:
    """The entry for a delivery that is not tried."""
    return _settled(claimed, chat_id, ruling.state, ruling.reason)


def unrendered_entry(claimed: Claimed, chat_id: int, error: Exception, now: datetime) -> Entry:
    """The entry for a delivery that could not be worded: it waits, longer each time, until it expires."""
    wait = _doubled(_RENDER_WAIT, claimed.attempts, _LONGEST_RENDER_WAIT)
    reason = f"unrendered: {type(error).__name__}"
    return Postponed(claimed.notice.id, chat_id, now + wait, reason, claimed.doubtful)


def waiting_entry(claimed: Claimed, chat_id: int, due_at: datetime) -> Entry:
    """The entry for a delivery that waits for the morning."""
    return Postponed(claimed.notice.id, chat_id, due_at, "quiet hours", claimed.doubtful)


def failed_entry(claimed: Claimed, chat_id: int, error: Exception) -> Entry:
    """The entry for a delivery on which our own work has failed."""
    return _settled(claimed, chat_id, DeliveryState.FAILED, f"error: {type(error).__name__}")


def lapsed_entry(lapsed: Lapsed, now: datetime) -> Entry:
    """The entry for a claim nobody finished: it is told, again if it was just on its way.

    To leave out whom a process that died had claimed would be worse: most of them had not been written to.
    """
    due = now + _SUSPECT_WAIT if lapsed.attempts >= _DEATHS else lapsed.due_at
    return Postponed(lapsed.notice_id, lapsed.chat_id, due, _CUT_SHORT, lapsed.doubtful)


def untouched_entry(claimed: Claimed, chat_id: int) -> Entry:
    """The entry for a delivery nobody began."""
    return HandedBack(claimed.notice.id, chat_id)


def _doubled(first: timedelta, attempts: int, longest: timedelta) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time."""
    return min(first * (1 << min(attempts - 1, _MOST_DOUBLINGS)), longest)


def _undecided(claimed: Claimed, chat_id: int, outcome: Later | Held | Unknown, now: datetime) -> Entry:
    if isinstance(outcome, Held):
        return _held(claimed, chat_id, outcome, now)
    notice = claimed.notice
    if isinstance(outcome, Later):
        # whoever fails again and again must not stand at the head of the queue each time
        seconds = max(outcome.seconds, min(_LATER_STEP * claimed.attempts, _LONGEST_LATER))
        due = now + timedelta(seconds=seconds)
        return Postponed(notice.id, chat_id, due, outcome.reason, claimed.doubtful)
    if notice.kind in _TOLD_TWICE_IF_NEED_BE and not claimed.doubtful:
        return Postponed(notice.id, chat_id, now + DOUBT_WAIT, outcome.reason, doubtful=True)
    return Settled(notice.id, chat_id, DeliveryState.UNKNOWN, outcome.reason, doubtful=True)


def _held(claimed: Claimed, chat_id: int, held: Held, now: datetime) -> Entry:
    if held.everyone or not held.seconds:
        return untouched_entry(claimed, chat_id)
    due = now + timedelta(seconds=held.seconds)
    return Postponed(claimed.notice.id, chat_id, due, "held", claimed.doubtful)


def _settled(claimed: Claimed, chat_id: int, state: DeliveryState, reason: str) -> Entry:
    return Settled(claimed.notice.id, chat_id, state, reason, claimed.doubtful)
