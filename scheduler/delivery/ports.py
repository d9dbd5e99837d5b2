"""What delivery asks of the renderer and of the message transport. The bot passes both in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from data.store.chat_values import Chat
from data.store.notices import Notice
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome

M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)
M_contra = TypeVar("M_contra", contravariant=True)


class NothingTold(Exception):
    """A renderer made a message that contains none of the notices it was given."""


@dataclass(frozen=True, slots=True)
class Rendered(Generic[M]):
    """A message with the ids of the notices it contains.

    void are the notices not worth sending after all. A notice in neither set waits for the next message.
    """

    message: M
    told: frozenset[int]
    void: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Raise NothingTold for a message without notices: it would be sent again and again."""
        if not self.told:
            raise NothingTold


class Render(Protocol[M]):
    """Renders notices for a chat."""

    async def __call__(self, recipient: Chat, notices: Sequence[Notice], now: datetime) -> Rendered[M] | None:
        """Render the notices of one digest, or one bulletin, or one message, as of now (aware).

        Return None where none of them is worth sending any more.
        """
        ...


class TelegramStatus(Protocol):
    """Knows from all calls of the process whether Telegram can be reached."""

    @property
    def is_away(self) -> bool:
        """Whether Telegram is out of reach."""
        ...


class MessageTransport(Protocol[M_contra]):
    """Takes messages to chats.

    Errors of Telegram and of the network are outcomes, not exceptions.
    """

    async def send(
        self,
        recipient: Chat,
        message: M_contra,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Send the message, after all others where it is bulk.

        Calls in_flight.leave() just before each request leaves.
        """
        ...

    async def edit(
        self, recipient: Chat, message: M_contra, message_id: int, in_flight: InFlightMessage | None = None
    ) -> Outcome:
        """Put the words of a message into one that was sent, after all other calls."""
        ...
