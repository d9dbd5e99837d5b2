"""A bot on the stage, with the 2020 plan and a database of its own."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from aiogram import Bot, Dispatcher

from data.calendar.almanac import Almanac
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from handlers.permissions import Roles
from handlers.wiring.middlewares import install
from handlers.wiring.routers import build_root_router
from tests.handlers.stage import NOW, KeepingSession, Person, Stage
from tests.plan_2020 import cities_2020, plan_2020


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        """The instant set."""
        return self.at


@pytest.fixture(scope="session")
def almanac() -> Almanac:
    """What is known with the 2020 plan in."""
    return Almanac(cities_2020(), {2020: plan_2020()})


@pytest.fixture
def hands() -> Hands:
    """1 March 2020, noon in Moscow."""
    return Hands()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An empty database."""
    database = await Database.open(tmp_path / "bot.db")
    yield store_over(database)
    await database.close()


@pytest.fixture
def stage(store: Store, almanac: Almanac, hands: Hands) -> Stage:
    """The whole conversation, its calls kept."""
    session = KeepingSession()
    dispatcher = Dispatcher(roles=Roles(frozenset({1})))
    install(dispatcher, store, hands.now, lambda: almanac)
    dispatcher.include_router(build_root_router())
    return Stage(dispatcher, Bot("42:TEST", session=session), session)


@pytest.fixture
def anna(stage: Stage) -> Person:
    """A reader in a private chat."""
    return stage.person()
