"""What every handler is given: the chat's record, its words, what is known, and what day it is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import BaseMiddleware, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramMigrateToChat
from aiogram.types import CallbackQuery, TelegramObject, Update, User
from aiogram.types import Chat as TelegramChat

from data.calendar.almanac import Almanac
from data.store.chats import Chat, ChatKind, NewChat, beginning
from data.store.service_accounts import SERVICE_ACCOUNTS
from data.store.sqlite.errors import Unwritable
from data.store.store import Store
from handlers.chat_context import ChatContext
from handlers.exchanges import KeepExchanges
from handlers.reachability.group_migration import FollowMoves
from handlers.reachability.refusals import is_no_entry
from handlers.reachability.reopening import learn, noting_attempts, shows_life
from handlers.replies import Toast, acknowledge
from handlers.roles import is_person
from handlers.speech import first_language
from handlers.text.words import words_in
from handlers.wiring.errors import UserError, answer_mistake

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
        language, zone = first_language(user, chat), self._defaults.zone
        if chat is not None and isinstance(event, Update) and _is_for_us(event):
            record, data["chat_is_new"] = await self._record(event, chat, user, now)
            if record is None:
                return await _pass_over(event)
            if record.is_closed and shows_life(event, data["bot"].id):
                record = await self._store.chats.reopen(record.chat_id, now)
            data["chat_record"] = record
            language, zone = record.language, record.zone
        words, almanac = words_in(language), self._almanac()
        today = now.astimezone(ZoneInfo(zone)).date()
        data |= {"words": words, "almanac": almanac, "now": now, "today": today, "store": self._store}
        if "chat_record" in data:
            data["reader"] = ChatContext(data["chat_record"], words, almanac, self._store, today, now)
            return await self._answer(data["chat_record"], now, handler(event, data))
        return await handler(event, data)

    async def _record(
        self, update: Update, chat: TelegramChat, user: User | None, now: datetime
    ) -> tuple[Chat | None, bool]:
        """Return the chat as it is known, or as it begins, and whether it was stored just now.

        None for the private chat of a service account. In a group such an account is answered, but its press
        does not make the group's record.
        """
        is_anybodys = update.callback_query is not None and not is_person(user)
        if chat.id in SERVICE_ACCOUNTS or (is_anybodys and chat.type == ChatKind.PRIVATE):
            return None, False
        language, kind = first_language(user, chat), ChatKind(chat.type)
        new = NewChat(chat.id, kind, language, self._defaults.zone, self._defaults.hour)
        if is_anybodys:
            return await self._store.chats.get(chat.id) or beginning(new, now), False
        return await self._store.chats.ensure(new, now)

    async def _answer(self, chat: Chat, now: datetime, answering: Awaitable[Any]) -> Any:
        """Let the handler answer, and learn from that whether the chat takes messages."""
        with noting_attempts() as attempts:
            try:
                return await answering
            finally:
                await learn(self._store, chat, attempts, now)


class AnswerPress(BaseMiddleware):
    """Answers every press exactly once: with the handler's toast, a mistake's sentence, or silence."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand on with toast."""
        if not isinstance(event, CallbackQuery):
            return await handler(event, data)
        toast = data["toast"] = Toast()
        try:
            return await handler(event, data)
        except (UserError, Unwritable, TelegramMigrateToChat):
            toast.wanted = False  # it is answered in words, or when it is handled under the chat's new id
            raise
        except TelegramAPIError as error:
            if is_no_entry(error):
                toast.say(data["words"].plain("fault-no-entry"), alert=True)
            raise
        finally:
            if toast.wanted:
                await acknowledge(event, toast.text, alert=toast.alert)


class AnswerMistakes(BaseMiddleware):
    """Says what a person got wrong, as part of what answers them."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hand on. A mistake in an update that is no message and no press goes up."""
        try:
            return await handler(event, data)
        except UserError as mistake:
            if not isinstance(event, Update) or not await answer_mistake(event, mistake, data["words"]):
                raise
            return None


def install(
    dispatcher: Dispatcher,
    store: Store,
    now: Callable[[], datetime],
    almanac: Callable[[], Almanac],
    defaults: NewChatSettings | None = None,
) -> None:
    """Put the middlewares before all handlers, so that error handlers have their words too."""
    dispatcher.update.outer_middleware(KeepExchanges(store, now))
    dispatcher.update.outer_middleware(FollowMoves(store.chats, now))
    dispatcher.update.outer_middleware(KnowChat(store, now, almanac, defaults or NewChatSettings()))
    dispatcher.update.outer_middleware(AnswerMistakes())
    dispatcher.callback_query.outer_middleware(AnswerPress())


async def _pass_over(update: Update) -> None:
    """Pass over an update of a service account, which has no chat of its own. Stop its button's spinner."""
    if update.callback_query is not None:
        await acknowledge(update.callback_query)


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
