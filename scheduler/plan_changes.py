"""Plan notices about changes of the plan: those concerned are told old → new, once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from data.calendar.followers import subscriptions_for, subscriptions_for_city_day, topic_of_event
from data.calendar.occasions import Occasion
from data.calendar.plan import EventKind
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import LocalHour
from data.store.chats import Chats
from data.store.editions.change_facts import when_facts
from data.store.editions.plans import Plans
from data.store.notices import NewNotice, Notice, NoticeKind, priority_until
from data.store.outbox import Outbox
from data.store.revisions import PUBLISHED, Facts
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from scheduler.agenda import Agenda, AgendaNow
from scheduler.change_batches import (
    ChangeBatches,
    SubjectChanges,
    by_subject,
    occasions_of,
    urgent_day,
)
from scheduler.change_payload import ChangeAudience, change_payload
from scheduler.corrections import CORRECTED, Corrections, other_key
from scheduler.delivery.retry_policy import EXPIRY
from scheduler.local_hours import local_day, news_instant, next_hour_instant

# An event that no chat has been told of yet concerns only the followers of changes as such.
_NEWS = frozenset({"added"})
# What only those are told who know the old date.
_KNOWN_TO_FEW = frozenset({CORRECTED})
_EVENT_TOPICS = tuple(Subscription(topic) for topic in (Topic.OWN, Topic.PARTICIPATION, Topic.PARTNER))


class ChangePlanner:
    """Fills the outbox with what has changed, a few minutes after the first change."""

    def __init__(
        self, plans: Plans, chats: Chats, outbox: Outbox, audience: Audience, agenda: AgendaNow
    ) -> None:
        """Plan with these. agenda reads the almanac at each call."""
        self._chats = chats
        self._outbox = outbox
        self._audience = audience
        self._agenda = agenda
        self._corrections = Corrections(audience.told)
        self._batches = ChangeBatches(plans, audience.marks, agenda)

    async def plan(self, now: datetime) -> int:
        """Plan the changes that are collected by now. Return how many rows are new.

        First record what has changed although no revision says so.
        """
        await self._corrections.record(await self._agenda(), now)
        batch = await self._batches.take(now)
        if not batch:
            return 0
        agenda, local_hours = await self._agenda(), await self._chats.local_hours()
        new = 0
        for news in by_subject(batch):
            if now - news.last.by.at < EXPIRY[NoticeKind.CHANGE] and not news.is_undone:
                new += await self._plan_subject(news, agenda, local_hours, now)
        await self._batches.done(batch)
        return new

    async def _plan_subject(
        self, news: SubjectChanges, agenda: Agenda, local_hours: tuple[LocalHour, ...], now: datetime
    ) -> int:
        occasions = occasions_of(news.subject, agenda)
        if is_past(news, occasions, now):
            return 0
        audience = audience_of_change(news, occasions)
        new_notice = _notice(news, audience, agenda, now)
        # Made when the last change was, so that who has subscribed since is not told.
        notice = await self._outbox.post(new_notice, news.last.by.at)
        new = 0
        for local_hour in local_hours:
            day = local_day(local_hour.zone, now)
            audience_slice = AudienceSlice(local_hour, day, now, news.last.by.at)
            new += await notify_audience(
                self._audience, notice, audience, audience_slice, news_schedule(notice, local_hour, now)
            )
        return new


async def notify_audience(
    chats: Audience,
    notice: Notice,
    audience: ChangeAudience,
    audience_slice: AudienceSlice,
    schedule: DueTimes,
) -> int:
    """Notify the chats of a slice whom a change concerns. Return how many deliveries are new."""
    new = 0
    for about in filter(None, (notice.subject, other_key(notice.subject))):
        informed = replace(audience_slice, informed_since=audience.informed_since)
        new += await chats.notify_informed(notice, audience.concerned, informed, schedule, about)
    for following in audience.followers:
        new += await chats.notify_followers(notice, following, audience_slice, schedule)
    return new


def news_schedule(notice: Notice, local_hour: LocalHour, now: datetime) -> DueTimes:
    """Return when news is due, and its priority: as urgent as what comes tomorrow.

    What is urgent waits neither for a digest nor for the morning.
    """
    if notice.begins is not None:
        return DueTimes(priority_until(now + timedelta(days=1)), now)
    at_once, daily = news_instant(local_hour, now), next_hour_instant(local_hour, now)
    return DueTimes(priority_until(now + timedelta(days=2)), at_once, daily)


def is_past(news: SubjectChanges, occasions: tuple[Occasion, ...], now: datetime) -> bool:
    """Return whether all that a change is about was over before, and still is.

    A correction of what is over is for the record, not for the readers, and so is a plan of a past year. A
    day's grace covers every zone.
    """
    yesterday = (now - timedelta(days=1)).date()
    if PUBLISHED in news.kinds:
        return news.last.year < now.year
    ends = [str(when["end"]) for when in when_facts(news.before) if when.get("end") is not None]
    was_over = all(end < yesterday.isoformat() for end in ends)
    is_over = all(one.when.is_over(yesterday) for one in occasions)
    return bool(ends or occasions) and was_over and is_over


def _occurrences(facts: Facts | None) -> list[Mapping[str, object]]:
    listed = (facts or {}).get("occurrences")
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def _cities_of(facts: Facts | None) -> Iterator[Subscription]:
    """Yield the cities where the event was to be. Their followers expect it there."""
    for one in _occurrences(facts):
        place = one.get("place")
        if isinstance(place, Mapping) and isinstance(city := place.get("city_id"), str):
            yield Subscription(Topic.CITY, city)


def _topic_of(facts: Facts | None) -> Iterator[Subscription]:
    """Yield the topic the event belonged to. Its followers may have seen it announced."""
    kind = (facts or {}).get("kind")
    yield from (Subscription(topic_of_event(one)) for one in EventKind if one == kind)


def audience_of_change(news: SubjectChanges, occasions: tuple[Occasion, ...]) -> ChangeAudience:
    """Return whom the change concerns, also where its subject is no longer in the plan.

    What takes earlier changes back concerns only chats that know of them.
    """
    if PUBLISHED in news.kinds:
        return ChangeAudience(_EVENT_TOPICS, _EVENT_TOPICS)
    concerned = {Subscription(Topic.CHANGES): None}
    kind, _, number = news.subject.partition(":")
    if kind == "event":
        concerned[Subscription(Topic.EVENT, number)] = None
        # the facts after, for an event that comes back and has no date
        for facts in (news.before, news.last.after):
            concerned.update(dict.fromkeys((*_topic_of(facts), *_cities_of(facts))))
    else:
        concerned.update(dict.fromkeys(subscriptions_for_city_day(news.subject)))
    for occasion in occasions:
        concerned.update(dict.fromkeys(subscriptions_for(occasion)))
    if news.informed_since is not None:
        return ChangeAudience((), tuple(concerned), news.informed_since)
    return ChangeAudience(_followers(news.kinds, tuple(concerned)), tuple(concerned))


def _followers(kinds: frozenset[str], concerned: tuple[Subscription, ...]) -> tuple[Subscription, ...]:
    """Return those who are told although they may not have heard of the subject before."""
    if kinds <= _KNOWN_TO_FEW:
        return ()
    return (Subscription(Topic.CHANGES),) if kinds & _NEWS else concerned


def _notice(news: SubjectChanges, audience: ChangeAudience, agenda: Agenda, now: datetime) -> NewNotice:
    last = news.last
    return NewNotice(
        key=f"change:{news.first.id}",
        kind=NoticeKind.CHANGE,
        subject=news.subject,
        expires_at=last.by.at + EXPIRY[NoticeKind.CHANGE],
        begins=urgent_day(news.subject, news.before, agenda, now),
        payload=change_payload(news.before, last, audience),
    )
