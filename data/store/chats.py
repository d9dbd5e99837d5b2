"""Store the chats of the bot and their settings."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from data.store.chat_values import (
    Chat,
    ChatKind,
    ChatState,
    Frequency,
    Language,
    LocalHour,
    NewChat,
    read_chat,
)
from data.store.retention.chat_rows import Stored, delete_rows, export_rows, move_rows
from data.store.retention.erasure import Erasure, empty_log
from data.store.sqlite.database import Database
from data.store.sqlite.errors import UnknownRow
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import day_to_text, to_text
from data.store.sqlite.transactions import Transaction

_SQL = Queries("chats")


class UnknownChat(UnknownRow):
    """No chat with this id is stored."""


class Chats:
    """The stored chats. Moments are aware.

    Setters return the chat as changed, or raise UnknownChat.
    """

    def __init__(self, database: Database, erasure: Erasure | None = None) -> None:
        self._database = database
        self._erasure = erasure or Erasure(database)

    async def get(self, chat_id: int) -> Chat | None:
        """Return a chat, or None for one that was never seen or is forgotten."""
        row = await self._database.fetch_one(_SQL["get"], chat_id=chat_id)
        return None if row is None else read_chat(row)

    async def private(self) -> list[Chat]:
        """Return all private chats, in the order of their ids. For a sandbox, which has few."""
        return [read_chat(row) for row in await self._database.fetch_all(_SQL["private"])]

    async def ensure(self, new: NewChat, now: datetime) -> tuple[Chat, bool]:
        """Store a chat unless it is stored. Return it, and whether it is new."""
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
            return await _stored_chat(tx, new.chat_id), added == 1

    async def set_kind(self, chat_id: int, kind: ChatKind, now: datetime) -> Chat:
        """Set the type of a chat. A group may become a supergroup without changing its id."""
        return await self._change_settings(chat_id, now, kind=kind)

    async def set_language(self, chat_id: int, language: Language, now: datetime) -> Chat:
        """Set the language of a chat."""
        return await self._change_settings(chat_id, now, language=language)

    async def set_zone(self, chat_id: int, zone: str, now: datetime) -> Chat:
        """Set the zone that a chat has chosen: an IANA name, which the caller has checked."""
        return await self._change_settings(chat_id, now, zone=zone, is_zone_chosen=True)

    async def set_city(self, chat_id: int, city: str | None, zone: str | None, now: datetime) -> Chat:
        """Set or remove the city of a chat. Its zone becomes the chat's unless that has chosen one."""
        async with self._database.transaction() as tx:
            before = await _stored_chat(tx, chat_id)
            kept = before.zone if before.is_zone_chosen or zone is None else zone
            return await _replace_settings(tx, before, now, city=city, zone=kept)

    async def note_title_asked(self, chat_id: int, now: datetime) -> Chat:
        """Note that a group was asked for the city that its title names."""
        return await self._change_settings(chat_id, now, is_title_asked=True)

    async def set_hour(self, chat_id: int, hour: int, now: datetime) -> Chat:
        """Set the local hour at which a chat is notified. Raises Conflict unless it is 0–23."""
        return await self._change_settings(chat_id, now, hour=hour)

    async def set_frequency(self, chat_id: int, frequency: Frequency, now: datetime) -> Chat:
        """Set how often a chat is notified."""
        return await self._change_settings(chat_id, now, frequency=frequency)

    async def set_paused_until(self, chat_id: int, last_day: date | None, now: datetime) -> Chat:
        """Pause notices through this local day. None ends the pause."""
        return await self._change_settings(chat_id, now, paused_until=last_day)

    async def set_thread(self, chat_id: int, thread_id: int | None, now: datetime) -> Chat:
        """Set the topic of a forum group that notices go to. None is the general topic."""
        return await self._change_settings(chat_id, now, thread_id=thread_id)

    async def set_greets(self, chat_id: int, now: datetime, *, greets: bool) -> Chat:
        """Set whether greetings come on the day of a jubilee or of the chat's own city."""
        return await self._change_settings(chat_id, now, greets=greets)

    async def set_state(self, chat_id: int, state: ChatState, now: datetime) -> Chat:
        """Set whether a chat may be written to."""
        return await self._change_settings(chat_id, now, state=state)

    async def reopen(self, chat_id: int, now: datetime) -> Chat:
        """Make a closed chat active, after a sign of life from it. Leave any other chat as it is."""
        async with self._database.transaction() as tx:
            before = await _stored_chat(tx, chat_id)
            return (
                await _replace_settings(tx, before, now, state=ChatState.ACTIVE)
                if before.is_closed
                else before
            )

    async def fall_behind(self, chat_id: int, now: datetime) -> None:
        """Let planning look again at what is due for a chat, after a change of what it depends on."""
        async with self._database.transaction() as tx:
            chat = await _stored_chat(tx, chat_id)
            if chat.state is ChatState.ACTIVE:
                await _fall_behind(tx, chat_id, now, now)

    async def refuse(self, chat_id: int, reason: str, now: datetime) -> None:
        """Note that Telegram refuses all messages to a chat at present.

        Of several refusals in a row the time of the first is kept, and the reason of the last.
        """
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["refuse"], chat_id=chat_id, reason=reason, now=to_text(now))

    async def accept(self, chat_id: int, now: datetime) -> bool:
        """Note that a chat takes messages again, and let its waiting retries be due now.

        Returns False if it was not known to refuse them.
        """
        async with self._database.transaction() as tx:
            if not await tx.execute(_SQL["accept"], chat_id=chat_id):
                return False
            await tx.execute(_SQL["hurry"], chat_id=chat_id, now=to_text(now))
        return True

    async def migrate(self, old: int, new: int, now: datetime) -> bool:
        """Move all rows of a chat to its new id, which makes it a supergroup.

        The settings of the old chat replace those of the new one, and what either follows is followed. An
        old record that is younger than the new one was made by a late update after an earlier move, so its
        settings are dropped. Returns False, with nothing done, if the old chat is not stored: it was moved
        before.
        """
        async with self._database.transaction() as tx:
            if old == new or (row := await tx.fetch_one(_SQL["get"], chat_id=old)) is None:
                return False
            known = await tx.fetch_one(_SQL["get"], chat_id=new)
            is_late = known is not None and known["created_at"] < row["created_at"]
            await move_rows(tx, old, new, settings=not is_late)
            await _update(tx, replace(await _stored_chat(tx, new), kind=ChatKind.SUPERGROUP, changed_at=now))
            await _fall_behind(tx, new, now, now)
        return True

    async def local_hours(self) -> tuple[LocalHour, ...]:
        """Return the distinct local hours of all active chats, in order."""
        rows = await self._database.fetch_all(_SQL["local_hours"])
        return tuple(LocalHour(row["zone"], row["hour"]) for row in rows)

    async def count_by_state(self) -> dict[ChatState, int]:
        """Return how many chats are in each state. Every state has a figure."""
        rows = await self._database.fetch_all(_SQL["count_by_state"])
        found = {row["state"]: int(row["chats"]) for row in rows}
        return {state: found.get(state, 0) for state in ChatState}

    async def export(self, chat_id: int) -> dict[str, list[dict[str, Stored]]]:
        """Return every stored row about a chat by table, each column as it is stored."""
        return await export_rows(self._database, chat_id)

    async def forget(self, chat_id: int, *, answering: int | None = None) -> None:
        """Delete everything stored about a chat and its person, from the rows and from the files.

        answering is the id of the update that asks for it. That update and those before it are deleted, and
        what was written later is still answered. Without answering, all waiting updates of the chat are
        deleted. An unknown chat is no error.
        """
        await self._database.write_at_once(lambda steps: delete_rows(steps, chat_id, answering))
        await empty_log(self._database)
        # runs at once for the first chat, and later for all others together, by the periodic job
        await self._erasure.run()

    async def _change_settings(self, chat_id: int, now: datetime, **settings: Any) -> Chat:
        async with self._database.transaction() as tx:
            return await _replace_settings(tx, await _stored_chat(tx, chat_id), now, **settings)


