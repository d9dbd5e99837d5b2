"""Run a command's work with the resources open."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.commands.refusal import store_refusal
from bot.log_setup import start_log
from bot.resources import Resources, fix_zone_data, open_resources
from bot.settings import load_settings
from data.store.sqlite.errors import StoreError
from handlers.text.words import Words
from scheduler.clock import SystemClock

T = TypeVar("T")


def with_resources(words: Words, work: Callable[[Resources], Awaitable[T]]) -> T:
    """Run the work with the open resources and return its result.

    Raises CommandRefusal, in the language of words, where the database cannot be used.
    """
    settings = load_settings()
    start_log("WARNING", settings.log_format)
    fix_zone_data()

    async def run() -> T:
        async with open_resources(settings, SystemClock()) as resources:
            return await work(resources)

    try:
        return asyncio.run(run())
    except StoreError as error:
        raise store_refusal(words, settings.database_path, error) from error
