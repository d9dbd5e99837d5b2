"""What a call leaves to be seen that no message carries: «typing…» and the keyboard under the input field."""

from typing import Any

from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

DOING_SECONDS = 5.0  # Telegram shows a chat action this long, or until the bot's message arrives


def leave_trace(world: World, method: str, params: Json, now: float) -> None:
    """Note what an accepted call shows beside messages. `now` is in seconds of real time."""
    if not method.startswith("send") or "chat_id" not in params:
        return
    chat = world.chat(params["chat_id"])
    if method == "sendChatAction":
        chat.doing = None if params["action"] == "cancel" else (str(params["action"]), now + DOING_SECONDS)
        world.feed.publish()
        return
    chat.doing = None
    markup: Any = params.get("reply_markup")
    if markup and "keyboard" in markup:
        chat.reply_keyboard = dict(markup)
    elif markup and "remove_keyboard" in markup:
        chat.reply_keyboard = None
