"""Decide what a chat may be sent.

This is the rule of sql/fragments/eligibility.sql for one chat in memory. A test compares the two.
"""

from collections.abc import Collection
from datetime import date

from data.store.chats import Chat, ChatState, Frequency

PAUSED, WEEKLY, MUTED = "paused", "weekly", "muted"


def message_objection(chat: Chat, today: date) -> str | None:
    """Return why a chat may be sent nothing on its local day today, or None if it may.

    The reason is the state of the chat, or PAUSED.
    """
    if chat.state is not ChatState.ACTIVE:
        return chat.state
    return PAUSED if chat.paused_until is not None and chat.paused_until >= today else None


def notice_objection(chat: Chat, mutes: Collection[str], about: str, today: date) -> str | None:
    """Return why a chat may not be sent a notice about a subject today, or None if it may.

    The reason is one of message_objection, WEEKLY or MUTED, the first that holds.
    """
    if (objection := message_objection(chat, today)) is not None:
        return objection
    if chat.frequency is Frequency.WEEKLY:
        return WEEKLY
    return MUTED if covers(mutes, about) else None


def covers(mutes: Collection[str], about: str) -> bool:
    """Return whether mutes cover a subject.

    They do if they contain the subject, or a whole of which it is a part, as «event:12:0» is of «event:12».
    """
    return any(about == muted or about.startswith(f"{muted}:") for muted in mutes)
