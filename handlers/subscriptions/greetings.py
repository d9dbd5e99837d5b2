"""Switch the greetings that come on the day itself."""

from data.store.chat_values import Chat
from handlers.chat_context import ChatContext
from handlers.reachability.obstacles import confirm_reminders
from handlers.sending.replies import Toast


async def switch_greetings(context: ChatContext, toast: Toast, *, on: bool) -> Chat:
    """Store whether greetings come, confirm it in the pop-up, and return the chat."""
    chat = await context.store.chats.set_greets(context.chat.chat_id, context.now, greets=on)
    if on:
        confirm_reminders(toast, context, context.words.plain("greetings-on"))
    else:
        toast.say(context.words.plain("greetings-off"))
    return chat
