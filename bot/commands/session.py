"""Run a command's work with the resources open."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bot.commands.refusal import store_refusal
from bot.log_setup import start_log
from bot.resources import Resources, fix_zone_data, open_resources
from bot.settings import SQLITE_SCHEME, Settings, load_settings
from data.store.sqlite.errors import DatabaseReadOnly, StoreError
from handlers.text.words import Words
from scheduler.clock import SystemClock

T = TypeVar("T")


def look_at_resources(words: Words, work: Callable[[Resources], Awaitable[T]]) -> T:
    """Run work that only reads, and create nothing.

    Where there is no database yet, the work is given one in a temporary folder, as a first start would have
    it. Raises CommandRefusal, in the
    language of words, where the database cannot be used.
    """
    settings = load_settings()
    path = settings.database_path
    if path.exists():
        return with_resources(words, work)
    try:
        # a file without a name, which leaves no trace
        with tempfile.TemporaryFile(dir=existing_folder(path)):
            pass
    except OSError as error:
        raise store_refusal(words, path, DatabaseReadOnly()) from error
    with tempfile.TemporaryDirectory(prefix="mag-bot-") as folder:
        url = f"{SQLITE_SCHEME}{Path(folder) / 'look.db'}"
        return with_resources(words, work, settings.model_copy(update={"database_url": url}))


def existing_folder(path: Path) -> Path:
    """Return the nearest folder above a path that is there."""
    return next(folder for folder in path.absolute().parents if folder.is_dir())


def with_resources(
    words: Words, work: Callable[[Resources], Awaitable[T]], settings: Settings | None = None
) -> T:
    """Run the work with the open resources and return its result.

    Without settings those of the process are read. Raises CommandRefusal, in the language of words, where
    the database cannot be used.
    """
    settings = settings or load_settings()
    start_log("WARNING", settings.log_format)
    fix_zone_data()

    async def run() -> T:
        async with open_resources(settings, SystemClock()) as resources:
            return await work(resources)

    try:
        return asyncio.run(run())
    except StoreError as error:
        raise store_refusal(words, settings.database_path, error) from error
