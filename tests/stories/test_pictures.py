"""Pictures that a reader asks for: the year, the map of its jubilees, the card of a city."""

from bot.drawing import PNG_SIGNATURE
from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap


async def pressed(person: Person, message: ReceivedMessage, label: str) -> ReceivedMessage:
    """Press a button whose answer comes as a new message, and return that."""
    await person.unread(message.chat_id)
    await person.press(label, on=message)
    return await person.reply(chat=message.chat_id)


def file_of(message: ReceivedMessage) -> str:
    """Return the file_id of the largest size of a message's photo."""
    return str(message.body["photo"][-1]["file_id"])


async def uploads(world: BotWorld) -> int:
    """Return how many pictures were uploaded so far."""
    return len([file for file in world.rehearsal.server.world.files.values() if file.kind == "photo"])


async def test_year_is_a_picture_that_is_turned_in_place(world: BotWorld) -> None:
    """The sheet of this year comes with its caption, and ▶ puts the next year into the same message."""
    anna = await world.person()
    sheet = await ask(anna, "/year")
    assert sheet.text.startswith("🗓 2026 год: дни с событиями")
    assert world.file(sheet.body["photo"][-1]).startswith(PNG_SIGNATURE)
    turned = await tap(anna, sheet, "2027 ▶")
    assert turned.id == sheet.id
    assert turned.text.startswith("🗓 2027 год")
    assert file_of(turned) != file_of(sheet)
    over = await tap(anna, turned, "🗺 Карта юбилеев")
    assert "Юбилеи городов, 2027 год" in over.text
    listed = await pressed(anna, over, "📋 Список")
    assert "Юбилеи городов" in listed.text
    assert "photo" not in listed.body
