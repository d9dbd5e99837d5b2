"""What an error of the Bot API means for a message: its words are those of the server's source.

A server decides by `parameters` first, then by the status; aiogram has done that before an error comes here.
"""

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.gate import NotNow
from bot.session import never_left
from scheduler.outcomes import Barred, Failed, Gone, Held, Later, Moved, Outcome, Unknown

_OUTAGE_SECONDS = 5.0
_LONGEST_REASON = 120

# Refusals that say the bot has no reader there any more, under any code. The first will never come back under
# that id. A chat is closed for these and for nothing else.
_FOR_GOOD = ("user is deactivated", "input_user_deactivated", "chat was deleted", "chat was deactivated")
_GONE = (
    *_FOR_GOOD,
    "bot was blocked",
    "user_is_blocked",
    "can't initiate conversation",
    "can't send messages to the bot",
    "bot was kicked",
    "bot is not a member",
    "chat not found",
    "peer_id_invalid",
    "channel_private",
    "channel_invalid",
    "chat_id_invalid",
)
# Refusals about the chat as it is now: no right to write, restricted for a time, a closed topic, slow mode.
# Telegram passes constants of its servers through («CHAT_SEND_PLAIN_FORBIDDEN»), so parts of words are named.
_BARRED = (
    "rights",
    "write access",
    "_forbidden",
    "restricted",
    "admin_required",
    "topic_closed",
    "topic_deleted",
    "slowmode",
    "slow mode",
    "banned_in_channel",
    "chat is temporarily unavailable",
    "chat temporarily unavailable",
    "chat is unavailable",
)
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")


def verdict(error: AiogramError) -> Outcome:
    """What became of the message whose sending raised this error."""
    match error:
        case NotNow():
            return Held(error.seconds, error.everyone)
        case TelegramRetryAfter():
            return Later(float(error.retry_after), "too many requests")
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id)
        case TelegramForbiddenError() | TelegramBadRequest() | TelegramEntityTooLarge():
            return _refusal(error)
        case TelegramAPIError() | ClientDecodeError():
            return _channel_trouble(error)
    return Failed(type(error).__name__)


def is_missing_topic(error: AiogramError) -> bool:
    """Whether only the topic of a forum is closed or gone, while the group itself is there."""
    return isinstance(error, TelegramBadRequest) and any(words in _reason(error) for words in _NO_TOPIC)


def _refusal(error: TelegramAPIError) -> Outcome:
    """Telegram does not want it: because of the chat, or because of the message."""
    reason = _reason(error)
    if isinstance(error, TelegramEntityTooLarge):
        return Failed(reason)
    if any(words in reason for words in _GONE):
        return Gone(reason, any(words in reason for words in _FOR_GOOD))
    # a 403 nobody has heard of may pass: a chat lost for ever would be worse than some tries in vain
    if isinstance(error, TelegramForbiddenError) or any(words in reason for words in _BARRED):
        return Barred(reason)
    return Failed(reason)


def _channel_trouble(error: TelegramAPIError | ClientDecodeError) -> Outcome:
    """No answer, or one that is not about the message: it certainly was not sent, or nobody knows."""
    name = type(error).__name__
    if isinstance(error, TelegramNetworkError):
        is_certain = never_left(error)
    elif isinstance(error, TelegramServerError):
        # a gateway that gave up waiting does not know what the server behind it did
        is_certain = "timeout" not in _reason(error)
    else:
        # a wrong token (polling ends the process for it) is refused before anything else is looked at
        is_certain = isinstance(error, TelegramUnauthorizedError | TelegramNotFound)
    return Later(_OUTAGE_SECONDS, name, everyone=True) if is_certain else Unknown(name)


def _reason(error: TelegramAPIError) -> str:
    return error.message.lower().removeprefix("bad request: ").removeprefix("forbidden: ")[:_LONGEST_REASON]
