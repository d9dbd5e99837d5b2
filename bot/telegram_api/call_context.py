"""Carry the context of a call to the session: its priority and its message in flight."""

from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf

from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram_api.rate_limits import CallPriority
from scheduler.delivery.in_flight import InFlightMessage

# Methods with a chat_id that send nothing to the chat.
_READING = ("get", "answer", "sendChatAction")


@dataclass(slots=True)
class CallContext:
    """How urgent a call is, and the message in flight it is part of, None for an answer."""

    priority: CallPriority = CallPriority.ANSWER
    in_flight: InFlightMessage | None = None

    @property
    def expires(self) -> float:
        """The Unix timestamp until which the call is worth making."""
        return inf if self.in_flight is None else self.in_flight.expires_at.timestamp()


_ANSWER = CallContext()
_current: ContextVar[CallContext] = ContextVar("call_context", default=_ANSWER)


class _InContext:
    """A context manager as a class: a generator doubles the cost of setting the variable."""

    __slots__ = ("_context", "_token")

    def __init__(self, context: CallContext) -> None:
        self._context = context

    def __enter__(self) -> None:
        self._token = _current.set(self._context)

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)


def with_priority(
    priority: CallPriority, in_flight: InFlightMessage | None = None
) -> AbstractContextManager[None]:
    """Give the calls made inside a priority. Outside, each call has the priority of an answer.

    in_flight is notified when the first of them leaves.
    """
    return _InContext(CallContext(priority, in_flight))


def current_call() -> CallContext:
    """Return the context of the call being made."""
    return _current.get()


def written_chat(method: TelegramMethod[TelegramType]) -> str | None:
    """Return the chat a call writes into, an id or an @name as text, or None."""
    chat = getattr(method, "chat_id", None)
    if chat is None or method.__api_method__.startswith(_READING):
        return None
    return str(chat)