async def _replace_settings(tx: Transaction, before: Chat, now: datetime, **settings: Any) -> Chat:
    after = replace(before, **settings)
    if after == before:
        return before
    if not (before.is_closed and after.is_closed):
        # a chat that stays closed keeps the moment at which it was closed
        after = replace(after, changed_at=now)
    await _update(tx, after)
    if after.state is ChatState.STOPPED:
        await tx.execute(_SQL["give_up"], chat_id=after.chat_id)
    elif after.state is ChatState.ACTIVE:
        # a closed chat has missed everything since its last change, which closed it
        await _fall_behind(tx, after.chat_id, before.changed_at if before.is_closed else now, now)
    return after


async def _fall_behind(tx: Transaction, chat_id: int, since: datetime, now: datetime) -> None:
    await tx.execute(_SQL["fall_behind"], chat_id=chat_id, since=to_text(since), changed_at=to_text(now))


async def _stored_chat(tx: Transaction, chat_id: int) -> Chat:
    row = await tx.fetch_one(_SQL["get"], chat_id=chat_id)
    if row is None:
        raise UnknownChat(f"chat:{chat_id}")
    return read_chat(row)


async def _update(tx: Transaction, chat: Chat) -> None:
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
        city=chat.city,
        zone_chosen=chat.is_zone_chosen,
        title_asked=chat.is_title_asked,
        greets=chat.greets,
        changed_at=to_text(chat.changed_at),
    )
