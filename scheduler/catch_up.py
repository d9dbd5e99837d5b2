"""Catching up: what a chat has missed, by a change of its own or because it could not be written to.

A reader who makes the hour earlier, moves east, lifts a pause, undoes a stop or unblocks the bot may pass
the very moment at which a reminder was due. Late is forgiven to the reader as it is to the bot after an
outage: what is due at the settings as they are now, and still useful, is told once, soon.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from data.calendar.followers import subscriptions_for
from data.calendar.topics import Subscription, Topic
from data.store.bulletins import Bulletins, BulletinState
from data.store.chats import LocalHour
from data.store.notices import Notice, NoticeKind, Priority, priority_until
from data.store.outbox import Outbox
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from data.store.targeting.catch_ups import CatchUps, ChatBehind
from scheduler.due_notices import LONGEST_LEAD, Agenda, DueNotice, Span, comes_in, due_notices
from scheduler.local_hours import (
    last_slot_day,
    local_day,
    news_instant,
    next_slot_instant,
    reminder_instant,
    slot_instant,
)

_DAY = timedelta(days=1)
# Longer absences are caught up with as if they had been this long: every lead is shorter.
LONGEST_CATCH_UP = timedelta(days=LONGEST_LEAD + 1)
# Chats caught up with at once, each looked up by itself.
_AT_ONCE = 200
_ON_THE_WAY = frozenset({BulletinState.SENDING, BulletinState.SENT})


@dataclass(frozen=True, slots=True)
class _Group:
    """Chats of one local hour that are behind, as of an instant, and what at least one of them follows."""

    slot: LocalHour
    chats: tuple[ChatBehind, ...]
    followed: frozenset[Subscription]
    now: datetime

    @property
    def today(self) -> date:
        """Their local day."""
        return local_day(self.slot.zone, self.now)

    def first_day(self, one: ChatBehind) -> date:
        """Return the first local day whose hour a chat may have missed: the eve of when it fell behind."""
        return local_day(self.slot.zone, min(one.since, self.now)) - _DAY

    def span(self) -> Span:
        """Return the local days whose hours at least one of them may have missed."""
        through = last_slot_day(self.slot, self.now)
        first = min(self.first_day(one) for one in self.chats)
        return Span(max(min(first, through) - _DAY, through - LONGEST_CATCH_UP), through, self.today)

    def missing(self, day: date) -> tuple[int, ...]:
        """Return the chats that may have missed what the hour of a local day called for."""
        return tuple(one.chat_id for one in self.chats if self.first_day(one) <= day)

    def missing_news(self, notice: Notice) -> tuple[int, ...]:
        """Return the chats that may have missed this news, by the moment it was made."""
        return self.missing(local_day(self.slot.zone, notice.created_at))


class CatchUp:
    """Plans for chats that are behind what they have missed. Doing it twice adds nothing."""

    def __init__(self, catch_ups: CatchUps, outbox: Outbox, audience: Audience, bulletins: Bulletins) -> None:
        self._catch_ups = catch_ups
        self._ledger = outbox
        self._audience = audience
        self._bulletins = bulletins

    async def plan(self, now: datetime, agenda: Agenda) -> int:
        """Plan what is due and useful for all chats that are behind. Return how many rows are new."""
        new, found = 0, _AT_ONCE
        while found == _AT_ONCE:
            behind = await self._catch_ups.behind(_AT_ONCE)
            for slot, some in groupby(behind, key=lambda one: one.local_hour):
                new += await self._plan_group(slot, tuple(some), now, agenda)
            if behind:
                await self._catch_ups.done(behind)
            found = len(behind)
        return new

    async def _plan_group(
        self, slot: LocalHour, chats: tuple[ChatBehind, ...], now: datetime, agenda: Agenda
    ) -> int:
        followed = await self._catch_ups.followed([one.chat_id for one in chats])
        group = _Group(slot, chats, followed, now)
        span, new = group.span(), 0
        for call in due_notices(
            agenda.occasions(span.today, span.through + timedelta(days=LONGEST_LEAD)), span
        ):
            new += await self._remind(call, group, span)
        return new + await self._tell_news(group) + await self._issue(group)

    async def _remind(self, call: DueNotice, group: _Group, span: Span) -> int:
        followings = [one for one in subscriptions_for(call.occasion) if one in group.followed]
        chats = group.missing(call.day)
        if not (followings and chats):
            return 0
        notice, slot, now = await self._ledger.post(call.notice, group.now), group.slot, group.now
        followed_before = slot_instant(slot, call.day)
        turn = AudienceSlice(slot, span.today, now, followed_before, chats, comes_in(call, span))
        due = DueTimes(priority_until(notice.expires_at), reminder_instant(slot, now, call.begins))
        return await self._audience.notify_ahead(notice, followings, turn, due, least_lead=call.least_lead)

    async def _tell_news(self, group: _Group) -> int:
        """Tell changes of the plan for as long as they are worth telling."""
        new, due = 0, _news_due(group)
        since = group.now - LONGEST_CATCH_UP
        for notice in await self._catch_ups.news(NoticeKind.CHANGE, group.now, since):
            chats = group.missing_news(notice)
            if chats:
                turn = AudienceSlice(group.slot, group.today, group.now, notice.created_at, chats)
                new += await self._audience.notify_informed(notice, turn, due)
                for following in _followers(notice):
                    if following in group.followed:
                        new += await self._audience.notify_followers(notice, following, turn, due)
                new += await self._catch_ups.revive(notice, chats, due)
        return new

    async def _issue(self, group: _Group) -> int:
        """Send the last issue of the bulletin, until the next one is out."""
        following = Subscription(Topic.BULLETIN)
        notice = await self._last_issue(group.now) if following in group.followed else None
        chats = () if notice is None else group.missing_news(notice)
        if notice is None or not chats:
            return 0
        due = DueTimes(Priority.BULK, news_instant(group.slot, group.now))
        new = await self._catch_ups.issue(notice, following, chats, group.today, due)
        return new + await self._catch_ups.revive(notice, chats, due)

    async def _last_issue(self, now: datetime) -> Notice | None:
        bulletin = await self._bulletins.latest_sent()
        if bulletin is None or bulletin.state not in _ON_THE_WAY:
            return None
        notice = await self._ledger.find(f"bulletin:{bulletin.week}")
        return notice if notice is not None and notice.expires_at > now else None


def _news_due(group: _Group) -> DueTimes:
    slot, now = group.slot, group.now
    return DueTimes(priority_until(now + 2 * _DAY), news_instant(slot, now), next_slot_instant(slot, now))


def _followers(notice: Notice) -> Iterator[Subscription]:
    """Yield the subscriptions that a change concerns."""
    followers: Sequence[Sequence[str]] = json.loads(notice.payload).get("followers") or ()
    yield from (Subscription(Topic(topic), subject) for topic, subject in followers)
