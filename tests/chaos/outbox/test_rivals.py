"""Two machines share a token, the second on a copy of the database. No reader is told twice."""

import random
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chats import Chats
from data.store.notices import DeliveryState, NewNotice, NoticeKind, Priority
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.subscriptions import Subscriptions
from scheduler.clock import SystemClock
from tests.bot.http.posting import free_port
from tests.bot.rivals import Process, Server, Simulation, jittery, shared_seconds
from tests.cast import new_chat
from tests.chaos.conftest import Record
from tests.chaos.process_world import ProcessWorld
from tests.chaos.processes import BotProcess
from tests.chaos.scale import LONG, times

READERS = 30
_SIMULATED = 400.0
# Without haste, two webhooks take four minutes until one bot leaves.
HASTY = {"HASTE": "8"}
NOTICE = "bulletin"
LEFT = 5
# 1 keeps the real waits. The short form divides all waits by 16.
HASTE = 1 if LONG else 16
# The notices fall due this long after they are posted, when the second machine runs already.
AHEAD = timedelta(seconds=20 if LONG else 1)


class Machines:
    """Two processes on copies of one database, and the readers whom they have told."""

    def __init__(self, world: ProcessWorld, readers: list[int]) -> None:
        self._scene = world
        self._readers = readers
        self.databases = [world.database, world.database.with_name("copy.db")]

    @classmethod
    async def prepare(cls, world: ProcessWorld) -> "Machines":
        """Create the readers of an issue. The server answers rival polls as Telegram does."""
        people = await world.people(READERS)
        for person in people:
            world.server.world.people[person.id].started = True
        # the pause before a second conflict cannot be shortened with the other waits
        await world.sandbox.order("options", strict=LONG, pace=False)
        readers = [person.id for person in people]
        database = await Database.open(world.database)
        chats, subscriptions = Chats(database), Subscriptions(database)
        for reader in readers:
            await chats.ensure(new_chat(reader), SystemClock().now())
            await subscriptions.add(reader, Subscription(Topic.BULLETIN), SystemClock().now())
        await database.close()
        return cls(world, readers)

    async def start(self, number: int, **settings: str) -> BotProcess:
        """Start the machine with this number, 0 or 1."""
        url = f"sqlite:///{self.databases[number]}"
        usual = {"DATABASE_URL": url, "HASTE": str(HASTE), "SEND_RATE": "30"}
        return await self._scene.bot(**usual | settings)

    async def post(self) -> None:
        """Post an issue to all readers, due soon, then copy the first database to the second."""
        database = await Database.open(self.databases[0])
        outbox, now = Outbox(database), SystemClock().now()
        payload = '{"ru": "Бюллетень", "en": "Bulletin"}'
        new = NewNotice(NOTICE, NoticeKind.BULLETIN, "bulletin:1", now + timedelta(days=7), payload=payload)
        notice = await outbox.post(new, now)
        await outbox.address(notice.id, self._readers, Priority.BULK, now + AHEAD)
        await database.backup_to(self.databases[1])
        await database.close()

    def polls(self, status: int) -> int:
        """Return how many polls were answered with this HTTP status."""
        calls = self._scene.calls
        return sum(call["method"] == "getUpdates" and call["status"] == status for call in calls)

    async def until_leading(self) -> None:
        """Wait until the first machine leads, which is after its second poll.

        Its first poll does not wait, so only the second one can be undisturbed.
        """
        before = self.polls(200)
        await self._scene.until(lambda: self.polls(200) >= before + 2)

    async def until_posts_lead(self) -> None:
        """Wait until the first machine has seen that its webhook stays set.

        It looks once before it sets it, and once afterwards.
        """
        looks = 2
        await self._scene.until(
            lambda: sum(call["method"] == "getWebhookInfo" for call in self._scene.calls) >= looks
        )

    async def until_told(self) -> None:
        """Wait until every reader has got the issue from one of the machines."""
        await self._scene.until(lambda: len(self.copies) == READERS)

    @property
    def copies(self) -> Counter[int]:
        """Return how often each reader has got the issue."""
        sent = self._scene.sent
        return Counter({chat: count for (chat, line), count in sent.items() if line == "Бюллетень"})

    async def states(self, number: int) -> dict[DeliveryState, int]:
        """Return how many deliveries of the issue one of the databases has in each state."""
        database = await Database.open(self.databases[number])
        try:
            notice = await Outbox(database).find(NOTICE)
            assert notice is not None
            return await Outbox(database).counts(notice.id)
        finally:
            await database.close()

    def clear(self) -> None:
        """Delete the databases and forget the sent messages."""
        self._scene.sent.clear()
        for database in self.databases:
            database.unlink()


