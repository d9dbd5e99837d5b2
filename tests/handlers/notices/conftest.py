"""Conversation and engine over one new database for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.world.notices import NoticeWorld, open_notice_world


@pytest.fixture
async def notice_world(tmp_path: Path) -> AsyncIterator[NoticeWorld]:
    """Open everything but Telegram on the day before the reminders of a week ahead."""
    async with open_notice_world(tmp_path) as world:
        yield world
