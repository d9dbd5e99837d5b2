"""One answer holds all that a window of the page shows."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.sandbox.client.client import Person, Refused, Sandbox
from bot.sandbox.control.page_orders import MOST_MESSAGES, MOST_PEOPLE
from bot.sandbox.server import SandboxServer
from bot.sandbox.world.cast import ANNA_ID, BORIS_ID, GROUP_ID


async def _row(sandbox: Sandbox, person: int, chat: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = (await sandbox.order("screen", person=person))["chats"]
    return next(row for row in rows if row["id"] == chat)


async def test_unread_counts_messages_of_others(bot: Bot, sandbox: Sandbox, anna: Person) -> None:
    """A person's own messages are never unread, and each person has a reading mark of their own."""
    for text in ("один", "два"):
        await bot.send_message(GROUP_ID, text)
    await anna.say("и я", chat=GROUP_ID)
    assert (await _row(sandbox, ANNA_ID, GROUP_ID))["unread"] == 2
    last = (await _row(sandbox, ANNA_ID, GROUP_ID))["last"]["id"]
    assert await sandbox.order("read", person=ANNA_ID, chat=GROUP_ID, message_id=last) == {"read": last}
    assert await sandbox.order("read", person=ANNA_ID, chat=GROUP_ID, message_id=1) == {"read": last}
    assert (await _row(sandbox, ANNA_ID, GROUP_ID))["unread"] == 0
    assert (await _row(sandbox, BORIS_ID, GROUP_ID))["unread"] == 3
    with pytest.raises(Refused, match="no such chat"):
        await sandbox.order("read", person=ANNA_ID, chat=BORIS_ID, message_id=1)


async def test_chat_of_others_is_not_shown(sandbox: Sandbox, anna: Person) -> None:
    """Another person's private chat and a group without the person are not shown."""
    await anna.say("моё")
    shown = await sandbox.order("screen", person=BORIS_ID, chat=ANNA_ID)
    assert (shown["chat"], shown["messages"]) == (None, [])
    await sandbox.order("membership", chat=GROUP_ID, status="left", person=BORIS_ID)
    shown = await sandbox.order("screen", person=BORIS_ID, chat=GROUP_ID)
    assert shown["chat"] is None
    assert GROUP_ID in [chat["id"] for chat in shown["open_to_join"]]


async def test_typing_and_reply_keyboard_last_as_long_as_in_telegram(
    bot: Bot, sandbox: Sandbox, anna: Person
) -> None:
    """«typing…» ends with the message. A reply keyboard stays until it is replaced or removed."""

    async def shown() -> dict[str, Any]:
        answer: dict[str, Any] = await sandbox.order("screen", person=ANNA_ID, chat=ANNA_ID)
        return answer

    await bot.send_chat_action(ANNA_ID, "upload_document")
    doing = (await shown())["doing"]
    assert doing["action"] == "upload_document"
    assert 0 < doing["left"] <= 5
    keys = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Да")]])
    await bot.send_message(ANNA_ID, "?", reply_markup=keys)
    await bot.send_message(ANNA_ID, "без клавиатуры")
    assert (await shown())["doing"] is None
    assert (await shown())["reply_keyboard"]["keyboard"][0][0]["text"] == "Да"
    await bot.send_message(ANNA_ID, "!", reply_markup=ReplyKeyboardRemove(remove_keyboard=True))
    assert (await shown())["reply_keyboard"] is None


async def test_page_shows_a_part_of_many_people_and_messages(server: SandboxServer, sandbox: Sandbox) -> None:
    """Of many people some are shown and the rest counted. Of many messages the newest are shown."""
    for number in range(MOST_PEOPLE + 10):
        await sandbox.person(f"Человек {number}")
    people = (await sandbox.order("screen"))["people"]
    assert (len(people["found"]), people["more"]) == (MOST_PEOPLE, 13)
    found = (await sandbox.order("screen", search=" человек 69 "))["people"]["found"]
    assert [one["first_name"] for one in found] == ["Человек 69"]
    world = server.world
    for number in range(MOST_MESSAGES + 5):
        world.post(world.chats[ANNA_ID], {"text": str(number)}, world.bot)
    messages = (await sandbox.order("screen", person=ANNA_ID, chat=ANNA_ID))["messages"]
    assert [messages[0]["body"]["text"], messages[-1]["body"]["text"]] == ["5", str(MOST_MESSAGES + 4)]
