"""Answers in groups: closed topics, lost rights, changed chat ids, deleted messages."""

from typing import Any

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, tap, told

AGENDA = "📅 Ближайшие события"


@pytest.fixture
def start() -> str:
    """Return a start nine days before the day of Kazan."""
    return "2020-08-22 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return the person who owns the groups."""
    return await world.person()


async def a_group(world: BotWorld, anna: Person, **more: Any) -> int:
    """Create a group with the bot in it. Return its id."""
    chat = await world.sandbox.order("group", title="Город", owner=anna.id, **{"kind": "supergroup", **more})
    await world.sandbox.order("membership", chat=chat["id"], status="member")
    await world.settle()
    await told(anna, int(chat["id"]))
    return int(chat["id"])


async def a_topic(world: BotWorld, anna: Person, chat: int) -> int:
    """Create a topic in a forum. Return its id."""
    topic = await world.sandbox.order("topic", person=anna.id, chat=chat, name="тема")
    return int(topic["id"])


async def asks(world: BotWorld, anna: Person, chat: int, text: str, **where: Any) -> list[str]:
    """Write into a group. Return what the bot says to it."""
    await anna.unread(chat)
    await world.sandbox.order("say", person=anna.id, chat=chat, text=text, **where)
    await world.settle()
    return await told(anna, chat)


async def troubles(world: BotWorld) -> list[Any]:
    """Return a row for each update in quarantine and for each recorded fault."""
    return world.query("SELECT 1 FROM inbox WHERE state = 'aside'") + world.query("SELECT 1 FROM faults")


@pytest.mark.parametrize("text", ["/upcoming", "/subscribe", "/event 99999", "/city"])
async def test_a_question_in_a_closed_topic_is_answered_in_the_general_one(
    world: BotWorld, anna: Person, text: str
) -> None:
    """At once, a sentence about a mistake too, and no alarm is raised."""
    world.expected_refusals.add("TOPIC_CLOSED")
    chat = await a_group(world, anna, forum=True)
    topic = await a_topic(world, anna, chat)
    await world.sandbox.order("topic_closed", person=anna.id, chat=chat, thread=topic, closed=True)
    before = await world.last_call()
    assert len(await asks(world, anna, chat, text, thread=topic)) == 1
    assert len(await world.sent(chat, before)) == 2
    assert await troubles(world) == []


async def test_a_button_in_a_closed_topic_still_answers(world: BotWorld, anna: Person) -> None:
    """The map and the calendar file come in the general topic."""
    world.expected_refusals.add("TOPIC_CLOSED")
    chat = await a_group(world, anna, forum=True)
    topic = await a_topic(world, anna, chat)
    await world.sandbox.order("say", person=anna.id, chat=chat, text="/city Казань", thread=topic)
    card = await anna.reply(chat=chat)
    await world.sandbox.order("topic_closed", person=anna.id, chat=chat, thread=topic, closed=True)
    before = await world.last_call()
    for data in ("cm:kazan", "ci:kazan"):
        await anna.press_data(data, card.id, chat=chat, forged=True)
    await world.settle()
    sent = [call for call in await world.sandbox.calls(after=before) if call["status"] == 200]
    assert {call["method"] for call in sent} >= {"sendLocation", "sendDocument"}
    assert await troubles(world) == []


async def test_where_no_topic_is_open_nobody_is_alarmed(world: BotWorld, anna: Person) -> None:
    """The general one is closed too: there is no place for an answer."""
    world.expected_refusals.add("TOPIC_CLOSED")
    chat = await a_group(world, anna, forum=True)
    topic = await a_topic(world, anna, chat)
    for thread in (topic, 1):
        await world.sandbox.order("topic_closed", person=anna.id, chat=chat, thread=thread, closed=True)
    assert await asks(world, anna, chat, "/upcoming", thread=topic) == []
    assert await troubles(world) == []


@pytest.mark.parametrize(
    "kind", ["no_rights", "chat_not_found", "kicked", "not_member_supergroup", "group_deleted"]
)
async def test_a_lost_right_is_tried_once(world: BotWorld, anna: Person, kind: str) -> None:
    """No second try, no apology, no alert. The next question is answered."""
    chat = await a_group(world, anna)
    await world.sandbox.fault(kind, method="sendMessage", chat=chat)
    before = await world.last_call()
    assert await asks(world, anna, chat, "/upcoming") == []
    assert len(await world.sent(chat, before)) == 1
    assert await troubles(world) == []
    await world.sandbox.clear_faults()
    assert AGENDA in (await asks(world, anna, chat, "/upcoming"))[0]


async def test_a_press_where_nothing_may_be_written_is_answered(world: BotWorld, anna: Person) -> None:
    """The pop-up needs no right, so the person learns why nothing comes."""
    chat = await a_group(world, anna)
    menu = await ask(anna, "/subscribe", chat=chat)
    await world.sandbox.fault("no_rights", method="sendMessage", chat=chat)
    toast = await anna.press("➕ Добавить город", on=menu)
    assert toast.text.startswith("Писать в этот чат нельзя")
    assert await troubles(world) == []


