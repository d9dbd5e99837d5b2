"""What every handler is given: the chat's record, its words, what is known, and what day it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import CallbackQuery, TelegramObject, Update, User
from aiogram.types import Chat as TelegramChat

from data.calendar.almanac import Almanac
from data.store.chats import Chat, ChatKind, Language, NewChat
from data.store.errors import Unwritable
from data.store.store import Store
from handlers.answering import Toast, acknowledge
from handlers.errors import Mistake
from handlers.reader import Reader
from handlers.speech import spoken_by
from handlers.words import words_in

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class NewChatSettings:
    """What a chat begins with: an IANA zone, and the local hour at which it is told things."""

    zone: str = "Europe/Moscow"
    hour: int = 10


class KnowChat(BaseMiddleware):
    """Finds or makes the chat's record and lays out what handlers need.

    Updates without a chat of their own (an inline query) get the words of the person's language and the day
    in the usual zone. Chats that only speak among themselves, as channels do, are not recorded.
    """

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        almanac: Callable[[], Almanac],
        defaults: NewChatSettings,
    ) -> None:
        """now gives the present instant, aware; almanac what is known at this moment."""
        self._store = store
        self._now = now
        self._almanac = almanac
        self._defaults = defaults

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand on with words, chat_record, almanac, today, now, store, and reader, which has them all.

        chat_is_new: its record was made for this very update.
        """
        now = self._now()
        user: User | None = data.get("event_from_user")
        chat: TelegramChat | None = data.get("event_chat") or _own_chat(event)
        language, zone = spoken_by(user), self._defaults.zone
        if chat is not None and isinstance(event, Update) and _is_for_us(event):
            record, data["chat_is_new"] = await self._record(chat, language, now)
            data["chat_record"] = record
            language, zone = record.language, record.zone
        words, almanac = words_in(language), self._almanac()
        today = now.astimezone(ZoneInfo(zone)).date()
        data |= {"words": words, "almanac": almanac, "now": now, "today": today, "store": self._store}
        if "chat_record" in data:
            data["reader"] = Reader(data["chat_record"], words, almanac, self._store, today, now)
        return await handler(event, data)

    async def _record(self, chat: TelegramChat, language: Language, now: datetime) -> tuple[Chat, bool]:
        new = NewChat(chat.id, ChatKind(chat.type), language, self._defaults.zone, self._defaults.hour)
        return await self._store.chats.ensure(new, now)


class AnswerPress(BaseMiddleware):
    """Answers every press exactly once: with the handler's toast, a mistake's sentence, or silence."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand on with toast."""
        if not isinstance(event, CallbackQuery):
            return await handler(event, data)
        toast = data["toast"] = Toast()
        try:
            return await handler(event, data)
        except (Mistake, Unwritable):
            toast.wanted = False  # the error handler answers, in words
            raise
        finally:
            if toast.wanted:
                await acknowledge(event, toast.text, alert=toast.alert)


def install(
    dispatcher: Dispatcher,
    store: Store,
    now: Callable[[], datetime],
    almanac: Callable[[], Almanac],
    defaults: NewChatSettings | None = None,
) -> None:
    """Put the middlewares before all handlers, so that error handlers have their words too."""
    dispatcher.update.outer_middleware(KnowChat(store, now, almanac, defaults or NewChatSettings()))
    dispatcher.callback_query.outer_middleware(AnswerPress())


def _own_chat(event: TelegramObject) -> TelegramChat | None:
    """The presser's own chat, where Telegram no longer tells under which message the button was."""
    if not isinstance(event, Update) or event.callback_query is None:
        return None
    return TelegramChat(id=event.callback_query.from_user.id, type="private")


def _is_for_us(update: Update) -> bool:
    """Whether somebody in the chat addresses the bot, or changes its standing there."""
    return (
        update.message is not None or update.callback_query is not None or update.my_chat_member is not None
    )
