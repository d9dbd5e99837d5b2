"""A clock that runs fast brings what falls due on the way, in its time."""

from tests.stories.stage import Stage, moscow


async def test_a_fast_clock_brings_the_bulletin(stage: Stage) -> None:
    """Days pass in seconds, and the draft reaches the secretariat when it is due."""
    owner = await stage.owner()
    assert (await stage.sandbox.order("state"))["speed"] == 1
    await owner.unread()
    before = await stage.sandbox.count("sendMessage")
    await stage.sandbox.run_clock(400_000)
    await stage.sandbox.calls_of("sendMessage", before + 1, limit=30)
    await stage.sandbox.run_clock(1)
    assert await stage.sandbox.now() > moscow("2026-11-26 00:00")
