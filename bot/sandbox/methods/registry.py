"""Map each Bot API method to the function that handles it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram.methods.base import TelegramMethod

from bot.sandbox.wire.requests import Request
from bot.sandbox.world.world import World

Method = TypeVar("Method", bound=TelegramMethod[Any])


@dataclass(frozen=True, slots=True)
class MethodHandler:
    """A method of the Bot API, aiogram's model of it, and the function that returns its result."""

    name: str
    model: type[TelegramMethod[Any]]
    handle: Callable[[World, Any, Request], Any | Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class DescribedResult:
    """A result with a description beside it, as the server returns for webhooks."""

    result: Any
    description: str


METHODS: dict[str, MethodHandler] = {}


def handles(
    model: type[Method],
) -> Callable[[Callable[[World, Method, Request], Any]], Callable[[World, Method, Request], Any]]:
    """Register the decorated function as the handler of a method, by aiogram's model.

    Method names are matched in any letter case.
    """

    def register(
        function: Callable[[World, Method, Request], Any],
    ) -> Callable[[World, Method, Request], Any]:
        METHODS[model.__api_method__.lower()] = MethodHandler(model.__api_method__, model, function)
        return function

    return register
