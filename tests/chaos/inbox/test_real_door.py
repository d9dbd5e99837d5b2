"""Updates by the webhook of a real bot, which is killed, flooded and replaced by polling."""

import asyncio
import random

import aiohttp
import pytest

from bot.http.webhook_endpoint import SECRET_HEADER
from bot.sandbox.client.client import Person
from tests.bot.http.posting import free_port
from tests.chaos.conftest import Record
from tests.chaos.inbox.crowd import ASKING, PRESSING, Crowd, in_hand
from tests.chaos.process_world import ProcessWorld
from tests.chaos.processes import BotProcess
from tests.chaos.scale import LONG, times

pytestmark = pytest.mark.slow

AT_ONCE = 32
FLOOD = 2000
# The short form runs beside other tests, which slow it down.
MOST_SECONDS = 1.0 if LONG else 10.0


@pytest.fixture
def hooked(world: ProcessWorld) -> dict[str, str]:
    """Return the settings of a bot with a webhook. The server repeats failed posts soon."""
    world.server.delivery.pause_factor = 0.02
    port = free_port()
    return {"HTTP_LISTEN": f"127.0.0.1:{port}", "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram"}


def lost_of(world: ProcessWorld, crowds: list[Crowd]) -> tuple[int, int]:
    """Return how many people got no answer or no effect, and how many answers were repeated."""
    answers = [count for crowd in crowds for count in crowd.answered(world)]
    lost = answers.count(0) + sum(PRESSING - crowd.following(world) for crowd in crowds)
    return lost, sum(answers) - len(answers) + answers.count(0)


async def test_killed_after_the_acknowledgement(
    world: ProcessWorld, hooked: dict[str, str], dice: random.Random, record: Record
) -> None:
    """Killed at any moment, the bot handles all acknowledged updates after its next start."""
    tries, cut, crowds = times(2, 100), 0, []
    bot = await world.bot(**hooked)
    for _ in range(tries):
        await world.look()
        asked, seen = dice.randrange(ASKING), len(world.calls)
        crowds.append(await Crowd.gather(world))
        await world.until(lambda: len(world.calls) > seen + asked)  # noqa: B023 - awaited at once
        await asyncio.sleep(dice.random() * 0.02)
        await world.kill(bot)
        cut += in_hand(world)
        bot = await world.bot(**hooked)
    await world.until_quiet()
    await world.stop(bot)
    lost, twice = lost_of(world, crowds)
    record(
        "A6",
        tries,
        updates=tries * (ASKING + PRESSING),
        in_hand_at_kills=cut,
        lost=lost,
        answered_again=twice,
    )
    assert lost == 0
    assert twice <= cut <= AT_ONCE * tries
    assert [call for call in world.calls if call["method"] == "getUpdates"] == []


async def test_exchanged_for_polling_and_back(
    world: ProcessWorld, hooked: dict[str, str], dice: random.Random, record: Record
) -> None:
    """With webhook and polling by turns and the bot stopped or killed, no update is lost."""
    tries, cut, crowds, early = times(1, 40), 0, [], await world.people(times(1, 40))
    # as on Telegram: newer updates are delivered before an update that failed is posted again
    world.server.delivery.pause_factor = 10
    await world.stop(await listening(world, hooked))
    for number in range(tries):
        await early[number].say("/city Казань")
        await world.until(lambda: "last_error_date" in world.server.world.webhook.info(0), limit=20)
        bot, before = await listening(world, hooked), in_inbox(world)
        crowds.append(await Crowd.gather(world))
        await world.until(lambda: in_inbox(world) > before + 5, limit=20)  # noqa: B023 - awaited at once
        cut += await end(world, bot, dice)
        # polls now, while the earliest update still waits for its next post
        bot = await world.bot()
        await world.until_quiet()
        cut += await end(world, bot, dice)
        await world.stop(await listening(world, hooked))
    unheard = [one for one in early if not any(chat == one.id for chat, _ in world.sent)]
    lost, twice = lost_of(world, crowds)
    updates = tries * (ASKING + PRESSING + 1)
    record("A15", tries, updates=updates, lost=lost + len(unheard), answered_again=twice)
    assert (lost, unheard) == (0, [])
    assert twice <= cut


