"""Pictures that were uploaded to Telegram are found by their key for a month."""

from datetime import UTC, datetime, timedelta

from data.store.pictures import Pictures
from data.store.sqlite.database import Database

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


async def test_last_upload_of_a_picture_counts(database: Database) -> None:
    """Two senders may upload the same picture at once."""
    pictures = Pictures(database)
    assert await pictures.find("a") is None
    await pictures.keep("a", "one", 10, NOW)
    await pictures.keep("a", "two", 10, NOW)
    assert await pictures.find("a") == "two"
    assert await pictures.find("b") is None


async def test_lost_picture_is_forgotten_unless_it_was_uploaded_again(database: Database) -> None:
    """A late refusal of the old file does not remove the new one."""
    pictures = Pictures(database)
    await pictures.keep("a", "new", 10, NOW)
    await pictures.forget("a", "old")
    assert await pictures.find("a") == "new"
    await pictures.forget("a", "new")
    assert await pictures.find("a") is None


async def test_old_pictures_are_purged(database: Database) -> None:
    """A picture drawn exactly at the limit is deleted, a newer one stays."""
    pictures = Pictures(database)
    await pictures.keep("old", "1", 10, NOW)
    await pictures.keep("young", "2", 10, NOW + timedelta(seconds=1))
    assert await pictures.purge(NOW) == 1
    assert await pictures.find("old") is None
    assert await pictures.find("young") == "2"
