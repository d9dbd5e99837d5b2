"""Say what an error of the Bot API means for a message.

The words are those of the server's source.

A server decides by `parameters` first, then by the status. aiogram has done that before an error comes here.
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
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram_api.session import never_left
from handlers.reachability.refusals import is_barred, is_gone, is_gone_for_good, reason_of
from scheduler.delivery.outcomes import Barred, Failed, Gone, Held, Later, Moved, Outcome, Unknown

_OUTAGE_SECONDS = 5.0


class NotNow(TelegramNetworkError):
    """A notice has not left and cannot for so many seconds. everyone: nor could any other."""

    def __init__(self, method: TelegramMethod[TelegramType], seconds: float, *, everyone: bool) -> None:
        super().__init__(method, "not now")
        self.seconds = seconds
        self.everyone = everyone


def outcome_of(error: AiogramError) -> Outcome:
    """Return what became of the message whose sending raised this error."""
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


def _refusal(error: TelegramAPIError) -> Outcome:
    """Return what a refusal says: of the chat, or of the message."""
    reason = reason_of(error)
    if is_gone(error):
        return Gone(reason, is_gone_for_good(error))
    # a 403 with unknown words may pass, and to close the chat costs more than some tries in vain
    return Barred(reason) if is_barred(error) else Failed(reason)


def _channel_trouble(error: TelegramAPIError | ClientDecodeError) -> Outcome:
    """Return whether a message without a usable answer was certainly not sent, or may have been."""
    name = type(error).__name__
    if isinstance(error, TelegramNetworkError):
        is_certain = never_left(error)
    elif isinstance(error, TelegramServerError):
        # a gateway that gave up waiting does not know what the server behind it did
        is_certain = "timeout" not in reason_of(error)
    else:
        # a wrong token (polling ends the process for it) is refused before anything else is looked at
        is_certain = isinstance(error, TelegramUnauthorizedError | TelegramNotFound)
    return Later(_OUTAGE_SECONDS, name, everyone=True) if is_certain else Unknown(name)
