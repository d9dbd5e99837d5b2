"""Check who may set up a channel, and hand it over to the handlers of its buttons."""

from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    ChatMemberAdministrator,
    ChatMemberOwner,
    ResultChatMemberUnion,
)

from data.store.chat_values import Chat, ChatKind
from handlers.callbacks.channels import ChannelPress
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.sending.refusals import is_barred, is_gone, reason_of

_NO_LIST = "member list is inaccessible"
"""What Telegram says of members to a bot that is no administrator of the channel."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as one of its administrators sets it up.

    context has the channel's record and local day, and the words of the administrator.
    """

    context: ChatContext

    @property
    def id(self) -> int:
        """Return the id of the channel."""
        return self.context.chat.chat_id

    def now_with(self, chat: Chat) -> "Channel":
        """Return the channel with its changed record."""
        return channel_in(self.context, chat)


class OnChannel(Filter):
    """Pass a press for a channel, by a person who may post there.

    kind is that of the channel's own button.
    """

    def __init__(self, kind: type[CallbackData]) -> None:
        self._kind = kind

    async def __call__(self, press: CallbackQuery, context: ChatContext, bot: Bot) -> bool | dict[str, Any]:
        """Hand over the channel and the button's own data. Raises UserError for all other people."""
        try:
            pressed = ChannelPress.unpack(press.data or "")
            own = self._kind.unpack(pressed.inner)
        except (TypeError, ValueError):
            return False
        if not context.is_private:
            return False
        channel = await require_channel(bot, context, press.from_user.id, pressed.channel_id)
        return {"channel": channel, "callback_data": own}


async def require_channel(bot: Bot, context: ChatContext, person_id: int, channel_id: int) -> Channel:
    """Return a channel that is set up, to a person who may post there.

    Raises UserError otherwise.
    """
    chat = await context.store.chats.get(channel_id)
    if chat is None or chat.kind is not ChatKind.CHANNEL:
        raise UserError("channel-unknown")
    await check_person(bot, channel_id, person_id)
    return channel_in(context, chat)


def channel_in(context: ChatContext, chat: Chat) -> Channel:
    """Return a channel by its record. The words stay those of the private chat."""
    today = context.now.astimezone(ZoneInfo(chat.zone)).date()
    return Channel(replace(context, chat=chat, today=today))


async def check_person(bot: Bot, channel_id: int, person_id: int) -> None:
    """Raise UserError unless the person may post in the channel.

    Telegram is asked each time, because an administrator may have been dismissed since the button was made.
    """
    if not _may_post(await _member(bot, channel_id, person_id)):
        raise UserError("channel-not-yours")


async def check_bot(bot: Bot, channel_id: int) -> None:
    """Raise UserError unless the bot may post in the channel."""
    if not _may_post(await _member(bot, channel_id, bot.id)):
        raise UserError("channel-bot-powerless")


async def _member(bot: Bot, channel_id: int, user_id: int) -> ResultChatMemberUnion:
    """Return a membership. Raises UserError where Telegram does not tell it."""
    try:
        return await bot.get_chat_member(channel_id, user_id)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        raise UserError(_reason_key(error)) from error


def _reason_key(error: TelegramBadRequest | TelegramForbiddenError) -> str:
    if is_gone(error):
        return "channel-bot-away"
    is_powerless = is_barred(error) or _NO_LIST in reason_of(error)
    return "channel-bot-powerless" if is_powerless else "channel-not-yours"


def _may_post(member: ResultChatMemberUnion) -> bool:
    match member:
        case ChatMemberOwner():
            return True
        case ChatMemberAdministrator():
            return bool(member.can_post_messages)
        case _:
            return False


async def title_of(bot: Bot, channel_id: int) -> str:
    """Return the title of a channel. Raises UserError where the bot is no longer there."""
    try:
        return (await bot.get_chat(channel_id)).title or str(channel_id)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        raise UserError(_reason_key(error)) from error
