"""Who is to be told: rows of the ledger made for many chats at once, and how far that has been done."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.topics import Subscription, default_leads, lead_bit, pack_leads
from data.store.chats import HourGroup
from data.store.database import Database
from data.store.instants import from_text, optional_from_text, to_text
from data.store.notices import Notice
from data.store.queries import Queries, Query, Value

_SQL = Queries("audience")
CHUNK = 10_000
# Below every id: groups and channels have negative ones.
_BEFORE_ALL = -(2**63)


@dataclass(frozen=True, slots=True)
class Turn:
    """The chats of one local hour, as far as they are to be told of one thing.

    today is their local day at the moment now. Only who follows since before followed_before, and only chats
    whose settings changed after changed_after (None: all of them). Moments are aware.
    """

    slot: HourGroup
    today: date
    now: datetime
    followed_before: datetime
    changed_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something untried waits until due in a chat with this local hour."""

    slot: HourGroup
    due: datetime


@dataclass(frozen=True, slots=True)
class Realignment:
    """What the chats of a local hour wait for wrongly, at the moment now.

    next_hour is when the hour comes next, next_day the local day then, at_once when news is due that comes
    now. news_only leaves reminders alone.
    """

    slot: HourGroup
    now: datetime
    at_once: datetime
    next_hour: datetime
    next_day: date
    news_only: bool


@dataclass(frozen=True, slots=True)
class Due:
    """When rows fall due, and their rank in the queue. daily: for chats that get one digest a day."""

    rank: int
    at: datetime
    daily: datetime | None = None


