"""Chats: where the bot is spoken to, and how each of them wants to be told things."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data.store.retention.erasure import Erasure, empty_log
from data.store.retention.personal_data import CHATS, FORGET_QUARANTINED, NOTE_ERASURE, PERSONAL_TABLES
from data.store.sqlite.database import Database, Row, Transaction
from data.store.sqlite.errors import UnknownRow
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.steps import Steps
from data.store.sqlite.timestamps import (
    day_from_text,
    day_to_text,
    from_text,
    optional_from_text,
    to_text,
)

_SQL = Queries("chats")

Stored = str | int | float | bytes | None


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
    """How often a chat is told: each notice by itself, one digest a day, or the weekly bulletin only."""

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"


class ChatState(StrEnum):
    """Whether a chat may be written to: STOPPED by its wish, BLOCKED by Telegram's answer, GONE for good."""

    ACTIVE = "active"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    GONE = "gone"


_CLOSED = frozenset({ChatState.BLOCKED, ChatState.GONE})

# looked up for each message that is sent; an enum's own look is several times as long
_KINDS = {one.value: one for one in ChatKind}
_LANGUAGES = {one.value: one for one in Language}
_FREQUENCIES = {one.value: one for one in Frequency}
_STATES = {one.value: one for one in ChatState}


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat and its settings. hour is local in zone (an IANA name); paused_until is the last silent day;
    thread_id is the topic of a forum group that notices go to. The chat is there, but has refused everything
    since refused_since."""

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

    @property
    def is_closed(self) -> bool:
        """Whether the bot has no reader there, by a word of Telegram: blocked, thrown out, deleted."""
        return self.state in _CLOSED


@dataclass(frozen=True, slots=True)
class NewChat:
    """What is settled for a chat when it is first seen."""

    chat_id: int
    kind: ChatKind
    language: Language
    zone: str
    hour: int


@dataclass(frozen=True, slots=True, order=True)
class LocalHour:
    """A local hour of a zone at which some active chat is told things."""

    zone: str
    hour: int


class UnknownChat(UnknownRow):
    """No chat with this id is stored."""


class Chats:
    """The chats' settings. Times come in aware; setters return the chat as changed, or raise UnknownChat."""

    def __init__(self, database: Database, erasure: Erasure | None = None) -> None:
        self._database = database
        self._erasure = erasure or Erasure(database)

    async def get(self, chat_id: int) -> Chat | None:
        """The chat, or None for one never seen or forgotten."""
        row = await self._database.fetch_one(_SQL["get"], chat_id=chat_id)
        return None if row is None else read_chat(row)

    async def ensure(self, new: NewChat, now: datetime) -> tuple[Chat, bool]:
        """The chat as stored, and whether it was stored just now with these settings."""
        known = await self.get(new.chat_id)
        if known is not None:
            return known, False
        async with self._database.transaction() as tx:
            added = await tx.execute(
                _SQL["add"],
                chat_id=new.chat_id,
                kind=new.kind,
                language=new.language,
                zone=new.zone,
                hour=new.hour,
                now=to_text(now),
            )
            return await _stored(tx, new.chat_id), added == 1

    async def set_kind(self, chat_id: int, kind: ChatKind, now: datetime) -> Chat:
        """A group has become a supergroup without changing its id, say."""
        return await self._change(chat_id, now, kind=kind)

    async def set_language(self, chat_id: int, language: Language, now: datetime) -> Chat:
        """Speak this language from now on."""
        return await self._change(chat_id, now, language=language)

    async def set_zone(self, chat_id: int, zone: str, now: datetime) -> Chat:
        """Count hours and days in this IANA zone, whose name the caller has checked."""
        return await self._change(chat_id, now, zone=zone)

    async def set_hour(self, chat_id: int, hour: int, now: datetime) -> Chat:
        """Tell things at this local hour; Conflict for one that is not 0–23."""
        return await self._change(chat_id, now, hour=hour)

    async def set_frequency(self, chat_id: int, frequency: Frequency, now: datetime) -> Chat:
        """Tell things this often."""
        return await self._change(chat_id, now, frequency=frequency)

    async def set_paused_until(self, chat_id: int, last_day: date | None, now: datetime) -> Chat:
        """Be silent through this local day; None ends the pause."""
        return await self._change(chat_id, now, paused_until=last_day)

    async def set_thread(self, chat_id: int, thread_id: int | None, now: datetime) -> Chat:
        """Write to this topic of a forum group; None is the general one."""
        return await self._change(chat_id, now, thread_id=thread_id)

    async def set_state(self, chat_id: int, state: ChatState, now: datetime) -> Chat:
        """Note whether the chat may be written to."""
        return await self._change(chat_id, now, state=state)

    async def reopen(self, chat_id: int, now: datetime) -> Chat:
        """Write to a closed chat again, which has shown that it is there. Leave any other as it is."""
        async with self._database.transaction() as tx:
            before = await _stored(tx, chat_id)
            return await _replace(tx, before, now, state=ChatState.ACTIVE) if before.is_closed else before

    async def fall_behind(self, chat_id: int, now: datetime) -> None:
        """Let planning look again at what is due for a chat: something it goes by has changed."""
        async with self._database.transaction() as tx:
            chat = await _stored(tx, chat_id)
            if chat.state is ChatState.ACTIVE:
                await _fall_behind(tx, chat_id, now, now)

    async def refuse(self, chat_id: int, reason: str, now: datetime) -> None:
        """Note that a chat takes nothing from us at present, since the first refusal of a row of them."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["refuse"], chat_id=chat_id, reason=reason, now=to_text(now))

    async def accept(self, chat_id: int, now: datetime) -> bool:
        """Note that a chat takes messages again, and let what waits for that be tried now.

        False where nothing was known to the contrary.
        """
        async with self._database.transaction() as tx:
            if not await tx.execute(_SQL["accept"], chat_id=chat_id):
                return False
            await tx.execute(_SQL["hurry"], chat_id=chat_id, now=to_text(now))
        return True

    async def migrate(self, old: int, new: int, now: datetime) -> bool:
        """Move all rows of a chat to the id it has got from Telegram, which makes it a supergroup.

        The old settings win over those the new id may have got meanwhile; what both follow is followed. A
        record under the old id that is the younger one was made after an earlier move, by a late update: its
        settings say nothing. False, with nothing done, when the old chat is not stored: it was moved before.
        """
        async with self._database.transaction() as tx:
            if old == new or (row := await tx.fetch_one(_SQL["get"], chat_id=old)) is None:
                return False
            known = await tx.fetch_one(_SQL["get"], chat_id=new)
            is_late = known is not None and known["created_at"] < row["created_at"]
            await _move(tx, old, new, settings=not is_late)
            await _write(tx, replace(await _stored(tx, new), kind=ChatKind.SUPERGROUP, changed_at=now))
            await _fall_behind(tx, new, now, now)
        return True

    async def local_hours(self) -> tuple[LocalHour, ...]:
        """The distinct local hours of all active chats, in order."""
        rows = await self._database.fetch_all(_SQL["local_hours"])
        return tuple(LocalHour(row["zone"], row["hour"]) for row in rows)

    async def count_by_state(self) -> dict[ChatState, int]:
        """How many chats are in each state; every state has a figure."""
        rows = await self._database.fetch_all(_SQL["count_by_state"])
        found = {row["state"]: int(row["chats"]) for row in rows}
        return {state: found.get(state, 0) for state in ChatState}

    async def export(self, chat_id: int) -> dict[str, list[dict[str, Stored]]]:
        """Every stored row about the chat, by table, column by column as it is stored."""
        tables = (CHATS, *PERSONAL_TABLES)
        answers = await self._database.fetch_together(*(table.export for table in tables), chat_id=chat_id)
        return {table.name: [dict(row) for row in rows] for table, rows in zip(tables, answers, strict=True)}

    async def forget(self, chat_id: int, *, answering: int | None = None) -> None:
        """Delete everything stored about the chat and the person it is with, in the rows and in the files.

        answering is the update that asks for it: it goes too, and what was written after it stays to be
        answered. Without it all waiting updates of the chat go. Nothing happens for an unknown chat.
        """
        await self._database.write_at_once(lambda steps: _forget(steps, chat_id, answering))
        await empty_log(self._database)
        # at once for the first; of many at once the file is rewritten for all together, by the tick
        await self._erasure.run()

    async def _change(self, chat_id: int, now: datetime, **settings: Any) -> Chat:
        async with self._database.transaction() as tx:
            return await _replace(tx, await _stored(tx, chat_id), now, **settings)


def beginning(new: NewChat, now: datetime) -> Chat:
    """Return the chat as it begins, not stored."""
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


async def _replace(tx: Transaction, before: Chat, now: datetime, **settings: Any) -> Chat:
    after = replace(before, **settings)
    if after == before:
        return before
    if not (before.is_closed and after.is_closed):
        # a closed chat keeps the moment at which it was closed
        after = replace(after, changed_at=now)
    await _write(tx, after)
    if after.state is ChatState.STOPPED:
        await tx.execute(_SQL["give_up"], chat_id=after.chat_id)
    elif after.state is ChatState.ACTIVE:
        # a closed chat has missed everything since it was closed, which was its last change
        await _fall_behind(tx, after.chat_id, before.changed_at if before.is_closed else now, now)
    return after


async def _fall_behind(tx: Transaction, chat_id: int, since: datetime, now: datetime) -> None:
    await tx.execute(_SQL["fall_behind"], chat_id=chat_id, since=to_text(since), changed_at=to_text(now))


async def _move(tx: Transaction, old: int, new: int, *, settings: bool) -> None:
    tables = [(table, table.move) for table in (CHATS, *PERSONAL_TABLES) if table.move is not None]
    for table, move in tables:
        if settings or table is not CHATS:
            await tx.execute(move, old=old, new=new)
    # rows that the new id had already; the chat itself last, since the others refer to it
    for table, _ in reversed(tables):
        await tx.execute(table.forget, chat_id=old)


def _forget(steps: Steps, chat_id: int, answering: int | None) -> None:
    for table in (*PERSONAL_TABLES, CHATS):
        steps.execute(table.forget, **_wanted(table.forget, chat_id, answering))
    steps.execute(FORGET_QUARANTINED, chat_id=chat_id)
    steps.execute(NOTE_ERASURE)


def _wanted(forget: Query, chat_id: int, answering: int | None) -> dict[str, Value]:
    """The parameters of a table's query: only messages come one after another."""
    return {"chat_id": chat_id} | ({"answering": answering} if "answering" in forget.parameters else {})


async def _stored(tx: Transaction, chat_id: int) -> Chat:
    row = await tx.fetch_one(_SQL["get"], chat_id=chat_id)
    if row is None:
        raise UnknownChat(f"chat:{chat_id}")
    return read_chat(row)


async def _write(tx: Transaction, chat: Chat) -> None:
    await tx.execute(
        _SQL["change"],
        chat_id=chat.chat_id,
        kind=chat.kind,
        language=chat.language,
        zone=chat.zone,
        hour=chat.hour,
        frequency=chat.frequency,
        state=chat.state,
        paused_until=day_to_text(chat.paused_until),
        thread_id=chat.thread_id,
        changed_at=to_text(chat.changed_at),
    )


def read_chat(row: Row | Mapping[str, Any]) -> Chat:
    """A chat from its row, or from its columns by name."""
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
    )
