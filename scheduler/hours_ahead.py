"""Plan the reminders that come some hours before an event with a clock time begins.

They go by the event's own time, not by the local hour of a chat, also in quiet hours, where delivery sends
them without a sound. None is worth sending once the event has begun.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from data.calendar.followers import subscriptions_for
from data.calendar.occasions import Occasion
from data.calendar.topics import LEAD_HOURS, Subscription
from data.store.notices import NewNotice, NoticeKind
from data.store.outbox import Outbox
from data.store.targeting.audience import Audience
from data.store.targeting.hour_audience import HourSlice
from scheduler.agenda import Agenda
from scheduler.due_notices import notice_payload

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HourReminder:
    """A reminder hours ahead. It is due from the aware instant due until the event begins."""

    occasion: Occasion
    notice: NewNotice
    due: datetime


def hour_reminders(occasion: Occasion) -> Iterator[HourReminder]:
    """Yield the reminders hours ahead of an occasion, the shortest first.

    There is none for what is cancelled, has no exact day or no clock time.
    """
    starts = occasion.starts_at
    if starts is None or occasion.is_cancelled or occasion.event is None:
        return
    starts = starts.astimezone(UTC)
    for hours in sorted(LEAD_HOURS):
        notice = NewNotice(
            key=f"hours:{occasion.key}:{starts:%Y-%m-%dT%H:%M}:{hours}",
            kind=NoticeKind.REMINDER,
            subject=occasion.key,
            expires_at=starts,
            begins=occasion.when.begins,
            payload=notice_payload(occasion),
            hours=hours,
        )
        yield HourReminder(occasion, notice, starts - timedelta(hours=hours))


def due_hour_reminders(occasions: Iterable[Occasion], now: datetime) -> Iterator[HourReminder]:
    """Yield the reminders that are due at an aware instant, before their events begin."""
    for occasion in occasions:
        for one in hour_reminders(occasion):
            if one.due <= now < one.notice.expires_at:
                yield one


class HourPlanner:
    """Plans what is due hours ahead, each notice once in a process.

    Planning it twice adds nothing.
    """

    def __init__(self, outbox: Outbox, audience: Audience) -> None:
        self._outbox = outbox
        self._audience = audience
        self._planned: dict[str, datetime] = {}

    async def plan(self, now: datetime, agenda: Agenda) -> int:
        """Plan what has become due for all chats. Return how many rows are new."""
        self._planned = {key: starts for key, starts in self._planned.items() if starts > now}
        new = 0
        for one in due_hour_reminders(_near(agenda, now), now):
            if one.notice.key not in self._planned:
                new += await self._plan_reminder(one, now, None, subscriptions_for(one.occasion))
                self._planned[one.notice.key] = one.notice.expires_at
        return new

    async def catch_up(
        self, now: datetime, agenda: Agenda, chats: tuple[int, ...], followed: frozenset[Subscription]
    ) -> int:
        """Plan what is due for chats that may have missed it. Return how many rows are new.

        followed is what at least one of them follows.
        """
        new = 0
        for one in due_hour_reminders(_near(agenda, now), now):
            followings = [wanted for wanted in subscriptions_for(one.occasion) if wanted in followed]
            new += await self._plan_reminder(one, now, chats, followings)
        return new

    async def _plan_reminder(
        self,
        one: HourReminder,
        now: datetime,
        chats: tuple[int, ...] | None,
        followings: Iterable[Subscription],
    ) -> int:
        hours = one.notice.hours or 0
        # after an outage a chat that has chosen both is reminded once
        later = [other for other in LEAD_HOURS if other < hours and _is_due(one, other, now)]
        audience_slice = HourSlice(_latest_day(now), now, one.due, later, chats)
        notice, new = await self._outbox.post(one.notice, now), 0
        for following in followings:
            new += await self._audience.hours.remind(notice, following, audience_slice)
        return new


def _is_due(one: HourReminder, hours: int, now: datetime) -> bool:
    return one.notice.expires_at - timedelta(hours=hours) <= now


def _near(agenda: Agenda, now: datetime) -> list[Occasion]:
    """Return the occasions that may begin within the next hours, in any zone."""
    today = now.astimezone(UTC).date()
    return agenda.occasions(today - _DAY, today + _DAY)


def _latest_day(now: datetime) -> date:
    """Return the latest local day of any zone."""
    return now.astimezone(UTC).date() + _DAY
