"""When Telegram fails again and again it is left alone, but for a call now and then that shows how it is."""

TROUBLE = 3
"""So many failures in a row are no accident."""

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 30.0


class CircuitBreaker:
    """A pure rule over monotonic seconds: whether a call may go. A failure is a call without an answer."""

    def __init__(self) -> None:
        self._failures = 0
        self._try_at = 0.0
        self._probing = False

    @property
    def is_open(self) -> bool:
        """Whether calls are kept back."""
        return self._failures >= TROUBLE

    @property
    def is_probing(self) -> bool:
        """Whether the one call is out; how it ends decides for the others."""
        return self._probing

    def wait(self, now: float) -> float:
        """Seconds until a call may go, unless one is out already."""
        return max(0.0, self._try_at - now) if self.is_open else 0.0

    def lets_go(self, now: float) -> bool:
        """Whether a call may go now."""
        return not self.is_open or (self._try_at <= now and not self._probing)

    def gone(self) -> None:
        """A call goes; while the breaker is open it is the only one."""
        self._probing = self.is_open

    def succeeded(self) -> None:
        """Telegram has answered something: everybody may go."""
        self._failures, self._probing = 0, False

    def failed(self, now: float) -> None:
        """Telegram has not answered; each failed probe doubles the pause."""
        if self._probing or not self.is_open:
            self._failures += 1
            if self.is_open:
                doublings = min(self._failures - TROUBLE, 10)
                self._try_at = now + min(LONGEST_PAUSE, FIRST_PAUSE * 2**doublings)
        self._probing = False

    def given_up(self) -> None:
        """Whoever made the call wants to know nothing of it any more."""
        self._probing = False

    def learn(self, *, is_up: bool | None, now: float) -> None:
        """What came of a call: an answer, none, or nobody knows."""
        if is_up is None:
            self.given_up()
        elif is_up:
            self.succeeded()
        else:
            self.failed(now)
