"""Gather the metrics of the process when they are asked for."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector, CollectorRegistry

from bot.health.database_watch import DatabaseWatch
from bot.health.health import Check, ask
from bot.health.loop_watch import LoopWatch
from bot.metrics.activity import Activity
from bot.metrics.families import activity_families, gauge, gauges, job_families, queue_families
from data.store.figures.queue_lengths import QueueLengths, count_queues
from data.store.sqlite.database import Database
from data.store.sqlite.errors import StoreError
from scheduler.clock import Clock
from scheduler.periodic_jobs import JobProgress

# So long the queues are not counted anew, however often and by however many the metrics are asked for.
QUEUES_HOLD_SECONDS = 5.0
# A database that does not answer is a metric, and no reason to give none of the others.
COUNTING_SECONDS = 2.0


async def not_known() -> None:
    """Return that it is not known."""
    return


@dataclass(frozen=True, slots=True)
class MetricSources:
    """What the metrics are read from.

    pending_posts returns how many updates Telegram has not posted yet, backup_at when the newest backup was
    made, where that is known.
    """

    activity: Activity
    database: Database
    clock: Clock
    jobs: Mapping[str, JobProgress]
    health: Mapping[str, Check]
    readiness: Mapping[str, Check]
    loop: LoopWatch
    watch: DatabaseWatch
    calls_waiting: Callable[[], int]
    leads: Callable[[], bool]
    pending_posts: Callable[[], int | None] = lambda: None
    backup_at: Callable[[], Awaitable[datetime | None]] = not_known


class Metrics:
    """The metrics of the process, in the format that a scraper asks for."""

    def __init__(self, sources: MetricSources) -> None:
        self._sources = sources
        self._queues: QueueLengths | None = None
        self._backup_at: datetime | None = None
        self._counted_at = float("-inf")
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_Gathered(self._families))

    async def render(self, accept: str) -> tuple[bytes, str]:
        """Return the metrics and their content type, for the Accept header of a scraper."""
        await self._ask_database()
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type

    async def _ask_database(self) -> None:
        loop, sources = asyncio.get_running_loop(), self._sources
        if loop.time() - self._counted_at < QUEUES_HOLD_SECONDS:
            return
        self._counted_at, self._queues, self._backup_at = loop.time(), None, None
        with suppress(StoreError, TimeoutError):
            async with asyncio.timeout(COUNTING_SECONDS):
                self._queues = await count_queues(sources.database, sources.clock.now())
                self._backup_at = await sources.backup_at()

    def _families(self) -> Iterator[Metric]:
        sources, now = self._sources, self._sources.clock.now()
        yield InfoMetricFamily("mag_bot", "The running program.", value={"version": version("mag-bot")})
        yield from activity_families(sources.activity)
        if self._queues is not None:
            yield from queue_families(self._queues, now)
        yield from job_families(sources.jobs, asyncio.get_running_loop().time())
        yield from self._conditions()
        yield from gauge(
            "mag_webhook_pending_updates",
            "Updates that Telegram has not posted yet.",
            sources.pending_posts(),
        )
        yield from _file_families(sources.database.path)
        yield from gauge("mag_disk_free_bytes", "Room on the disk of the database.", sources.watch.free_bytes)
        yield from gauge(
            "mag_backup_age_seconds",
            "Age of the newest backup.",
            None if self._backup_at is None else (now - self._backup_at).total_seconds(),
        )

    def _conditions(self) -> Iterator[Metric]:
        sources = self._sources
        checks = ask({**sources.health, **sources.readiness}).checks
        yield gauges(
            "mag_check",
            "Checks of /healthz and /readyz: 1 where all is well.",
            "check",
            {name: float(trouble is None) for name, trouble in checks.items()},
        )
        yield GaugeMetricFamily(
            "mag_loop_stall_seconds", "Worst lateness of the event loop.", value=sources.loop.worst()
        )
        yield GaugeMetricFamily(
            "mag_telegram_calls_waiting", "Calls that wait for their turn.", value=sources.calls_waiting()
        )
        yield GaugeMetricFamily(
            "mag_leader", "1 where this process sends notices.", value=float(sources.leads())
        )


class _Gathered(Collector):
    def __init__(self, families: Callable[[], Iterator[Metric]]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        yield from self._families()

    def describe(self) -> Iterator[Metric]:
        """Describe nothing beforehand, since the registry would gather all to do so."""
        return iter(())


def _file_families(database: Path) -> Iterator[Metric]:
    sizes = {}
    for name, path in (("main", database), ("log", database.with_name(f"{database.name}-wal"))):
        with suppress(OSError):
            sizes[name] = float(path.stat().st_size)
    yield gauges("mag_database_bytes", "Size of the database and of its write-ahead log.", "file", sizes)
