"""Planning: what is due becomes rows in the ledger. Late or doubled ticks are harmless."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from data.calendar.followers import subscriptions_for
from data.calendar.occasions import Occasion
from data.store.chats import Chats, LocalHour
from data.store.notices import priority_until
from data.store.outbox import Outbox
from data.store.targeting.audience import Audience, AudienceSlice, DueTimes
from data.store.targeting.rescheduling import Rescheduling
from scheduler.catch_up import LONGEST_CATCH_UP, CatchUp
from scheduler.due_notices import LONGEST_LEAD, Agenda, DueNotice, Span, comes_in, due_notices
from scheduler.local_hours import last_slot_day, local_day, reminder_instant, slot_instant
from scheduler.rescheduling import Alignment

_DAY = timedelta(days=1)
# A setting stamped just before a tick may be committed just after it.
_OVERLAP = timedelta(minutes=2)

AgendaNow = Callable[[], Awaitable[Agenda]]


@dataclass(slots=True)
class _Tick:
    """What one tick knows: the instant, and the agenda as it stands at it."""

    now: datetime
    agenda: Agenda
    _read: dict[tuple[date, date], list[Occasion]] = field(default_factory=dict)

    def occasions(self, first: date, last: date) -> list[Occasion]:
        """The agenda of a span; local hours share a few spans among them."""
        span = first, last
        if span not in self._read:
            self._read[span] = self.agenda.occasions(first, last)
        return self._read[span]


class Planner:
    """Fills the ledger with what the local hours call for."""

    def __init__(
        self,
        chats: Chats,
        outbox: Outbox,
        audience: Audience,
        rescheduling: Rescheduling,
        catch_up: CatchUp,
        agenda: AgendaNow,
    ) -> None:
        """agenda gives the almanac as it stands when it is asked."""
        self._chats = chats
        self._ledger = outbox
        self._audience = audience
        self._agenda = agenda
        self._alignment = Alignment(rescheduling)
        self._catch_up = catch_up

    async def plan(self, now: datetime) -> int:
        """Plan everything whose local hour has come and is not planned yet; returns how many rows are new.

        After an outage each chat is reminded of an occasion once, and only if it has not begun. Chats that
        have missed something by themselves are caught up with last.
        """
        tick = _Tick(now, await self._agenda())
        groups = await self._chats.local_hours()
        planned = await self._audience.marks.planned_hours()
        for slot in planned.keys() - set(groups):
            # what a slot missed while nobody had chosen it must not be caught up with
            await self._audience.marks.drop_hour(slot)
        await self._align(now)
        new = 0
        for slot in groups:
            through = last_slot_day(slot, now)
            after = planned.get(slot, through - _DAY)
            if after < through:
                after = max(after, through - LONGEST_CATCH_UP)
                new += await self._plan_slot(tick, slot, Span(after, through, local_day(slot.zone, now)))
            if after != through:
                # also back: what a clock that was ahead has planned is told, but the days to come are not
                await self._audience.marks.mark_hour(slot, through)
        return new + await self._catch_up.plan(now, tick.agenda)

    async def _align(self, now: datetime) -> None:
        """Let what waits for a local hour wait for the one that is the chat's now."""
        seen = await self._audience.marks.settings_seen()
        if seen is not None:
            changed_after = min(seen, now) - _OVERLAP
            changed = await self._audience.has_changed(changed_after)
            await self._alignment.keep(now, seen, changed_after if changed else None)
        await self._audience.marks.mark_settings(now)

    async def _plan_slot(self, tick: _Tick, slot: LocalHour, span: Span) -> int:
        new = 0
        occasions = tick.occasions(span.today, span.through + timedelta(days=LONGEST_LEAD))
        for call in due_notices(occasions, span):
            followed_before = slot_instant(slot, call.day)
            turn = AudienceSlice(slot, span.today, tick.now, followed_before, comes_in=comes_in(call, span))
            due = DueTimes(
                priority_until(call.notice.expires_at), reminder_instant(slot, tick.now, call.begins)
            )
            new += await self._tell(tick, call, turn, due)
        return new

    async def _tell(self, tick: _Tick, call: DueNotice, turn: AudienceSlice, due: DueTimes) -> int:
        followings = subscriptions_for(call.occasion)
        if not followings:
            return 0
        notice = await self._ledger.post(call.notice, tick.now)
        return await self._audience.notify_ahead(notice, followings, turn, due, least_lead=call.least_lead)
