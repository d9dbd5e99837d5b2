"""Who may set a chat up: in a private chat the person, in a group its admins."""

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import CallbackQuery, ChatMemberAdministrator, ChatMemberOwner, Message

from handlers.replies import reply_address
from handlers.roles import is_person
from handlers.wiring.errors import UserError


async def require_setup_right(event: Message | CallbackQuery) -> None:
    """Raise Mistake for somebody who may not change what this chat is told.

    Asked of Telegram each time: an admin may have been dismissed since the button was made. Writing in the
    name of the group itself is open to its admins only; any other name may be anybody's.
    """
    message = event if isinstance(event, Message) else event.message
    if message is None or message.chat.type == "private":
        return
    if isinstance(event, Message) and event.sender_chat is not None:
        allowed = event.sender_chat.id == event.chat.id
    else:
        allowed = await _is_admin(event)
    if not allowed:
        raise UserError("group-admins-only")


def is_in_private(event: Message | CallbackQuery) -> bool:
    """Return whether an answer to this is seen by its sender alone."""
    person = event.from_user
    return person is not None and reply_address(event)[0] == person.id


async def _is_admin(event: Message | CallbackQuery) -> bool:
    user, bot = event.from_user, event.bot
    if user is None or bot is None or not is_person(user):
        return False
    chat_id, _ = reply_address(event)
    try:
        member = await bot.get_chat_member(chat_id, user.id)
    except (TelegramBadRequest, TelegramForbiddenError):
        # we are no longer there, or the person is not: no right to be found
        return False
    return isinstance(member, ChatMemberOwner | ChatMemberAdministrator)
