"""Ask Telegram what the bot may do in groups and channels."""

import asyncio
from collections.abc import Iterable

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import (
    ChatFullInfo,
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ResultChatMemberUnion,
)

from data.store.chat_values import Chat, ChatKind
from handlers.secretariat.figures.telegram_answer import TIMEOUT_SECONDS
from handlers.sending.refusals import reason_of
from handlers.views.secretariat.diagnosis import ChatRights


async def rights_in(bot: Bot, chats: Iterable[Chat]) -> list[ChatRights]:
    """Return what the bot may do in each chat. Telegram is asked for all of them at once."""
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(_rights_in(bot, chat)) for chat in chats]
    return [one.result() for one in asked]


async def _rights_in(bot: Bot, chat: Chat) -> ChatRights:
    try:
        found = await bot.get_chat(chat.chat_id, request_timeout=TIMEOUT_SECONDS)
        member = await bot.get_chat_member(chat.chat_id, bot.id, request_timeout=TIMEOUT_SECONDS)
    except TelegramAPIError as error:
        return ChatRights(chat, trouble=reason_of(error))
    except AiogramError as error:
        return ChatRights(chat, trouble=type(error).__name__)
    writes, sends_photos = _may_send(chat.kind, found, member)
    return ChatRights(chat, found.title or "", str(member.status), writes, sends_photos)


def _may_send(kind: ChatKind, chat: ChatFullInfo, member: ResultChatMemberUnion) -> tuple[bool, bool]:
    """Return whether the bot may send messages, and photos."""
    match member:
        case ChatMemberOwner():
            return True, True
        case ChatMemberAdministrator():
            may_post = kind is not ChatKind.CHANNEL or bool(member.can_post_messages)
            return may_post, may_post
        case ChatMemberRestricted():
            return member.can_send_messages, member.can_send_messages and member.can_send_photos
        case ChatMemberMember() if kind is not ChatKind.CHANNEL:
            # where Telegram does not say what members may do, they may write
            rights = chat.permissions
            writes = rights is None or rights.can_send_messages is not False
            return writes, writes and (rights is None or rights.can_send_photos is not False)
        case _:
            return False, False
