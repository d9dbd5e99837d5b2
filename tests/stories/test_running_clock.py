"""While the clock runs fast, each notice arrives at its time."""

from tests.world.running_bot import BotWorld, moscow


async def test_a_fast_clock_brings_the_bulletin(world: BotWorld) -> None:
    """Days pass in seconds, and the draft reaches the secretariat when it is due."""
    owner = await world.owner()
    assert (await world.sandbox.order("state"))["speed"] == 1
    await owner.unread()
    before = await world.sandbox.count("sendMessage")
    await world.sandbox.run_clock(400_000)
    await world.sandbox.calls_of("sendMessage", before + 1, limit=30)
    await world.sandbox.run_clock(1)
    assert await world.sandbox.now() > moscow("2026-11-26 00:00")
