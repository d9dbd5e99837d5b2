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
        self.is_open = False
        """Whether calls are kept back."""
        self.is_probing = False
        """Whether a probe is out, which decides for all other calls."""
        self.failures = 0
        """How many calls in a row have failed. While the circuit is open, only probes are counted."""
        self._try_at = 0.0
        self._has_poll_failed = False

    def wait(self, now: float) -> float:
        """Return the seconds until a probe may go. 0 while the circuit is closed."""
        return max(0.0, self._try_at - now) if self.is_open else 0.0

    def lets_go(self, now: float) -> bool:
        """Return whether a call may go now."""
        return not self.is_open or (self._try_at <= now and not self.is_probing)

    def begin(self) -> bool:
        """Note that a call goes. Return whether it is the probe: then end_probe() must follow."""
        self.is_probing = self.is_open
        return self.is_probing

    def end_probe(self, now: float, *, is_answered: bool | None) -> None:
        """Close the circuit after an answered probe, double the pause after a failed one.

        None: the probe was cancelled, and another may go at once.
        """
        if not self.is_probing:
            return
        self.is_probing = False
        if is_answered:
            self._close()
        elif is_answered is False:
            self._fail(now)

    def answered(self, *, is_poll: bool) -> None:
        """Note that Telegram has answered a call. While a probe is out, only polls count."""
        if is_poll:
            if self._has_poll_failed:
                self._close()
        elif not self.is_probing:
            self._close()

    def unanswered(self, now: float, *, is_poll: bool) -> None:
        """Note that a call got no answer. While the circuit is open, only the end of a probe counts."""
        self._has_poll_failed = self._has_poll_failed or is_poll
        if not self.is_open:
            self._fail(now)

    def _close(self) -> None:
        self.failures, self.is_open, self.is_probing, self._has_poll_failed = 0, False, False, False

    def _fail(self, now: float) -> None:
        self.failures += 1
        self.is_open = self.failures >= FAILURES_TO_OPEN
        if self.is_open:
            doublings = min(self.failures - FAILURES_TO_OPEN, 10)
            self._try_at = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2**doublings)
