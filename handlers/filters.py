"""Define the filters that several features share."""

from aiogram import Bot, F
from aiogram.filters import Filter
from aiogram.types import Message

from handlers.permissions import is_person

IN_PRIVATE = F.chat.type == "private"


class IsUnknownCommand(Filter):
    """Pass a command that no feature handled.

    In a private chat that is any command, in a group only one that names this bot.
    """

    async def __call__(self, message: Message, bot: Bot) -> bool:
        """Return whether the command is addressed to this bot."""
        text = message.text or ""
        if not text.startswith("/"):
            return False
        if message.chat.type == "private":
            return True
        _, _, mention = text.split(maxsplit=1)[0].partition("@")
        return bool(mention) and mention.lower() == ((await bot.me()).username or "").lower()


class IsPerson(Filter):
    """Pass a message of one certain person. Service messages and channels have none."""

    async def __call__(self, message: Message) -> bool:
        """Return whether the sender is a person."""
        return is_person(message.from_user)
