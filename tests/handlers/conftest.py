"""The conversation over a new database for every test, with the 2020 plan."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from data.calendar.almanac import Almanac
from data.store.store import Store, store_over
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person
from tests.world.storage import open_new


@pytest.fixture(scope="session")
def almanac() -> Almanac:
    """Return the almanac with the 2020 plan."""
    return Almanac(cities_2020(), {2020: plan_2020()})


@pytest.fixture
def clock() -> FrozenClock:
    """Return a clock at 1 March 2020, noon in Moscow."""
    return FrozenClock(NOW)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Open an empty database."""
    database = await open_new(tmp_path / "bot.db")
    yield store_over(database)
    await database.close()


@pytest.fixture
def world(store: Store, almanac: Almanac, clock: FrozenClock) -> ConversationWorld:
    """Return the conversation with nothing said in it yet."""
    return ConversationWorld(store, clock, lambda: almanac)


@pytest.fixture
def anna(world: ConversationWorld) -> Person:
    """Return a reader in the private chat with the bot."""
    return world.person()
