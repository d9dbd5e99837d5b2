"""A tool: lets aiogram inspect each handler and filter, and read the TLS authorities, once.

The inspection took a third of a test's time: fifty routers have 28 observers each.
"""

import ssl
from functools import cache
from types import FunctionType, MethodType
from typing import Any

from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import Filter

_Found = tuple[bool, set[str], bool]


def inspect_once() -> None:
    """Let aiogram inspect callbacks with the same code only once in this process."""
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


def trust_once() -> None:
    """Make the TLS context of a file of authorities once. Making it takes 16 ms a session."""
    make, known = ssl.create_default_context, cache(ssl.create_default_context)

    def remember(*how: Any, **options: Any) -> ssl.SSLContext:
        return known(**options) if not how and options.keys() == {"cafile"} else make(*how, **options)

    ssl.create_default_context = remember


def _key(callback: Any) -> tuple[object, ...] | None:
    """Return a key that callbacks with equal parameters share, None if there is no quick one."""
    if hasattr(callback, "__wrapped__"):
        return None
    if isinstance(callback, FunctionType):
        return FunctionType, callback.__code__
    if isinstance(callback, MethodType):
        return MethodType, getattr(callback.__func__, "__code__", callback)
    return (type(callback),) if isinstance(callback, Filter) else None
