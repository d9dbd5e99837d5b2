"""Refuse a command line, in one line and with an exit status."""

from enum import IntEnum
from pathlib import Path

from bot.setting_warnings import SettingWarning
from bot.settings import BadSettings
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
    SchemaTooNew: "cli-store-too-new",
    JournalRefused: "cli-store-journal",
    DatabaseBusy: "cli-store-busy",
    DatabaseReadOnly: "cli-store-read-only",
    DiskFull: "cli-store-full",
}


class Status(IntEnum):
    """Exit statuses, for the service that starts the bot again.

    Only after the last two may another start succeed by itself.
    """

    REFUSED = 2
    TOKEN_REFUSED = 3
    DATABASE_OCCUPIED = 4
    UPDATES_TAKEN = 5


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


def store_refusal(words: Words, path: Path, error: StoreError) -> CommandRefusal:
    """Say why the database at this path cannot be used, and what to do about it."""
    if isinstance(error, DatabaseOccupied):
        text = words.plain("cli-store-occupied", path=str(path), process=str(error.pid or "?"))
        return CommandRefusal(text, Status.DATABASE_OCCUPIED)
    reason = error.findings[0] if isinstance(error, DatabaseDamaged) else f"{type(error).__name__} {error}"
    key = _STORE_KEYS.get(type(error), "cli-store-other")
    return CommandRefusal(words.plain(key, path=str(path), reason=reason.strip()))
