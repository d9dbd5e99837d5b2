"""Begin a story of the bulletin: a reader of it, and the draft that the secretariat gets."""

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told

AT_THE_DRAFT = "2026-11-26 12:00"


async def follower(world: BotWorld, name: str = "Анна") -> Person:
    """Return a reader of the bulletin, everything so far read."""
    reader = await world.person(name)
    await tap(reader, await ask(reader, "/start"), "Еженедельный бюллетень")
    await told(reader)
    return reader


async def the_draft(world: BotWorld, owner: Person) -> ReceivedMessage:
    """Return the draft as it arrives on Thursday at noon."""
    await world.move_to(AT_THE_DRAFT)
    [draft] = await owner.unread()
    return draft
