"""Plan what a chat has missed by a change of its settings or while it took no messages.

A reader who makes the hour earlier, moves east, ends a pause, undoes a stop or unblocks the bot may pass the
very moment at which a reminder was due. What is due at the present settings and still useful is then sent
once, soon. The bot's own outages are treated alike.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from data.calendar.followers import subscriptions_for
from data.calendar.greetings import greeting_of
from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import Bulletins, BulletinState
from data.store.chat_values import LocalHour
from data.store.notices import Notice, NoticeKind, Priority, priority_until
from data.store.outbox import Outbox
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from data.store.targeting.catch_ups import CatchUps, ChatBehind
from scheduler.agenda import Agenda
from scheduler.change_payload import audience_of
from scheduler.due_notices import LONGEST_LEAD, DueNotice, Span, comes_in, due_notices
from scheduler.hours_ahead import HourPlanner
from scheduler.local_hours import (
    hour_instant,
    last_reminder_day,
    local_day,
    news_instant,
    now_or_after_quiet_hours,
)
from scheduler.plan_changes import news_schedule, notify_audience

_DAY = timedelta(days=1)
LONGEST_CATCH_UP = timedelta(days=LONGEST_LEAD + 1)
"""A longer absence is treated as one of this length: no lead time is longer."""

_BATCH_SIZE = 200
_SENDING_OR_SENT = frozenset({BulletinState.SENDING, BulletinState.SENT})


@dataclass(frozen=True, slots=True)
class _Group:
    """Chats of one local hour that are behind, as of an instant.

    followed is what at least one of them follows.
    """

    local_hour: LocalHour
    chats: tuple[ChatBehind, ...]
    followed: frozenset[Subscription]
    now: datetime

    @property
    def today(self) -> date:
        """Return the local day."""
        return local_day(self.local_hour.zone, self.now)

    def first_day(self, one: ChatBehind) -> date:
        """Return the first local day whose hour a chat may have missed.

        It is the day before the one on which the chat fell behind.
        """
        return local_day(self.local_hour.zone, min(one.since, self.now)) - _DAY

    def span(self) -> Span:
        """Return the local days whose hours at least one of the chats may have missed."""
        through = last_reminder_day(self.local_hour, self.now)
        first = min(self.first_day(one) for one in self.chats)
        return Span(max(min(first, through) - _DAY, through - LONGEST_CATCH_UP), through, self.today)

    def missing(self, day: date) -> tuple[int, ...]:
        """Return the chats that may have missed what the hour of a local day called for."""
        return tuple(one.chat_id for one in self.chats if self.first_day(one) <= day)

    def missing_news(self, notice: Notice) -> tuple[int, ...]:
        """Return the chats that may have missed this news, by the moment it was made."""
        return self.missing(local_day(self.local_hour.zone, notice.created_at))


class CatchUp:
    """Plans what chats that are behind have missed. Planning it twice adds nothing."""

    def __init__(self, catch_ups: CatchUps, outbox: Outbox, audience: Audience, bulletins: Bulletins) -> None:
        self._catch_ups = catch_ups
        self._outbox = outbox
        self._audience = audience
        self._bulletins = bulletins
        self._hours = HourPlanner(outbox, audience)

    async def plan(self, now: datetime, agenda: Agenda) -> int:
        """Plan what is due and useful for all chats that are behind. Return how many rows are new."""
        new, found = 0, _BATCH_SIZE
        while found == _BATCH_SIZE:
            behind = await self._catch_ups.behind(_BATCH_SIZE)
            for local_hour, chats in groupby(behind, key=lambda one: one.local_hour):
                new += await self._plan_group(local_hour, tuple(chats), now, agenda)
            if behind:
                await self._catch_ups.done(behind)
            found = len(behind)
        return new

    async def _plan_group(
        self, local_hour: LocalHour, chats: tuple[ChatBehind, ...], now: datetime, agenda: Agenda
    ) -> int:
        followed = await self._catch_ups.followed([one.chat_id for one in chats])
        group = _Group(local_hour, chats, followed, now)
        span, new = group.span(), 0
        occasions = agenda.occasions(span.today, span.through + timedelta(days=LONGEST_LEAD))
        for due_notice in due_notices(occasions, span):
            new += await self._plan_reminder(due_notice, group, span)
        new += await self._hours.catch_up(now, agenda, tuple(one.chat_id for one in chats), followed)
        return new + await self._plan_news(group) + await self._plan_issue(group)

    async def _plan_reminder(self, due_notice: DueNotice, group: _Group, span: Span) -> int:
        followings = [one for one in subscriptions_for(due_notice.occasion) if one in group.followed]
        chats = group.missing(due_notice.day)
        if not (followings and chats):
            return 0
        notice = await self._outbox.post(due_notice.notice, group.now)
        followed_before = hour_instant(group.local_hour, due_notice.day)
        audience_slice = AudienceSlice(
            group.local_hour,
            span.today,
            group.now,
            followed_before,
            chats,
            comes_in(due_notice, span),
            greeting_of(due_notice.occasion),
        )
        due = now_or_after_quiet_hours(group.local_hour, group.now, due_notice.begins)
        schedule = DueTimes(priority_until(notice.expires_at), due)
        return await self._audience.notify_ahead(
            notice, followings, audience_slice, schedule, least_lead=due_notice.least_lead
        )

    async def _plan_news(self, group: _Group) -> int:
        """Plan changes of the plan that have not expired."""
        new = 0
        since = group.now - LONGEST_CATCH_UP
        for notice in await self._catch_ups.news(NoticeKind.CHANGE, group.now, since):
            chats = group.missing_news(notice)
            if chats:
                schedule = news_schedule(notice, group.local_hour, group.now)
                new += await self._plan_change(notice, group, chats, schedule)
                new += await self._catch_ups.revive(notice, chats, schedule)
        return new

    async def _plan_change(
        self, notice: Notice, group: _Group, chats: tuple[int, ...], schedule: DueTimes
    ) -> int:
        audience = audience_of(notice)
        if audience is None:
            return 0
        followed = tuple(one for one in audience.followers if one in group.followed)
        audience_slice = AudienceSlice(group.local_hour, group.today, group.now, notice.created_at, chats)
        known = replace(audience, followers=followed)
        return await notify_audience(self._audience, notice, known, audience_slice, schedule)

    async def _plan_issue(self, group: _Group) -> int:
        """Plan the last issue of the bulletin, unless the next one is out."""
        following = Subscription(Topic.BULLETIN)
        notice = await self._last_issue(group.now) if following in group.followed else None
        chats = () if notice is None else group.missing_news(notice)
        if notice is None or not chats:
            return 0
        schedule = DueTimes(Priority.BULK, news_instant(group.local_hour, group.now))
        new = await self._catch_ups.issue(notice, following, chats, group.today, schedule)
        return new + await self._catch_ups.revive(notice, chats, schedule)

    async def _last_issue(self, now: datetime) -> Notice | None:
        bulletin = await self._bulletins.latest_sent()
        if bulletin is None or bulletin.state not in _SENDING_OR_SENT:
            return None
        notice = await self._outbox.find(f"bulletin:{bulletin.week}")
        return notice if notice is not None and notice.expires_at > now else None
