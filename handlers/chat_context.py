"""Who is asking, and what there is to answer from: one value for handlers."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription
from data.store.chats import Chat
from data.store.store import Store
from handlers.text.words import Words, words_in


@dataclass(frozen=True, slots=True)
class ChatContext:
    """The chat's record, its words, what is known, the day in its zone, and the aware instant."""

    chat: Chat
    words: Words
    almanac: Almanac
    store: Store
    today: date
    now: datetime

    async def follows(self) -> frozenset[Subscription]:
        """What the chat is subscribed to."""
        return frozenset(await self.store.subscriptions.list(self.chat.chat_id))

    def after(self, chat: Chat) -> "ChatContext":
        """The same reader once the chat's settings have changed, its language included."""
        return replace(self, chat=chat, words=words_in(chat.language))
