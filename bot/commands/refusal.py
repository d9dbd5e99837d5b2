"""Refuse a command line, in one line and with an exit status."""

from enum import IntEnum
from pathlib import Path

from bot.setting_warnings import SettingWarning
from bot.settings import BadSettings
from data.store.backups.copy_failures import CopyFailed
from data.store.sqlite.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseOccupied,
    DatabaseReadOnly,
    DiskFull,
    JournalRefused,
    SchemaTooNew,
    StoreError,
)
from handlers.text.words import Words

_STORE_KEYS: dict[type[StoreError], str] = {
    DatabaseDamaged: "cli-store-damaged",
    JournalRefused: "cli-store-journal",
    DatabaseBusy: "cli-store-busy",
    DatabaseReadOnly: "cli-store-read-only",
    DiskFull: "cli-store-full",
}


NO_PROGRAM = "none"
"""Stands for the version that can read a newer database, where that does not say."""


class Status(IntEnum):
    """Exit statuses, for the service that starts the bot again.

    Only after the last three may another start succeed by itself.
    """

    REFUSED = 2
    TOKEN_REFUSED = 3
    DATABASE_OCCUPIED = 4
    UPDATES_TAKEN = 5
    NOT_NOW = 6


class CommandRefusal(Exception):
    """A command that cannot be carried out. The text is the one line the person reads."""

    def __init__(self, text: str, status: Status = Status.REFUSED) -> None:
        super().__init__(text)
        self.status = status


def refusals() -> tuple[type[Exception], ...]:
    """Return the errors whose text is for the person at the command line."""
    return CommandRefusal, BadSettings


def warning_text(words: Words, warning: SettingWarning) -> str:
    """Word a warning about the settings."""
    return words.plain(f"cli-warning-{warning.code}", about=warning.about, meant=warning.meant)


def copy_failure(words: Words, error: CopyFailed) -> str:
    """Say why the database was not copied, as a part of a sentence."""
    return words.plain(
        "cli-backup-reason",
        reason=error.reason,
        detail=error.detail,
        folder=str(error.folder),
        free=error.room.free,
        needed=error.room.needed,
    )


def store_refusal(words: Words, path: Path, error: StoreError) -> CommandRefusal:
    """Say why the database at this path cannot be used, and what to do about it."""
    if isinstance(error, DatabaseOccupied):
        text = words.plain("cli-store-occupied", path=str(path), process=str(error.pid or "?"))
        return CommandRefusal(text, Status.DATABASE_OCCUPIED)
    if isinstance(error, CopyFailed):
        reason = copy_failure(words, error)
        return CommandRefusal(words.plain("cli-store-copy-failed", path=str(path), reason=reason))
    if isinstance(error, SchemaTooNew):
        text = words.plain("cli-store-too-new", path=str(path), needed=error.program or NO_PROGRAM)
        return CommandRefusal(text)
    reason = error.findings[0] if isinstance(error, DatabaseDamaged) else f"{type(error).__name__} {error}"
    key = _STORE_KEYS.get(type(error), "cli-store-other")
    return CommandRefusal(words.plain(key, path=str(path), reason=reason.strip()))


def start_refusal(words: Words, path: Path, error: StoreError) -> CommandRefusal:
    """Refuse a start likewise, with a status of its own where the cause may pass by itself."""
    refusal = store_refusal(words, path, error)
    lacks_room = isinstance(error, CopyFailed) and error.reason in ("full", "room")
    if lacks_room or isinstance(error, DatabaseBusy | DiskFull):
        refusal.status = Status.NOT_NOW
    return refusal
