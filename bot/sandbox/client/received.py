"""Represent what a person receives: messages with buttons, and answers to presses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class ReceivedToast:
    """The bot's answer to a press: a line at the top, or a window if `alert` is set."""

    text: str
    alert: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """A message as it was when it was read.

    `text` is the text or the caption, `body` the Bot API's Message.
    """

    id: int
    chat_id: int
    text: str
    from_bot: bool
    edits: int
    body: dict[str, Any]

    @classmethod
    def of(cls, view: dict[str, Any]) -> Self:
        """Create it from the control interface's view of a message."""
        body = view["body"]
        from_bot = bool(body.get("from", {}).get("is_bot", "sender_chat" in body))
        text = body.get("text") or body.get("caption") or ""
        return cls(view["id"], body["chat"]["id"], text, from_bot, view["edits"], body)

    @property
    def rows(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
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
        """The attached document, if any."""
        return self.body.get("document")

    def __str__(self) -> str:
        return f"{'bot' if self.from_bot else 'person'} #{self.id}: {self.text!r} {self.rows or ''}"


def pick_button(messages: Iterable[ReceivedMessage], wanted: str) -> tuple[ReceivedMessage, str] | None:
    """Return the first message with a fitting button, and the callback data of that button.

    `wanted` is compared with the label, then with the callback data, then with parts of the label.
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
    """An awaited message or change did not come. Shows the messages there were instead."""

    def __init__(self, what: str, messages: Sequence[ReceivedMessage] = ()) -> None:
        self.what = what
        self.messages = tuple(messages)
        super().__init__("\n".join([what, *(str(one) for one in messages)]))
