"""Warn a reader whose chat will get no notices."""

from data.store.chats import ChatState
from handlers.chat_context import ChatContext
from handlers.replies import Toast


def delivery_obstacle(context: ChatContext) -> str:
    """Return why this chat gets no notices, or an empty text if it gets them."""
    if context.chat.state is ChatState.STOPPED:
        return context.words.plain("promise-stopped")
    if context.chat.refused_since is not None:
        return context.words.plain("promise-refused")
    return ""


def confirm_reminders(toast: Toast, context: ChatContext, text: str) -> None:
    """Confirm in a pop-up that reminders will come, with a warning if they will not."""
    why = delivery_obstacle(context)
    toast.say(with_obstacle(text, why), alert=bool(why))


def with_obstacle(text: str, why: str) -> str:
    """Return a confirmation with the obstacle after it. Either may be empty."""
    return f"{text.rstrip('.')}. {why}" if text and why else text or why
