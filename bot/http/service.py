"""Put together what the bot serves by HTTP, and run it beside the bot."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.health.database_watch import DatabaseWatch
from bot.health.health import Check, health_checks
from bot.health.loop_watch import LoopWatch
from bot.http.address_limits import AddressLimits
from bot.http.health_endpoints import CheckEndpoint
from bot.http.metrics_endpoint import MetricsEndpoint
from bot.http.private_access import private_only
from bot.http.renewal import Renewal
from bot.http.server import HttpServer, Listener, Route, load_tls
from bot.http.webhook_endpoint import PostOutcome, WebhookEndpoint, WebhookGate
from bot.metrics.activity import Activity
from bot.metrics.metrics import Metrics, MetricSources, not_known
from bot.settings import Settings
from bot.telegram_api.connectivity import Connectivity
from bot.updates.intake import Intake
from data.store.sqlite.database import Database
from scheduler.clock import Clock
from scheduler.periodic_jobs import PeriodicJobs


@dataclass(frozen=True, slots=True)
class ServedParts:
    """The parts of the running bot that the HTTP server shows, or gives updates to."""

    database: Database
    clock: Clock
    intake: Intake
    connectivity: Connectivity
    jobs: PeriodicJobs
    activity: Activity
    calls_waiting: Callable[[], int]
    pending_posts: Callable[[], int | None]
    backup_at: Callable[[], Awaitable[datetime | None]] = not_known


class HttpService:
    """The HTTP server of the bot with what it watches."""

    def __init__(self, settings: Settings, parts: ServedParts, secret: str | None) -> None:
        """Prepare the listeners of the settings. secret is the webhook's, None without one.

        Raises CannotListen for a certificate that cannot be used.
        """
        self._parts = parts
        self._loop_watch = LoopWatch()
        self._database_watch = DatabaseWatch(parts.database)
        self._is_stopping = False
        self._limits = AddressLimits()
        self._posts = None if secret is None else self._open_posts(settings, secret)
        self._renewal: Renewal | None = None
        self.server = HttpServer(self._listeners(settings))

    async def open(self) -> None:
        """Begin to listen. Raises CannotListen."""
        await self.server.open()
        if self._posts is not None:
            self._posts.watch(self.server.connections[0])
        self._loop_watch.start()

    async def close(self) -> None:
        """End all listening and watching. A second call does nothing."""
        self._loop_watch.stop()
        await self.server.close()

    async def run(self, stop: asyncio.Event) -> None:
        """Watch the database and the certificate until stop is set, then close."""
        async with asyncio.TaskGroup() as tasks:
            watching = [tasks.create_task(self._database_watch.run(stop))]
            if self._renewal is not None:
                watching.append(tasks.create_task(self._renewal.run()))
            await stop.wait()
            self._is_stopping = True
            if self._posts is not None:
                self._posts.close()
            await self.close()
            for one in watching:
                one.cancel()

    def _open_posts(self, settings: Settings, secret: str) -> WebhookEndpoint:
        gate = WebhookGate(secret, settings.webhook_networks, self._limits)
        return WebhookEndpoint(self._parts.intake.accept_post, gate, self._note_post)

    def _note_post(self, outcome: PostOutcome) -> None:
        self._parts.activity.posts[outcome.value] += 1

    def _listeners(self, settings: Settings) -> list[Listener]:
        inside, found = self._inside_routes(), []
        if settings.http_listen is not None:
            routes = self._post_routes(settings)
            if settings.metrics_listen is None:
                routes += [Route("GET", one.path, private_only(one.handle)) for one in inside]
            tls = self._load_tls(settings)
            found.append(
                Listener(settings.http_listen, tuple(routes), tls, settings.webhook_networks, self._limits)
            )
        if settings.metrics_listen is not None:
            found.append(Listener(settings.metrics_listen, tuple(inside)))
        return found

    def _load_tls(self, settings: Settings) -> ssl.SSLContext | None:
        certificate, key = settings.tls_certificate, settings.tls_key
        tls = load_tls(certificate, key)
        # one that was uploaded is shown for as long as Telegram has it: until the next start
        if tls and certificate and key and settings.webhook_certificate is None:
            self._renewal = Renewal(tls, certificate, key)
        return tls

    def _post_routes(self, settings: Settings) -> list[Route]:
        if self._posts is None or settings.webhook_url is None:
            return []
        path = settings.webhook_url.path or "/"
        return [Route("POST", path, self._posts.handle, self._posts.admit)]

    def _inside_routes(self) -> list[Route]:
        parts = self._parts
        health = health_checks(
            self._loop_watch,
            self._database_watch,
            parts.jobs.progress,
            lambda: parts.connectivity.is_away,
        )
        readiness = self._readiness()
        metrics = Metrics(
            MetricSources(
                activity=parts.activity,
                database=parts.database,
                clock=parts.clock,
                jobs=parts.jobs.progress,
                health=health,
                readiness=readiness,
                loop=self._loop_watch,
                watch=self._database_watch,
                calls_waiting=parts.calls_waiting,
                leads=lambda: parts.intake.leadership.leads,
                pending_posts=parts.pending_posts,
                backup_at=parts.backup_at,
            )
        )
        return [
            Route("GET", "/healthz", CheckEndpoint(health).handle),
            Route("GET", "/readyz", CheckEndpoint(readiness).handle),
            Route("GET", "/metrics", MetricsEndpoint(metrics).handle),
        ]

    def _readiness(self) -> Mapping[str, Check]:
        return {"process": lambda: "stopping" if self._is_stopping else None, "telegram": self._telegram}

    def _telegram(self) -> str | None:
        connectivity = self._parts.connectivity
        if connectivity.refused.is_set():
            return "token refused"
        if connectivity.is_away:
            return "out of reach"
        return None if self._parts.intake.admitted.is_set() else "not admitted yet"
