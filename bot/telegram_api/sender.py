"""Send messages to chats, and turn Telegram's answers into outcomes."""

import logging
from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter

from bot.telegram_api.call_context import with_priority
from bot.telegram_api.error_outcomes import outcome_of
from bot.telegram_api.prepared_text import prepared_edit, prepared_request
from bot.telegram_api.rate_limits import CallPriority
from data.store.chat_values import Chat
from handlers.sending.bot_requests import (
    Request,
    SendFile,
    caption_edit,
    contents_of,
    deliver,
    requests_for,
)
from handlers.sending.refusals import is_other_content, is_unchanged
from handlers.sending.send_text import SendText, TextContent
from handlers.views.message import Message
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome, Sent, Unknown

logger = logging.getLogger(__name__)

_FILE_TRIES = 3
# How many messages are kept in parts. Few go to many readers at a time: the issue of the week in two
# languages, the reminders of an hour.
_KEPT = 64


class MessageSender:
    """Sends messages to chats. An error of the Bot API is an outcome here, not an exception."""

    def __init__(self, bot: Bot) -> None:
        """Take the bot, in whose session the rate limiter is installed."""
        self._bot = bot
        self._contents: dict[int, tuple[Message, tuple[TextContent, ...]]] = {}

    async def send(
        self,
        recipient: Chat,
        message: Message,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Send a notice, in parts where it is longer than Telegram takes.

        bulk: after all other calls. in_flight is notified when the first part leaves.
        """
        with with_priority(CallPriority.BULLETIN if bulk else CallPriority.REMINDER, in_flight):
            return await self._send(recipient, message)

    async def edit(
        self, recipient: Chat, message: Message, message_id: int, in_flight: InFlightMessage | None = None
    ) -> Outcome:
        """Put the words of a message into one that was sent, after all other calls.

        A picture or file that was sent with it stays. A message that has these words already is as good as
        edited.
        """
        with with_priority(CallPriority.BULLETIN, in_flight):
            try:
                await self._edit(recipient.chat_id, message, message_id)
            except AiogramError as error:
                if not is_unchanged(error):
                    logger.info("chat %s: %s", recipient.chat_id, type(error).__name__)
                    return outcome_of(error)
        return Sent((message_id,))

    async def answer(self, recipient: Chat, message: Message) -> Outcome:
        """Send a message that a person waits for, ahead of all notices."""
        with with_priority(CallPriority.ANSWER):
            return await self._send(recipient, message)

    async def bot_name(self) -> str:
        """Return the bot's username, to which messages may link.

        Empty while Telegram does not tell it.
        """
        try:
            return (await self._bot.me()).username or ""
        except AiogramError as error:
            logger.info("the bot's name is unknown: %s", type(error).__name__)
            return ""

    async def _send(self, recipient: Chat, message: Message) -> Outcome:
        message_ids: list[int] = []
        for request in requests_for(message, recipient.chat_id, recipient.thread_id, self._texts):
            try:
                message_ids.append(await self._deliver(request, follows=bool(message_ids)))
            except AiogramError as error:
                if message_ids and isinstance(request, SendFile):
                    # the text has arrived with its buttons, and is not sent again for the sake of its file
                    logger.warning("chat %s has no file: %s", recipient.chat_id, type(error).__name__)
                    break
                # the class only: an error's text may hold the address, and with it the token
                logger.info("chat %s: %s", recipient.chat_id, type(error).__name__)
                # the parts that have arrived must not be sent again with the rest
                return Unknown("sent in part") if message_ids else outcome_of(error)
        return Sent(tuple(message_ids))

    async def _deliver(self, request: Request, *, follows: bool) -> int:
        """Send a request. A file that follows its text is tried again after a 429."""
        for _ in range(_FILE_TRIES - 1 if follows and isinstance(request, SendFile) else 0):
            with suppress(TelegramRetryAfter):
                # the rate limiter lets the next try wait
                return await deliver(self._bot, request)
        return await deliver(self._bot, request)

    async def _edit(self, chat_id: int, message: Message, message_id: int) -> None:
        content = self._contents_of(message)[0]
        # the length of the text is measured only where there may be a caption
        has_caption = message.shown_picture is not None
        try:
            await self._edit_as(chat_id, content, message_id, caption=has_caption)
        except TelegramBadRequest as error:
            # the chat took the text without its picture, or a picture could not be had
            if not is_other_content(error):
                raise
            await self._edit_as(chat_id, content, message_id, caption=not has_caption)

    async def _edit_as(self, chat_id: int, content: TextContent, message_id: int, *, caption: bool) -> None:
        if caption:
            await self._bot(caption_edit(chat_id, content, message_id))
        else:
            await self._bot(prepared_edit(chat_id, content, message_id))

    def _texts(self, message: Message, chat_id: int, thread_id: int | None) -> list[SendText]:
        """Return the requests for the parts of a message, whose contents all its readers share."""
        return [prepared_request(chat_id, content, thread_id) for content in self._contents_of(message)]

    def _contents_of(self, message: Message) -> tuple[TextContent, ...]:
        # looked up by identity, since comparing keyboards costs more than cutting a text. The entry keeps the
        # message, so that no other one gets its id
        if (known := self._contents.get(id(message))) is None:
            while len(self._contents) >= _KEPT:
                del self._contents[next(iter(self._contents))]
            known = self._contents[id(message)] = message, contents_of(message)
        return known[1]
