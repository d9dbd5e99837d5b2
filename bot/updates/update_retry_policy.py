"""Decide when an update or a poll is tried again, and when an update is quarantined."""

import random
from dataclasses import dataclass

from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter, TelegramUnauthorizedError

from bot.telegram_api.connectivity import is_no_answer
from bot.updates.raw_updates import UnreadableUpdate

UPDATE_TRIES = 3
"""How often an update is tried whose handler fails."""

DEATHS = 10
"""How often an update may be in hand when the process dies. The last times it is in hand alone."""

LONGEST_POLL_PAUSE = 30.0


class Interrupted(Exception):
    """The process has died each time this update was in hand, at last with no other suspect."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Seconds between the tries of an update.

    Pauses after a failed handler delay the next updates of the chat, so that together they stay well below
    two seconds. Pauses after a call without an answer are longer and more, since no code is to blame. After
    five minutes the person has gone.
    """

    handler_pauses: tuple[float, ...] = (0.2, 0.8)
    channel_pauses: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0, 60.0, 60.0)

    def retries(self) -> "Retries":
        """Begin the retries of one update."""
        return Retries(self)


class Retries:
    """The retries of one update since this process took it in hand."""

    def __init__(self, policy: RetryPolicy) -> None:
        self._handler_pauses = iter(policy.handler_pauses)
        self._channel_pauses = iter(policy.channel_pauses)

    def pause_after(self, error: Exception, attempt: int, *, is_away: bool) -> float | None:
        """Return the seconds until the next try. None: quarantine the update.

        attempt counts the tries so far, those of earlier processes included. is_away: Telegram is known to be
        out of reach, so that the next try waits for its return and uses up no pause.
        """
        if is_channel_error(error):
            return 0.0 if is_away else next(self._channel_pauses, None)
        # it would be unreadable or refused a second time too
        is_hopeless = isinstance(error, UnreadableUpdate | TelegramAPIError)
        return None if is_hopeless or attempt >= UPDATE_TRIES else next(self._handler_pauses, None)


def is_channel_error(error: Exception) -> bool:
    """Return whether the network, Telegram or the token is to blame, not the update's handler."""
    return isinstance(error, TelegramRetryAfter | TelegramUnauthorizedError) or is_no_answer(error)


def is_suspect(attempts: int) -> bool:
    """Return whether an update was in hand at so many deaths that it must be tried alone."""
    return attempts >= UPDATE_TRIES


def poll_pause(failures: int, longest: float = LONGEST_POLL_PAUSE) -> float:
    """Return the seconds until the next poll, after failures in a row: 1, 2, 4 … longest.

    Up to a fifth shorter by chance, so that processes that failed together do not return together.
    """
    seconds: float = min(longest, 2.0 ** min(failures - 1, 10))
    return seconds * random.uniform(0.8, 1.0)  # noqa: S311 - not for secrets
