"""Define a chat and its settings, and read them from a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from sqlite3 import Row
from typing import Any

from data.store.sqlite.timestamps import day_from_text, from_text, optional_from_text


class ChatKind(StrEnum):
    """Telegram's types of chats."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Language(StrEnum):
    """Languages the bot speaks."""

    RU = "ru"
    EN = "en"


class Frequency(StrEnum):
    """How often a chat is notified.

    EACH sends each notice by itself, DAILY one digest a day, WEEKLY only the weekly bulletin.
    """

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"


class ChatState(StrEnum):
    """Whether a chat may be written to.

    STOPPED is its own wish. BLOCKED and GONE follow from answers of Telegram, GONE is final.
    """

    ACTIVE = "active"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    GONE = "gone"


_CLOSED = frozenset({ChatState.BLOCKED, ChatState.GONE})


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat and its settings.

    hour is local in zone, an IANA name. paused_until is the last silent day. thread_id is the topic of a
    forum group that notices go to. refused_since is set while Telegram refuses all messages to a chat that
    still exists. city is the id of the chat's own city. is_zone_chosen is set once the chat has chosen its
    zone, so that a city does not change it. is_title_asked is set once a group was asked for the city that
    its title names. greets is set where greetings come on the day itself.
    """

    chat_id: int
    kind: ChatKind
    language: Language
    zone: str
    hour: int
    frequency: Frequency
    state: ChatState
    paused_until: date | None
    thread_id: int | None
    created_at: datetime
    changed_at: datetime
    refused_since: datetime | None = None
    city: str | None = None
    is_zone_chosen: bool = False
    is_title_asked: bool = False
    greets: bool = True

    @property
    def is_closed(self) -> bool:
        """Return whether no reader is there: the bot is blocked or removed, or the chat is deleted."""
        return self.state in _CLOSED


@dataclass(frozen=True, slots=True)
class NewChat:
    """The settings of a chat that is seen for the first time."""

    chat_id: int
    kind: ChatKind
    language: Language
    zone: str
    hour: int


@dataclass(frozen=True, slots=True, order=True)
class LocalHour:
    """An hour of the day in a time zone at which chats are notified."""

    zone: str
    hour: int


def beginning(new: NewChat, now: datetime) -> Chat:
    """Return a new chat with its first settings, not stored."""
    return Chat(
        chat_id=new.chat_id,
        kind=new.kind,
        language=new.language,
        zone=new.zone,
        hour=new.hour,
        frequency=Frequency.EACH,
        state=ChatState.ACTIVE,
        paused_until=None,
        thread_id=None,
        created_at=now,
        changed_at=now,
    )


# looked up for each message that is sent: calling the enum takes several times as long
_KINDS = {one.value: one for one in ChatKind}
_LANGUAGES = {one.value: one for one in Language}
_FREQUENCIES = {one.value: one for one in Frequency}
_STATES = {one.value: one for one in ChatState}


def read_chat(row: Row | Mapping[str, Any]) -> Chat:
    """Return a chat from its row, or from its columns by name."""
    return Chat(
        chat_id=row["chat_id"],
        kind=_KINDS[row["kind"]],
        language=_LANGUAGES[row["language"]],
        zone=row["zone"],
        hour=row["hour"],
        frequency=_FREQUENCIES[row["frequency"]],
        state=_STATES[row["state"]],
        paused_until=day_from_text(row["paused_until"]),
        thread_id=row["thread_id"],
        created_at=from_text(row["created_at"]),
        changed_at=from_text(row["changed_at"]),
        refused_since=optional_from_text(row["refused_since"]),
        city=row["city"],
        is_zone_chosen=bool(row["zone_chosen"]),
        is_title_asked=bool(row["title_asked"]),
        greets=bool(row["greets"]),
    )
