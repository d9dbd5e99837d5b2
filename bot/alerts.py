"""What stays unanswered: the person gets a word, the owners an alert, the log the details."""

from collections.abc import Callable
from dataclasses import replace

from bot.fault_report import FaultReport
from bot.telegram_api.sender import MessageSender
from bot.updates.raw_updates import RawUpdate, lane_of, topic_of
from data.store.chats import Chat, ChatKind, Chats
from handlers.text.words import Words, words_in
from handlers.views.faults import alert_payload, apology_message, flood_message
from handlers.views.message import Message
from scheduler.delivery.outcomes import Outcome


class Alerts:
    """The `on_aside` and the `on_flood` of the inbox."""

    def __init__(self, chats: Chats, sender: MessageSender, faults: FaultReport) -> None:
        self._chats = chats
        self._courier = sender
        self._faults = faults

    async def __call__(self, update: RawUpdate, reference: str, error: BaseException) -> None:
        """Tell both sides of an update that was set aside."""
        await self._faults.tell("aside", error, alert_payload(reference, type(error).__name__))
        lane = int(lane_of(update))
        # an update without a chat runs under its own number, which may be somebody else's id
        chat = None if lane == update["update_id"] else await self._chats.get(lane)
        if chat is not None and _is_question(update, chat):
            # where it was asked, which need not be the topic that notices go to
            await self._say(
                replace(chat, thread_id=topic_of(update)), lambda w: apology_message(w, reference)
            )

    async def tell_flooder(self, lane: str) -> None:
        """Tell a chat that some of what it sends at once is passed over."""
        chat = await self._chats.get(int(lane))
        if chat is not None:
            await self._say(chat, flood_message)

    async def _say(self, chat: Chat, say: Callable[[Words], Message]) -> None:
        await self._courier.answer(chat, say(words_in(chat.language)))


def _is_question(update: RawUpdate, chat: Chat) -> bool:
    """Return whether anybody waits for an answer: in a group, to a press, a command or a reply."""
    if "callback_query" in update:
        return True
    message = update.get("message", update.get("edited_message"))
    if not isinstance(message, dict):
        return False
    is_command = str(message.get("text", "")).startswith("/")
    return chat.kind is ChatKind.PRIVATE or is_command or "reply_to_message" in message


async def say_to(
    chat_id: int, chats: Chats, sender: MessageSender, say: Callable[[Words], Message]
) -> Outcome | None:
    """Tell a chat something in its language, past the ledger; None where the chat is not known."""
    chat = await chats.get(chat_id)
    return None if chat is None else await sender.send(chat, say(words_in(chat.language)))
