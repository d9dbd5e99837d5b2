"""The star budget: a month's budget for paid broadcasts is never overdrawn."""

import pytest

from bot.telegram_api.star_budget import StarBudget
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DiskFull
from tests.world.clocks import FrozenClock, moment


async def take_all(star_budget: StarBudget, at_most: int = 1000) -> int:
    """Return how many messages the budget pays for, up to `at_most`."""
    count = 0
    while count < at_most and await star_budget.take():
        count += 1
    return count


async def test_budget_pays_ten_messages_a_star(database: Database, clock: FrozenClock) -> None:
    """A budget of 12 Stars pays for one block of a hundred messages, and 3 Stars for none after it."""
    assert await take_all(StarBudget(Outbox(database), 12, clock.now)) == 100
    assert await take_all(StarBudget(Outbox(database), 3, clock.now)) == 0


async def test_budget_of_no_stars_pays_nothing(database: Database, clock: FrozenClock) -> None:
    """Without Stars no message is paid for."""
    assert await take_all(StarBudget(Outbox(database), 0, clock.now)) == 0


async def test_restart_does_not_renew_the_budget(database: Database, clock: FrozenClock) -> None:
    """Stars that were reserved and not spent count as spent, so that the budget is never exceeded."""
    outbox = Outbox(database)
    assert await take_all(StarBudget(outbox, 20, clock.now), at_most=1) == 1
    assert await take_all(StarBudget(outbox, 20, clock.now)) == 100
    assert await outbox.paid("2026-11") == 200


async def test_a_new_month_has_a_new_budget(database: Database, clock: FrozenClock) -> None:
    """Months are those of the calendar in UTC."""
    star_budget = StarBudget(Outbox(database), 1, clock.now)
    assert await take_all(star_budget) == 10
    clock.at = moment("2026-12-01 00:00")
    assert await take_all(star_budget) == 10


async def test_price_of_an_uncharged_message_is_put_back(database: Database, clock: FrozenClock) -> None:
    """A refused message costs nothing."""
    star_budget = StarBudget(Outbox(database), 1, clock.now)
    assert await star_budget.take()
    star_budget.put_back()
    assert await take_all(star_budget) == 10


async def test_budget_pays_nothing_while_the_disk_is_full(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If stars cannot be reserved, messages go at the free rate. With room again they are paid for."""
    outbox = Outbox(database)
    star_budget = StarBudget(outbox, 1, clock.now)
    with monkeypatch.context() as patch:

        async def refuse(month: str, tenths: int, most: int) -> bool:
            raise DiskFull

        patch.setattr(outbox, "pay", refuse)
        assert not await star_budget.take()
    assert await take_all(star_budget) == 10
