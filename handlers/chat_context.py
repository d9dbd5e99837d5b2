"""Bundle what handlers know of a chat: its record, words, dates and the store."""

from dataclasses import dataclass
from datetime import date, datetime

from aiogram.types import Chat as TelegramChat
from aiogram.types import User

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription
from data.store.chat_values import Chat, ChatKind, Language
from data.store.store import Store
from handlers.text.words import LANGUAGES, Words


@dataclass(frozen=True, slots=True)
class NewChatSettings:
    """The settings of a new chat: its IANA zone, and the local hour of its notices."""

    zone: str = "Europe/Moscow"
    hour: int = 10


@dataclass(frozen=True, slots=True)
class ChatContext:
    """The chat's record, its words, the almanac, the store and the time of the update.

    today is the date in the chat's zone, now the aware instant.
    """

    chat: Chat
    words: Words
    almanac: Almanac
    store: Store
    today: date
    now: datetime

    @property
    def is_private(self) -> bool:
        """Return whether the chat is the private one of a single person."""
        return self.chat.kind is ChatKind.PRIVATE

    async def follows(self) -> frozenset[Subscription]:
        """Return the chat's subscriptions."""
        return frozenset(await self.store.subscriptions.list(self.chat.chat_id))


def first_language(user: User | None, chat: TelegramChat | None = None) -> Language:
    """Return the language of a chat that has chosen none.

    It is the user's own if we have it, else Russian. A group or channel starts in Russian, because one
    member does not speak for all.
    """
    is_shared = chat is not None and chat.type != "private"
    code = (user.language_code or "")[:2].lower() if user is not None and not is_shared else ""
    return Language(code) if code in LANGUAGES else Language.RU