def test_outages_and_bad_lines_in_simulated_time(dice: random.Random, record: Record) -> None:
    """Two machines never both send, whenever the second starts or the first is cut off."""
    tries, both, one_left = times(100, 3000), 0.0, 0
    for _ in range(tries):
        world = Simulation()
        server = Server(world)
        begins, lasts = dice.uniform(8, 50), dice.choice([dice.uniform(0.3, 4), dice.uniform(4, 150)])
        line, gap = dice.choice([0.05, 0.3, 0.7]), dice.choice([0, 0, 0.5, 2, 10])
        first = Process(server, jittery(dice, line), outage=(begins, begins + lasts))
        second = Process(server, jittery(dice, line))
        first.start()
        world.later(max(0.0, begins + dice.uniform(-8, 150)), second.start)
        if gap:
            world.later(9, partial(_write_on, server, dice, gap))
        world.run(_SIMULATED)
        both += shared_seconds([first, second], _SIMULATED)
        one_left += [first.sends_at(_SIMULATED), second.sends_at(_SIMULATED)].count(True) == 1
    record("B13", tries, case="simulated outages", seconds_both_sent=both, one_sends_at_the_end=one_left)
    assert (both, one_left) == (0, tries)


def _write_on(server: Server, dice: random.Random, gap: float) -> None:
    server.update()
    server.world.later(dice.expovariate(1 / gap), partial(_write_on, server, dice, gap))


@pytest.mark.slow
async def test_second_machine_on_a_copy_sends_nothing_and_leaves(world: ProcessWorld, record: Record) -> None:
    """The first machine stays and tells all readers once, although the second ends its polls."""
    tries, told, twice = times(1, 3), 0, 0
    for _ in range(tries):
        machines = await Machines.prepare(world)
        first = await machines.start(0)
        await machines.until_leading()
        await machines.post()
        second = await machines.start(1)
        await machines.until_told()
        assert await world.fork_server.end(second) == LEFT
        assert first.status is None
        await world.stop(first)
        assert await machines.states(0) == {DeliveryState.SENT: READERS}
        assert await machines.states(1) == {DeliveryState.PENDING: READERS}
        told, twice = told + len(machines.copies), twice + machines.copies.total() - READERS
        machines.clear()
    record("B13", tries, case="a copy comes second", told=told, twice=twice, second_left=tries)
    assert (told, twice) == (tries * READERS, 0)


def behind_webhook() -> dict[str, str]:
    """Return the settings of a machine with a webhook of its own."""
    port = free_port()
    return {"HTTP_LISTEN": f"127.0.0.1:{port}", "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram"}


@pytest.mark.slow
@pytest.mark.skipif(not LONG, reason="takes minutes, and tests/bot/updates tries each step of it")
@pytest.mark.parametrize("hooked", [(0,), (1,), (0, 1)], ids=str)
async def test_machines_behind_webhooks_do_not_both_send(
    world: ProcessWorld, record: Record, hooked: tuple[int, ...]
) -> None:
    """If one or both machines have a webhook, only the first one sends, and it stays."""
    machines = await Machines.prepare(world)
    first, second = (behind_webhook() if number in hooked else {} for number in (0, 1))
    haste = HASTY if len(hooked) == 2 else {}
    bot = await machines.start(0, **first, **haste)
    await (machines.until_posts_lead() if 0 in hooked else machines.until_leading())
    await machines.post()
    rival = await machines.start(1, **second, **haste)
    await machines.until_told()
    assert await world.fork_server.end(rival) == LEFT
    assert bot.status is None
    await world.stop(bot)
    twice = machines.copies.total() - READERS
    record("B13", 1, case=f"webhooks of {hooked}", told=len(machines.copies), twice=twice, second_left=1)
    assert twice == 0
    assert await machines.states(1) == {DeliveryState.PENDING: READERS}


@pytest.mark.slow
async def test_successor_waits_for_the_one_it_replaces(world: ProcessWorld, record: Record) -> None:
    """A successor that starts before the other is stopped waits, and then tells all readers."""
    tries, twice = times(1, 3), 0
    for _ in range(tries):
        machines = await Machines.prepare(world)
        old = await machines.start(0)
        await machines.until_leading()
        await machines.post()
        new = await machines.start(1)
        conflicts = machines.polls(409)
        await world.until(lambda: machines.polls(409) >= conflicts + 2)  # noqa: B023 - awaited at once
        await world.stop(old)
        await machines.until_told()
        assert new.status is None
        await world.stop(new)
        twice += machines.copies.total() - READERS
        machines.clear()
    record("B13", tries, case="a successor", told=tries * READERS, twice=twice, successors_left=0)
    assert twice == 0


@pytest.mark.skipif(not LONG, reason="the simulation in tests/bot tries it often enough")
@pytest.mark.slow
async def test_two_machines_that_start_together(world: ProcessWorld, record: Record) -> None:
    """Of two machines that start together one tells all readers, and the other leaves."""
    machines = await Machines.prepare(world)
    await machines.post()
    both = [await machines.start(number) for number in (0, 1)]
    await machines.until_told()
    loser = await world.fork_server.end_of_one(both)
    assert loser.status == LEFT
    [winner] = [one for one in both if one is not loser]
    await world.stop(winner)
    twice = machines.copies.total() - READERS
    record("B13", 1, case="both at once", told=READERS, twice=twice)
    assert twice == 0
