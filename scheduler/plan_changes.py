"""Changes of the plan: those concerned are told old → new, once."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from data.calendar.followers import subscriptions_for, topic_of_event
from data.calendar.occasions import Occasion
from data.calendar.plan import EventKind
from data.calendar.topics import Subscription, Topic
from data.store.chats import Chats, LocalHour
from data.store.notices import NewNotice, Notice, NoticeKind, priority_until
from data.store.outbox import Outbox
from data.store.plans import Plans
from data.store.revisions import RecordedChange
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from scheduler.due_notices import Agenda
from scheduler.local_hours import local_day, news_instant, next_slot_instant
from scheduler.planning import AgendaNow

# A change nobody could be told of for so long is old news; the agenda shows how things stand.
WORTH_TELLING = timedelta(days=14)
# Kinds of changes that move nobody's plans.
UNTOLD = frozenset({"renumbered"})
# What nobody has been told of before concerns only those who follow changes as such.
_NEWS = frozenset({"added"})


class Changes:
    """Fills the ledger with what revisions have changed since it was last asked."""

    def __init__(
        self, plans: Plans, chats: Chats, outbox: Outbox, audience: Audience, agenda: AgendaNow
    ) -> None:
        """agenda gives the almanac as it stands when it is asked."""
        self._plans = plans
        self._chats = chats
        self._ledger = outbox
        self._audience = audience
        self._agenda = agenda

    async def plan(self, now: datetime) -> int:
        """Plan what changed in revisions not yet seen; returns how many rows are new."""
        seen = await self._audience.marks.revision_seen()
        changes = await self._plans.changes_since(seen)
        if not changes:
            return 0
        agenda, groups = await self._agenda(), await self._chats.local_hours()
        new = 0
        for change in changes:
            if change.kind not in UNTOLD and now - change.by.at < WORTH_TELLING:
                new += await self._plan_change(change, agenda, groups, now)
        await self._audience.marks.mark_revision(max(change.revision for change in changes))
        return new

    async def _plan_change(
        self, change: RecordedChange, agenda: Agenda, groups: tuple[LocalHour, ...], now: datetime
    ) -> int:
        occasions = _occasions(change.subject, agenda)
        # mending what is over is for the record, not for the readers; a day's grace covers every zone
        yesterday = (now - timedelta(days=1)).date()
        if _is_over(change, occasions, yesterday):
            return 0
        followings = _followings(change, occasions)
        notice = await self._ledger.post(_notice(change, followings), now)
        # news is as pressing as what comes tomorrow
        rank = priority_until(now + timedelta(days=2))
        new = 0
        for slot in groups:
            turn = AudienceSlice(slot, local_day(slot.zone, now), now, change.by.at)
            due = DueTimes(rank, news_instant(slot, now), next_slot_instant(slot, now))
            new += await self._tell(notice, followings, turn, due)
        return new

    async def _tell(
        self, notice: Notice, followings: tuple[Subscription, ...], turn: AudienceSlice, due: DueTimes
    ) -> int:
        new = await self._audience.notify_informed(notice, turn, due)
        for following in followings:
            new += await self._audience.notify_followers(notice, following, turn, due)
        return new


def _occasions(subject: str, agenda: Agenda) -> tuple[Occasion, ...]:
    """The occasions a change is about: one for a city's day, one for each place and time of an event."""
    kind, _, number = subject.partition(":")
    if kind != "event":
        occasion = agenda.occasion(subject)
        return () if occasion is None else (occasion,)
    event = agenda.event(int(number))
    keys = [] if event is None else [f"{subject}:{place}" for place in range(len(event.occurrences))]
    found = (agenda.occasion(key) for key in keys)
    return tuple(one for one in found if one is not None)


def _is_over(change: RecordedChange, occasions: tuple[Occasion, ...], day: date) -> bool:
    """Whether all that a change is about ended before that day; by what was, where nothing is there now."""
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
    """The cities where it was to be: their followers expect it there."""
    for one in _occurrences_before(change):
        place = one.get("place")
        if isinstance(place, Mapping) and isinstance(city := place.get("city_id"), str):
            yield Subscription(Topic.CITY, city)


def _topic_before(change: RecordedChange) -> Iterator[Subscription]:
    """The topic it belonged to, whose followers may have seen it coming."""
    kind = (change.before or {}).get("kind")
    yield from (Subscription(topic_of_event(one)) for one in EventKind if one == kind)


def _followings(change: RecordedChange, occasions: tuple[Occasion, ...]) -> tuple[Subscription, ...]:
    followings = {Subscription(Topic.CHANGES): None}
    if change.kind not in _NEWS:
        kind, _, number = change.subject.partition(":")
        if kind == "event":
            # also for an event that is no longer in the plan
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
        # for whoever asks, when its turn has come, whether it still concerns the recipient
        "followers": [[one.topic, one.subject] for one in followings],
    }
    return NewNotice(
        key=f"change:{change.id}",
        kind=NoticeKind.CHANGE,
        subject=change.subject,
        expires_at=change.by.at + WORTH_TELLING,
        payload=json.dumps(payload, ensure_ascii=False),
    )
