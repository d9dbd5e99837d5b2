"""The secretariat's group: who may send the plan there, and how it is taken."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, open_bot_world, tap, told
from tests.world.sent_plans import plan_with, send_plan

GROUP = -1001234567890
MOVE = ("Грозный 3-4 октября", "Грозный 10-11 октября")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Run the bot with a group of the secretariat."""
    async with open_bot_world("2020-09-20 12:00", tmp_path, secretariat_chat=GROUP) as world:
        yield world
        await world.settle()
        await world.check_manners()


async def the_group(world: BotWorld, owner: Person, *members: Person) -> None:
    """Open the secretariat's group, with the bot as an admin, which so sees all messages."""
    await world.sandbox.order("group", title="Секретариат", owner=owner.id, kind="supergroup", id=GROUP)
    for member in members:
        await world.sandbox.order("membership", chat=GROUP, person=member.id, status="administrator")
    await world.sandbox.order("membership", chat=GROUP, status="administrator")
    await world.settle()
    for person in (owner, *members):
        await told(person, GROUP)


async def test_the_group_takes_a_plan_of_an_editor_and_of_nobody_else(world: BotWorld) -> None:
    """Sent, forwarded or replied to with a command. A member without the right is not answered."""
    owner, anna = await world.owner(), await world.person()
    await the_group(world, owner, anna)
    await anna.send_file("plan.txt", plan_with(MOVE), chat=GROUP)
    await world.settle()
    assert await told(anna, GROUP) == []
    await owner.send_file("photo.bin", b"x", chat=GROUP)
    await world.settle()
    assert await told(owner, GROUP) == []
    shown = await send_plan(world, owner, plan_with(MOVE), chat=GROUP)
    assert "Изменений: 1" in shown.text
    ready = await tap(owner, shown, "Оставить все как есть")
    data = next(one["callback_data"] for one in ready.buttons if "Внести" in one["text"])
    toast = await anna.press_data(data, ready.id, chat=GROUP)
    assert toast.text.startswith("Изменять план могут только те")
    assert "внесён, редакция 2" in (await tap(owner, ready, "✅ Внести")).text


async def test_a_document_already_in_the_group_is_taken_by_a_reply(world: BotWorld) -> None:
    """/import in reply to a file of any member takes it, and a forwarded file is read like any other."""
    owner, anna = await world.owner(), await world.person()
    await the_group(world, owner, anna)
    sent = await anna.send_file("plan.txt", plan_with(MOVE), chat=GROUP)
    await owner.say("/import", chat=GROUP, reply_to=sent.id)
    await world.settle()
    assert "Изменений: 1" in (await told(owner, GROUP))[-1]
    await world.sandbox.order("forward", person=owner.id, message_id=sent.id, chat=GROUP)
    await world.settle()
    assert "Изменений: 1" in (await told(owner))[-1]
    await owner.say("/import", chat=GROUP)
    await world.settle()
    assert "Пришлите план документом" in (await told(owner, GROUP))[-1]


async def test_an_anonymous_admin_is_told_that_a_name_is_needed(world: BotWorld) -> None:
    """An admin who writes in the group's name has no rights of their own, and nothing is stored."""
    owner = await world.owner()
    await the_group(world, owner)
    group = {"id": GROUP, "type": "supergroup", "title": "Секретариат"}
    await world.feed(
        message={
            "message_id": 900,
            "date": 0,
            "chat": group,
            "sender_chat": group,
            "from": {"id": 1087968824, "is_bot": True, "first_name": "Group"},
            "document": {"file_id": "BQAC1", "file_unique_id": "u", "file_name": "p.docx", "file_size": 9},
        }
    )
    assert "важно, кто именно пишет" in (await told(owner, GROUP))[-1]
    assert not world.query("SELECT 1 FROM plan_drafts")
