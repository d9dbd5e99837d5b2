"""Run a command's work with the resources open."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bot.commands.refusal import CommandRefusal, store_refusal
from bot.log_setup import start_log
from bot.resources import Resources, fix_zone_data, open_resources
from bot.setting_parsing.values import SQLITE_SCHEME
from bot.settings import Settings, load_settings
from data.store.backups.upgrade_trial import schema_of
from data.store.sqlite.errors import DatabaseReadOnly, StoreError
from data.store.sqlite.instance_lock import find_holder
from data.store.sqlite.migrations_loader import newest, shipped_migrations
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


def _leave_older_bot_alone(words: Words, path: Path) -> None:
    """Refuse to upgrade a database under a running bot of an earlier version."""
    holder = find_holder(path)
    if holder is None or not path.exists():
        return
    try:
        is_older = schema_of(path) < newest(shipped_migrations())
    except StoreError as error:
        raise store_refusal(words, path, error) from error
    if is_older:
        process = str(holder.pid or "?")
        raise CommandRefusal(words.plain("cli-store-older-running", path=str(path), process=process))


def with_resources(
    words: Words, work: Callable[[Resources], Awaitable[T]], settings: Settings | None = None
) -> T:
    """Run the work with the open resources and return its result.

    Without settings those of the process are read. Raises CommandRefusal, in the language of words, where
    the database cannot be used.
    """
    settings = settings or load_settings()
    _leave_older_bot_alone(words, settings.database_path)
    start_log("WARNING", settings.log_format)
    fix_zone_data()

    async def run() -> T:
        async with open_resources(settings, SystemClock()) as resources:
            return await work(resources)

    try:
        return asyncio.run(run())
    except StoreError as error:
        raise store_refusal(words, settings.database_path, error) from error
