"""Messages out: from a value to calls, and from Telegram's answer to an outcome."""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.telegram_api.call_context import with_priority
from bot.telegram_api.error_outcomes import outcome_of
from bot.telegram_api.rate_limits import CallPriority
from data.store.chats import Chat
from handlers.bot_requests import deliver, prepare_parts, requests_for
from handlers.prepared_text import PreparedText
from handlers.views.message import Message
from scheduler.delivery.in_flight import InFlightMessage
from scheduler.delivery.outcomes import Outcome, Sent, Unknown

logger = logging.getLogger(__name__)

# Messages that many get are few at a time: the issue of the week in two languages, this morning's reminders.
_KEPT = 64


class MessageSender:
    """Carries messages to chats; whatever happens on the way is an outcome."""

    def __init__(self, bot: Bot) -> None:
        """bot's session has the gate installed, which paces what is sent here."""
        self._bot = bot
        self._prepared: dict[int, tuple[Message, tuple[PreparedText, ...]]] = {}

    async def send(
        self,
        recipient: Chat,
        message: Message,
        *,
        bulk: bool = False,
        in_flight: InFlightMessage | None = None,
    ) -> Outcome:
        """Send a message, in parts where it is longer than Telegram takes. bulk: behind everything else.

        in_flight is told when its turn has come.
        """
        with with_priority(CallPriority.BULLETIN if bulk else CallPriority.REMINDER, in_flight):
            return await self._send(recipient, message)

    async def answer(self, recipient: Chat, message: Message) -> Outcome:
        """Send a message that a person waits for: ahead of all notices."""
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
                # what has gone out cannot be called back: the whole must not go out as if it were new
                return Unknown("sent in part") if message_ids else outcome_of(error)
        return Sent(tuple(message_ids))

    def _texts(self, message: Message) -> tuple[PreparedText, ...]:
        """The parts of a message, encoded once however many it is sent to."""
        # by identity, for equal keyboards cost more to compare than to encode; kept, the number stays its own
        if (known := self._prepared.get(id(message))) is None:
            while len(self._prepared) >= _KEPT:
                del self._prepared[next(iter(self._prepared))]
            known = self._prepared[id(message)] = message, prepare_parts(message)
        return known[1]
