"""The process ends at any step between claim, send and record. Every reader gets the notice."""

import asyncio
import random
from functools import partial
from pathlib import Path

import pytest

from data.store.notices import DeliveryState, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from tests.chaos.conftest import Record
from tests.chaos.outbox.outbox_world import OutboxWorld, open_outbox_world
from tests.chaos.process_world import ProcessWorld
from tests.chaos.scale import times
from tests.world.crash_points import CrashPoint, Killed
from tests.world.posted_bulletin import post_bulletin

READERS = 8
# the most messages in flight at SEND_RATE=200
IN_FLIGHT = 30


async def die(world: OutboxWorld, steps: int) -> int:
    """Deliver in a process that ends after this many steps. Return the steps it made."""
    crash = CrashPoint(steps)
    try:
        await world.new_process(crash=crash).deliver_due()
    except* Killed:
        pass
    return crash.done


async def test_killed_at_any_step(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Every reader is told. At most one message of each sender is sent twice."""
    tries, twice, most = times(6, 300), 0, 0
    async with open_outbox_world(tmp_path) as world:
        readers = await world.readers(READERS)
        for number in range(tries):
            # by day, because at night a change waits for the morning
            world.elapsed = number * 86_400.0
            kind = dice.choice([NoticeKind.BULLETIN, NoticeKind.CHANGE])
            notice = await world.post_to(readers, f"{kind} {number}", kind)
            await die(world, dice.randint(1, 50))
            await world.deliver(2)
            arrived, states = await world.arrived(notice.key), await world.states(notice)
            assert set(states.values()) == {DeliveryState.SENT}, (number, states)
            assert not {reader for reader in readers if not arrived[reader]}
            assert max(arrived.values()) <= 2
            again = sum(arrived.values()) - len(readers)
            twice, most = twice + again, max(most, again)
            await world.sandbox.order("forget_calls")
    assert most <= 3
    record("B1", tries, left_out=0, left_in_hand=0, told_twice=twice, most_at_one_kill=most)


def _have_got_it(world: ProcessWorld, how_many: int) -> bool:
    return len(world.sent) >= how_many


@pytest.mark.slow
async def test_a_real_process_killed_in_a_bulletin(
    world: ProcessWorld, dice: random.Random, record: Record
) -> None:
    """After SIGKILLs at random moments of one long issue every reader has got it."""
    kills = times(2, 20)
    people = await world.people(40 * (kills + 1))
    for person in people:
        world.server.world.people[person.id].started = True
    await post_bulletin(world.database, [person.id for person in people])
    for kill in range(kills):
        bot = await world.bot(SEND_RATE="200")
        bound = 40 * kill + dice.randint(1, 39)
        await world.until(partial(_have_got_it, world, bound))
        await asyncio.sleep(dice.random() * 0.02)
        await world.kill(bot)
    bot = await world.bot(SEND_RATE="1000")
    await world.until(lambda: not world.rows("SELECT 1 FROM deliveries WHERE state IN ('pending', 'leased')"))
    await world.stop(bot)
    await world.look()
    copies = [world.sent[person.id, "Бюллетень"] for person in people]
    database = await Database.open(world.database)
    notice = await Outbox(database).find("bulletin")
    assert notice is not None
    states = {one.chat_id: one.state for one in await Outbox(database).deliveries(notice.id)}
    await database.close()
    assert set(states.values()) == {DeliveryState.SENT}
    assert min(copies) == 1
    twice = sum(copies) - len(people)
    assert twice <= kills * IN_FLIGHT
    record("B1", kills, left_out=0, left_in_hand=0, told_twice=twice, bound=kills * IN_FLIGHT)
