"""The control interface's table of orders and what each of them may touch."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import ConfigDict, validate_call

from bot.sandbox.http.gateway import Gateway
from bot.sandbox.people.actions import Impossible
from bot.sandbox.world.clock import VirtualClock
from bot.sandbox.world.world import World


class OrderContext:
    """What an order works with."""

    # not a dataclass: pydantic would look into its fields instead of taking it as it is
    def __init__(
        self,
        world: World,
        gateway: Gateway,
        on_clock: Callable[[datetime], Awaitable[None]] | None = None,
        next_due: Callable[[], Awaitable[datetime | None]] | None = None,
        on_speed: Callable[[float], Awaitable[None]] | None = None,
    ) -> None:
        self.world = world
        self.gateway = gateway
        self.on_clock = on_clock
        self.next_due = next_due
        self.on_speed = on_speed
        # a program's clock runs with the machine's unless it was told otherwise
        self._requested_speed = 1.0

    async def move_clock(self, instant: datetime) -> None:
        """Set the virtual clock and let the embedding program follow.

        :raises Impossible: the instant has no zone, or the clock belongs to a program that does not want it
        moved
        """
        clock = self.world.clock
        if instant.tzinfo is None:
            raise Impossible("the instant has no zone", instant.isoformat())
        if isinstance(clock, VirtualClock):
            clock.set(instant)
        elif self.on_clock is None:
            raise Impossible("the clock belongs to the program")
        if self.on_clock is not None:
            await self.on_clock(instant)
        self.world.feed.publish()

    @property
    def speed(self) -> float:
        """How many seconds of the clock pass in one real one; 0 where it stands."""
        clock = self.world.clock
        return clock.speed if isinstance(clock, VirtualClock) else self._requested_speed

    async def run_clock(self, speed: float) -> None:
        """Let the clock run so many times as fast as real time.

        :raises Impossible: it would run backwards, or its program cannot let it run so
        """
        clock = self.world.clock
        if speed < 0:
            raise Impossible("the clock does not run backwards", speed)
        if isinstance(clock, VirtualClock):
            clock.run(speed)
        elif self.on_speed is None:
            raise Impossible("the clock belongs to the program")
        else:
            await self.on_speed(speed)
            self._requested_speed = speed
        self.world.feed.publish()

    def follow_machine(self) -> None:
        """Show the machine's time and run with it.

        :raises Impossible: the clock is a program's
        """
        clock = self.world.clock
        if not isinstance(clock, VirtualClock):
            raise Impossible("the clock belongs to the program")
        clock.follow_machine()
        self.world.feed.publish()

    async def due_next(self) -> datetime | None:
        """When the embedding program will do something next; None where it does not say."""
        return None if self.next_due is None else await self.next_due()

    async def advance_clock(self, seconds: float) -> None:
        """Move the virtual clock on."""
        await self.move_clock(self.world.clock() + timedelta(seconds=seconds))


Order = TypeVar("Order", bound=Callable[..., Any])
ORDERS: dict[str, Callable[..., Any]] = {}
READ_ONLY_ORDERS: set[str] = set()


def order(function: Order) -> Order:
    """Offer a function of (desk, **arguments) as /control/<its name>; arguments are checked against its
    annotations.
    """
    config = ConfigDict(arbitrary_types_allowed=True)
    ORDERS[function.__name__] = validate_call(config=config)(function)
    return function


def read_only_order(function: Order) -> Order:
    """An order that changes nothing, so that it may also be a GET."""
    READ_ONLY_ORDERS.add(function.__name__)
    return order(function)
