"""Permissions: who is a person, an owner, an editor or an admin, and what each may do.

Handlers get their rights from here: `admins_only` guards a router, `StaffOnly` or `OwnersInPrivate` one
handler.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.dispatcher.flags import get_flag
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.filters import Filter
from aiogram.types import (
    CallbackQuery,
    ChatMemberAdministrator,
    ChatMemberOwner,
    Message,
    TelegramObject,
    User,
)

from data.store.revisions import Authorship
from data.store.secretariat.staff import Right as Right  # noqa: PLC0414 -- handlers take it from here
from data.store.secretariat.staff import StaffStore, rights_of
from data.store.service_accounts import SERVICE_ACCOUNTS
from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.sending.replies import reply_address

logger = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


SETS_TOPIC = {"sets_topic": True}
"""Flags of a handler that changes a group's notices. Opening a screen changes nothing."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The owners, by their user ids, and the editors whom they have named.

    The settings name the owners. Without staff there are no editors. secretariat is the id of the
    secretariat's group, if there is one.
    """

    owner_ids: frozenset[int]
    staff: StaffStore | None = None
    secretariat: int | None = None

    def is_owner(self, user: User | None) -> bool:
        """Return whether the user is one of the owners and writes under their own name."""
        return is_person(user) and user is not None and user.id in self.owner_ids

    async def has(self, user: User | None, right: Right) -> bool:
        """Return whether the user has a right at this moment, and writes under their own name."""
        return right in await self.rights(user)

    async def rights(self, user: User | None) -> frozenset[Right]:
        """Return what the user may do at this moment. Read anew at each call."""
        if user is None or not is_person(user):
            return frozenset()
        if user.id in self.owner_ids:
            return frozenset(Right)
        return rights_of(None if self.staff is None else await self.staff.of(user.id))


class StaffOnly(Filter):
    """Let members of the secretariat pass who have one of these rights.

    They pass where the secretariat works: in their private chat with the bot, and in the secretariat's group,
    where they write under their own name.
    """

    def __init__(self, *rights: Right) -> None:
        self._rights = frozenset(rights)
        self._needed = rights[0].value if len(rights) == 1 else "any"

    async def __call__(self, event: Message | CallbackQuery, roles: Roles) -> bool:
        """Return True for a member with the right. Raises UserError for all others."""
        is_in_group = roles.secretariat is not None and reply_address(event)[0] == roles.secretariat
        if is_in_group and not is_person(event.from_user):
            raise UserError("desk-needs-name")
        if self._rights.isdisjoint(await roles.rights(event.from_user)):
            _log_refusal(event, self._needed)
            raise UserError("desk-no-right", right=self._needed)
        if not (is_in_group or is_in_private(event)):
            raise UserError("desk-elsewhere")
        return True


class OwnersInPrivate(Filter):
    """Let only owners pass, in their private chat with the bot.

    Each key names the sentence that refuses the others.
    """

    def __init__(self, not_owner: str, not_private: str) -> None:
        self._not_owner = not_owner
        self._not_private = not_private

    async def __call__(self, event: Message | CallbackQuery, roles: Roles) -> bool:
        """Return True for an owner in private. Raises UserError for all others."""
        if not roles.is_owner(event.from_user):
            raise UserError(self._not_owner)
        if not is_in_private(event):
            raise UserError(self._not_private)
        return True


class AdminsOnly(BaseMiddleware):
    """Check the right to set a chat up before each handler of a router.

    In a private chat it is the person's own. In a group or channel its admins have it.
    """

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Call the handler, then store the topic of a change. Raises UserError without the right."""
        context: ChatContext | None = data.get("context")
        if context is None or not isinstance(event, Message | CallbackQuery):
            raise UserError("group-admins-only")
        await require_setup_right(event)
        result = await handler(event, data)
        if get_flag(data, "sets_topic"):
            await set_topic_here(event, context)
        return result


def admins_only(router: Router) -> Router:
    """Return the router with the check of rights put before all its handlers."""
    router.message.middleware(AdminsOnly())
    router.callback_query.middleware(AdminsOnly())
    return router


async def set_topic_here(event: Message | CallbackQuery, context: ChatContext) -> None:
    """Send the group's notices to the topic of this event from now on, where it is known."""
    if context.is_private:
        return
    if isinstance(event, CallbackQuery) and not isinstance(event.message, Message):
        # an inaccessible message does not say in which topic it is
        return
    _, topic = reply_address(event)
    if topic != context.chat.thread_id:
        await context.store.chats.set_thread(context.chat.chat_id, topic, context.now)


async def require_setup_right(event: Message | CallbackQuery) -> None:
    """Raise UserError unless the sender may change the settings of this chat.

    Telegram is asked each time, because an admin may have been dismissed since the button was made.
    Only admins can write in the name of the group itself. Any other sender chat proves nothing.
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


def is_person(user: User | None) -> bool:
    """Return whether the sender is one certain person: no bot and no service account."""
    return user is not None and not user.is_bot and user.id not in SERVICE_ACCOUNTS


def signed(event: Message | CallbackQuery, now: datetime) -> Authorship:
    """Return who does something at now, with the name that Telegram shows of them."""
    user = event.from_user
    return Authorship(now) if user is None else Authorship(now, user.id, user.full_name)


def is_in_private(event: Message | CallbackQuery) -> bool:
    """Return whether an answer to this event is seen by its sender alone."""
    person = event.from_user
    return person is not None and reply_address(event)[0] == person.id


def _log_refusal(event: Message | CallbackQuery, needed: str) -> None:
    user = event.from_user
    kind = "press" if isinstance(event, CallbackQuery) else "message"
    logger.warning("%s of user %s refused: no right «%s»", kind, user.id if user else None, needed)


async def _is_admin(event: Message | CallbackQuery) -> bool:
    user, bot = event.from_user, event.bot
    if user is None or bot is None or not is_person(user):
        return False
    chat_id, _ = reply_address(event)
    try:
        member = await bot.get_chat_member(chat_id, user.id)
    except (TelegramBadRequest, TelegramForbiddenError):
        # the bot has been removed, or the person has left: there is no right to find
        return False
    return isinstance(member, ChatMemberOwner | ChatMemberAdministrator)
