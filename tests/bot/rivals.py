"""A tool: simulates processes that poll with one token at a server that answers as Telegram."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from bot.leadership import Leadership

LONGEST = 30
# Telegram tells of one conflict at once and of the next ones within so many seconds as many later.
CONFLICT_SECONDS = 3.0
_FAILURE_PAUSE = 1.0
_GRACE_SECONDS = 15
# After so long a process has noticed by its other calls that Telegram is out of reach.
AWAY_SECONDS = 2.0


Answer = Callable[[list[int] | None], None]
"""Takes update ids, or None for a conflict."""


class Simulation:
    """Simulated time: calls are made in the order of their times, without waiting."""

    def __init__(self) -> None:
        self.now = 0.0
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._number = count()

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Schedule a call in this many seconds."""
        heappush(self._queue, (self.now + seconds, next(self._number), call))

    def run(self, until: float) -> None:
        """Make all calls that are scheduled until this second."""
        while self._queue and self._queue[0][0] <= until:
            self.now, _, call = heappop(self._queue)
            call()
        self.now = until


class Server:
    """A server that ends a long poll when a newer one comes, and keeps updates until confirmed."""

    def __init__(self, world: Simulation) -> None:
        self.world = world
        self._pending: tuple[int, Answer] | None = None
        self._polls = 0
        self._last_conflict = -CONFLICT_SECONDS
        self._updates: list[int] = []
        self._arrived = 0

    def poll(self, offset: int, seconds: int, answer: Answer) -> None:
        """Answer at once if an update is pending or the poll has no timeout, else later."""
        self._updates = [one for one in self._updates if one >= offset]
        if self._updates or not seconds:
            answer(list(self._updates))
            return
        if self._pending is not None:
            self._end(self._pending[1])
        self._polls += 1
        number = self._polls
        self._pending = number, answer
        self.world.later(seconds, lambda: self._time_out(number))

    def update(self) -> None:
        """Let a person write to the bot."""
        self._arrived += 1
        self._updates.append(self._arrived)
        if self._pending is not None:
            _, answer = self._pending
            self._pending = None
            answer(list(self._updates))

    def _time_out(self, number: int) -> None:
        if self._pending is not None and self._pending[0] == number:
            _, answer = self._pending
            self._pending = None
            answer([])

    def _end(self, answer: Answer) -> None:
        late = self.world.now - self._last_conflict < CONFLICT_SECONDS
        if not late:
            self._last_conflict = self.world.now
        self.world.later(CONFLICT_SECONDS if late else 0.0, lambda: answer(None))


@dataclass
class Process:
    """A simulated bot, which polls as bot.updates.polling does and gains and loses the lead.

    During `outage`, from and until a second, no call of it reaches Telegram.
    """

    server: Server
    latency: Callable[[], float]
    outage: tuple[float, float] = (0.0, 0.0)
    leadership: Leadership = field(default_factory=Leadership)
    left_at: float | None = None
    stopped: bool = False
    led: list[tuple[float, bool]] = field(default_factory=list)
    """When sending opened and closed."""
    _is_admitted: bool = False
    _poll: int = 0
    _offset: int = 0
    _asked: int = 0

    def start(self) -> None:
        """Begin to poll."""
        self.leadership.watch(gained=lambda: self._note(leads=True), lost=lambda: self._note(leads=False))
        begin, end = self.outage
        if end - begin > AWAY_SECONDS:
            self.world.later(
                begin + AWAY_SECONDS - self.world.now, lambda: self.leadership.lapse("out of reach")
            )
            self.world.later(end - self.world.now, self._ask_anew)
        self._ask()

    def sends_at(self, at: float) -> bool:
        """Return whether a message that the process sends at this time arrives."""
        before = [leads for when, leads in self.led if when <= at]
        return bool(before) and before[-1] and not self.outage[0] <= at < self.outage[1]

    @property
    def world(self) -> Simulation:
        """Return the simulated time that the process shares with its server."""
        return self.server.world

    def _note(self, *, leads: bool) -> None:
        self.led.append((self.world.now, leads))

    def _is_cut_off(self) -> bool:
        return self.outage[0] <= self.world.now < self.outage[1]

    def _ask_anew(self) -> None:
        if not self.leadership.leads:
            self._poll += 1
            self._ask()

    def _ask(self) -> None:
        if self.stopped or self.left_at is not None:
            return
        seconds = self.leadership.poll_seconds(LONGEST) if self._is_admitted else 0
        self._poll += 1
        number = self._poll
        self.leadership.asks(self.world.now)
        if self._is_cut_off():
            self.world.later(0.1, lambda: self._fail(number))
        else:
            self.world.later(
                self.latency(),
                lambda: self.server.poll(self._offset, seconds, lambda answer: self._carry(number, answer)),
            )
            self.world.later(seconds + _GRACE_SECONDS, lambda: self._fail(number))
        self._asked = seconds

    def _carry(self, number: int, answer: list[int] | None) -> None:
        begin, end = self.outage
        if not self._is_cut_off():
            self.world.later(self.latency(), lambda: self._hear(number, answer))
        elif end - begin <= AWAY_SECONDS:
            # so short that the connection lives on, and the answer comes after all
            self.world.later(end - self.world.now + self.latency(), lambda: self._hear(number, answer))

    def _fail(self, number: int) -> None:
        if number == self._poll:
            self.leadership.failed(self.world.now)
            self._ask_after(_FAILURE_PAUSE)

    def _hear(self, number: int, answer: list[int] | None) -> None:
        if self.stopped or number != self._poll:
            return
        if answer is None:
            wait = self.leadership.disturbed(self.world.now, self._asked)
            if wait is None:
                self.left_at = self.world.now
            else:
                self._ask_after(wait)
            return
        self._is_admitted = True
        if answer:
            if self._offset and answer[0] > self._offset:
                self.leadership.missed()
            self._offset = answer[-1] + 1
        self.leadership.answered(self.world.now, self._asked, is_empty=not answer)
        self._ask_after(0.0)

    def _ask_after(self, seconds: float) -> None:
        self._poll += 1
        number = self._poll
        self.world.later(seconds, lambda: self._ask() if number == self._poll else None)


def shared_seconds(processes: list[Process], end: float, step: float = 0.05) -> float:
    """Return for how many seconds until `end` more than one process was sending."""
    instants = (number * step for number in range(int(end / step)))
    return step * sum(sum(one.sends_at(at) for one in processes) > 1 for at in instants)


def jittery(dice: random.Random, most: float) -> Callable[[], float]:
    """Return a function that draws a latency between 0.01 and `most` seconds."""
    return lambda: dice.uniform(0.01, most)
