"""Updates that the bot never asked for, without a person as the sender, or malformed."""

from typing import Any

import pytest

from bot.alerts.report import ALERTS_A_DAY
from bot.sandbox.client.client import Person
from bot.sandbox.world.cast import OWNER_ID
from tests.world.running_bot import BotWorld, ask, told

TABLES = ("subscriptions", "lead_times", "mutes", "dialogues", "bulletins", "city_overrides", "revisions")
GROUP: dict[str, Any] = {"id": -1001700000001, "type": "supergroup", "title": "Город Казань"}
SERVICE: tuple[dict[str, Any], ...] = (
    {"new_chat_title": "Казань"},
    {"new_chat_members": [{"id": 5, "is_bot": False, "first_name": "N"}]},
    {"left_chat_member": {"id": 5, "is_bot": False, "first_name": "N"}},
    {"group_chat_created": True},
    {"delete_chat_photo": True},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": GROUP}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
    {"forum_topic_created": {"name": "Тема", "icon_color": 0}},
    {"video_chat_started": {}},
    {"write_access_allowed": {}},
    {"quite_new_service_message": {"of": "tomorrow"}},
)
NOBODY = {
    "an anonymous admin": {
        "id": 1087968824,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    },
    "Telegram itself": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
    "a channel": {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
    "another bot": {"id": 4242, "is_bot": True, "first_name": "Bot"},
}
COMMANDS = (
    "/subscribe",
    "/settings",
    "/stop",
    "/bulletin",
    "/start",
    "/privacy",
    "Казань",
    "стоп",
    "/cancel",
)


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader who has started the bot and owns the group of the cast."""
    anna = await world.person()
    await ask(anna, "/start")
    return anna


@pytest.mark.parametrize("who", NOBODY)
async def test_nobody_in_particular_has_no_rights(world: BotWorld, anna: Person, who: str) -> None:
    """Such a sender may be any person, so its commands change nothing, in private or in a group."""
    foreign = {"id": -1009, "type": "channel", "title": "Чужой"}
    before = world.contents(*TABLES)
    for number, text in enumerate(COMMANDS):
        for more in ({}, {"sender_chat": foreign}):
            message = {"message_id": 9000 + number, "date": 1, "from": NOBODY[who], "text": text, **more}
            await world.feed(message={**message, "chat": GROUP})
            await world.feed(message={**message, "chat": {"id": anna.id, "type": "private"}})
    assert world.contents(*TABLES) == before


@pytest.mark.parametrize("who", [*NOBODY, "no one"])
async def test_edits_give_no_rights_either(world: BotWorld, anna: Person, who: str) -> None:
    """The same senders edit their last message or one that the bot never saw: nothing is changed."""
    before = world.contents(*TABLES)
    now = int(world.rehearsal.clock.now().timestamp())
    sender = {"from": NOBODY[who]} if who in NOBODY else {}
    for number, text in enumerate(COMMANDS):
        edit = {"message_id": 9000 + number, "date": now, "edit_date": now, "text": text, **sender}
        for chat in (GROUP, {"id": anna.id, "type": "private"}):
            await world.feed(edited_message={**edit, "chat": chat})
            await world.feed(edited_message={**edit, "chat": chat, "media_group_id": "1"})
    assert world.contents(*TABLES) == before


async def test_messages_without_a_sender_do_no_harm(world: BotWorld, anna: Person) -> None:
    """A message without `from` stores no row and raises no error."""
    before = world.contents(*TABLES)
    for chat in (GROUP, {"id": anna.id, "type": "private"}):
        for text in COMMANDS:
            await world.feed(message={"message_id": 9000, "date": 1, "chat": chat, "text": text})
    assert world.contents(*TABLES) == before


async def test_a_group_speaking_in_its_own_name_is_its_admins(world: BotWorld, anna: Person) -> None:
    """Only admins can write as the group itself, so the command of an anonymous one is obeyed there."""
    message = {"message_id": 9000, "date": 1, "from": NOBODY["an anonymous admin"], "text": "/subscribe"}
    await world.feed(message={**message, "chat": GROUP, "sender_chat": GROUP})
    assert any("🔔 Подписки этой группы" in text for text in await told(anna, int(GROUP["id"])))


async def test_the_owners_name_alone_is_no_right(world: BotWorld, anna: Person) -> None:
    """A person with the secretariat's name, or who forwards its messages, gets none of its rights."""
    await world.move_to("2026-11-26 12:00")
    user = {"id": anna.id, "is_bot": False, "first_name": "Секретариат", "username": "mag_secretariat"}
    owner = {"id": OWNER_ID, "is_bot": False, "first_name": "Секретариат"}
    origin = {"type": "user", "date": 1, "sender_user": owner}
    await told(anna)
    await world.write(anna, "/bulletin", **{"from": user, "forward_origin": origin})
    [text] = await told(anna)
    assert "Черновик" not in text


async def test_reports_of_the_chat_are_passed_over(world: BotWorld, anna: Person) -> None:
    """Service messages, known and unknown, are neither answered nor stored."""
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    before, calls = world.contents(*TABLES), await world.last_call()
    for content in SERVICE:
        for chat in (GROUP, {"id": anna.id, "type": "private"}):
            await world.feed(message={"message_id": 9000, "date": 1, "chat": chat, "from": user, **content})
    assert await world.sandbox.calls("sendMessage", after=calls) == []
    assert world.contents(*TABLES) == before


async def test_kinds_never_asked_for_are_passed_over(world: BotWorld, anna: Person) -> None:
    """Channel posts, edits, inline questions, reactions and kinds of a later version: no answer, no harm."""
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    mine = {
        "message_id": 5,
        "date": 1,
        "chat": {"id": anna.id, "type": "private"},
        "from": user,
        "text": "/stop",
    }
    channel = {"id": -1001700000002, "type": "channel", "title": "Новости МАГ"}
    kinds: tuple[dict[str, Any], ...] = (
        {"edited_message": {**mine, "edit_date": 2}},
        {
            "channel_post": {
                "message_id": 5,
                "date": 1,
                "chat": channel,
                "sender_chat": channel,
                "text": "/start",
            }
        },
        {"edited_channel_post": {"message_id": 5, "date": 1, "chat": channel, "text": "/stop"}},
        {"inline_query": {"id": "1", "from": user, "query": "Казань", "offset": ""}},
        {"poll": {"id": "1", "question": "?", "options": []}},
        {"update_of_tomorrow": {"chat": {"id": anna.id}}},
        {},
    )
    before, calls = world.contents(*TABLES, "chats"), await world.last_call()
    world.expected_errors.add("UnreadableUpdate")
    for update in kinds:
        await world.feed(**update)
    assert await world.sandbox.calls("sendMessage", after=calls) == []
    assert world.contents(*TABLES, "chats") == before


async def test_what_nobody_can_read_is_set_aside_and_neighbours_are_served(
    world: BotWorld, anna: Person
) -> None:
    """Unreadable updates go into quarantine, others are answered, and the owner gets few alerts."""
    owner = await world.owner()
    world.expected_errors.add("UnreadableUpdate")
    here = {"id": anna.id, "type": "private"}
    broken: tuple[dict[str, Any], ...] = (
        {"message": {"message_id": "five", "date": 1, "chat": here, "text": "/start"}},
        {"message": {"message_id": 5, "chat": here}},
        {"message": []},
        {"message": 5},
        {"callback_query": {"id": "1"}},
        {"my_chat_member": {"chat": here, "date": 1}},
        {"message": {"message_id": 5, "date": 1, "chat": {"id": "x", "type": "no"}}},
    )
    queue = world.rehearsal.server.world.queue
    for update in broken:
        queue.put({"update_id": queue.next_id, **update})
    await anna.say("/help")
    await world.settle()
    assert any("❓ Справка" in text for text in await told(anna))
    await world.move_to("2026-11-22 12:30")
    kept = world.query("SELECT reference, payload FROM inbox WHERE state = 'aside'")
    assert len(kept) == len(broken)
    told_of = {text.split("Номер: ")[1].splitlines()[0] for text in await told(owner)}
    assert told_of < {number for (number, _) in kept}
    assert len(told_of) == ALERTS_A_DAY
    await world.move_to("2026-11-23 12:30")
    [summary] = await told(owner)
    assert f"было ещё {len(broken) - ALERTS_A_DAY} сбоя" in summary
    await world.move_to("2026-11-24 12:30")
    assert await told(owner) == []


async def test_a_strangers_accident_is_no_apology_to_somebody_else(world: BotWorld, anna: Person) -> None:
    """An unreadable update without a chat, whose number equals a person's id, leads to no apology to them."""
    world.expected_errors.add("UnreadableUpdate")
    world.rehearsal.server.world.queue.put({"update_id": anna.id, "message": 5})
    await world.settle()
    await world.move_to("2026-11-22 12:30")
    assert await told(anna) == []
