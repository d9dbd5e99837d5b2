"""Promises of reminders: where nothing can come, they say so."""

from data.store.chats import ChatState
from handlers.chat_context import ChatContext
from handlers.replies import Toast


def delivery_obstacle(context: ChatContext) -> str:
    """Return why nothing will come to this chat, or an empty text where nothing stands in the way."""
    if context.chat.state is ChatState.STOPPED:
        return context.words.plain("promise-stopped")
    if context.chat.refused_since is not None:
        return context.words.plain("promise-refused")
    return ""


def confirm_reminders(toast: Toast, context: ChatContext, text: str) -> None:
    """Say that something will come, and in a window to close where it will not."""
    why = delivery_obstacle(context)
    toast.say(with_obstacle(text, why), alert=bool(why))


def with_obstacle(text: str, why: str) -> str:
    """Return a promise with what stands in its way after it. Either may be empty."""
    return f"{text.rstrip('.')}. {why}" if text and why else text or why
