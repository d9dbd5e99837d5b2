"""Insert deliveries for many chats at once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.greetings import Greeting
from data.calendar.topics import Subscription, default_leads, lead_bit, pack_leads
from data.store.chat_values import LocalHour
from data.store.notices import Notice
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.timestamps import to_text
from data.store.targeting.chunking import (
    CHUNK,
    chunks,
    chunks_of_either,
    hour_parameters,
    ranges_of,
    topic_parameters,
)
from data.store.targeting.hour_audience import HourAudience
from data.store.targeting.planning_marks import PlanningMarks
from data.store.targeting.told_dates import ToldDates

_SQL = Queries("audience")
_AHEAD = _SQL["notify_ahead_by_follower"], _SQL["notify_ahead_by_chat"]
_FOLLOWERS = _SQL["notify_followers_by_follower"], _SQL["notify_followers_by_chat"]


@dataclass(frozen=True, slots=True)
class AudienceSlice:
    """The chats of one local hour that one notice is planned for. Moments are aware.

    today is their local day at the moment now. Only subscriptions made before followed_before count. chats
    narrows the slice to these chats, and None means all chats of the hour. Where comes_in is a lead time in
    days, the hour of that reminder comes later today: chats that have chosen it are left out. greeting says
    which chats are reminded on the day itself without having chosen that. With informed_since, a chat has
    been informed only by what was sent from then on.
    """

    local_hour: LocalHour
    today: date
    now: datetime
    followed_before: datetime
    chats: tuple[int, ...] | None = None
    comes_in: int | None = None
    greeting: Greeting | None = None
    informed_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class DueTimes:
    """When deliveries fall due, and their priority.

    daily is for chats that get one digest a day.
    """

    priority: int
    at: datetime
    daily: datetime | None = None


class Audience:
    """Inserts deliveries with INSERT … SELECT, in chunks. Inserting twice adds nothing."""

    def __init__(self, database: Database, chunk: int = CHUNK) -> None:
        """Write at most chunk deliveries in a transaction."""
        self.marks = PlanningMarks(database)
        self.hours = HourAudience(database, chunk)
        self.told = ToldDates(database)
        self._database = database
        self._chunk = chunk

    async def notify_ahead(
        self,
        notice: Notice,
        followings: Iterable[Subscription],
        audience: AudienceSlice,
        due: DueTimes,
        *,
        least_lead: int | None,
    ) -> int:
        """Notify the followers of each subscription of what lies ahead.

        least_lead, in days, is for a window, which is announced when it opens. None is for a reminder of a
        day. Returns how many deliveries are new.
        """
        new = 0
        for following in followings:
            if least_lead is None:
                new += await self.remind(notice, following, audience, due)
            else:
                new += await self.announce(notice, following, audience, due, least_lead=least_lead)
        return new

    async def remind(
        self, notice: Notice, following: Subscription, audience: AudienceSlice, due: DueTimes
    ) -> int:
        """Remind followers of notice.subject, notice.lead days before notice.begins.

        Returns how many deliveries are new. Raises KeyError for a number of days that is no lead time.
        """
        lead = notice.lead or 0
        values = _ahead(notice, following, audience, due)
        values |= {"lead_bit": lead_bit(lead), "least_mask": None}
        begins = notice.begins.isoformat() if notice.begins else ""
        return await self._notify_ahead(following, audience, values, begins=begins, lead=lead)

    async def announce(
        self,
        notice: Notice,
        following: Subscription,
        audience: AudienceSlice,
        due: DueTimes,
        *,
        least_lead: int,
    ) -> int:
        """Announce a window to followers whose longest lead time is at least least_lead days.

        Returns how many deliveries are new.
        """
        values = _ahead(notice, following, audience, due)
        values |= {"lead_bit": None, "least_mask": lead_bit(least_lead)}
        # no lead: a chat that was reminded of a day is sent the window all the same
        return await self._notify_ahead(following, audience, values, begins="", lead=None)

    async def notify_followers(
        self, notice: Notice, following: Subscription, audience: AudienceSlice, due: DueTimes
    ) -> int:
        """Notify followers of a change of notice.subject. Return how many deliveries are new."""
        values = _change(notice, audience, due) | topic_parameters(following)
        values |= {"followed_before": to_text(audience.followed_before)}
        if audience.chats is not None:
            few = ranges_of(audience.chats, **hour_parameters(audience.local_hour))
            return await few.write(self._database, _SQL["notify_followers_by_chat"], **values)
        return await self._notify_either(following, audience.local_hour, _FOLLOWERS, values)

    async def notify_informed(
        self,
        notice: Notice,
        followings: Iterable[Subscription],
        audience: AudienceSlice,
        due: DueTimes,
        about: str | None = None,
    ) -> int:
        """Notify of a change the chats that were sent a notice of its subject before.

        Only chats that still follow one of the subscriptions count. about is the subject that the earlier
        notices had, None where it is that of this one. Returns how many deliveries are new.
        """
        new, about = 0, about or notice.subject
        pairs = json.dumps([[one.topic, one.subject] for one in followings])
        values = hour_parameters(audience.local_hour) | _change(notice, audience, due)
        since = audience.informed_since
        values |= {"about": about, "followings": pairs, "since": "" if since is None else to_text(since)}
        query = _SQL["notify_informed"]
        if audience.chats is not None:
            return await ranges_of(audience.chats, **values).write(self._database, query)
        informed = chunks(self._database, _SQL["chunk_of_informed"], self._chunk, about=about)
        async for after, last in informed:
            new += await self._write(query, **values, after=after, last=last)
        return new

    async def issue(self, notice: Notice, following: Subscription, today: date, due: DueTimes) -> int:
        """Send an issue to every follower who takes messages on the day today.

        Returns how many deliveries are new.
        """
        new, topic = 0, topic_parameters(following)
        values: dict[str, Value] = {
            "notice_id": notice.id,
            "today": today.isoformat(),
            "rank": due.priority,
            "due_at": to_text(due.at),
        }
        async for after, last in chunks(self._database, _SQL["chunk_of_topic"], self._chunk, **topic):
            new += await self._write(_SQL["issue"], **values, **topic, after=after, last=last)
        return new

    async def count_issue(self, following: Subscription, today: date) -> int:
        """Return how many chats an issue would be sent to."""
        count, day = 0, today.isoformat()
        topic = topic_parameters(following)
        # in chunks: a million chats take a fifth of a second, in which no other read would be answered
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

    async def _notify_ahead(
        self, following: Subscription, audience: AudienceSlice, values: dict[str, Value], **reminder: Value
    ) -> int:
        """Notify of what lies ahead. Leave out chats that were reminded fewer days ahead.

        reminder holds begins and lead of the reminder.
        """
        hour = hour_parameters(audience.local_hour)
        query = _SQL["notify_ahead_beside_outbox"]
        if audience.chats is not None:
            return await ranges_of(audience.chats, **hour).write(self._database, query, **values, **reminder)
        if not await self._has_shorter_lead(values["about"], **reminder):
            return await self._notify_either(following, audience.local_hour, _AHEAD, values)
        new = 0
        async for after, last in chunks(self._database, _SQL["chunk_of_hour"], self._chunk, **hour):
            new += await self._write(query, **values, **reminder, **hour, after=after, last=last)
        return new

    async def _has_shorter_lead(self, about: Value, **reminder: Value) -> bool:
        row = await self._database.fetch_one(_SQL["has_shorter_lead"], about=about, **reminder)
        return row is not None and bool(row["reminded"])

    async def _notify_either(
        self,
        following: Subscription,
        local_hour: LocalHour,
        queries: tuple[Query, Query],
        values: dict[str, Value],
    ) -> int:
        """Go along the followers or the chats of the hour, chunk by chunk, with the query for each."""
        new, hour = 0, hour_parameters(local_hour)
        async for chunk in chunks_of_either(self._database, local_hour, following, self._chunk):
            query = queries[0 if chunk.by_follower else 1]
            new += await self._write(query, **values, **hour, after=chunk.after, last=chunk.last)
        return new

    async def _write(self, query: Query, **parameters: Value) -> int:
        return await self._database.write_at_once(lambda steps: steps.execute(query, **parameters))


def _ahead(
    notice: Notice, following: Subscription, audience: AudienceSlice, due: DueTimes
) -> dict[str, Value]:
    greeting = audience.greeting
    return {
        "notice_id": notice.id,
        "about": notice.subject,
        **topic_parameters(following),
        "greets_all": int(greeting is not None and greeting.to_all),
        "greets_city": "" if greeting is None else greeting.city_id,
        "default_leads": pack_leads(default_leads(following.topic)),
        "coming_bit": 0 if audience.comes_in is None else lead_bit(audience.comes_in),
        "today": audience.today.isoformat(),
        "now": to_text(audience.now),
        "followed_before": to_text(audience.followed_before),
        "rank": due.priority,
        "due_at": to_text(due.at),
    }


def _change(notice: Notice, audience: AudienceSlice, due: DueTimes) -> dict[str, Value]:
    return {
        "notice_id": notice.id,
        "about": notice.subject,
        "today": audience.today.isoformat(),
        "rank": due.priority,
        "due_each": to_text(due.at),
        "due_daily": to_text(due.daily or due.at),
    }
