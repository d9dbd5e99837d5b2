"""What a person in the sandbox sees: messages with their buttons, and the bot's answers to presses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class ReceivedToast:
    """The bot's answer to a press: a line at the top, or a window if `alert`."""

    text: str
    alert: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """A message as it was when it was looked at. `text` is the text or the caption; `body` is the Bot API's
    Message.
    """

    id: int
    chat_id: int
    text: str
    from_bot: bool
    edits: int
    body: dict[str, Any]

    @classmethod
    def of(cls, view: dict[str, Any]) -> Self:
        """From the control interface's view of a message."""
        body = view["body"]
        from_bot = bool(body.get("from", {}).get("is_bot", "sender_chat" in body))
        text = body.get("text") or body.get("caption") or ""
        return cls(view["id"], body["chat"]["id"], text, from_bot, view["edits"], body)

    @property
    def rows(self) -> list[list[str]]:
        """The labels of the inline keyboard."""
        return [[button["text"] for button in row] for row in self._keyboard]

    @property
    def labels(self) -> list[str]:
        """All labels in reading order."""
        return [label for row in self.rows for label in row]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All buttons in reading order."""
        return [button for row in self._keyboard for button in row]

    @property
    def _keyboard(self) -> list[list[dict[str, Any]]]:
        rows: list[list[dict[str, Any]]] = self.body.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def document(self) -> dict[str, Any] | None:
        """The attached file, if any."""
        return self.body.get("document")

    def __str__(self) -> str:
        return f"{'bot' if self.from_bot else 'person'} #{self.id}: {self.text!r} {self.rows or ''}"


def pick_button(messages: Iterable[ReceivedMessage], wanted: str) -> tuple[ReceivedMessage, str] | None:
    """The first message with a button of this label, or callback data, or a label that contains it; and its
    data.
    """
    for message in messages:
        pressable = [button for button in message.buttons if "callback_data" in button]
        for fits in (
            lambda one: one["text"] == wanted,
            lambda one: one["callback_data"] == wanted,
            lambda one: wanted in one["text"],
        ):
            for button in filter(fits, pressable):
                return message, button["callback_data"]
    return None


class NotSeen(AssertionError):
    """What was waited for did not come. Shows what there was instead."""

    def __init__(self, what: str, messages: Sequence[ReceivedMessage] = ()) -> None:
        self.what = what
        self.messages = tuple(messages)
        super().__init__("\n".join([what, *(str(one) for one in messages)]))
