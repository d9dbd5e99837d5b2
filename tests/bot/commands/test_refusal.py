"""Refusals of the command line: after which of them another start may succeed by itself."""

from pathlib import Path

import pytest

from bot.commands.refusal import Status, start_refusal, store_refusal
from data.store.backups.copy_failures import CopyFailed, Room
from data.store.sqlite.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseOccupied,
    DatabaseReadOnly,
    DiskFull,
    SchemaTooNew,
    StoreError,
)
from handlers.text.words import words_in

PATH = Path("var/mag-bot.db")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (DiskFull(), Status.NOT_NOW),
        (DatabaseBusy(), Status.NOT_NOW),
        (CopyFailed(PATH.parent, "room", room=Room(5, 101)), Status.NOT_NOW),
        (CopyFailed(PATH.parent, "full"), Status.NOT_NOW),
        (CopyFailed(PATH.parent, "place", "Permission denied"), Status.REFUSED),
        (DatabaseOccupied(7), Status.DATABASE_OCCUPIED),
        (DatabaseReadOnly(), Status.REFUSED),
        (DatabaseDamaged(("a page is lost",)), Status.REFUSED),
        (SchemaTooNew(99, 40), Status.REFUSED),
    ],
)
def test_status_tells_whether_another_start_may_succeed(error: StoreError, status: Status) -> None:
    """A service that starts the bot again has only the status to go by."""
    refusal = start_refusal(words_in("en"), PATH, error)
    assert refusal.status is status
    assert str(refusal) == str(store_refusal(words_in("en"), PATH, error))
