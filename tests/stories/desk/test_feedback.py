"""Readers write to the secretariat and are answered, in the owners' private chats."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, told

QUESTION = "Когда сессия в Минске?"
ANSWER = "5 июня, приглашение придёт отдельно."


@pytest.fixture
async def owner(world: BotWorld) -> Person:
    """The secretariat, everything so far read."""
    owner = await world.owner()
    await told(owner)
    return owner


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """A reader who has opened the bot."""
    anna = await world.person("Анна")
    await ask(anna, "/start")
    await told(anna)
    return anna


async def writes(reader: Person, text: str = QUESTION) -> ReceivedMessage:
    """Write to the secretariat by the command. Return what was written."""
    await ask(reader, "/feedback")
    sent = await reader.say(text)
    assert (await reader.sees("Передаём секретариату")).text.endswith("Ответ придёт сюда.")
    return sent


async def received(owner: Person, text: str = QUESTION) -> tuple[ReceivedMessage, ReceivedMessage]:
    """Return the header and the copy of a message, as the secretariat sees them."""
    copy = await owner.sees(text)
    shown = await owner.messages(copy.chat_id)
    header = next(one for one in shown if one.id == copy.body["reply_to_message"]["message_id"])
    return header, copy


async def test_reader_is_answered_by_a_reply(world: BotWorld, owner: Person, anna: Person) -> None:
    """The question comes below the reader's name and is answered by replying, in the reader's own chat."""
    asked = await writes(anna)
    header, copy = await received(owner)
    assert header.text.startswith("✉️ Анна · русский")
    assert copy.text == QUESTION
    await owner.say(ANSWER, reply_to=copy.id)
    assert (await owner.sees("✅ Отправляем ответ: Анна")).text
    answer = await anna.sees(ANSWER)
    assert answer.body["reply_to_message"]["message_id"] == asked.id
    assert answer.labels == ["✉️ Ответить секретариату"]
    assert "✅ Отвечено" in (await owner.edited(header)).text
    await world.sandbox.settled()
