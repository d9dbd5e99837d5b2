"""Notices out: the process ends at any step between claim, send and record; nobody is left out."""

import asyncio
import random
from functools import partial
from pathlib import Path

import pytest

from data.store.notices import DeliveryState, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from tests.bot.test_kill import post_bulletin
from tests.chaos.conftest import Record
from tests.chaos.outbox.outbox_world import Fate, Killed, OutboxWorld, open_outbox_world
from tests.chaos.process_world import ProcessWorld
from tests.chaos.scale import times

READERS = 8
# as many as may be in hand at SEND_RATE=200
IN_FLIGHT = 30


async def die(office: OutboxWorld, steps: int) -> int:
    """A process that ends after so many steps; how many it made."""
    fate = Fate(steps)
    try:
        await office.delivery(fate=fate).deliver_due()
    except* Killed:
        pass
    return fate.done


async def test_killed_at_any_step(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """Everybody is told; twice at most one for each sender, who had left and was not yet written down."""
    tries, twice, most = times(6, 300), 0, 0
    async with open_outbox_world(tmp_path) as office:
        readers = await office.readers(READERS)
        for number in range(tries):
            # by day, for at night a change waits for the morning
            office.time.seconds = number * 86_400.0
            kind = dice.choice([NoticeKind.BULLETIN, NoticeKind.CHANGE])
            notice = await office.post(f"{kind} {number}", kind, readers)
            await die(office, dice.randint(1, 50))
            await office.deliver(2)
            arrived, states = await office.arrived(notice.key), await office.states(notice)
            assert set(states.values()) == {DeliveryState.SENT}, (number, states)
            assert not {reader for reader in readers if not arrived[reader]}
            assert max(arrived.values()) <= 2
            again = sum(arrived.values()) - len(readers)
            twice, most = twice + again, max(most, again)
            await office.sandbox.order("forget_calls")
    assert most <= 3
    record("B1", tries, left_out=0, left_in_hand=0, told_twice=twice, most_at_one_kill=most)


def _have_got_it(scene: ProcessWorld, how_many: int) -> bool:
    return len(scene.sent) >= how_many


@pytest.mark.slow
async def test_a_real_process_killed_in_a_bulletin(
    scene: ProcessWorld, dice: random.Random, record: Record
) -> None:
    """SIGKILL at random moments of one long issue: nobody is left out, and nothing in hand."""
    kills = times(2, 20)
    people = await scene.people(40 * (kills + 1))
    for person in people:
        scene.server.world.people[person.id].started = True
    await post_bulletin(scene.database, [person.id for person in people])
    for kill in range(kills):
        bot = await scene.bot(SEND_RATE="200")
        bound = 40 * kill + dice.randint(1, 39)
        await scene.until(partial(_have_got_it, scene, bound))
        await asyncio.sleep(dice.random() * 0.02)
        await scene.kill(bot)
    bot = await scene.bot(SEND_RATE="1000")
    await scene.until(lambda: not scene.rows("SELECT 1 FROM deliveries WHERE state IN ('pending', 'leased')"))
    await scene.stop(bot)
    await scene.look()
    copies = [scene.sent[person.id, "Бюллетень"] for person in people]
    database = await Database.open(scene.database)
    notice = await Outbox(database).find("bulletin")
    assert notice is not None
    states = {one.chat_id: one.state for one in await Outbox(database).deliveries(notice.id)}
    await database.close()
    assert set(states.values()) == {DeliveryState.SENT}
    assert min(copies) == 1
    twice = sum(copies) - len(people)
    assert twice <= kills * IN_FLIGHT
    record("B1", kills, left_out=0, left_in_hand=0, told_twice=twice, bound=kills * IN_FLIGHT)
