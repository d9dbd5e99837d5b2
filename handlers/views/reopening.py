"""Render messages about a chat that refused our messages for a while."""

from datetime import datetime
from zoneinfo import ZoneInfo

from data.store.chat_values import Chat, ChatKind
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time


def reopened_payload(chat: Chat) -> dict[str, str]:
    """Say, by language, since when the chat took no messages, and that it does again."""
    return {
        language: str(_since_in_words(words_in(language), "reopening-over", chat)) for language in LANGUAGES
    }


def refused_in_words(words: Words, chat: Chat) -> Markup:
    """Say since when the chat takes no messages. Empty for a chat that takes them."""
    if chat.refused_since is None:
        return Markup("")
    key = "channel-refused" if chat.kind is ChatKind.CHANNEL else "reopening-refused"
    return _since_in_words(words, key, chat)


def _since_in_words(words: Words, key: str, chat: Chat) -> Markup:
    since: datetime = chat.refused_since or chat.changed_at
    local = since.astimezone(ZoneInfo(chat.zone))
    date = day_in_words(words, local.date(), local.year)
    return words(key, date=date, time=clock_time(local))
