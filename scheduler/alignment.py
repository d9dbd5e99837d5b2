"""What waits for a local hour goes on waiting for that hour, whatever becomes of the hour's instant.

Most of what is planned is due at once. What waits (news for the morning or for the day's digest, reminders
that an outage held up into the night) waits for an instant, and that may turn out wrong: the chat has moved
to another zone or hour, the zone's rules are newer than at the last start, the machine's clock was ahead.
"""

from datetime import datetime, timedelta

from data.store.audience import Audience, Realignment
from data.store.chats import HourGroup
from scheduler.slots import local_day, news_instant, next_slot_instant

# Ticks come twice a minute; a clock that is slewed never goes back.
_STEP = timedelta(seconds=1)
# Longer than anything that failed waits for its next try.
_LONGEST_WAIT = timedelta(hours=1)


class Alignment:
    """Puts right what waits for a wrong instant."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience
        self._rules_may_be_new = True

    async def keep(self, now: datetime, seen: datetime, *, has_changes: bool) -> None:
        """Look for what waits wrongly, where there is reason to: a start, changed settings, a clock put back.

        seen is the instant of the last look, in this process or an earlier one.
        """
        was_put_back = now < seen - _STEP
        if was_put_back:
            await self._audience.hurry(now, seen + _LONGEST_WAIT)
        if self._rules_may_be_new or has_changes or was_put_back:
            await self._align(now, news_only=was_put_back)
            self._rules_may_be_new = False

    async def _align(self, now: datetime, *, news_only: bool) -> None:
        strays = {
            one.slot
            for one in await self._audience.waiting(now)
            if one.due != next_slot_instant(one.slot, now)
        }
        for slot in sorted(strays):
            await self._audience.align(_realignment(slot, now, news_only=news_only))


def _realignment(slot: HourGroup, now: datetime, *, news_only: bool) -> Realignment:
    next_hour = next_slot_instant(slot, now)
    return Realignment(
        slot=slot,
        now=now,
        at_once=news_instant(slot, now),
        next_hour=next_hour,
        next_day=local_day(slot.zone, next_hour),
        news_only=news_only,
    )
