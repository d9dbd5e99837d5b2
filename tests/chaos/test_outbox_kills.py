"""Notices out: the process ends at any step between claim, send and record; nobody is left out."""

import asyncio
import random
from functools import partial
from pathlib import Path

import pytest

from data.store.database import Database
from data.store.ledger import Ledger
from data.store.notices import DeliveryState, NoticeKind
from scheduler.delivery import SENDERS
from tests.bot.test_kill import post_bulletin
from tests.chaos.conftest import Record
from tests.chaos.outbox import Fate, Killed, PostOffice, open_post_office
from tests.chaos.scale import times
from tests.chaos.scene import Scene

READERS = 8
_DONE = {DeliveryState.SENT, DeliveryState.UNKNOWN}


async def die(office: PostOffice, steps: int) -> int:
    """A process that ends after so many steps; how many it made."""
    fate = Fate(steps)
    try:
        await office.delivery(fate=fate).deliver_due()
    except* Killed:
        pass
    return fate.done


async def test_killed_at_any_step(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """A change is told to everybody, twice at most to those on the way; a bulletin is told to nobody twice,
    and whoever may have missed it is on record.
    """
    tries, twice, unknown, most = times(6, 300), 0, 0, 0
    async with open_post_office(tmp_path) as office:
        readers = await office.readers(READERS)
        for number in range(tries):
            # by day, for at night a change waits for the morning
            office.time.seconds = number * 86_400.0
            kind = dice.choice([NoticeKind.BULLETIN, NoticeKind.CHANGE])
            notice = await office.post(f"{kind} {number}", kind, readers)
            await die(office, dice.randint(1, 50))
            await office.deliver(2)
            arrived, states = await office.arrived(notice.key), await office.states(notice)
            assert set(states.values()) <= _DONE, (number, states)
            again = sum(arrived[reader] - 1 for reader in readers if arrived[reader] > 1)
            left_out = {reader for reader in readers if not arrived[reader]}
            assert all(states[reader] is DeliveryState.UNKNOWN for reader in left_out)
            assert again == 0 if kind is NoticeKind.BULLETIN else not left_out
            assert max(arrived.values()) <= 2
            twice, most = twice + again, max(most, again)
            unknown += sum(state is DeliveryState.UNKNOWN for state in states.values())
            await office.sandbox.order("forget_calls")
    assert most <= 3
    record("B1", tries, lost=0, left_in_hand=0, told_twice=twice, most_at_one_kill=most, unknown=unknown)


def _have_got_it(scene: Scene, how_many: int) -> bool:
    return len(scene.sent) >= how_many


@pytest.mark.slow
async def test_a_real_process_killed_in_a_bulletin(scene: Scene, dice: random.Random, record: Record) -> None:
    """SIGKILL at random moments of one long issue: told once or on record, and nothing in hand."""
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
    notice = await Ledger(database).find("bulletin")
    assert notice is not None
    states = {one.chat_id: one.state for one in await Ledger(database).deliveries(notice.id)}
    await database.close()
    unknown = sum(state is DeliveryState.UNKNOWN for state in states.values())
    missed = [
        person.id
        for person, count in zip(people, copies, strict=True)
        if not count and states[person.id] is not DeliveryState.UNKNOWN
    ]
    assert missed == []
    assert max(copies) == 1
    assert set(states.values()) <= _DONE
    assert unknown <= kills * max(SENDERS, 16)
    arrived = sum(
        count
        for person, count in zip(people, copies, strict=True)
        if states[person.id] is DeliveryState.UNKNOWN
    )
    record("B1", kills, lost=0, left_in_hand=0, told_twice=0, unknown=unknown, of_them_arrived=arrived)
