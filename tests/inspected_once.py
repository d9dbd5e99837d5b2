"""A tool: aiogram inspects each handler and filter once a process, not in every router that is built again.

A third of a test's time was that: the features are half a hundred routers, with 28 observers in each.
"""

from types import FunctionType, MethodType
from typing import Any

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import Filter

_Found = tuple[bool, set[str], bool]


def inspect_once() -> None:
    """Keep what aiogram finds out about a callback, for each later one with the same code."""
    inspect_anew, known = CallableObject.__post_init__, dict[tuple[object, ...], _Found]()

    def remember(self: CallableObject) -> None:
        key = _key(self.callback)
        if key is None:
            inspect_anew(self)
        elif key in known:
            self.awaitable, self.params, self.varkw = known[key]
        else:
            inspect_anew(self)
            known[key] = (self.awaitable, self.params, self.varkw)

    CallableObject.__post_init__ = remember  # type: ignore[method-assign]


def _key(callback: Any) -> tuple[object, ...] | None:
    """Return what decides a callback's parameters, None where that would have to be found out as well."""
    if hasattr(callback, "__wrapped__"):
        return None
    if isinstance(callback, FunctionType):
        return FunctionType, callback.__code__
    if isinstance(callback, MethodType):
        return MethodType, getattr(callback.__func__, "__code__", callback)
    return (type(callback),) if isinstance(callback, Filter) else None
