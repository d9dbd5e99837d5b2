"""What a refusal of the Bot API says: about the chat, its topic or a message.

The words are those of the server's source. Constants in capitals are passed through by it, so letter case
is not looked at.
"""

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError

LONGEST_REASON = 120

# 400s about the chat, not about the message.
_NO_ENTRY = (
    "chat not found",
    "peer_id_invalid",
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "have no write access",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_guest_send_forbidden",
    "chat_send_plain_forbidden",
    "user_banned_in_channel",
    "channel_private",
)
_NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted")
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
    "message_author_required",
    "message_edit_time_expired",
)
_UNCHANGED = ("message is not modified",)
_TOO_LATE = ("query is too old", "query id is invalid")


def reason_of(error: TelegramAPIError) -> str:
    """Return the words of the refusal in small letters, without the prefix of their code."""
    return error.message.lower().removeprefix("bad request: ").removeprefix("forbidden: ")[:LONGEST_REASON]


def is_no_entry(error: Exception) -> bool:
    """Return whether we may not write into the chat at all, so that a retry would fail too."""
    return isinstance(error, TelegramForbiddenError) or _says(error, _NO_ENTRY)


def is_missing_topic(error: Exception) -> bool:
    """Return whether a topic is closed or gone, while the group itself is there."""
    return _says(error, _NO_TOPIC)


def is_not_editable(error: Exception) -> bool:
    """Return whether a message cannot be written over, so that a fresh one must do."""
    return _says(error, _NOT_EDITABLE) or is_missing_topic(error)


def is_unchanged(error: Exception) -> bool:
    """Return whether a message says already what it was to say."""
    return _says(error, _UNCHANGED)


def is_too_late(error: Exception) -> bool:
    """Return whether a press is so old that Telegram no longer shows the word to it."""
    return _says(error, _TOO_LATE)


def _says(error: Exception, words: tuple[str, ...]) -> bool:
    return isinstance(error, TelegramBadRequest) and any(one in reason_of(error) for one in words)
