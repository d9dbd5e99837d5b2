"""What waits for a local hour goes on waiting for that hour, whatever becomes of the hour's instant.

Most of what is planned is due at once. What waits (news for the morning or for the day's digest, reminders
that an outage held up into the night) waits for an instant, and that may turn out wrong: the chat has moved
to another zone or hour, the zone's rules are newer than at the last start, the machine's clock was ahead.
"""

from datetime import datetime, timedelta

from data.store.chats import LocalHour
from data.store.targeting.rescheduling import NewTimes, Rescheduling
from scheduler.delivery.retry_policy import LONGEST_WAIT
from scheduler.local_hours import local_day, news_instant, next_slot_instant

# Ticks come twice a minute; a clock that is slewed never goes back.
_STEP = timedelta(seconds=1)


class Alignment:
    """Puts right what waits for a wrong instant."""

    def __init__(self, rescheduling: Rescheduling) -> None:
        self._alignments = rescheduling
        self._rules_may_be_new = True

    async def keep(self, now: datetime, seen: datetime, changed_after: datetime | None) -> None:
        """Look for what waits wrongly, where there is reason to: a start, changed settings, a clock put back.

        seen is the instant of the last look, in this process or an earlier one; changed_after is earlier than
        any change of settings since, None where there was none.
        """
        was_put_back = now < seen - _STEP
        if was_put_back:
            await self._alignments.retry_now(now, seen + LONGEST_WAIT)
        if self._rules_may_be_new or was_put_back:
            await self._align(now, None, news_only=was_put_back)
            self._rules_may_be_new = False
        elif changed_after is not None:
            await self._align(now, changed_after, news_only=False)

    async def _align(self, now: datetime, changed_after: datetime | None, *, news_only: bool) -> None:
        strays = {
            one.local_hour
            for one in await self._alignments.waiting(now, changed_after)
            if one.due != next_slot_instant(one.local_hour, now)
        }
        for slot in sorted(strays):
            new = _realignment(slot, now, changed_after, news_only=news_only)
            await self._alignments.reschedule(new)


def _realignment(
    slot: LocalHour, now: datetime, changed_after: datetime | None, *, news_only: bool
) -> NewTimes:
    next_hour = next_slot_instant(slot, now)
    return NewTimes(
        local_hour=slot,
        now=now,
        at_once=news_instant(slot, now),
        next_hour=next_hour,
        next_day=local_day(slot.zone, next_hour),
        news_only=news_only,
        changed_after=changed_after,
    )
