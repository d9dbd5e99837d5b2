"""Choose the day on which the bot on the sandbox starts, until its clock is first moved."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.control.program import Labels, StartDay, StartOffer
from bot.sandbox.people.actions import Impossible
from bot.sandbox.world.world import World
from handlers.text.words import LANGUAGES, words_in
from scheduler.clock import Clock, ShiftedClock

TRIAL_START = datetime(2020, 3, 1, 9, tzinfo=ZoneInfo("Europe/Moscow"))
"""A Sunday after which the shipped plan soon has reminders, city days and a bulletin."""


def labels(key: str, **arguments: str) -> Labels:
    """Return a text of the page in every language."""
    return {language: words_in(language).plain(key, **arguments) for language in LANGUAGES}


class StartChoice:
    """The offer to start on another day. It ends with the first move of the clock."""

    def __init__(self, clock: ShiftedClock, world: World, machine: Clock) -> None:
        """Offer the day of the machine's clock, and any other day."""
        self._clock = clock
        self._world = world
        self._machine = machine
        self._first_update = world.queue.next_id
        self._is_open = True
        self.jumped = timedelta(0)
        """By how much the start was put off or back. No time has passed meanwhile."""

    def close(self) -> None:
        """End the offer, because the clock is moved."""
        self._is_open = False

    def offer(self) -> StartOffer | None:
        """Return what the page says, or None once the clock has been moved."""
        if not self._is_open:
            return None
        now = self._clock.now()
        key = "sandbox-start-trial" if abs(now - TRIAL_START) < timedelta(days=1) else "sandbox-start-other"
        days = (StartDay(labels("sandbox-start-today"), self._machine.now()),)
        return StartOffer(labels(key), days)

    def choose(self, instant: datetime) -> None:
        """Start at an aware instant. Nothing falls due on the way.

        Raises Impossible once the clock has been moved, and for an earlier instant once people have acted.
        """
        if not self._is_open:
            raise Impossible("the clock has been moved already")
        if instant < self._clock.now() and self._has_been_used():
            raise Impossible("the clock only goes forward once the bot has been written to")
        self._move_messages(moved := self._clock.restart(instant.astimezone(UTC)))
        self.jumped += moved

    def _has_been_used(self) -> bool:
        was_started = any(one.started for one in self._world.people.values() if not one.is_bot)
        return was_started or self._world.queue.next_id != self._first_update

    def _move_messages(self, moved: timedelta) -> None:
        """Keep the age of the messages that were there at the start."""
        if self._has_been_used():
            return
        for chat in self._world.chats.values():
            for posted in chat.messages.values():
                posted.at += moved
                posted.body["date"] += int(moved.total_seconds())
