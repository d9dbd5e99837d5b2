"""Find the channel that a question asked in a private chat is about."""

from aiogram import Bot

from data.store.open_questions import Dialogue
from handlers.channels.access import Channel, require_channel
from handlers.chat_context import ChatContext
from handlers.errors import UserError


async def channel_of(question: Dialogue, context: ChatContext, bot: Bot) -> Channel:
    """Return the channel of a question, to a person who may still post there.

    Otherwise the question is withdrawn, so that it takes no further text, and UserError is raised.
    """
    channel_id = int(str(question.data["channel"]))
    try:
        return await require_channel(bot, context, question.user_id, channel_id)
    except UserError:
        await context.store.open_questions.drop(question)
        raise
