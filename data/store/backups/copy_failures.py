"""Define why a copy cannot be made, or cannot be restored."""

from dataclasses import dataclass
from pathlib import Path

from data.store.sqlite.errors import StoreError


@dataclass(frozen=True, slots=True)
class Room:
    """The room on a disk and what would be needed, in MiB."""

    free: int = 0
    needed: int = 0


class CopyFailed(StoreError):
    """A copy was not made. An earlier one is as it was.

    folder is where it was to go, reason «room», «full», «place», «damaged» or «other», detail what the
    system or SQLite says. room is known where it is too small.
    """

    def __init__(self, folder: Path, reason: str, detail: str = "", room: Room | None = None) -> None:
        super().__init__(str(folder), reason, detail)
        self.room = room or Room()
        self.folder = folder
        self.reason = reason
        self.detail = detail


class UpgradeFails(StoreError):
    """A migration fails on a copy of the database, so it would on the database."""

    def __init__(self, migration: str, reason: str) -> None:
        super().__init__(migration, reason)
        self.migration = migration
        self.reason = reason


class KeyRefused(StoreError):
    """A key is not what it should be: «recipient», «identity», or a «mismatch» with the file."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotACopy(StoreError):
    """A file cannot be restored.

    reason is «missing», «same», «foreign», «encrypted», «damaged» or «room», detail what was found. room is
    known where it is too small.
    """

    def __init__(self, reason: str, detail: str = "", room: Room | None = None) -> None:
        super().__init__(reason, detail)
        self.room = room or Room()
        self.reason = reason
        self.detail = detail
