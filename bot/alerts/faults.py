"""Alert the owners of faults: updates that were not handled, notices that were not sent."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.alerts.report import ABOUT_FAULTS, FaultReport
from bot.telegram_api.sender import MessageSender
from bot.updates.raw_updates import RawUpdate, queue_key, topic_of
from data.store.chat_values import Chat, ChatKind
from data.store.chats import Chats
from data.store.notices import Claimed
from handlers.text.words import Words, words_in
from handlers.views.faults import alert_payload, apology_message, flood_message, notice_fault_payload
from handlers.views.message import Message


class UpdateAlerts:
    """The on_quarantine of ChatQueues. Its warn_of_flood is the on_flood of Intake."""

    def __init__(self, chats: Chats, sender: MessageSender, faults: FaultReport) -> None:
        self._chats = chats
        self._sender = sender
        self._faults = faults

    async def __call__(self, update: RawUpdate, reference: str, error: BaseException) -> None:
        """Alert the owners of a quarantined update and apologise to the person who sent it."""
        await self._faults.alert("aside", error, alert_payload(reference, type(error).__name__))
        queue = int(queue_key(update))
        # an update without a chat is queued under its own number, which may equal the id of a chat
        chat = None if queue == update["update_id"] else await self._chats.get(queue)
        if chat is not None and _is_question(update, chat):
            # in the topic of the question, which need not be the topic that notices go to
            is_private = chat.kind is ChatKind.PRIVATE
            await self._say(
                replace(chat, thread_id=topic_of(update)),
                lambda w: apology_message(w, reference, is_private=is_private),
            )

    async def warn_of_flood(self, queue: str) -> None:
        """Warn a chat that some of its updates are passed over because it sends too many at once."""
        chat = await self._chats.get(int(queue))
        if chat is not None:
            await self._say(chat, flood_message)

    async def _say(self, chat: Chat, message_in: Callable[[Words], Message]) -> None:
        await self._sender.answer(chat, message_in(words_in(chat.language)))


class DeliveryAlerts:
    """The on_quarantine of DeliveryWorker."""

    def __init__(self, faults: FaultReport) -> None:
        self._faults = faults

    async def __call__(self, claimed: Sequence[Claimed], error: Exception) -> None:
        """Alert the owners of notices that an error of ours keeps from being sent.

        Alerts themselves are left out: one that fails must not cause the next one.
        """
        if any(one.notice.key.startswith(ABOUT_FAULTS) for one in claimed):
            return
        payload = notice_fault_payload(claimed[0].notice.id, type(error).__name__)
        await self._faults.alert("letter", error, payload)


def _is_question(update: RawUpdate, chat: Chat) -> bool:
    """Return whether the sender waits for an answer.

    In a group a person does after a press, a command or a reply only.
    """
    if "callback_query" in update:
        return True
    message = update.get("message", update.get("edited_message"))
    if not isinstance(message, dict):
        return False
    is_command = str(message.get("text", "")).startswith("/")
    return chat.kind is ChatKind.PRIVATE or is_command or "reply_to_message" in message
