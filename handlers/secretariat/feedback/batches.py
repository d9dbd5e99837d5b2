"""Group the messages between readers and the secretariat into those that go in one call."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.store.feedback.queue import QueuedMessage
from data.store.feedback.values import CarriedMessage, FeedbackReader


@dataclass(frozen=True, slots=True)
class FeedbackBatch:
    """What goes the same way in one call: one message, or the parts of an album.

    is_named: a header in the chat of the secretariat names the reader.
    """

    reader: FeedbackReader
    messages: tuple[CarriedMessage, ...]
    is_named: bool = True

    @property
    def first(self) -> CarriedMessage:
        """Return the first message. The others differ in their numbers only."""
        return self.messages[0]

    @property
    def way(self) -> tuple[int, int, bool]:
        """Return between whom the messages go, and in which direction. Each way has its order."""
        return self.reader.chat_id, self.first.desk_chat, self.first.is_answer

    @property
    def header(self) -> int | None:
        """Return the message that names the reader, where it was sent before."""
        return next((one.header for one in self.messages if one.header is not None), None)

    @property
    def sources(self) -> list[int]:
        """Return the numbers of the messages in the chat they come from, in order."""
        numbers = (one.desk_message if one.is_answer else one.reader_message for one in self.messages)
        return sorted(number for number in numbers if number is not None)


def batches_of(queued: Iterable[QueuedMessage]) -> list[FeedbackBatch]:
    """Return the batches of messages that are in order, each in the place of its first message."""
    found: dict[tuple[int, int, bool, str], list[QueuedMessage]] = {}
    for one in queued:
        message = one.message
        key = one.reader.chat_id, message.desk_chat, message.is_answer, message.album or str(message.id)
        found.setdefault(key, []).append(one)
    return [
        FeedbackBatch(same[0].reader, tuple(one.message for one in same), same[0].is_named)
        for same in found.values()
    ]
