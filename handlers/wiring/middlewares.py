"""Give every handler the chat's record, its words, the almanac, the date and the store."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import BaseMiddleware, Dispatcher
from aiogram.exceptions import TelegramAPIError, TelegramMigrateToChat
from aiogram.types import CallbackQuery, TelegramObject, Update, User
from aiogram.types import Chat as TelegramChat

from data.calendar.almanac import Almanac
from data.store.chat_values import Chat, ChatKind, NewChat, beginning
from data.store.service_accounts import SERVICE_ACCOUNTS
from data.store.sqlite.errors import Unwritable
from data.store.store import Store
from handlers.chat_context import ChatContext, NewChatSettings, first_language
from handlers.errors import UserError, answer_user_error
from handlers.permissions import is_person
from handlers.reachability.group_migration import FollowGroupMigration
from handlers.reachability.reopening import record_attempts, shows_life, update_reachability
from handlers.sending.answer_tracking import TrackAnswers
from handlers.sending.refusals import is_no_entry
from handlers.sending.replies import Toast, acknowledge
from handlers.text.words import words_in

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LoadChatContext(BaseMiddleware):
    """Load or create the chat's record and hand over what handlers need.

    An update without a chat (an inline query) gets the words of the user's language and the date in the
    default zone. A chat whose update does not address the bot, as in a channel, is not recorded. now
    returns the current instant, aware, almanac what is known at this moment.
    """

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        almanac: Callable[[], Almanac],
        defaults: NewChatSettings,
    ) -> None:
        self._store = store
        self._now = now
        self._almanac = almanac
        self._defaults = defaults

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Add words, chat_record, almanac, today, now, store, context and new_chat to the data.

        chat_is_new tells whether the record was created for this update.
        """
        now = self._now()
        user: User | None = data.get("event_from_user")
        chat: TelegramChat | None = data.get("event_chat") or _own_chat(event)
        language, zone = first_language(user, chat), self._defaults.zone
        if chat is not None and isinstance(event, Update) and _is_for_us(event):
            record, data["chat_is_new"] = await self._load_record(event, chat, user, now)
            if record is None:
                return await _ignore_press(event)
            if record.is_closed and shows_life(event, data["bot"].id):
                record = await self._store.chats.reopen(record.chat_id, now)
            data["chat_record"] = record
            language, zone = record.language, record.zone
        words, almanac = words_in(language), self._almanac()
        today = now.astimezone(ZoneInfo(zone)).date()
        data |= {"words": words, "almanac": almanac, "now": now, "today": today, "store": self._store}
        data |= {"new_chat": self._defaults}
        if "chat_record" in data:
            data["context"] = ChatContext(data["chat_record"], words, almanac, self._store, today, now)
            return await self._run_handler(data["chat_record"], now, handler(event, data))
        return await handler(event, data)

    async def _load_record(
        self, update: Update, chat: TelegramChat, user: User | None, now: datetime
    ) -> tuple[Chat | None, bool]:
        """Return the chat's record, and whether it was stored just now.

        None stands for the private chat of a service account. In a group such an account is answered,
        but its press does not create the group's record.
        """
        is_of_service_account = update.callback_query is not None and not is_person(user)
        if chat.id in SERVICE_ACCOUNTS or (is_of_service_account and chat.type == ChatKind.PRIVATE):
            return None, False
        language, kind = first_language(user, chat), ChatKind(chat.type)
        new = NewChat(chat.id, kind, language, self._defaults.zone, self._defaults.hour)
        if is_of_service_account:
            return await self._store.chats.get(chat.id) or beginning(new, now), False
        return await self._store.chats.ensure(new, now)

    async def _run_handler(self, chat: Chat, now: datetime, answering: Awaitable[Any]) -> Any:
        """Run the handler, and learn from its answer whether the chat takes messages."""
        with record_attempts() as attempts:
            try:
                return await answering
            finally:
                await update_reachability(self._store, chat, attempts, now)


class RefuseChannelPress(BaseMiddleware):
    """Answer a press in a channel with a sentence, before anything is read or stored.

    Posts have no buttons that act, and a channel is set up in a private chat.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Call the handler for all other updates."""
        press = event.callback_query if isinstance(event, Update) else None
        if press is None or press.message is None or press.message.chat.type != ChatKind.CHANNEL:
            return await handler(event, data)
        words = words_in(first_language(press.from_user))
        return await acknowledge(press, words.plain("channel-press"), alert=True)


class AnswerPress(BaseMiddleware):
    """Answer every press exactly once: with the handler's toast, an error or nothing."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Add toast to the data, and show it afterwards."""
        if not isinstance(event, CallbackQuery):
            return await handler(event, data)
        toast = data["toast"] = Toast()
        try:
            return await handler(event, data)
        except (UserError, Unwritable, TelegramMigrateToChat):
            toast.wanted = False  # AnswerUserErrors answers it, or the second run under the chat's new id
            raise
        except TelegramAPIError as error:
            if is_no_entry(error):
                toast.say(data["words"].plain("fault-no-entry"), alert=True)
            raise
        finally:
            if toast.wanted:
                await acknowledge(event, toast.text, alert=toast.alert)


class AnswerUserErrors(BaseMiddleware):
    """Answer a UserError with its sentence."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Call the handler. Raises the error of an update that cannot be answered."""
        try:
            return await handler(event, data)
        except UserError as error:
            if not isinstance(event, Update) or not await answer_user_error(event, error, data["words"]):
                raise
            return None


def install(
    dispatcher: Dispatcher,
    store: Store,
    now: Callable[[], datetime],
    almanac: Callable[[], Almanac],
    defaults: NewChatSettings | None = None,
) -> None:
    """Add the middlewares before all handlers, so that error handlers have words too."""
    dispatcher.update.outer_middleware(TrackAnswers(store, now))
    dispatcher.update.outer_middleware(FollowGroupMigration(store.chats, now))
    dispatcher.update.outer_middleware(RefuseChannelPress())
    dispatcher.update.outer_middleware(LoadChatContext(store, now, almanac, defaults or NewChatSettings()))
    dispatcher.update.outer_middleware(AnswerUserErrors())
    dispatcher.callback_query.outer_middleware(AnswerPress())


async def _ignore_press(update: Update) -> None:
    """Stop the spinner of a button that a service account pressed. It has no chat to answer in."""
    if update.callback_query is not None:
        await acknowledge(update.callback_query)


def _own_chat(event: TelegramObject) -> TelegramChat | None:
    """Return the private chat of a person who pressed a button of an unknown message."""
    if not isinstance(event, Update) or event.callback_query is None:
        return None
    return TelegramChat(id=event.callback_query.from_user.id, type="private")


def _is_for_us(update: Update) -> bool:
    """Return whether an update addresses the bot, or changes its membership."""
    return (
        update.message is not None or update.callback_query is not None or update.my_chat_member is not None
    )
