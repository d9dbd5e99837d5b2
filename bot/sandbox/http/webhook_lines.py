"""Which updates a webhook gets one after another, and which side by side."""

from typing import Any

from bot.sandbox.world.updates import QueuedUpdate

Line = tuple[str, int]
# Messages and their edits go in the order of their chat. Presses and questions are each in an order of their
# own, by person, so a press may overtake a message that is still waiting for its answer.
_MESSAGES = frozenset({"message", "edited_message", "channel_post", "edited_channel_post"})
_BUSINESS = frozenset({"business_message", "edited_business_message", "deleted_business_messages"})
_BY_PERSON = frozenset({
    "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "chat_member", "chat_join_request", "business_connection", "purchased_paid_media", "managed_bot",
})  # fmt: skip
_SAME = {"chat_join_request": "chat_member"}


def line_of(waiting: QueuedUpdate) -> Line:
    """The line of an update; one of a shape nobody knows has a line to itself."""
    kind = next((name for name in waiting.update if name != "update_id"), "")
    payload = waiting.update.get(kind)
    if kind in _MESSAGES:
        return _line("message", payload, "chat", waiting)
    if kind in _BUSINESS:
        return _line("business_message", payload, "chat", waiting)
    return _line(_SAME.get(kind, kind), payload, "from" if kind in _BY_PERSON else "chat", waiting)


def _line(family: str, payload: Any, key: str, waiting: QueuedUpdate) -> Line:
    owner = payload.get(key) if isinstance(payload, dict) else None
    number = owner.get("id") if isinstance(owner, dict) else None
    return (family, number) if isinstance(number, int) else ("", waiting.place)
