"""What delivery asks of those who word and those who carry: both are given to it from above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from data.store.chats import Chat
from data.store.notices import Notice
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
M_contra = TypeVar("M_contra", contravariant=True)


class NothingTold(Exception):
    """A renderer made a message that tells none of the notices it was given."""


@dataclass(frozen=True, slots=True)
class Rendered(Generic[M]):
    """A message with the ids of the notices it tells.

    void: those not worth telling after all. What is in neither waits for the next message.
    """

    message: M
    told: frozenset[int]
    void: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Raises NothingTold: such a message would be sent again and again."""
        if not self.told:
            raise NothingTold


class Render(Protocol[M]):
    """Words notices for a chat, as of now. None: none of them is worth telling any more."""

    async def __call__(self, recipient: Chat, notices: Sequence[Notice], now: datetime) -> Rendered[M] | None:
        """The notices are all of one digest, or a single bulletin or message."""
        ...


class Connection(Protocol):
    """Knows from all calls of the process whether Telegram can be reached."""

    @property
    def is_away(self) -> bool:
        """Whether Telegram is out of reach."""
        ...


class MessageTransport(Protocol[M_contra]):
    """Carries a message to a chat. Never raises for what Telegram or the network does: that is an outcome."""

    async def send(
        self,
        recipient: Chat,
        message: M_contra,
        *,
        bulk: bool = False,
        departure: InFlightMessage | None = None,
    ) -> Outcome:
        """bulk: it may wait behind everything else. departure is told just before it leaves."""
        ...
