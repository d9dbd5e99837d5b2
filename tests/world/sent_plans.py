"""Plan documents that people of the secretariat send into the chat."""

from importlib.resources import files

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, tap

PLAN_2020 = (files("data.content") / "plan-2020.txt").read_text(encoding="utf-8")


def plan_with(*edits: tuple[str, str]) -> bytes:
    """Return the shipped plan with words replaced, each of which stands in it once."""
    text = PLAN_2020
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.encode()


async def send_plan(
    world: BotWorld, person: Person, content: bytes, name: str = "план.txt", chat: int | None = None
) -> ReceivedMessage:
    """Send a document and return the message that shows it, once it is read."""
    await person.unread(chat)
    await person.send_file(name, content, chat=chat)
    await world.settle()
    return (await person.unread(chat))[-1]


async def put_in_force(
    world: BotWorld, person: Person, content: bytes, button: str = "✅ Внести"
) -> ReceivedMessage:
    """Send a document, leave its doubts as they are and apply it. Return the bot's reports."""
    shown = await send_plan(world, person, content)
    if "Оставить все как есть" in shown.labels:
        shown = await tap(person, shown, "Оставить все как есть")
    return await tap(person, shown, button)
