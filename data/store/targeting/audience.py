"""Who is to be told: rows of the ledger made for many chats at once, and how far that has been done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.topics import Subscription, default_leads, lead_bit, pack_leads
from data.store.chats import LocalHour
from data.store.notices import Notice
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.timestamps import optional_from_text, to_text
from data.store.targeting.chunking import CHUNK, chunks, chunks_of_either, hour_of, stretch_of, topic_of

_SQL = Queries("audience")
_AHEAD = _SQL["tell_ahead_by_follower"], _SQL["tell_ahead_by_chat"]
_FOLLOWERS = _SQL["tell_followers_by_follower"], _SQL["tell_followers_by_chat"]


@dataclass(frozen=True, slots=True)
class AudienceSlice:
    """The chats of one local hour, as far as they are to be told of one thing.

    today is their local day at the moment now. Only who follows since before followed_before, and only these
    chats (None: all of the hour). Chats that get a reminder comes_in days ahead later today are left out.
    Moments are aware.
    """

    slot: LocalHour
    today: date
    now: datetime
    followed_before: datetime
    chats: tuple[int, ...] | None = None
    comes_in: int | None = None


@dataclass(frozen=True, slots=True)
class DueTimes:
    """When rows fall due, and their rank in the queue. daily: for chats that get one digest a day."""

    rank: int
    at: datetime
    daily: datetime | None = None


class Audience:
    """Fills the ledger by INSERT … SELECT, in chunks of chats; doing it twice adds nothing."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        self._database = database
        self._chunk = chunk

    async def notify_ahead(
        self,
        notice: Notice,
        followings: Iterable[Subscription],
        turn: AudienceSlice,
        due: DueTimes,
        *,
        least_lead: int | None,
    ) -> int:
        """Notify the followers of each of these of what comes, and return how many rows are new.

        least_lead, in days, is for a window, which is announced when it opens. None: a reminder of a day.
        """
        new = 0
        for following in followings:
            if least_lead is None:
                new += await self.remind(notice, following, turn, due)
            else:
                new += await self.announce(notice, following, turn, due, least_lead=least_lead)
        return new

    async def remind(
        self, notice: Notice, following: Subscription, turn: AudienceSlice, due: DueTimes
    ) -> int:
        """Remind of notice.subject, notice.lead days before notice.begins; returns how many rows are new.

        KeyError for a lead that is none of ours.
        """
        lead = notice.lead or 0
        told = _told(notice, following, turn, due) | {"lead_bit": lead_bit(lead), "least_mask": None}
        begins = notice.begins.isoformat() if notice.begins else ""
        return await self._tell_ahead(following, turn, told, begins=begins, lead=lead)

    async def announce(
        self, notice: Notice, following: Subscription, turn: AudienceSlice, due: DueTimes, *, least_lead: int
    ) -> int:
        """Announce a window to chats whose longest lead is at least least_lead days; how many are new."""
        told = _told(notice, following, turn, due) | {"lead_bit": None, "least_mask": lead_bit(least_lead)}
        # whoever was reminded of a day is told of a window all the same
        return await self._tell_ahead(following, turn, told, begins="", lead=None)

    async def notify_followers(
        self, notice: Notice, following: Subscription, turn: AudienceSlice, due: DueTimes
    ) -> int:
        """Tell followers of a change of notice.subject; returns how many rows are new."""
        told = _changed(notice, turn, due) | topic_of(following)
        told |= {"followed_before": to_text(turn.followed_before)}
        if turn.chats is not None:
            few = stretch_of(turn.chats, **hour_of(turn.slot))
            return await few.write(self._database, _SQL["tell_followers_by_chat"], **told)
        return await self._tell_either(following, turn.slot, _FOLLOWERS, told)

    async def notify_informed(self, notice: Notice, turn: AudienceSlice, due: DueTimes) -> int:
        """Tell of a change of notice.subject those who were told of it before; how many rows are new."""
        new, changed = 0, hour_of(turn.slot) | _changed(notice, turn, due)
        if turn.chats is not None:
            return await stretch_of(turn.chats, **changed).write(self._database, _SQL["tell_told"])
        told = chunks(self._database, _SQL["chunk_of_told"], self._chunk, changed=notice.subject)
        async for after, last in told:
            new += await self._write(_SQL["tell_told"], **changed, after=after, last=last)
        return new

    async def issue(self, notice: Notice, following: Subscription, today: date, due: DueTimes) -> int:
        """Tell every active follower of a topic; returns how many are new. today: for those who pause."""
        new = 0
        topic = topic_of(following)
        async for after, last in chunks(self._database, _SQL["chunk_of_topic"], self._chunk, **topic):
            new += await self._write(
                _SQL["issue"],
                notice_id=notice.id,
                **topic,
                today=today.isoformat(),
                after=after,
                last=last,
                rank=due.rank,
                due_at=to_text(due.at),
            )
        return new

    async def count_issue(self, following: Subscription, today: date) -> int:
        """How many issue() would tell."""
        count, day = 0, today.isoformat()
        topic = topic_of(following)
        # a million take a fifth of a second, in which nobody else would be answered
        async for after, last in chunks(self._database, _SQL["chunk_of_topic"], self._chunk, **topic):
            rows = await self._database.fetch_all(
                _SQL["count_issue"], **topic, today=day, after=after, last=last
            )
            count += sum(row["chats"] for row in rows)
        return count

    async def has_changed(self, changed_after: datetime) -> bool:
        """Return whether the settings of an active chat have changed after a moment."""
        row = await self._database.fetch_one(_SQL["has_changed"], changed_after=to_text(changed_after))
        return row is not None

    async def planned_slots(self) -> dict[LocalHour, date]:
        """The last local day that is planned for each local hour."""
        rows = await self._database.fetch_all(_SQL["planned_slots"])
        return {LocalHour(row["zone"], row["hour"]): date.fromisoformat(row["through"]) for row in rows}

    async def mark_slot(self, slot: LocalHour, through: date) -> None:
        """Remember that a local hour is planned through this local day."""
        await self._write(_SQL["mark_slot"], zone=slot.zone, hour=slot.hour, through=through.isoformat())

    async def drop_slot(self, slot: LocalHour) -> None:
        """Forget a local hour nobody has chosen any more."""
        await self._write(_SQL["drop_slot"], zone=slot.zone, hour=slot.hour)

    async def revision_seen(self) -> int:
        """The newest revision whose changes are planned, 0 before any."""
        row = await self._database.fetch_one(_SQL["mark"], name="revision")
        return 0 if row is None else int(row["value"])

    async def mark_revision(self, revision: int) -> None:
        """Remember that changes through this revision are planned."""
        await self._set_mark("revision", str(revision))

    async def settings_seen(self) -> datetime | None:
        """Until when changes of settings are taken into account."""
        row = await self._database.fetch_one(_SQL["mark"], name="settings")
        return None if row is None else optional_from_text(row["value"])

    async def mark_settings(self, at: datetime) -> None:
        """Remember until when changes of settings are taken into account."""
        await self._set_mark("settings", to_text(at))

    async def _set_mark(self, name: str, value: str) -> None:
        await self._write(_SQL["set_mark"], name=name, value=value)

    async def _tell_ahead(
        self, following: Subscription, turn: AudienceSlice, told: dict[str, Value], **closer: Value
    ) -> int:
        """closer: begins and lead of the reminder; who was reminded at a shorter lead is left out."""
        if turn.chats is None and not await self._has_reminded(told["occasion"], **closer):
            return await self._tell_either(following, turn.slot, _AHEAD, told)
        new, hour, told = 0, hour_of(turn.slot), told | closer
        if turn.chats is not None:
            few = stretch_of(turn.chats, **hour)
            return await few.write(self._database, _SQL["tell_ahead_again"], **told)
        async for after, last in chunks(self._database, _SQL["chunk_of_slot"], self._chunk, **hour):
            new += await self._write(_SQL["tell_ahead_again"], **told, **hour, after=after, last=last)
        return new

    async def _has_reminded(self, occasion: Value, **closer: Value) -> bool:
        row = await self._database.fetch_one(_SQL["reminded_closer"], occasion=occasion, **closer)
        return row is not None and bool(row["reminded"])

    async def _tell_either(
        self, following: Subscription, slot: LocalHour, queries: tuple[Query, Query], told: dict[str, Value]
    ) -> int:
        """queries: by follower, and by chat."""
        new, hour = 0, hour_of(slot)
        async for chunk in chunks_of_either(self._database, slot, following, self._chunk):
            query = queries[0 if chunk.by_follower else 1]
            new += await self._write(query, **told, **hour, after=chunk.after, last=chunk.last)
        return new

    async def _write(self, query: Query, **parameters: Value) -> int:
        return await self._database.write_at_once(lambda steps: steps.execute(query, **parameters))


def _told(notice: Notice, following: Subscription, turn: AudienceSlice, due: DueTimes) -> dict[str, Value]:
    return {
        "notice_id": notice.id,
        "occasion": notice.subject,
        **topic_of(following),
        "default_leads": pack_leads(default_leads(following.topic)),
        "coming_bit": 0 if turn.comes_in is None else lead_bit(turn.comes_in),
        "today": turn.today.isoformat(),
        "now": to_text(turn.now),
        "followed_before": to_text(turn.followed_before),
        "rank": due.rank,
        "due_at": to_text(due.at),
    }


def _changed(notice: Notice, turn: AudienceSlice, due: DueTimes) -> dict[str, Value]:
    return {
        "notice_id": notice.id,
        "changed": notice.subject,
        "today": turn.today.isoformat(),
        "rank": due.rank,
        "due_each": to_text(due.at),
        "due_daily": to_text(due.daily or due.at),
    }
