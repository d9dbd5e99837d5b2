"""Show the progress of the bulletin by editing one message for each editor."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.telegram_api.call_context import with_priority
from bot.telegram_api.rate_limits import CallPriority
from data.store.chats import Chats
from handlers.sending.bot_requests import MessagePart, edit_for
from handlers.text.words import DEFAULT_LANGUAGE, words_in
from handlers.views.bulletin.staff_messages import staff_message
from handlers.views.message import Message
from scheduler.editor_messages import Payload

logger = logging.getLogger(__name__)


class ProgressEditor:
    """The `Progress` of the bulletin: edits the message of each editor."""

    def __init__(self, bot: Bot, chats: Chats) -> None:
        self._bot = bot
        self._chats = chats
        self._shown: dict[tuple[int, int], Message] = {}

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Edit the message's text and buttons.

        Do nothing where they are the same, and log a refusal.
        """
        chat = await self._chats.get(chat_id)
        view = staff_message(words_in(chat.language if chat is not None else DEFAULT_LANGUAGE), payload)
        if self._shown.get((chat_id, message_id)) == view:
            return
        self._shown[chat_id, message_id] = view
        try:
            with with_priority(CallPriority.REMINDER):
                await self._bot(
                    edit_for(MessagePart(view.text, view.keyboard), chat_id=chat_id, message_id=message_id)
                )
        except TelegramAPIError as error:
            # the bulletin goes on without its progress, and the report comes all the same
            logger.info("progress in chat %s: %s", chat_id, type(error).__name__)
