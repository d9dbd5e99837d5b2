"""Put together the figures of /stats, and write them down day by day."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from data.calendar.topics import Topic
from data.store.chat_values import ChatState, LocalHour
from data.store.figures.daily_counts import DailyCounts, Figures
from data.store.figures.live_counts import CountedChats, LiveCounts, Outcomes
from data.store.notices import DeliveryState, NoticeKind
from data.store.outbox import NOTICES_KEPT
from scheduler.local_hours import hour_instant, local_day

K = TypeVar("K")

DELIVERIES_OVER = timedelta(days=30)
"""The days whose deliveries /stats adds up, today included."""

HISTORY_OVER = timedelta(days=365)
"""How far back the number of subscribers is shown."""

KEYS_KEPT = 30
"""The cities and links, the most frequent ones, that are written down for a day."""

_DAY = timedelta(days=1)
# A delivery may be tried again for days, and what was on its way at midnight ends on the next day.
_RECOUNTED = timedelta(days=14)
# So many in one reading and one transaction, which both stay short.
_COUNTED_AT_ONCE = timedelta(days=14)
_SUBSCRIBERS, _DELIVERIES = "subscribers", "deliveries"

Ranking = tuple[tuple[str, int], ...]
"""Names with their figures, the largest first."""

Deliveries = tuple[tuple[NoticeKind, tuple[tuple[DeliveryState, int], ...]], ...]
"""How many deliveries of each kind are in each state. What there is none of is left out."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a local day, as of one instant. A picture is drawn of this value.

    history has the number of subscribers by day, the last of them this day's. topics, deliveries and
    states keep the order of their enumerations. cities are catalogue ids, sources labels of links.
    """

    day: date
    subscribers: int
    states: tuple[tuple[ChatState, int], ...]
    topics: tuple[tuple[Topic, int], ...]
    cities: Ranking
    sources: Ranking
    arrived: int
    deliveries: Deliveries
    history: tuple[tuple[date, int], ...]

    @property
    def chats(self) -> int:
        """Return how many chats are stored."""
        return sum(count for _, count in self.states)

    def in_state(self, state: ChatState) -> int:
        """Return how many chats are in a state."""
        return dict(self.states).get(state, 0)

    def before(self, days: timedelta) -> tuple[date, int] | None:
        """Return the number of subscribers so long ago, or on the first day known since.

        None where no earlier day is known.
        """
        known = next((one for one in self.history if one[0] >= self.day - days), None)
        return None if known is None or known[0] == self.day else known


class StatisticsReader:
    """Reads the figures of /stats in a zone, and writes those of each day down.

    purged_before tells up to which expiry deliveries are deleted: those made since are all there.

    Chats, subscriptions and today's deliveries are counted as they stand, earlier days are read.
    """

    def __init__(
        self,
        counts: DailyCounts,
        live: LiveCounts,
        zone: str,
        purged_before: Callable[[], Awaitable[datetime | None]],
    ) -> None:
        self._counts = counts
        self._live = live
        self._zone = zone
        self._purged_before = purged_before

    async def read(self, now: datetime) -> Statistics:
        """Return the figures as of an aware instant."""
        counted, today = await self._live.chats(), local_day(self._zone, now)
        history = await self._counts.between(_SUBSCRIBERS, today - HISTORY_OVER, today - _DAY)
        return Statistics(
            day=today,
            subscribers=counted.subscribers,
            states=tuple(counted.states.items()),
            topics=tuple(counted.topics.items()),
            cities=_ranked(counted.cities),
            sources=_ranked(counted.sources),
            arrived=counted.arrived,
            deliveries=await self._deliveries(today),
            history=(*((day, found[""]) for day, found in history.items()), (today, counted.subscribers)),
        )

    async def write_down(self, now: datetime) -> None:
        """Write the figures of this local day down, and those of deliveries of earlier days again.

        Idempotent: the last figures of a day stay. Deliveries that the purge may have taken are not counted
        again.
        """
        today = local_day(self._zone, now)
        written, whole = await self._counts.last_day(_SUBSCRIBERS), await self._first_whole_day(now)
        await self._count_again(_first_to_count(written, whole, today), today - _DAY)
        await self._counts.put({today: await self._figures(today)})

    async def close_days(self, now: datetime, purge_before: datetime) -> None:
        """Write down the days that a purge up to an expiry will touch. Call it before the purge.

        Days of which something is deleted already keep their figures.
        """
        await self._count_again(await self._first_whole_day(now), local_day(self._zone, purge_before))

    async def _count_again(self, first: date, last: date) -> None:
        while first <= last:
            end = min(first + _COUNTED_AT_ONCE, last + _DAY)
            counted = await self._sent(first, end)
            await self._counts.put({day: {_DELIVERIES: _by_key(found)} for day, found in counted.items()})
            first = end

    async def _first_whole_day(self, now: datetime) -> date:
        """Return the first day none of whose deliveries may be deleted.

        A notice expires after it is made.
        """
        purged = await self._purged_before()
        # a file of an earlier version does not say how far it was purged
        return local_day(self._zone, now - NOTICES_KEPT if purged is None else purged) + _DAY

    async def _figures(self, today: date) -> Figures:
        counted = await self._live.chats()
        return _figures_of(counted) | {_DELIVERIES: _by_key(await self._sent_on(today))}

    async def _deliveries(self, today: date) -> Deliveries:
        earlier = await self._counts.totals(_DELIVERIES, today - DELIVERIES_OVER + _DAY, today - _DAY)
        totals = dict(earlier)
        for key, count in _by_key(await self._sent_on(today)).items():
            totals[key] = totals.get(key, 0) + count
        found = ((kind, _states_of(kind, totals)) for kind in NoticeKind)
        return tuple((kind, states) for kind, states in found if states)

    async def _sent_on(self, day: date) -> Outcomes:
        return (await self._sent(day, day + _DAY))[day]

    async def _sent(self, first: date, end: date) -> dict[date, Outcomes]:
        """Count the deliveries of each day from one on and before another."""
        days = [first + number * _DAY for number in range((end - first).days)]
        midnights = [hour_instant(LocalHour(self._zone, 0), one) for one in (*days, end)]
        return dict(zip(days, await self._live.deliveries(midnights), strict=True))


def _first_to_count(written: date | None, whole: date, today: date) -> date:
    """Return the first day whose deliveries are counted. written is the last day with figures."""
    if written is None:
        return max(whole, today - NOTICES_KEPT + _DAY)
    # the first run of a day looks back at what was tried again since
    return max(whole, today - _DAY if written >= today else written - _RECOUNTED)


def _figures_of(counted: CountedChats) -> dict[str, Mapping[str, int]]:
    return {
        _SUBSCRIBERS: {"": counted.subscribers},
        "chats": {state.value: count for state, count in counted.states.items()},
        "topics": {topic.value: count for topic, count in counted.topics.items()},
        "cities": dict(_ranked(counted.cities)[:KEYS_KEPT]),
        "sources": dict(_ranked(counted.sources)[:KEYS_KEPT]),
    }


def _by_key(outcomes: Outcomes) -> dict[str, int]:
    return {
        f"{kind.value}:{state.value}": count
        for kind, states in outcomes.items()
        for state, count in states.items()
    }


def _states_of(kind: NoticeKind, totals: Mapping[str, int]) -> tuple[tuple[DeliveryState, int], ...]:
    found = ((state, totals.get(f"{kind.value}:{state.value}", 0)) for state in DeliveryState)
    return tuple((state, count) for state, count in found if count)


def _ranked(figures: Mapping[K, int]) -> tuple[tuple[K, int], ...]:
    """Return keys with their figures, the largest first."""
    return tuple(sorted(figures.items(), key=lambda one: (-one[1], str(one[0]))))
