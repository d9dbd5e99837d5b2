"""What the owners are told of our faults: three alerts a day, and the rest in one message."""

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
"""So many different faults are told of as they are met; more in a day are one trouble, and one message."""

_MORNING = 9
"""The local hour from which on the rest of the day before is told."""

ABOUT_FAULTS = ("aside:", "letter:", "faults:")
"""How the keys of these notices begin: a fault met while telling of faults is only logged."""

_OURS = Path(__file__).parents[1]


class FaultReport:
    """Counts faults in the database, so that a restart neither repeats nor forgets any."""

    def __init__(self, store: Store, owners: Collection[int], clock: Clock, zone: str = "UTC") -> None:
        """owners are user ids: their private chats are told. zone is the IANA zone of their day."""
        self._store = store
        self._owners = frozenset(owners)
        self._clock = clock
        self._zone = ZoneInfo(zone)
        # those met at the same time must not all be among the first
        self._one_by_one = asyncio.Lock()

    async def tell(self, kind: str, error: BaseException, payload: Payload) -> None:
        """Count a fault, and tell of it if it is new today and few others were. kind begins the key."""
        now = self._clock.now()
        fault, today = fault_of(error), self._day(now)
        async with self._one_by_one:
            times, told = await self._store.faults.count(today, fault)
            # a fault that meets a thousand people is still one fault
            if times == 1 and told < ALERTS_A_DAY:
                key = f"{kind}:{fault}:{today.isoformat()}"
                await tell_editors(self._store.outbox, key, self._owners, payload, now)
                # last, so that what a kill keeps from being told is in the sum
                await self._store.faults.mark_alerted(today, fault)

    async def tick(self, now: datetime) -> None:
        """Tell in the morning what the days before had beyond the alerts. What is told is forgotten."""
        today = self._day(now)
        if now.astimezone(self._zone).hour < _MORNING:
            return
        unalerted = await self._store.faults.unalerted(today)
        if unalerted:
            key = f"faults:{max(unalerted).isoformat()}"
            payload = summary_payload(_together(unalerted))
            await tell_editors(self._store.outbox, key, self._owners, payload, now)
        await self._store.faults.forget(today)

    def _day(self, now: datetime) -> date:
        return now.astimezone(self._zone).date()


def _together(days: Mapping[date, Mapping[str, int]]) -> dict[str, int]:
    """Add up the days, the most frequent fault first."""
    counts: dict[str, int] = {}
    for day in days.values():
        for fault, times in day.items():
            counts[fault] = counts.get(fault, 0) + times
    return dict(sorted(counts.items(), key=lambda one: -one[1]))


def fault_of(error: BaseException) -> str:
    """Return what tells faults apart: the error's class, and where of our code it was raised."""
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
