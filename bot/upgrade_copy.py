"""Copy the database before its schema is changed: the way back is a restore of it."""

import asyncio
import logging
from pathlib import Path

from bot.settings import Settings
from data.store.backups.copy_names import CopyKind, name_of_copy
from data.store.backups.folder import rotate
from data.store.backups.making import make_copy
from data.store.sqlite.database import Database

logger = logging.getLogger(__name__)


def upgrade_copy_path(settings: Settings, schema: int) -> Path:
    """Return where the copy of a database with this schema goes before an upgrade.

    The name has no moment: a start that fails and is repeated replaces its copy.
    """
    name = name_of_copy(CopyKind.UPGRADE, schema, encrypted=bool(settings.backup_recipients))
    return settings.backup_folder / name


async def copy_before_upgrade(settings: Settings, database: Database, schema: int) -> None:
    """Copy the open database, whose schema is about to change.

    Raises CopyFailed, which stops the start.
    """
    target = upgrade_copy_path(settings, schema)
    # no chat is served meanwhile, so the copy needs no pauses
    copy = await make_copy(database.path, target, settings.backup_recipients, pause=0.0)
    logger.warning("the database is upgraded from schema %d; its copy is %s", schema, copy.path)
    await asyncio.to_thread(rotate, settings.backup_folder, settings.timezone)
