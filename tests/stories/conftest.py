"""The whole bot: the real app, a database file, our Bot API server over HTTP, a clock that people move."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.resources import fix_zone_data
from tests.stories.stage import Stage, error_log, open_stage


@pytest.fixture(scope="session", autouse=True)
def _zone_data() -> None:
    """The zone rules the bot itself goes by."""
    fix_zone_data()


@pytest.fixture
def start() -> str:
    """The instant at which a story begins, Moscow time; a module may begin at another."""
    return "2026-11-22 12:00"


@pytest.fixture
async def stage(start: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The bot at work from the start on; good manners at the end."""
    with error_log() as log:
        async with open_stage(start, tmp_path) as stage:
            yield stage
            await stage.settle()
            await stage.check_manners()
        errors = [line for line in log.lines if not any(words in line for words in stage.expected_errors)]
        assert errors == [], errors[0]
