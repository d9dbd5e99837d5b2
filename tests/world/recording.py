"""Test doubles for delivery: a sender that records, and a renderer that lists keys."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from data.store.chat_values import Chat
from data.store.notices import Notice
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome, Sent
from scheduler.delivery.ports import Rendered


@dataclass(frozen=True)
class KeysMessage:
    """A message of the tests: the keys of the notices in it."""

    keys: tuple[str, ...]


@dataclass
class RecordingSender:
    """A sender that records messages. Their outcome is the prepared one, else that they arrived."""

    sent: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    answers: dict[int, list[Outcome]] = field(default_factory=dict)
    number: int = 0
    bulk: list[int] = field(default_factory=list)
    edited: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    """Chat, message and keys of each edit."""

    async def send(
        self,
        recipient: Chat,
        message: KeysMessage,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Record the message and return the next outcome prepared for the chat."""
        await self.before_sending()
        if in_flight is not None:
            in_flight.leave()
        self.sent.append((recipient.chat_id, message.keys))
        self.bulk += [recipient.chat_id] if bulk else []
        outcome = self._next_outcome(recipient.chat_id)
        await self.after_sending()
        return outcome

    async def edit(
        self,
        recipient: Chat,
        message: KeysMessage,
        message_id: int,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Record the edit and return the next outcome prepared for the chat."""
        await self.before_sending()
        if in_flight is not None:
            in_flight.leave()
        self.edited.append((recipient.chat_id, message_id, message.keys))
        prepared = self.answers.get(recipient.chat_id)
        outcome = prepared.pop(0) if prepared else Sent((message_id,))
        await self.after_sending()
        return outcome

    async def before_sending(self) -> None:
        """Do nothing. Called before a message leaves, for tests to override."""

    async def after_sending(self) -> None:
        """Do nothing. Called before the answer is returned, for tests to override."""

    def _next_outcome(self, chat_id: int) -> Outcome:
        if prepared := self.answers.get(chat_id):
            return prepared.pop(0)
        self.number += 1
        return Sent((self.number,))

    def told(self, chat_id: int = 1) -> list[str]:
        """Return the keys of all notices sent to a chat, in order."""
        return [key for chat, keys in self.sent if chat == chat_id for key in keys]


@dataclass
class KeysRenderer:
    """A renderer that lists the keys. Keys in `broken` raise an error, keys in `stale` are void."""

    broken: set[str] = field(default_factory=set)
    stale: set[str] = field(default_factory=set)
    at_most: int = 1000
    """So many notices in one message."""
    asked: list[tuple[int, datetime]] = field(default_factory=list)

    async def __call__(
        self, recipient: Chat, notices: Sequence[Notice], now: datetime
    ) -> Rendered[KeysMessage] | None:
        """Return a message with the keys of the notices."""
        self.asked.append((recipient.chat_id, now))
        if any(one.key in self.broken for one in notices):
            raise ZeroDivisionError
        fresh = [one for one in notices if one.key not in self.stale][: self.at_most]
        if not fresh:
            return None
        void = frozenset(one.id for one in notices if one.key in self.stale)
        return Rendered(
            KeysMessage(tuple(one.key for one in fresh)), frozenset(one.id for one in fresh), void
        )
