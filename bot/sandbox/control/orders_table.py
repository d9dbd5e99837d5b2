"""Hold the table of orders and the context that orders work with."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import ConfigDict, validate_call

from bot.sandbox.control.program import Program
from bot.sandbox.http.gateway import Gateway
from bot.sandbox.people.actions import Impossible
from bot.sandbox.world.clock import VirtualClock
from bot.sandbox.world.world import World


class OrderContext:
    """What orders may read and change."""

    # not a dataclass, because pydantic would validate its fields
    def __init__(self, world: World, gateway: Gateway, program: Program) -> None:
        self.world = world
        self.gateway = gateway
        self.program = program
        # a program's clock runs as fast as real time until its speed is set
        self._requested_speed = 1.0

    async def move_clock(self, instant: datetime) -> None:
        """Set the virtual clock and await the embedding program's reaction.

        :raises Impossible: the instant is naive, or the clock belongs to a program that does not let it be
            moved
        """
        clock, on_clock = self.world.clock, self.program.get("on_clock")
        _check_zone(instant)
        if isinstance(clock, VirtualClock):
            clock.set(instant)
        elif on_clock is None:
            raise Impossible("the clock belongs to the program")
        if on_clock is not None:
            await on_clock(instant)
        self.world.feed.publish()

    async def start_clock(self, instant: datetime) -> None:
        """Choose the instant at which the clock starts, before it is first moved.

        :raises Impossible: the instant is naive, or the clock's program does not let it be chosen any more
        """
        clock, on_start = self.world.clock, self.program.get("on_start")
        _check_zone(instant)
        if isinstance(clock, VirtualClock):
            clock.set(instant)
        elif on_start is None:
            raise Impossible("the clock belongs to the program")
        else:
            await on_start(instant)
        self.world.feed.publish()

    @property
    def speed(self) -> float:
        """How many virtual seconds pass in one real second. 0 while the clock stands still."""
        clock = self.world.clock
        return clock.speed if isinstance(clock, VirtualClock) else self._requested_speed

    async def run_clock(self, speed: float) -> None:
        """Set how many virtual seconds pass in one real second.

        :raises Impossible: the speed is negative, or the clock's program does not let it be set
        """
        clock, on_speed = self.world.clock, self.program.get("on_speed")
        if speed < 0:
            raise Impossible("the clock does not run backwards", speed)
        if isinstance(clock, VirtualClock):
            clock.run(speed)
        elif on_speed is None:
            raise Impossible("the clock belongs to the program")
        else:
            await on_speed(speed)
            self._requested_speed = speed
        self.world.feed.publish()

    def follow_machine(self) -> None:
        """Show the machine's time and run with it.

        :raises Impossible: the clock belongs to a program
        """
        clock = self.world.clock
        if not isinstance(clock, VirtualClock):
            raise Impossible("the clock belongs to the program")
        clock.follow_machine()
        self.world.feed.publish()

    async def due_next(self) -> datetime | None:
        """Return when the embedding program acts next. None if it does not say."""
        next_due = self.program.get("next_due")
        return None if next_due is None else await next_due()

    async def advance_clock(self, seconds: float) -> None:
        """Move the virtual clock forward."""
        await self.move_clock(self.world.clock() + timedelta(seconds=seconds))


def _check_zone(instant: datetime) -> None:
    if instant.tzinfo is None:
        raise Impossible("the instant has no zone", instant.isoformat())


Order = TypeVar("Order", bound=Callable[..., Any])
ORDERS: dict[str, Callable[..., Any]] = {}
READ_ONLY_ORDERS: set[str] = set()


def order(function: Order) -> Order:
    """Register a function of (context, **arguments) as /control/<its name>.

    The arguments are validated against its annotations.
    """
    config = ConfigDict(arbitrary_types_allowed=True)
    ORDERS[function.__name__] = validate_call(config=config)(function)
    return function


def read_only_order(function: Order) -> Order:
    """Register an order that changes nothing, so that it may also be a GET."""
    READ_ONLY_ORDERS.add(function.__name__)
    return order(function)
