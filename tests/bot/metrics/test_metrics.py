"""Prometheus can read the metrics, they cost little, and they need no working database."""

import asyncio
import time
from datetime import datetime, timedelta

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

from bot.health.database_watch import DatabaseWatch
from bot.health.loop_watch import LoopWatch
from bot.metrics import metrics as module
from bot.metrics.activity import Activity
from bot.metrics.metrics import Metrics, MetricSources
from data.store.inbox import Arrival, Inbox
from data.store.sqlite.database import Database
from scheduler.periodic_jobs import JobProgress
from tests.world.clocks import FrozenClock

OPENMETRICS = "application/openmetrics-text; version=1.0.0"


class Sources:
    """The sources from which the metrics of a test are read."""

    def __init__(self, database: Database, clock: FrozenClock) -> None:
        self.activity = Activity(("message",))
        self.jobs: dict[str, JobProgress] = {}
        self.trouble: str | None = None
        self.backup_at: datetime | None = None
        self.metrics = Metrics(
            MetricSources(
                activity=self.activity,
                database=database,
                clock=clock,
                jobs=self.jobs,
                health={"database": lambda: self.trouble},
                readiness={"telegram": lambda: None},
                loop=LoopWatch(),
                watch=DatabaseWatch(database),
                calls_waiting=lambda: 3,
                leads=lambda: True,
                pending_posts=lambda: None,
                backup_at=self._last_backup,
            )
        )

    async def _last_backup(self) -> datetime | None:
        return self.backup_at

    async def samples(self) -> dict[tuple[str, ...], float]:
        """Return the values by name and labels."""
        body, _ = await self.metrics.render("")
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in read_text(body.decode())
            for sample in family.samples
        }


@pytest.fixture
async def sources(database: Database, clock: FrozenClock) -> Sources:
    """Return sources in which nothing has happened."""
    return Sources(database, clock)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("", "text/plain; version=0.0.4; charset=utf-8"),
        ("text/html", "text/plain; version=0.0.4; charset=utf-8"),
        (OPENMETRICS, "application/openmetrics-text; version=1.0.0; charset=utf-8"),
    ],
)
async def test_scraper_gets_the_format_it_asks_for(sources: Sources, accept: str, content_type: str) -> None:
    """Both of the library's parsers read what they are given, with types and help."""
    sources.activity.handling["message"].observe(0.2)
    body, given = await sources.metrics.render(accept)
    assert given.startswith(content_type)
    families = list((read_openmetrics if accept == OPENMETRICS else read_text)(body.decode()))
    ours = [one for one in families if one.name.startswith("mag_")]
    assert len(ours) > 15
    assert all(one.documentation and one.type != "unknown" for one in ours)


async def test_conditions_and_queues_are_shown(
    sources: Sources, database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that is not well is 0, what is not known is left out."""
    await Inbox(database).keep([Arrival(1, "1", "{}")], clock.now() - timedelta(seconds=40))
    sources.trouble = "DiskFull"
    now = asyncio.get_running_loop().time()
    sources.jobs["disk"] = JobProgress(15.0, now, now - 4.0)
    shown = await sources.samples()
    assert shown["mag_check", "database"] == 0
    assert shown["mag_check", "telegram"] == 1
    assert shown["mag_inbox_updates", "waiting"] == 1
    assert shown["mag_oldest_waiting_seconds", "inbox"] == 40
    assert shown["mag_oldest_waiting_seconds", "outbox"] == 0
    assert shown["mag_telegram_calls_waiting",] == 3
    assert shown["mag_job_age_seconds", "disk"] == pytest.approx(4.0, abs=0.5)
    assert ("mag_backup_age_seconds",) not in shown
    assert ("mag_webhook_pending_updates",) not in shown
    sources.backup_at = clock.now() - timedelta(hours=3)
    monkeypatch.setattr(module, "QUEUES_HOLD_SECONDS", 0.0)
    assert (await sources.samples())["mag_backup_age_seconds",] == 10_800


async def test_queues_are_not_counted_at_every_call(
    sources: Sources, database: Database, clock: FrozenClock
) -> None:
    """However often they are asked for, the database is asked every few seconds."""
    await sources.samples()
    await Inbox(database).keep([Arrival(1, "1", "{}")], clock.now())
    assert (await sources.samples())["mag_inbox_updates", "waiting"] == 0


async def test_database_without_an_answer_leaves_the_other_metrics(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its queues are missing, and the rest comes after a moment."""
    monkeypatch.setattr(module, "COUNTING_SECONDS", 0.05)
    monkeypatch.setattr(module, "count_queues", _never)
    shown = await sources.samples()
    assert ("mag_inbox_updates", "waiting") not in shown
    assert shown["mag_leader",] == 1


async def _never(*_: object) -> None:
    await asyncio.Event().wait()


async def test_metrics_cost_little(sources: Sources) -> None:
    """At most 3 ms of CPU, with every kind of everything counted once."""
    for number in range(30):
        sources.activity.calls[f"method{number}", "ok"] += 1
        sources.activity.call_seconds[f"method{number}"].observe(0.1)
        sources.activity.deliveries[f"kind{number % 5}", f"outcome{number % 6}"] += 1
    await sources.metrics.render("")
    costs = []
    for _ in range(20):
        began = time.thread_time()
        await sources.metrics.render("")
        costs.append(time.thread_time() - began)
    assert min(costs) <= 0.003