class Audience:
    """Fills the ledger by INSERT … SELECT, in chunks of chats; doing it twice adds nothing."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        self._database = database
        self._chunk = chunk

    async def remind(self, notice: Notice, following: Subscription, turn: Turn, due: Due) -> int:
        """Remind of notice.subject, notice.lead days before notice.begins; returns how many rows are new.

        KeyError for a lead that is none of ours.
        """
        lead = notice.lead or 0
        return await self._tell_slot(
            _SQL["remind"],
            turn,
            **_told(notice, following, turn, due),
            begins=notice.begins.isoformat() if notice.begins else "",
            lead=lead,
            lead_bit=lead_bit(lead),
        )

    async def announce(
        self, notice: Notice, following: Subscription, turn: Turn, due: Due, *, least_lead: int
    ) -> int:
        """Announce a window to chats whose longest lead is at least least_lead days; how many are new."""
        return await self._tell_slot(
            _SQL["announce"], turn, **_told(notice, following, turn, due), least_mask=lead_bit(least_lead)
        )

    async def tell_followers(self, notice: Notice, following: Subscription, turn: Turn, due: Due) -> int:
        """Tell followers of a change of notice.subject; returns how many rows are new."""
        return await self._tell_slot(
            _SQL["tell_followers"],
            turn,
            topic=following.topic,
            subject=following.subject,
            followed_before=to_text(turn.followed_before),
            **_changed(notice, turn, due),
        )

    async def tell_told(self, notice: Notice, turn: Turn, due: Due) -> int:
        """Tell of a change of notice.subject those who were told of it before; how many rows are new."""
        async with self._database.transaction() as tx:
            return await tx.execute(
                _SQL["tell_told"], zone=turn.slot.zone, hour=turn.slot.hour, **_changed(notice, turn, due)
            )

    async def issue(self, notice: Notice, following: Subscription, today: date, due: Due) -> int:
        """Tell every active follower of a topic; returns how many are new. today: for those who pause."""
        new = 0
        chunks = self._chunks(_SQL["chunk_of_topic"], topic=following.topic, subject=following.subject)
        async for after, last in chunks:
            async with self._database.transaction() as tx:
                new += await tx.execute(
                    _SQL["issue"],
                    notice_id=notice.id,
                    topic=following.topic,
                    subject=following.subject,
                    today=today.isoformat(),
                    after=after,
                    last=last,
                    rank=due.rank,
                    due_at=to_text(due.at),
                )
        return new

    async def count_issue(self, following: Subscription, today: date) -> int:
        """How many issue() would tell."""
        row = await self._database.fetch_one(
            _SQL["count_issue"], topic=following.topic, subject=following.subject, today=today.isoformat()
        )
        return 0 if row is None else row["chats"]

    async def changed_slots(self, changed_after: datetime) -> frozenset[HourGroup]:
        """Local hours of active chats whose settings changed after a moment."""
        rows = await self._database.fetch_all(_SQL["changed_slots"], changed_after=to_text(changed_after))
        return frozenset(HourGroup(row["zone"], row["hour"]) for row in rows)

    async def planned_slots(self) -> dict[HourGroup, date]:
        """The last local day that is planned for each local hour."""
        rows = await self._database.fetch_all(_SQL["planned_slots"])
        return {HourGroup(row["zone"], row["hour"]): date.fromisoformat(row["through"]) for row in rows}

    async def mark_slot(self, slot: HourGroup, through: date) -> None:
        """Remember that a local hour is planned through this local day."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["mark_slot"], zone=slot.zone, hour=slot.hour, through=through.isoformat())

    async def drop_slot(self, slot: HourGroup) -> None:
        """Forget a local hour nobody has chosen any more."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["drop_slot"], zone=slot.zone, hour=slot.hour)

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

    async def waiting(self, now: datetime) -> tuple[Waiting, ...]:
        """For which moments after now untried deliveries wait, by the present hours of their chats."""
        rows = await self._database.fetch_all(_SQL["waiting"], now=to_text(now))
        return tuple(Waiting(HourGroup(row["zone"], row["hour"]), from_text(row["due_at"])) for row in rows)

    async def align(self, new: Realignment) -> int:
        """Let what waits for another moment than the chats' next hour wait for the right one; how many."""
        async with self._database.transaction() as tx:
            return await tx.execute(
                _SQL["align"],
                zone=new.slot.zone,
                hour=new.slot.hour,
                kinds="news" if new.news_only else "all",
                now=to_text(new.now),
                at_once=to_text(new.at_once),
                next_hour=to_text(new.next_hour),
                next_day=new.next_day.isoformat(),
            )

    async def hurry(self, now: datetime, until: datetime) -> int:
        """Make due now what a clock put back since has postponed through until; how many deliveries."""
        async with self._database.transaction() as tx:
            return await tx.execute(_SQL["hurry"], now=to_text(now), until=to_text(until))

    async def _set_mark(self, name: str, value: str) -> None:
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["set_mark"], name=name, value=value)

    async def _tell_slot(self, query: Query, turn: Turn, **parameters: Value) -> int:
        new = 0
        async for after, last in self._chunks(
            _SQL["chunk_of_slot"], zone=turn.slot.zone, hour=turn.slot.hour
        ):
            async with self._database.transaction() as tx:
                new += await tx.execute(
                    query,
                    **parameters,
                    zone=turn.slot.zone,
                    hour=turn.slot.hour,
                    after=after,
                    last=last,
                )
        return new

    async def _chunks(self, query: Query, **parameters: Value) -> AsyncIterator[tuple[int, int]]:
        after = _BEFORE_ALL
        while True:
            row = await self._database.fetch_one(query, **parameters, after=after, how_many=self._chunk)
            if row is None or row["last"] is None:
                return
            yield after, row["last"]
            after = row["last"]


def _told(notice: Notice, following: Subscription, turn: Turn, due: Due) -> dict[str, Value]:
    return {
        "notice_id": notice.id,
        "occasion": notice.subject,
        "topic": following.topic,
        "subject": following.subject,
        "default_leads": pack_leads(default_leads(following.topic)),
        "today": turn.today.isoformat(),
        "now": to_text(turn.now),
        "followed_before": to_text(turn.followed_before),
        # every moment is later than no text at all
        "changed_after": "" if turn.changed_after is None else to_text(turn.changed_after),
        "rank": due.rank,
        "due_at": to_text(due.at),
    }


def _changed(notice: Notice, turn: Turn, due: Due) -> dict[str, Value]:
    return {
        "notice_id": notice.id,
        "changed": notice.subject,
        "today": turn.today.isoformat(),
        "rank": due.rank,
        "due_each": to_text(due.at),
        "due_daily": to_text(due.daily or due.at),
    }
