"""Filters that several features share."""

from aiogram import Bot, F
from aiogram.filters import Filter
from aiogram.types import Message

from handlers.permissions import is_person

IN_PRIVATE = F.chat.type == "private"
HAS_TEXT = F.text.func(bool)
LONGEST_COMMAND = 32


class IsUnknownCommand(Filter):
    """A command that nobody took: any in a private chat, in a group only one that names this bot."""

    async def __call__(self, message: Message, bot: Bot) -> bool:
        """Whether somebody waits for an answer."""
        text = message.text or ""
        if not text.startswith("/"):
            return False
        if message.chat.type == "private":
            return True
        _, _, mention = text.split(maxsplit=1)[0].partition("@")
        return bool(mention) and mention.lower() == ((await bot.me()).username or "").lower()


class IsPerson(Filter):
    """A message of one certain person; service messages and channels have none."""

    async def __call__(self, message: Message) -> bool:
        """Whether the sender is a person."""
        return is_person(message.from_user)
