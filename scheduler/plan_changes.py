"""Plan notices about changes of the plan: those concerned are told old → new, once."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from data.calendar.followers import subscriptions_for, topic_of_event
from data.calendar.occasions import Occasion
from data.calendar.plan import EventKind
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import LocalHour
from data.store.chats import Chats
from data.store.notices import NewNotice, Notice, NoticeKind, priority_until
from data.store.outbox import Outbox
from data.store.plans import Plans
from data.store.revisions import RecordedChange
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from scheduler.agenda import Agenda, AgendaNow
from scheduler.delivery.retry_policy import EXPIRY
from scheduler.local_hours import local_day, news_instant, next_hour_instant

UNTOLD = frozenset({"renumbered"})
"""Kinds of changes that change no reader's plans."""

# An event that no chat has been told of yet concerns only the followers of changes as such.
_NEWS = frozenset({"added"})


class ChangePlanner:
    """Fills the outbox with what the revisions since the last call have changed."""

    def __init__(
        self, plans: Plans, chats: Chats, outbox: Outbox, audience: Audience, agenda: AgendaNow
    ) -> None:
        """Plan with these. agenda reads the almanac at each call."""
        self._plans = plans
        self._chats = chats
        self._outbox = outbox
        self._audience = audience
        self._agenda = agenda

    async def plan(self, now: datetime) -> int:
        """Plan what changed in revisions not yet seen. Return how many rows are new."""
        seen = await self._audience.marks.revision_seen()
        changes = await self._plans.changes_since(seen)
        if not changes:
            return 0
        agenda, local_hours = await self._agenda(), await self._chats.local_hours()
        new = 0
        for change in changes:
            if change.kind not in UNTOLD and now - change.by.at < EXPIRY[NoticeKind.CHANGE]:
                new += await self._plan_change(change, agenda, local_hours, now)
        await self._audience.marks.mark_revision(max(change.revision for change in changes))
        return new

    async def _plan_change(
        self, change: RecordedChange, agenda: Agenda, local_hours: tuple[LocalHour, ...], now: datetime
    ) -> int:
        occasions = occasions_of(change.subject, agenda)
        # A correction of what is over is for the record, not for the readers. A day's grace covers every
        # zone.
        yesterday = (now - timedelta(days=1)).date()
        if is_over(change, occasions, yesterday):
            return 0
        followings = _followings(change, occasions)
        notice = await self._outbox.post(_notice(change, followings), now)
        new = 0
        for local_hour in local_hours:
            audience_slice = AudienceSlice(local_hour, local_day(local_hour.zone, now), now, change.by.at)
            new += await self._notify(notice, followings, audience_slice, news_schedule(local_hour, now))
        return new

    async def _notify(
        self,
        notice: Notice,
        followings: tuple[Subscription, ...],
        audience_slice: AudienceSlice,
        schedule: DueTimes,
    ) -> int:
        new = await self._audience.notify_informed(notice, audience_slice, schedule)
        for following in followings:
            new += await self._audience.notify_followers(notice, following, audience_slice, schedule)
        return new


def news_schedule(local_hour: LocalHour, now: datetime) -> DueTimes:
    """Return when news is due, and its priority: as urgent as what comes tomorrow."""
    at_once, daily = news_instant(local_hour, now), next_hour_instant(local_hour, now)
    return DueTimes(priority_until(now + timedelta(days=2)), at_once, daily)


def occasions_of(subject: str, agenda: Agenda) -> tuple[Occasion, ...]:
    """Return what a change is about: a city's day, or each place and time of an event."""
    kind, _, number = subject.partition(":")
    if kind != "event":
        occasion = agenda.occasion(subject)
        return () if occasion is None else (occasion,)
    event = agenda.event(int(number))
    keys = [] if event is None else [f"{subject}:{place}" for place in range(len(event.occurrences))]
    found = (agenda.occasion(key) for key in keys)
    return tuple(one for one in found if one is not None)


def is_over(change: RecordedChange, occasions: tuple[Occasion, ...], day: date) -> bool:
    """Return whether all that a change is about ended before the day.

    What was removed is judged by the dates it had.
    """
    if occasions:
        return all(one.when.is_over(day) for one in occasions)
    ends = [when.get("end") for when in _dates_before(change)]
    return bool(ends) and all(isinstance(end, str) and end < day.isoformat() for end in ends)


def _dates_before(change: RecordedChange) -> list[Mapping[str, object]]:
    before = change.before or {}
    dates = [one.get("when") for one in _occurrences_before(change)] or [before]
    return [when for when in dates if isinstance(when, Mapping)]


def _occurrences_before(change: RecordedChange) -> list[Mapping[str, object]]:
    listed = (change.before or {}).get("occurrences")
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def _cities_before(change: RecordedChange) -> Iterator[Subscription]:
    """Yield the cities where the event was to be. Their followers expect it there."""
    for one in _occurrences_before(change):
        place = one.get("place")
        if isinstance(place, Mapping) and isinstance(city := place.get("city_id"), str):
            yield Subscription(Topic.CITY, city)


def _topic_before(change: RecordedChange) -> Iterator[Subscription]:
    """Yield the topic the event belonged to. Its followers may have seen it announced."""
    kind = (change.before or {}).get("kind")
    yield from (Subscription(topic_of_event(one)) for one in EventKind if one == kind)


def _followings(change: RecordedChange, occasions: tuple[Occasion, ...]) -> tuple[Subscription, ...]:
    followings = {Subscription(Topic.CHANGES): None}
    if change.kind not in _NEWS:
        kind, _, number = change.subject.partition(":")
        if kind == "event":
            # Also for an event that is no longer in the plan.
            followings[Subscription(Topic.EVENT, number)] = None
            followings.update(dict.fromkeys((*_topic_before(change), *_cities_before(change))))
        for occasion in occasions:
            followings.update(dict.fromkeys(subscriptions_for(occasion)))
    return tuple(followings)


def _notice(change: RecordedChange, followings: tuple[Subscription, ...]) -> NewNotice:
    payload = {
        "kind": change.kind,
        "year": change.year,
        "before": None if change.before is None else dict(change.before),
        "after": None if change.after is None else dict(change.after),
        # Delivery asks, when the turn has come, whether the change still concerns the recipient.
        "followers": [[one.topic, one.subject] for one in followings],
    }
    return NewNotice(
        key=f"change:{change.id}",
        kind=NoticeKind.CHANGE,
        subject=change.subject,
        expires_at=change.by.at + EXPIRY[NoticeKind.CHANGE],
        payload=json.dumps(payload, ensure_ascii=False),
    )
