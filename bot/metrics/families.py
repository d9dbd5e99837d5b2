"""Turn counts into the families of Prometheus."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from bot.metrics.activity import Activity
from bot.metrics.histogram import Histogram
from data.store.figures.queue_lengths import MOST_COUNTED, QueueLengths
from scheduler.periodic_jobs import JobProgress


def gauge(name: str, about: str, value: float | None) -> Iterator[Metric]:
    """Yield a value, nothing where it is not known."""
    if value is not None:
        yield GaugeMetricFamily(name, about, value=value)


def gauges(name: str, about: str, label: str, values: Mapping[str, float]) -> Metric:
    """Return values by one label."""
    family = GaugeMetricFamily(name, about, labels=(label,))
    for key, value in values.items():
        family.add_metric((key,), value)
    return family


def counter(name: str, about: str, labels: tuple[str, ...], counts: Iterable[tuple[object, float]]) -> Metric:
    """Return counts by labels. A key is one value, or a tuple with a value for each label."""
    family = CounterMetricFamily(name, about, labels=labels)
    for key, count in counts:
        family.add_metric(tuple(map(str, key)) if isinstance(key, tuple) else (str(key),), count)
    return family


def histogram(name: str, about: str, label: str, histograms: Mapping[str, Histogram]) -> Metric:
    """Return durations by one label."""
    family = HistogramMetricFamily(name, about, labels=(label,))
    for key, one in histograms.items():
        family.add_metric((key,), buckets=one.buckets(), sum_value=one.sum)
    return family


def activity_families(activity: Activity) -> Iterator[Metric]:
    """Yield what the bot has done since its start."""
    yield counter(
        "mag_updates", "Updates received, repeated ones included.", ("kind",), activity.updates.items()
    )
    yield histogram("mag_update_age_seconds", "Age of an update when it is received.", "kind", activity.ages)
    yield counter(
        "mag_update_tries",
        "Tries to handle an update, by how they ended.",
        ("kind", "outcome"),
        activity.handled.items(),
    )
    yield histogram(
        "mag_update_handling_seconds", "Duration of a try to handle an update.", "kind", activity.handling
    )
    yield counter("mag_webhook_posts", "Requests to the webhook.", ("outcome",), activity.posts.items())
    yield counter(
        "mag_telegram_calls",
        "Calls to Telegram. The outcome 429 is a refusal because of their rate.",
        ("method", "outcome"),
        activity.calls.items(),
    )
    yield histogram(
        "mag_telegram_call_seconds",
        "Duration of a call to Telegram without the wait for its turn. Polls do not count.",
        "method",
        activity.call_seconds,
    )
    yield counter(
        "mag_deliveries",
        "Deliveries by kind of notice and outcome. Those postponed or handed back come again.",
        ("kind", "outcome"),
        activity.deliveries.items(),
    )


def queue_families(queues: QueueLengths, now: datetime) -> Iterator[Metric]:
    """Yield what waits. now is aware."""
    yield gauges(
        "mag_inbox_updates",
        f"Updates stored and not handled, at most {MOST_COUNTED}.",
        "state",
        {"waiting": queues.waiting, "quarantined": queues.quarantined},
    )
    yield gauges(
        "mag_outbox_deliveries",
        f"Deliveries to be sent, at most {MOST_COUNTED}. Due ones are pending, too.",
        "state",
        {"pending": queues.pending, "due": queues.due, "leased": queues.leased},
    )
    yield gauges(
        "mag_oldest_waiting_seconds",
        "How long the oldest waits that should be in hand: an update, a delivery that is due.",
        "queue",
        {"inbox": _age(queues.waiting_since, now), "outbox": _age(queues.due_since, now)},
    )


def job_families(jobs: Mapping[str, JobProgress], loop_time: float) -> Iterator[Metric]:
    """Yield how the periodic jobs do. loop_time is the present time of the loop's clock."""
    runs = {(name, outcome): count for name, job in jobs.items() for outcome, count in job.runs.items()}
    yield counter("mag_job_runs", "Runs of a periodic job.", ("job", "outcome"), runs.items())
    yield gauges(
        "mag_job_age_seconds",
        "Time since the last run of a job ended.",
        "job",
        {name: loop_time - job.ended for name, job in jobs.items() if job.ended is not None},
    )
    yield gauges(
        "mag_job_seconds",
        "Duration of the last run of a job.",
        "job",
        {name: job.took for name, job in jobs.items() if job.ended is not None},
    )
    yield gauges(
        "mag_job_period_seconds",
        "Time between two beginnings of a job.",
        "job",
        {name: job.seconds for name, job in jobs.items()},
    )


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
