"""Decide when a call may go while Telegram does not answer: one at a time, after pauses."""

FAILURES_TO_OPEN = 3
"""One call may fail for a reason of its own. As many in a row as this have a common one."""

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 30.0


class CircuitBreaker:
    """A pure rule over monotonic seconds: the circuit is open while Telegram is out of reach.

    Long polls and other calls prove different things: one can be answered while the other fails. So the
    answer to a poll counts only after a poll has failed.
    """

    def __init__(self) -> None:
        self._failures = 0
        self._try_at = 0.0
        self._is_probing = False
        self._has_poll_failed = False

    @property
    def is_open(self) -> bool:
        """Whether calls are kept back."""
        return self._failures >= FAILURES_TO_OPEN

    @property
    def is_probing(self) -> bool:
        """Whether a probe is out, which decides for all other calls."""
        return self._is_probing

    @property
    def has_failures(self) -> bool:
        """Whether the last calls have failed, so that an answer is news."""
        return self._failures > 0

    def wait(self, now: float) -> float:
        """Return the seconds until a probe may go. 0 while the circuit is closed."""
        return max(0.0, self._try_at - now) if self.is_open else 0.0

    def lets_go(self, now: float) -> bool:
        """Return whether a call may go now."""
        return not self.is_open or (self._try_at <= now and not self._is_probing)

    def begin(self) -> bool:
        """Note that a call goes. Return whether it is the probe: then end_probe() must follow."""
        self._is_probing = self.is_open
        return self._is_probing

    def end_probe(self, now: float, *, is_answered: bool | None) -> None:
        """Close the circuit after an answered probe, double the pause after a failed one.

        None: the probe was cancelled, and another may go at once.
        """
        if not self._is_probing:
            return
        self._is_probing = False
        if is_answered:
            self._close()
        elif is_answered is False:
            self._fail(now)

    def answered(self, *, is_poll: bool) -> None:
        """Note that Telegram has answered a call. Beside a probe only polls count."""
        if is_poll:
            if self._has_poll_failed:
                self._close()
        elif not self._is_probing:
            self._close()

    def unanswered(self, now: float, *, is_poll: bool) -> None:
        """Note that a call got no answer. While the circuit is open, only the end of a probe counts."""
        self._has_poll_failed = self._has_poll_failed or is_poll
        if not self.is_open:
            self._fail(now)

    def _close(self) -> None:
        self._failures, self._is_probing, self._has_poll_failed = 0, False, False

    def _fail(self, now: float) -> None:
        self._failures += 1
        if self.is_open:
            doublings = min(self._failures - FAILURES_TO_OPEN, 10)
            self._try_at = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2**doublings)