async def test_a_group_that_moves_is_answered_under_its_new_id(world: BotWorld, anna: Person) -> None:
    """The bot has not been told of the move: the question is answered there, and all rows move."""
    world.expected_refusals.add("group chat was upgraded to a supergroup chat")
    chat = await a_group(world, anna, kind="group")
    menu = await ask(anna, "/subscribe", chat=chat)
    await anna.press("🎂 Юбилеи городов", on=menu)
    place = {"id": chat, "type": "group", "title": "Город"}
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    new = int((await world.sandbox.order("upgrade", chat=chat))["id"])
    world.rehearsal.server.world.queue.clear()
    await anna.unread(new)
    await world.feed(
        message={"message_id": 9001, "date": 1, "from": user, "chat": place, "text": "/upcoming"}
    )
    [text] = await told(anna, new)
    assert AGENDA in text
    assert world.query("SELECT chat_id, kind FROM chats WHERE chat_id < 0") == [(new, "supergroup")]
    assert world.query("SELECT chat_id, topic FROM subscriptions") == [(new, "jubilees")]
    assert await troubles(world) == []


async def test_a_late_question_under_the_old_id_changes_no_settings(world: BotWorld, anna: Person) -> None:
    """A press under a message of the old group comes after its data has moved to the new id."""
    world.expected_refusals |= {"group chat was upgraded to a supergroup chat", "query is too old"}
    chat = await a_group(world, anna, kind="group")
    menu = await ask(anna, "/settings", chat=chat)
    await anna.press_data("hour:7", menu.id, chat=chat, forged=True)
    new = int((await world.sandbox.order("upgrade", chat=chat))["id"])
    await world.settle()
    await anna.unread(new)
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    place = {"id": chat, "type": "group", "title": "Город"}
    message = {"message_id": menu.id, "date": 1, "chat": place, "text": menu.text}
    query = {"id": "77", "from": user, "chat_instance": "1", "message": message, "data": "settings"}
    await world.feed(callback_query=query)
    assert "7:00" in (await told(anna, new))[0]
    assert world.query("SELECT chat_id, hour FROM chats WHERE chat_id < 0") == [(new, 7)]


@pytest.mark.parametrize("data", ["addcity", "up:all:30:0:0:0", "topic:own:1"])
async def test_a_press_in_a_group_that_moves_is_answered_there(
    world: BotWorld, anna: Person, data: str
) -> None:
    """Once, with what it asked for done under the new id. Its question can be answered there."""
    world.expected_refusals |= {"group chat was upgraded to a supergroup chat", "query is too old"}
    chat = await a_group(world, anna, kind="group")
    menu = await ask(anna, "/subscribe", chat=chat)
    new = int((await world.sandbox.order("upgrade", chat=chat))["id"])
    world.rehearsal.server.world.queue.clear()
    await anna.unread(new)
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    place = {"id": chat, "type": "group", "title": "Город"}
    message = {"message_id": menu.id, "date": 1, "chat": place, "text": menu.text}
    query = {"id": "77", "from": user, "chat_instance": "1", "message": message, "data": data}
    await world.feed(callback_query=query)
    [answer] = await anna.unread(new)
    assert await troubles(world) == []
    if data == "addcity":
        assert (await asks(world, anna, new, "Казань", reply_to=answer.id))[0].startswith("✅ Казань")
        assert world.query("SELECT chat_id FROM subscriptions") == [(new,)]


@pytest.mark.parametrize("trouble", ["deleted", "too old"])
async def test_a_message_that_cannot_be_edited_is_followed_by_another(
    world: BotWorld, anna: Person, trouble: str
) -> None:
    """The screen that was asked for comes below."""
    world.expected_refusals |= {"message to edit not found", "message can't be edited"}
    menu = await ask(anna, "/settings")
    posted = world.rehearsal.server.world.chats[anna.id].messages[menu.id]
    if trouble == "deleted":
        del world.rehearsal.server.world.chats[anna.id].messages[menu.id]
    else:
        posted.is_uneditable = True
    await anna.press_data("set:hour", menu.id, forged=True)
    await world.settle()
    [screen] = await anna.unread()
    assert "час" in screen.text.lower()
    assert await troubles(world) == []


async def test_the_apology_comes_where_the_question_was(
    world: BotWorld, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in the topic of notices, and the chat's next question is answered too."""

    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    world.expected_errors.add("ZeroDivisionError")
    chat = await a_group(world, anna, forum=True)
    first, second = await a_topic(world, anna, chat), await a_topic(world, anna, chat)
    await world.sandbox.order("say", person=anna.id, chat=chat, text="/subscribe", thread=first)
    await tap(anna, await anna.reply(chat=chat), "🎂 Юбилеи городов")
    monkeypatch.setattr("handlers.upcoming.agenda_message", break_down)
    await anna.unread(chat)
    before = await world.last_call()
    await world.sandbox.order("say", person=anna.id, chat=chat, text="/today", thread=second)
    await world.sandbox.order("say", person=anna.id, chat=chat, text="/help", thread=first)
    await anna.sees("❓ Справка", chat=chat)
    await anna.sees("😔 Ответить не получилось", chat=chat)
    sent = await world.sent(chat, before)
    where = {call["params"]["text"][:1]: int(call["params"]["message_thread_id"]) for call in sent}
    assert where == {"😔": second, "❓": first}


async def test_a_greeting_that_may_not_be_written_alarms_nobody(world: BotWorld, anna: Person) -> None:
    """Taken into a group where it may not write, the bot says nothing, and no fault is counted."""
    await world.sandbox.fault("no_rights", method="sendMessage")
    chat = await world.sandbox.group("Город", anna)
    await world.settle()
    assert len([call for call in await world.sent(chat) if call["fault"]]) == 1
    assert await troubles(world) == []
