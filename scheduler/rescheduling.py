"""Reschedule what waits for a local hour, when the instant of that hour has changed.

Most of what is planned is due at once. News for the day's digest waits for an instant, and so do news and
late reminders in quiet hours. The instant is wrong when the chat has moved to another zone or hour, when
the zone's rules are newer than at the last start, when the machine's clock was ahead.
"""

from datetime import datetime, timedelta

from data.store.chat_values import LocalHour
from data.store.targeting.rescheduling import NewTimes, Rescheduling
from scheduler.delivery.retry_policy import LONGEST_WAIT
from scheduler.local_hours import local_day, news_instant, next_hour_instant

# A clock that is adjusted step by step never goes back by as much.
_STEP = timedelta(seconds=1)


class Rescheduler:
    """Corrects the instants of deliveries that wait for a local hour."""

    def __init__(self, rescheduling: Rescheduling) -> None:
        self._rescheduling = rescheduling
        self._rules_may_be_new = True

    async def correct(self, now: datetime, seen: datetime, changed_after: datetime | None) -> None:
        """Correct wrong instants after a start, after new settings, and when a clock was put back.

        seen is the instant of the last look, in this process or an earlier one. changed_after is earlier than
        any change of settings since then, None where there was none.
        """
        was_put_back = now < seen - _STEP
        if was_put_back:
            await self._rescheduling.retry_now(now, seen + LONGEST_WAIT)
        if self._rules_may_be_new or was_put_back:
            await self._correct_hours(now, None, news_only=was_put_back)
            self._rules_may_be_new = False
        elif changed_after is not None:
            await self._correct_hours(now, changed_after, news_only=False)

    async def _correct_hours(self, now: datetime, changed_after: datetime | None, *, news_only: bool) -> None:
        wrong = {
            one.local_hour
            for one in await self._rescheduling.waiting(now, changed_after)
            if one.due != next_hour_instant(one.local_hour, now)
        }
        for local_hour in sorted(wrong):
            new = _realignment(local_hour, now, changed_after, news_only=news_only)
            await self._rescheduling.reschedule(new)


def _realignment(
    local_hour: LocalHour, now: datetime, changed_after: datetime | None, *, news_only: bool
) -> NewTimes:
    next_hour = next_hour_instant(local_hour, now)
    return NewTimes(
        local_hour=local_hour,
        now=now,
        at_once=news_instant(local_hour, now),
        next_hour=next_hour,
        next_day=local_day(local_hour.zone, next_hour),
        news_only=news_only,
        changed_after=changed_after,
    )
