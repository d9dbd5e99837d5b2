"""Raw updates: to which chat they belong, which are kept, how they are dispatched."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.methods import SendMessage
from aiogram.types import Message
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.client.client import Person
from bot.updates.raw_updates import (
    UnreadableUpdate,
    arrivals,
    feed,
    is_sent_by_person,
    queue_key,
    sent_at,
    topic_of,
)

ANNA = {"id": 11, "is_bot": False, "first_name": "Анна"}
GROUP = {"id": -1005, "type": "supergroup", "title": "МАГ"}
PRIVATE = {"id": 11, "type": "private", "first_name": "Анна"}


@pytest.mark.parametrize(
    ("update", "queue"),
    [
        ({"message": {"chat": PRIVATE, "from": ANNA}}, "11"),
        ({"message": {"chat": GROUP, "from": ANNA}}, "-1005"),
        ({"edited_channel_post": {"chat": GROUP}}, "-1005"),
        ({"callback_query": {"from": ANNA, "message": {"chat": GROUP}}}, "-1005"),
        ({"callback_query": {"from": ANNA, "inline_message_id": "x"}}, "11"),
        ({"inline_query": {"from": ANNA, "query": "Казань"}}, "11"),
        ({"my_chat_member": {"chat": PRIVATE, "from": ANNA}}, "11"),
        ({"poll_answer": {"user": ANNA}}, "11"),
        ({"poll_answer": {"voter_chat": GROUP}}, "-1005"),
        ({"message_reaction": {"chat": GROUP, "user": ANNA}}, "-1005"),
        ({"poll": {"id": "1"}}, "7"),
        ({"message": {"chat": {"id": "eleven"}}}, "7"),
        ({"message": {"chat": {"id": 2**63}}}, "7"),
        ({"message": {"chat": {"id": True}}}, "7"),
        ({"message": None}, "7"),
        ({"message": [1]}, "7"),
        ({}, "7"),
    ],
)
def test_updates_of_one_chat_share_a_queue(update: dict[str, Any], queue: str) -> None:
    """The chat counts, else the person, else the update stands alone."""
    assert queue_key({"update_id": 7, **update}) == queue


@pytest.mark.parametrize(
    ("update", "is_persons", "at"),
    [
        ({"message": {"date": 60, "text": "x"}}, True, 60),
        ({"edited_message": {"date": 60, "edit_date": 3600, "text": "x"}}, True, 3600),
        ({"edited_message": {"date": 60}}, True, None),
        ({"callback_query": {"id": "1"}}, True, None),
        ({"message": {"date": 60, "migrate_to_chat_id": -5}}, False, 60),
        ({"my_chat_member": {"date": 60}}, False, None),
        ({"message": {"date": 2**70}}, True, None),
    ],
)
def test_sent_updates_have_the_time_of_sending(
    update: dict[str, Any], is_persons: bool, at: int | None
) -> None:
    """An edit is sent when it is made, and can be made without end like a message."""
    assert is_sent_by_person(update) is is_persons
    assert sent_at(update) == (None if at is None else datetime.fromtimestamp(at, UTC))


@pytest.mark.parametrize(
    ("update", "topic"),
    [
        ({"message": {"message_thread_id": 7, "is_topic_message": True}}, 7),
        ({"edited_message": {"message_thread_id": 7, "is_topic_message": True}}, 7),
        ({"callback_query": {"message": {"message_thread_id": 7, "is_topic_message": True}}}, 7),
        # a thread of replies is no topic
        ({"message": {"message_thread_id": 7}}, None),
        ({"message": {"message_thread_id": "7", "is_topic_message": True}}, None),
        ({"message": [1]}, None),
        ({"callback_query": {"message": None}}, None),
        ({}, None),
    ],
)
def test_the_topic_of_an_update_is_where_an_apology_belongs(
    update: dict[str, Any], topic: int | None
) -> None:
    """It is found in each shape of an update that cannot be parsed."""
    assert topic_of({"update_id": 1, **update}) == topic


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(st.lists(JSON | st.dictionaries(st.sampled_from(["update_id", "message", "chat"]), JSON)))
def test_updates_of_any_answer_are_yielded(batch: list[Any]) -> None:
    """Of any JSON, updates with an id are kept unchanged, and no error is raised."""
    kept = list(arrivals(batch))
    assert all(0 <= one.update_id < 2**63 for one in kept)
    assert all(json.loads(one.payload)["update_id"] == one.update_id for one in kept)
    assert all(one.payload.isascii() for one in kept)


def test_item_without_an_id_is_left_out() -> None:
    """One broken item does not take the batch along."""
    batch = [
        {"update_id": 1},
        "broken",
        {"message": {}},
        {"update_id": -1},
        {"update_id": "3"},
        {"update_id": 4},
    ]
    assert [one.update_id for one in arrivals(batch)] == [1, 4]


def text_update(text: str) -> dict[str, Any]:
    """Return an update with a private message from Anna."""
    message = {"message_id": 1, "date": 1, "chat": PRIVATE, "from": ANNA, "text": text}
    return {"update_id": 7, "message": message}


def dispatcher(heard: list[str]) -> Dispatcher:
    """Return a dispatcher that adds each text to `heard` and raises an error at «fail»."""
    router = Router()

    @router.message()
    async def hear(message: Message) -> None:
        if message.text == "fail":
            raise ZeroDivisionError
        heard.append(message.text or "")

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


async def test_a_readable_update_reaches_its_handler(bot: Bot) -> None:
    """The handler gets the same object as from aiogram's polling."""
    heard: list[str] = []
    await feed(dispatcher(heard), bot)(text_update("Казань"))
    assert heard == ["Казань"]


async def test_unreadable_update_is_named_by_place_without_its_text(bot: Bot) -> None:
    """The error says where the model gave up, never what stood there."""
    update = text_update("тайна")
    update["message"]["chat"] = {"id": 11, "type": "тайна"}
    del update["message"]["date"]
    with pytest.raises(UnreadableUpdate) as caught:
        await feed(dispatcher([]), bot)(update)
    assert "message.date" in caught.value.problems
    assert "тайна" not in str(caught.value)


async def test_error_of_a_handler_is_raised(bot: Bot) -> None:
    """The error is raised, so that the inbox can try again."""
    with pytest.raises(ZeroDivisionError):
        await feed(dispatcher([]), bot)(text_update("fail"))


async def test_unknown_kind_of_update_is_passed_over(bot: Bot) -> None:
    """An unknown kind is no error."""
    heard: list[str] = []
    await feed(dispatcher(heard), bot)({"update_id": 7, "telepathy": {"from": ANNA}})
    assert heard == []


async def test_call_returned_by_a_handler_is_made(bot: Bot, anna: Person) -> None:
    """A method that a handler returns is called, as in aiogram."""
    await anna.say("/start")
    router = Router()

    @router.message()
    async def answer(message: Message) -> SendMessage:
        return message.answer("Здравствуйте")

    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    update = text_update("x")
    update["message"]["chat"]["id"] = anna.id
    await feed(dispatcher, bot)(update)
    assert (await anna.reply()).text == "Здравствуйте"
