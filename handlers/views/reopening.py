"""What is said of a chat that took no messages from us for a while."""

from datetime import datetime
from zoneinfo import ZoneInfo

from data.store.chats import Chat
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time


def reopened_payload(chat: Chat) -> dict[str, str]:
    """Say, by language, since when the chat took nothing, and that it does again."""
    return {language: str(_since(words_in(language), "reopening-over", chat)) for language in LANGUAGES}


def refused_in_words(words: Words, chat: Chat) -> Markup:
    """Say since when the chat has taken nothing. Empty where it takes what it is sent."""
    return Markup("") if chat.refused_since is None else _since(words, "reopening-refused", chat)


def _since(words: Words, key: str, chat: Chat) -> Markup:
    since: datetime = chat.refused_since or chat.changed_at
    local = since.astimezone(ZoneInfo(chat.zone))
    date = day_in_words(words, local.date(), local.year)
    return words(key, date=date, time=clock_time(local))
