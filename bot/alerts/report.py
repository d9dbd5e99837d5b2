"""Report faults to the owners: three alerts a day, the rest in one message the next day."""

import asyncio
import traceback
from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.updates.raw_updates import UnreadableUpdate
from data.store.store import Store
from handlers.views.faults import summary_payload
from scheduler.clock import Clock
from scheduler.editor_messages import Payload, tell_editors

ALERTS_A_DAY = 3
"""How many different faults of a day get an alert of their own. The rest come together, the next day."""

_SUMMARY_HOUR = 9
"""The local hour from which the faults of the day before are summed up."""

ABOUT_FAULTS = ("aside:", "letter:", "faults:")
"""How the keys of these notices begin. A fault in sending one of them is only logged."""

_OURS = Path(__file__).parents[2]


class FaultReport:
    """Counts faults in the database, so that a restart neither repeats nor forgets any."""

    def __init__(self, store: Store, owners: Collection[int], clock: Clock, zone: str = "UTC") -> None:
        """Take the owners' user ids, which are their private chats, and the zone of their day."""
        self._store = store
        self._owners = frozenset(owners)
        self._clock = clock
        self._zone = ZoneInfo(zone)
        # faults met at the same time must not all count as the first
        self._one_by_one = asyncio.Lock()

    async def alert(self, kind: str, error: BaseException, payload: Payload) -> None:
        """Count a fault. Alert the owners if it is new today and fewer than three were alerted of.

        kind begins the key of the notice.
        """
        now = self._clock.now()
        fault, today = fault_of(error), self._day(now)
        async with self._one_by_one:
            times, told = await self._store.faults.count(today, fault)
            # a fault that a thousand people meet is still one fault
            if times == 1 and told < ALERTS_A_DAY:
                key = f"{kind}:{fault}:{today.isoformat()}"
                await tell_editors(self._store.outbox, key, self._owners, payload, now)
                # last: where a kill comes before the alert is stored, the summary names the fault
                await self._store.faults.mark_alerted(today, fault)

    async def tick(self, now: datetime) -> None:
        """Sum up in the morning the faults of earlier days that had no alert, then forget them."""
        today = self._day(now)
        if now.astimezone(self._zone).hour < _SUMMARY_HOUR:
            return
        unalerted = await self._store.faults.unalerted(today)
        if unalerted:
            key = f"faults:{max(unalerted).isoformat()}"
            payload = summary_payload(_sum_of(unalerted))
            await tell_editors(self._store.outbox, key, self._owners, payload, now)
        await self._store.faults.forget(today)

    def _day(self, now: datetime) -> date:
        return now.astimezone(self._zone).date()


def _sum_of(days: Mapping[date, Mapping[str, int]]) -> dict[str, int]:
    """Add up the counts of the days, the most frequent fault first."""
    counts: dict[str, int] = {}
    for day in days.values():
        for fault, times in day.items():
            counts[fault] = counts.get(fault, 0) + times
    return dict(sorted(counts.items(), key=lambda one: -one[1]))


def fault_of(error: BaseException) -> str:
    """Return what tells faults apart: the error's class, and the line of ours that raised it."""
    if isinstance(error, UnreadableUpdate):
        return f"{type(error).__name__}:{','.join(sorted(error.problems))}"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        one
        for one in frames
        if Path(one.filename).is_relative_to(_OURS) and "site-packages" not in one.filename
    ]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}:{place}"
