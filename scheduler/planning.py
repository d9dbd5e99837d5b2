"""Turn what is due into rows of the outbox. A late or repeated tick is harmless."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from data.calendar.followers import subscriptions_for
from data.calendar.greetings import greeting_of
from data.calendar.occasions import Occasion
from data.store.chat_values import LocalHour
from data.store.chats import Chats
from data.store.notices import priority_until
from data.store.outbox import Outbox
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from data.store.targeting.rescheduling import Rescheduling
from scheduler.agenda import Agenda, AgendaNow
from scheduler.catch_up import LONGEST_CATCH_UP, CatchUp
from scheduler.due_notices import LONGEST_LEAD, DueNotice, Span, comes_in, due_notices
from scheduler.local_hours import hour_instant, last_reminder_day, local_day, now_or_after_quiet_hours
from scheduler.rescheduling import Rescheduler

_DAY = timedelta(days=1)
# A setting stamped just before a tick may be committed just after it.
_OVERLAP = timedelta(minutes=2)


@dataclass(slots=True)
class _Tick:
    """The instant of one tick, and the agenda as it stands at it."""

    now: datetime
    agenda: Agenda
    _read: dict[tuple[date, date], list[Occasion]] = field(default_factory=dict)

    def occasions(self, first: date, last: date) -> list[Occasion]:
        """Return the occasions of a span of days. Many local hours share one span."""
        span = first, last
        if span not in self._read:
            self._read[span] = self.agenda.occasions(first, last)
        return self._read[span]


class Planner:
    """Fills the outbox with the notices that are due at local hours."""

    def __init__(
        self,
        chats: Chats,
        outbox: Outbox,
        audience: Audience,
        rescheduling: Rescheduling,
        catch_up: CatchUp,
        agenda: AgendaNow,
    ) -> None:
        """Plan with these. agenda reads the almanac at each tick."""
        self._chats = chats
        self._outbox = outbox
        self._audience = audience
        self._agenda = agenda
        self._rescheduler = Rescheduler(rescheduling)
        self._catch_up = catch_up

    async def plan(self, now: datetime) -> int:
        """Plan every local hour that has come and is not planned yet. Return how many rows are new.

        After an outage each chat is reminded of an occasion once, and only if it has not begun. Chats that
        have missed something by themselves are caught up with last.
        """
        tick = _Tick(now, await self._agenda())
        chosen = await self._chats.local_hours()
        planned = await self._audience.marks.planned_hours()
        for local_hour in planned.keys() - set(chosen):
            # What an hour called for while no chat had chosen it must not be planned later.
            await self._audience.marks.drop_hour(local_hour)
        await self._reschedule(now)
        new = 0
        for local_hour in chosen:
            new += await self._plan_hour(tick, local_hour, planned.get(local_hour))
        return new + await self._catch_up.plan(now, tick.agenda)

    async def _reschedule(self, now: datetime) -> None:
        """Correct what waits for a local hour that the chat has changed since."""
        seen = await self._audience.marks.settings_seen()
        if seen is not None:
            changed_after = min(seen, now) - _OVERLAP
            changed = await self._audience.has_changed(changed_after)
            await self._rescheduler.correct(now, seen, changed_after if changed else None)
        await self._audience.marks.mark_settings(now)

    async def _plan_hour(self, tick: _Tick, local_hour: LocalHour, planned: date | None) -> int:
        """Plan the days of one local hour after the last planned one. None: only the latest day."""
        through, new = last_reminder_day(local_hour, tick.now), 0
        after = through - _DAY if planned is None else planned
        if after < through:
            first = max(after, through - LONGEST_CATCH_UP)
            new = await self._plan_span(
                tick, local_hour, Span(first, through, local_day(local_hour.zone, tick.now))
            )
        if after != through:
            # Also back to an earlier day: what a clock that was ahead has planned is sent, but the days that
            # are still to come must be planned again.
            await self._audience.marks.mark_hour(local_hour, through)
        return new

    async def _plan_span(self, tick: _Tick, local_hour: LocalHour, span: Span) -> int:
        occasions = tick.occasions(span.today, span.through + timedelta(days=LONGEST_LEAD))
        new = 0
        for due_notice in due_notices(occasions, span):
            new += await self._plan_notice(tick, local_hour, span, due_notice)
        return new

    async def _plan_notice(
        self, tick: _Tick, local_hour: LocalHour, span: Span, due_notice: DueNotice
    ) -> int:
        followings = subscriptions_for(due_notice.occasion)
        if not followings:
            return 0
        notice = await self._outbox.post(due_notice.notice, tick.now)
        audience_slice = AudienceSlice(
            local_hour,
            span.today,
            tick.now,
            hour_instant(local_hour, due_notice.day),
            comes_in=comes_in(due_notice, span),
            greeting=greeting_of(due_notice.occasion),
        )
        due = now_or_after_quiet_hours(local_hour, tick.now, due_notice.begins)
        schedule = DueTimes(priority_until(notice.expires_at), due)
        return await self._audience.notify_ahead(
            notice, followings, audience_slice, schedule, least_lead=due_notice.least_lead
        )
