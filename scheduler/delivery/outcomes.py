"""What became of one message: the courier's answer, in the scheduler's terms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived; message_ids name what the recipient sees."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Nobody is there any more: blocked, deleted, thrown out. Never write there again until they return.

    for_good: they cannot return.
    """

    reason: str
    for_good: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """The chat is there, but takes no message from the bot at present: rights, a restriction, a closed topic.

    Nothing arrived. It may be over at any time, and Telegram does not say when.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat lives on under another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """Not taken now, certainly not delivered: try again in so many seconds.

    everyone: the trouble lies in the channel, not in the chat, so nobody else would get through either.
    """

    seconds: float
    reason: str
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """It has not left: others are in the way, or nobody may write there for so many seconds.

    everyone: nobody may write anywhere.
    """

    seconds: float = 0.0
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """Refused for what it is; the same message would be refused again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It left and no answer came back: it may have arrived or not."""

    reason: str


Outcome = Sent | Gone | Barred | Moved | Later | Held | Failed | Unknown
