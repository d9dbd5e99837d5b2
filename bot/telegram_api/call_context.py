"""What a call on its way says of itself: how urgent it is, what it is part of, which chat it writes into."""

from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf

from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram_api.rate_limits import CallPriority
from scheduler.delivery.in_flight import InFlightMessage

# Calls about a chat that put nothing into it.
_READING = ("get", "answer", "sendChatAction")


@dataclass(slots=True)
class CallContext:
    """How urgent a call is; in_flight: the notice it is part of."""

    priority: CallPriority = CallPriority.ANSWER
    in_flight: InFlightMessage | None = None

    @property
    def expires(self) -> float:
        """Until when it is worth sending, as a timestamp."""
        return inf if self.in_flight is None else self.in_flight.expires_at.timestamp()


_ANSWER = CallContext()
_passage: ContextVar[CallContext] = ContextVar("passage", default=_ANSWER)


class _Urgent:
    """As a class, for a generator in its place costs as much again as all it does, for every message."""

    __slots__ = ("_passage", "_token")

    def __init__(self, passage: CallContext) -> None:
        self._passage = passage

    def __enter__(self) -> None:
        self._token = _passage.set(self._passage)

    def __exit__(self, *_: object) -> None:
        _passage.reset(self._token)


def with_priority(
    value: CallPriority, in_flight: InFlightMessage | None = None
) -> AbstractContextManager[None]:
    """Calls made inside are of this urgency; outside, every call is an answer somebody waits for.

    in_flight is told when the first of them has its turn, just before it leaves.
    """
    return _Urgent(CallContext(value, in_flight))


def passage_now() -> CallContext:
    """That of the call being made."""
    return _passage.get()


def written_chat(method: TelegramMethod[TelegramType]) -> str | None:
    """The chat a call writes into, as text (ids and @names alike); None for a call that writes into none."""
    chat = getattr(method, "chat_id", None)
    if chat is None or method.__api_method__.startswith(_READING):
        return None
    return str(chat)
