"""Classify refusals of the Bot API: about the chat, its topic or a message.

The words are those of the server's source. It passes constants in capitals through, so letter case is
ignored.
"""

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
)

LONGEST_REASON = 120

# Only the words of _GONE close a chat, in a 400 as well as in a 403. After those of _FOR_GOOD it never comes
# back under its id.
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
# Constants of Telegram's servers («CHAT_SEND_PLAIN_FORBIDDEN») are passed through, so parts of words count.
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
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
    "message_author_required",
    "message_edit_time_expired",
)
_OTHER_CONTENT = (
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
)
_UNCHANGED = ("message is not modified",)
# A file_id of another bot, or of a file that Telegram no longer has.
_WRONG_FILE = ("wrong file", "wrong remote file", "file is temporarily unavailable", "file reference")
# What may be said of a photo, and of no text: not allowed here («CHAT_SEND_PHOTOS_FORBIDDEN», «not enough
# rights to send photos»), not read, too large.
_NO_PICTURE = ("photo", "media", "image", "caption", *_WRONG_FILE)
_TOO_LATE = ("query is too old", "query id is invalid")


def reason_of(error: TelegramAPIError) -> str:
    """Return the words of the refusal in lower case, without the prefix of its code."""
    return error.message.lower().removeprefix("bad request: ").removeprefix("forbidden: ")[:LONGEST_REASON]


def is_gone(error: Exception) -> bool:
    """Return whether a 400 or 403 says that the chat is closed to the bot."""
    return _refuses(error, _GONE)


def is_gone_for_good(error: Exception) -> bool:
    """Return whether a 400 or 403 says that the chat will never come back under its id."""
    return _refuses(error, _FOR_GOOD)


def is_barred(error: Exception) -> bool:
    """Return whether the chat exists and takes no messages from us at present.

    A 403 with unknown words counts too.
    """
    is_known = _says(error, _BARRED) or isinstance(error, TelegramForbiddenError)
    return is_known and not is_gone(error)


def is_no_entry(error: Exception) -> bool:
    """Return whether we may not write to the chat now, so that a retry would fail too."""
    return is_gone(error) or is_barred(error)


def is_missing_topic(error: Exception) -> bool:
    """Return whether a topic is closed or gone while its group exists."""
    return _says(error, _NO_TOPIC)


def is_not_editable(error: Exception) -> bool:
    """Return whether a message cannot be edited, so that a new one is needed."""
    return _says(error, _NOT_EDITABLE) or is_missing_topic(error)


def is_wrong_file(error: Exception) -> bool:
    """Return whether Telegram has no file by this file_id, so that it must be uploaded."""
    return _says(error, _WRONG_FILE)


def is_picture_refused(error: Exception) -> bool:
    """Return whether the picture is refused and a text may still be taken."""
    if isinstance(error, TelegramEntityTooLarge):
        return True
    return isinstance(error, TelegramForbiddenError | TelegramBadRequest) and any(
        one in reason_of(error) for one in _NO_PICTURE
    )


def is_other_content(error: Exception) -> bool:
    """Return whether a message to edit has a caption instead of a text, or the other way round."""
    return _says(error, _OTHER_CONTENT)


def is_unchanged(error: Exception) -> bool:
    """Return whether the message already has the new content."""
    return _says(error, _UNCHANGED)


def is_too_late(error: Exception) -> bool:
    """Return whether a press is so old that Telegram shows no answer to it."""
    return _says(error, _TOO_LATE)


def _says(error: Exception, words: tuple[str, ...]) -> bool:
    return isinstance(error, TelegramBadRequest) and any(one in reason_of(error) for one in words)


def _refuses(error: Exception, words: tuple[str, ...]) -> bool:
    if not isinstance(error, TelegramForbiddenError | TelegramBadRequest):
        return False
    return any(one in reason_of(error) for one in words)
