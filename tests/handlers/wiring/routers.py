"""All routers of the bot and the handlers in them."""

from collections.abc import Iterator

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command

from handlers.secretariat import bulletin
from handlers.wiring.routers import build_root_router


def whole() -> Router:
    """Return a router with all routers in it, including those that the application adds."""
    return build_root_router(bulletin.build_router())


def handlers(router: Router) -> Iterator[HandlerObject]:
    """Yield every handler of the router and of those inside it."""
    for inner in router.chain_tail:
        for observer in inner.observers.values():
            yield from observer.handlers


def known_commands() -> set[str]:
    """Return every command that a handler takes."""
    filters = (one.callback for handler in handlers(whole()) for one in handler.filters or ())
    taken = (one.commands for one in filters if isinstance(one, Command))
    return {name for names in taken for name in names if isinstance(name, str)}
