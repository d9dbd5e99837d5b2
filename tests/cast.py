"""The people of the tests: who they are, how their chats begin, what they may do."""

from datetime import UTC, datetime

from aiogram.types import Chat, User

from data.store.chat_values import ChatKind, Language, NewChat

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MOSCOW = "Europe/Moscow"
ANNA = 7
"""A reader, who has no rights."""
GROUP = -100500
OWNER, OTHER_OWNER = 100, 101
OWNERS = (OWNER, OTHER_OWNER)
SECRETARIAT = -100900
"""The group in which the secretariat works."""
BOT = User(id=42, is_bot=True, first_name="MAG", username="mag_bot")


def user(user_id: int = ANNA, language: str = "ru") -> User:
    """Return a person as Telegram describes the author of an update."""
    return User(id=user_id, is_bot=False, first_name="Анна", language_code=language)


def private(user_id: int = ANNA) -> Chat:
    """Return the private chat of a person with the bot."""
    return Chat(id=user_id, type="private")


def group(chat_id: int = GROUP) -> Chat:
    """Return a group in which the bot is a member."""
    return Chat(id=chat_id, type="supergroup", title="Город")


def new_chat(
    chat_id: int,
    kind: ChatKind = ChatKind.PRIVATE,
    *,
    language: Language = Language.RU,
    zone: str = MOSCOW,
    hour: int = 10,
) -> NewChat:
    """Return a chat before its first message. `hour` is the local hour of its notices."""
    return NewChat(chat_id, kind, language, zone, hour)
