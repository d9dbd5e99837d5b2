"""Decide which of several processes with one token sends: the one whose poll is undisturbed.

Telegram keeps one long poll for each token: a new one ends the pending one with 409. So a process that has
waited undisturbed for longer than a leader needs to come back knows that there is no other leader.
"""

import asyncio
import logging
from collections.abc import Callable
from math import ceil

logger = logging.getLogger(__name__)

# Telegram answers one conflict at once and further ones 3 s late. A leader is back half a second after its
# answer, on a bad line a second or two later. Less than that proves nothing, more keeps notices waiting.
UNDISTURBED_SECONDS = 6.0
RETURN_SECONDS = 0.5
# Where updates come so often that no poll waits that long, polls one after another must be undisturbed for as
# long as this together.
STEADY_SECONDS = 60.0
# The leader behind a webhook looks so often whether its webhook is still set, and sets it again. So one who
# has found the webhook of another needs an undisturbed wait that is longer.
WEBHOOK_CHECK_SECONDS = 20.0
WARY_SECONDS = 30.0
# Taken off the time of an answered poll: where an update lay ready, all of it was the round trip.
ROUND_TRIP_SECONDS = 1.0
# A newcomer tries again after these. Each is long enough for the leader to send in between. Together they
# are as long as a process that is being replaced needs to stop, so that its successor does not end before.
YIELD_SECONDS: tuple[float, ...] = (10.0, 10.0, 20.0, 20.0)
# A newcomer causes five conflicts and ends, so three of them at once cause fewer than this. More in a row
# mean two leaders that both take themselves for the first, as after the sleep of a machine.
MOST_RETURNS = 16
# An answer that comes so many seconds after its time means that the process was asleep.
_LATE_SECONDS = 5.0


class Leadership:
    """Elect the sender by a pure rule over monotonic seconds and what becomes of long polls.

    A newcomer becomes the leader by waiting undisturbed. A conflict closes sending until the next such wait:
    the leader asks again at once, the newcomer yields, so that the one who was there first stays. A leader
    out of touch for so long that another may have become one is a newcomer again.
    """

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        """Set at the first lead of this process, and at its end. No notice goes out before."""
        self.leads = False
        self._is_alone = False
        self._was_first = False
        self._is_wary = False
        self._waited = 0.0
        self._asked_at = 0.0
        self._sure_at = 0.0
        self._conflicts = 0
        self._gained: Callable[[], object] | None = None
        self._lost: Callable[[], object] | None = None

    def watch(self, *, gained: Callable[[], object], lost: Callable[[], object]) -> None:
        """Call these whenever sending opens and closes."""
        self._gained, self._lost = gained, lost

    def stand_alone(self) -> None:
        """Lead from the first answer on: the token is not shared, or something else elects."""
        self._is_alone = True

    def beware(self) -> None:
        """Wait longer for the first lead: another process may work behind a webhook that was set."""
        if not self._was_first:
            self._is_wary = True

    @property
    def is_lost(self) -> bool:
        """Return whether this process has led and does not now."""
        return self.begun.is_set() and not self.leads

    def poll_seconds(self, longest: int) -> int:
        """Return how long the next poll should wait: enough to lead, then as long as it may."""
        return longest if self.leads else min(longest, max(1, ceil(self._needed)))

    def asks(self, now: float) -> None:
        """Note that a poll begins. A long time without one ends the lead."""
        if self._is_out_of_touch(now):
            self.lapse(f"no poll for {now - self._sure_at:.0f} s")
        self._asked_at = now

    def answered(self, now: float, asked: float, *, is_empty: bool) -> None:
        """Note that a poll which was to wait asked seconds was answered, not ended."""
        spent = min(now - self._asked_at, asked)
        waited = spent if is_empty else max(0.0, spent - ROUND_TRIP_SECONDS)
        self._waited += spent
        self._sure_at = now
        # the process that was first has only newcomers against it, and these yield
        is_enough = waited >= self._needed or self._waited >= (
            self._needed if self._was_first else STEADY_SECONDS
        )
        if is_enough and not self.leads:
            self._conflicts, self._was_first, self._is_wary = 0, True, False
            self._open()

    def missed(self) -> None:
        """Note that another process has taken updates, although no poll was disturbed."""
        self._waited = 0.0

    def failed(self, now: float) -> None:
        """Note that the poll has failed, perhaps long ago."""
        if self._is_out_of_touch(now):
            self.lapse(f"no answer for {now - self._sure_at:.0f} s")
        if not self.leads:
            self._waited = 0.0

    def disturbed(self, now: float, asked: float) -> float | None:
        """Note that another process ended the poll, which was to wait asked seconds.

        Return the seconds until the next one, or None when it is time to leave.
        """
        if now - self._asked_at > asked + _LATE_SECONDS:
            self.lapse("this process was asleep")
        self._close("another process polls with this token")
        self._waited, self._sure_at = 0.0, now
        self._conflicts += 1
        if self._was_first and self._conflicts <= MOST_RETURNS:
            return RETURN_SECONDS
        if self._was_first:
            self._was_first, self._conflicts = False, 1
        return YIELD_SECONDS[self._conflicts - 1] if self._conflicts <= len(YIELD_SECONDS) else None

    def lapse(self, reason: str) -> None:
        """Become a newcomer: another process may have taken the lead meanwhile."""
        if self._is_alone:
            return
        self._close(reason)
        self._waited = 0.0
        if self._was_first:
            self._was_first, self._conflicts = False, 0

    @property
    def _needed(self) -> float:
        if self._is_alone:
            return 0.0
        return WARY_SECONDS if self._is_wary else UNDISTURBED_SECONDS

    def _is_out_of_touch(self, now: float) -> bool:
        # half of what another needs: it may have begun as soon as we were last sure
        return now - self._sure_at >= min(self._needed, UNDISTURBED_SECONDS) / 2

    def _open(self) -> None:
        if self.begun.is_set():
            logger.warning("notices are sent again: no other process polls with this token")
        self.leads = True
        self.begun.set()
        if self._gained is not None:
            self._gained()

    def _close(self, reason: str) -> None:
        if self.leads:
            logger.warning("no notices until a poll has waited undisturbed: %s", reason)
            self.leads = False
            if self._lost is not None:
                self._lost()
