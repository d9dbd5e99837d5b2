"""Send messages to chats, and turn Telegram's answers into outcomes."""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.telegram_api.call_context import with_priority
from bot.telegram_api.error_outcomes import outcome_of
from bot.telegram_api.prepared_text import prepared_request
from bot.telegram_api.rate_limits import CallPriority
from data.store.chat_values import Chat
from handlers.sending.bot_requests import contents_of, deliver, requests_for
from handlers.sending.send_text import SendText, TextContent
from handlers.views.message import Message
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome, Sent, Unknown

logger = logging.getLogger(__name__)

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

    async def answer(self, recipient: Chat, message: Message) -> Outcome:
        """Send a message that a person waits for, ahead of all notices."""
        with with_priority(CallPriority.ANSWER):
            return await self._send(recipient, message)

    async def _send(self, recipient: Chat, message: Message) -> Outcome:
        message_ids: list[int] = []
        for request in requests_for(message, recipient.chat_id, recipient.thread_id, self._texts):
            try:
                message_ids.append(await deliver(self._bot, request))
            except AiogramError as error:
                # the class only: an error's text may hold the address, and with it the token
                logger.info("chat %s: %s", recipient.chat_id, type(error).__name__)
                # the parts that have arrived must not be sent again with the rest
                return Unknown("sent in part") if message_ids else outcome_of(error)
        return Sent(tuple(message_ids))

    def _texts(self, message: Message, chat_id: int, thread_id: int | None) -> list[SendText]:
        """Return the requests for the parts of a message, whose contents all its readers share."""
        # looked up by identity, since comparing keyboards costs more than cutting a text. The entry keeps the
        # message, so that no other one gets its id
        if (known := self._contents.get(id(message))) is None:
            while len(self._contents) >= _KEPT:
                del self._contents[next(iter(self._contents))]
            known = self._contents[id(message)] = message, contents_of(message)
        return [prepared_request(chat_id, content, thread_id) for content in known[1]]
