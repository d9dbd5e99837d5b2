"""The whole bot on our Bot API server, with a clock that stories move."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.pictures import picture_files
from bot.pictures.drawing import draw
from bot.resources import fix_zone_data
from bot.sandbox.client.client import Person
from tests.world.error_log import error_log
from tests.world.running_bot import BotWorld, open_bot_world


@pytest.fixture(scope="session", autouse=True)
def _zone_data() -> None:
    """Use the zone rules that the bot itself uses."""
    fix_zone_data()


_drawn: dict[str, bytes] = {}


@pytest.fixture(autouse=True)
def _no_picture_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw each picture once for all stories, in a process as the bot does."""

    async def draw_once(svg: str) -> bytes:
        if svg not in _drawn:
            _drawn[svg] = await draw(svg)
        return _drawn[svg]

    monkeypatch.setattr(picture_files, "draw", draw_once)


@pytest.fixture
def start() -> str:
    """Return the time in Moscow at which a story begins. A module may begin at another."""
    return "2026-11-22 12:00"


@pytest.fixture
def bulletin_at() -> str:
    """Return when the bulletin goes out, by the setting. A module may choose another hour."""
    return "fri 12"


@pytest.fixture
async def world(start: str, bulletin_at: str, tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Run the bot, and check at the end that nothing was refused or logged as an error."""
    with error_log() as log:
        async with open_bot_world(start, tmp_path, bulletin_at=bulletin_at) as world:
            yield world
            await world.settle()
            await world.check_manners()
        errors = [line for line in log.lines if not any(words in line for words in world.expected_errors)]
        assert errors == [], errors[0]


@pytest.fixture
async def owner(world: BotWorld) -> Person:
    """Return the secretariat."""
    return await world.owner()