async def listening(world: ProcessWorld, hooked: dict[str, str]) -> BotProcess:
    """Start a bot with a webhook, and wait until it has set it."""
    await world.look()
    before = settings_of_webhook(world)
    bot = await world.bot(**hooked)
    await world.until(lambda: settings_of_webhook(world) > before, limit=20)
    return bot


def settings_of_webhook(world: ProcessWorld) -> int:
    """Return how often the webhook was set so far."""
    return sum(call["method"] == "setWebhook" for call in world.calls)


def in_inbox(world: ProcessWorld) -> int:
    """Return how many updates were stored so far."""
    [(count,)] = world.rows("SELECT COUNT(*) FROM inbox")
    return int(count)


async def end(world: ProcessWorld, bot: BotProcess, dice: random.Random) -> int:
    """Kill or stop a bot at random. Return how many updates it had in hand."""
    if dice.random() < 0.5:
        await world.stop(bot)
        return 0
    await world.kill(bot)
    return in_hand(world)


class Flood:
    """Posts with a wrong secret from an address of this machine, 2,000 a second."""

    def __init__(self, url: str, address: str) -> None:
        self.statuses: dict[int, int] = {}
        self._url = url
        self._address = address

    async def run(self, seconds: float) -> None:
        """Post for this many seconds."""
        loop = asyncio.get_running_loop()
        end, turn = loop.time() + seconds, 0.05
        connector = aiohttp.TCPConnector(limit=50, local_addr=(self._address, 0))
        async with aiohttp.ClientSession(connector=connector) as session:
            while (began := loop.time()) < end:
                async with asyncio.TaskGroup() as tasks:
                    for _ in range(int(FLOOD * turn)):
                        tasks.create_task(self._post(session))
                await asyncio.sleep(max(0.0, began + turn - loop.time()))

    async def _post(self, session: aiohttp.ClientSession) -> None:
        try:
            async with session.post(self._url, data=b"{}" * 50, headers={SECRET_HEADER: "no"}) as answer:
                self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        except aiohttp.ClientError:
            self.statuses[0] = self.statuses.get(0, 0) + 1


@pytest.fixture
async def asking(world: ProcessWorld) -> list[Person]:
    """Return people who will ask, enough that the limit of one chat delays no question."""
    return await world.people(times(20, 60))


@pytest.mark.parametrize(("address", "sources"), [("127.0.0.1", ""), ("127.0.0.2", "127.0.0.1/32")])
async def test_strangers_flood_the_webhook(
    world: ProcessWorld,
    hooked: dict[str, str],
    asking: list[Person],
    record: Record,
    address: str,
    sources: str,
) -> None:
    """During 2,000 posts a second without the secret people are answered, and memory stays.

    The flood comes from an address that the bot takes for Telegram's, as behind a proxy, and from another
    one.
    """
    bot = await world.bot(**hooked, WEBHOOK_FROM=sources)
    await asking[0].say("/today")
    await world.until_quiet()
    before, flood, waits = bot.memory(), Flood(hooked["WEBHOOK_URL"], address), []
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as tasks:
        flooding = tasks.create_task(flood.run(times(1, 30)))
        while not flooding.done():
            for person in asking:
                await world.look()
                began, seen = loop.time(), len(world.calls)
                await person.say("/city Казань")
                await world.until(lambda: len(world.calls) > seen)  # noqa: B023 - awaited at once
                waits.append(loop.time() - began)
    grown = bot.memory() - before
    await world.until_quiet()
    await world.stop(bot)
    refused, worst = flood.statuses.get(403 if sources else 401, 0), max(waits)
    record(
        "A16",
        sum(flood.statuses.values()),
        flooded_from=address,
        refused=refused,
        cut=flood.statuses.get(0, 0),
        answers=len(waits),
        longest_answer=f"{worst * 1000:.0f} ms",
        memory_grown=f"{max(0.0, grown):.0f} MiB",
    )
    assert set(flood.statuses) <= {403 if sources else 401, 0}
    assert refused > 0
    if sources:
        # connections beyond the limit are cut before a request is read
        assert flood.statuses[0] > refused
    assert worst <= MOST_SECONDS
    assert grown <= 50
