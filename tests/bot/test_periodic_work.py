"""What the ticks beside the answers leave of messages and people: nothing in any file."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.periodic_work import Erasing, Purge
from bot.resources import Library, open_library
from bot.settings import load_settings
from data.store.inbox import UPDATES_KEPT, Arrival
from tests.scheduler.stage import StandingClock
from tests.store.traces import files_beside, words_left

WORDS = [b"Zxqvb"]
ANNA = 7_123_456_789


@pytest.fixture
async def library(tmp_path: Path, clock: StandingClock) -> AsyncIterator[Library]:
    """A database in use."""
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'bot.db'}")
    async with open_library(settings, clock) as library:
        yield library


def left(library: Library) -> int:
    """How often any file knows the words."""
    return words_left(files_beside(library.database.path), WORDS, b"Z[a-z]{4}")


async def hear(library: Library, clock: StandingClock, update: int) -> None:
    """A message comes and is about to be handled."""
    await library.store.inbox.keep([Arrival(update, str(ANNA), '"Zxqvb"', user_id=ANNA)], clock.now())
    await library.store.inbox.begin(update)


async def test_the_purge_leaves_nothing_of_an_answered_message(
    library: Library, clock: StandingClock
) -> None:
    """Answered, it is gone from its row; the log still has it until the hour's purge."""
    await hear(library, clock, 1)
    await library.store.inbox.finish(1, clock.now())
    assert left(library) > 0
    await Purge(library)(clock.now())
    assert left(library) == 0


async def test_a_message_set_aside_is_kept_for_two_days(library: Library, clock: StandingClock) -> None:
    """No longer than readers are told."""
    await hear(library, clock, 1)
    await library.store.inbox.set_aside(1, clock.now(), "ValueError", "R1")
    await Purge(library)(clock.now() + UPDATES_KEPT)
    assert left(library) > 0
    await Purge(library)(clock.now() + UPDATES_KEPT + timedelta(seconds=1))
    assert left(library) == 0


async def test_what_many_deletions_left_is_cleaned_by_a_tick(library: Library, clock: StandingClock) -> None:
    """Also where the process that was told to delete has died: the next one finds it noted."""
    for number in (1, 2, 3):
        await hear(library, clock, number)
        await library.store.chats.forget(ANNA)
    assert await library.store.erasure.waiting() == 2
    async with open_library(
        load_settings(_env_file=None, database_url=f"sqlite:///{library.database.path}"), clock
    ) as restarted:
        await Erasing(restarted)(clock.now())
        assert await restarted.store.erasure.waiting() == 0
    assert left(library) == 0
