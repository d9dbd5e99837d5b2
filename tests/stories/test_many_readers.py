"""A sandbox with many readers, who are subscribed before any of them writes."""

from pathlib import Path

from bot.sandboxed.running import open_rehearsal
from data.calendar.topics import Topic
from tests.factories import settings_over


async def test_people_by_number_are_subscribers(tmp_path: Path) -> None:
    """Three hundred people who have started the bot are in its database and follow the bulletin."""
    settings = settings_over(tmp_path / "bot.db")
    async with open_rehearsal(settings, seed=300) as rehearsal:
        store = rehearsal.app.resources.store
        assert await store.subscriptions.count(Topic.BULLETIN) == 300
        assert sum((await store.chats.count_by_state()).values()) == 300
        assert await rehearsal.next_due() is not None
