"""The outcomes of sending one message, in the scheduler's terms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """The message arrived. message_ids are the ids of its parts in the chat."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat is blocked, deleted, or the bot was removed from it.

    Nothing is sent there until the chat returns. It cannot return where for_good is set.
    """

    reason: str
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """The chat exists and takes no message from the bot at present.

    The bot lacks a right, is restricted, or the topic is closed. Nothing arrived. The condition may end at
    any time, and Telegram does not say when.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has a new id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """The message was refused for now and certainly not delivered.

    Try again after this many seconds.
    everyone: the channel is in trouble, so messages to other chats would fail too.
    """

    seconds: float
    reason: str
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """The message has not left.

    The chat may not be written to for this many seconds (0: unknown).
    everyone: no chat may be written to.
    """

    seconds: float = 0.0
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """Telegram refused the content. The same message would be refused again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message left and no answer came. It may have arrived."""

    reason: str


Outcome = Sent | Gone | Barred | Moved | Later | Held | Failed | Unknown

# Built once: these are asked about each message.
_ANSWERS = Sent | Gone | Barred | Moved | Later | Failed
_PUT_OFF = Later | Held


def is_answer(outcome: object) -> bool:
    """Return whether Telegram answered about this chat, so the channel is up."""
    return isinstance(outcome, _ANSWERS) and not is_channel_down(outcome)


def is_channel_down(outcome: object) -> bool:
    """Return whether messages to other chats would not get through either."""
    return isinstance(outcome, Unknown) or (isinstance(outcome, _PUT_OFF) and outcome.everyone)
