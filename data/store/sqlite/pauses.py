"""Let long work on a thread rest now and then, and give up when it is no longer wanted."""

import threading

from data.store.sqlite.errors import StoreError


class GivenUp(StoreError):
    """Work was given up because the task that waits for it was cancelled. Nothing is left of it."""


class Pauses:
    """The pauses of one piece of work. seconds is how long each is.

    Safe between threads.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds
        self._given_up = threading.Event()

    def take(self) -> None:
        """Rest. Raises GivenUp, also in the middle of a pause."""
        if self._given_up.wait(self._seconds):
            raise GivenUp

    def give_up(self) -> None:
        """Let the work end at its next pause."""
        self._given_up.set()

    @property
    def is_over(self) -> bool:
        """Return whether the work is to be given up."""
        return self._given_up.is_set()
