"""The control interface's table of orders and what each of them may touch."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pydantic import ConfigDict, validate_call

from bot.sandbox.clock import VirtualClock
from bot.sandbox.deeds import Impossible
from bot.sandbox.gateway import Gateway
from bot.sandbox.world import World


class Desk:
    """What an order works with."""

    # not a dataclass: pydantic would look into its fields instead of taking it as it is
    def __init__(
        self,
        world: World,
        gateway: Gateway,
        on_clock: Callable[[datetime], Awaitable[None]] | None = None,
        next_due: Callable[[], Awaitable[datetime | None]] | None = None,
    ) -> None:
        self.world = world
        self.gateway = gateway
        self.on_clock = on_clock
        self.next_due = next_due

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

    async def due_next(self) -> datetime | None:
        """When the embedding program will do something next; None where it does not say."""
        return None if self.next_due is None else await self.next_due()

    async def advance_clock(self, seconds: float) -> None:
        """Move the virtual clock on."""
        await self.move_clock(self.world.clock() + timedelta(seconds=seconds))


Order = TypeVar("Order", bound=Callable[..., Any])
ORDERS: dict[str, Callable[..., Any]] = {}
READING: set[str] = set()


def order(function: Order) -> Order:
    """Offer a function of (desk, **arguments) as /control/<its name>; arguments are checked against its
    annotations.
    """
    config = ConfigDict(arbitrary_types_allowed=True)
    ORDERS[function.__name__] = validate_call(config=config)(function)
    return function


def reading(function: Order) -> Order:
    """An order that changes nothing, so that it may also be a GET."""
    READING.add(function.__name__)
    return order(function)
