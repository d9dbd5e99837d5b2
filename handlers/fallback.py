"""Answer what no feature handled: unknown commands, bare files, outdated buttons."""

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message

from handlers.chat_context import ChatContext
from handlers.errors import UserError
from handlers.filters import IN_PRIVATE, IsPerson, IsUnknownCommand
from handlers.sending.replies import reply
from handlers.views.start import not_understood_message

SENT_BY_PEOPLE = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.GAME,
        ContentType.GIVEAWAY,
        ContentType.GIVEAWAY_WINNERS,
        ContentType.INVOICE,
        ContentType.LIVE_PHOTO,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.RICH_MESSAGE,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)
"""What people send or forward. Service messages of Telegram are of other types and are ignored."""


def build_router() -> Router:
    """Return the last router. No router may follow it."""
    router = Router(name="fallback")
    router.message.register(refuse_command, IsUnknownCommand())
    router.message.register(refuse_content, IN_PRIVATE, IsPerson(), F.content_type.in_(SENT_BY_PEOPLE))
    router.callback_query.register(refuse_press)
    return router


async def refuse_command(message: Message, context: ChatContext) -> None:
    """Say that there is no such command."""
    await reply(message, not_understood_message(context.words, "unknown-command"))


async def refuse_content(message: Message, context: ChatContext) -> None:
    """Say that the bot reads texts and captions only."""
    await reply(message, not_understood_message(context.words, "not-a-text"))


async def refuse_press(_press: CallbackQuery) -> None:
    """Raise UserError for a button of an older version, or for forged data."""
    raise UserError("stale-button")
