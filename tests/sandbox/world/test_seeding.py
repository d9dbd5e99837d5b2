"""Seeds fill a world with people and chats."""

import pytest

from bot.sandbox.client.client import Refused, Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import ANNA_ID


async def test_small_seed_adds_three_people_a_group_and_a_channel(server: SandboxServer) -> None:
    """None of the people has started the bot."""
    people = [one for one in server.world.people.values() if not one.is_bot]
    assert [one.first_name for one in people] == ["Анна", "Борис", "Секретариат"]
    assert not any(one.started for one in people)


async def test_demo_seed_adds_people_forum_and_channel() -> None:
    """People speak several languages, and the forum has topics and administrators.

    The bot gets no updates of the messages before it came.
    """
    server = SandboxServer()
    sandbox = Sandbox(server)
    ids = await sandbox.seed("demo")
    people = await sandbox.order("people")
    assert len(people) >= 15
    assert {"ru", "en", "tt", "uk"} <= {one.get("language_code") for one in people}
    chats = {one["id"]: one for one in await sandbox.order("chats")}
    group, channel = chats[ids["city_group"]], chats[ids["city_channel"]]
    assert (group["type"], group["is_forum"], channel["type"]) == ("supergroup", True, "channel")
    assert list(group["members"].values()).count("administrator") == 3
    assert channel["members"][str(server.world.bot.id)] == "administrator"
    said = await sandbox.order("messages", chat=ids["city_group"])
    topics = [one for one in said if "forum_topic_created" in one["body"]]
    assert len(topics) == 3
    assert len([one for one in said if "text" in one["body"]]) == 6
    assert [one["body"]["date"] for one in said] == sorted(one["body"]["date"] for one in said)
    assert (await sandbox.order("state"))["pending"] == 0


async def test_number_as_seed_adds_that_many_people() -> None:
    """All have names, and have started the bot. The cast is added too."""
    server = SandboxServer()
    ids = await Sandbox(server).seed(250)
    many = [server.world.people[ids["first"] + number] for number in range(ids["count"])]
    assert len(many) == 250
    assert all(one.started and one.last_name for one in many)
    women = [one.first_name for one in many if str(one.last_name).endswith("а")]
    assert len(women) == 125
    assert "Мария" in women
    assert "Сергей" not in women
    assert ANNA_ID in server.world.people


@pytest.mark.parametrize("size", ["large", 0, -5, 2_000_000, ""])
async def test_unknown_seed_is_refused(size: str | int) -> None:
    """It adds no people."""
    server = SandboxServer()
    with pytest.raises(Refused, match="no such size"):
        await Sandbox(server).seed(size)
    assert len(server.world.people) == 1
