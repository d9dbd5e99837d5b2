"""Construct what the settings ask for: the webhook, the HTTP server, the counts."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from aiogram import Bot

from bot.app import App
from bot.metrics.activity import Activity
from bot.settings import BadSettings, Settings
from bot.telegram_api.rate_limiter import RateLimiter
from bot.updates.intake import Intake
from bot.updates.raw_updates import Dispatch
from bot.updates.webhook import WebhookRegistration, WebhookTarget
from data.store.backups.backup_runs import BackupRuns
from data.store.webhooks import Webhooks
from handlers.views.message import Message
from handlers.views.secretariat.http_findings import HttpFacts
from scheduler.delivery.worker import DeliveryWorker


@dataclass(frozen=True, slots=True)
class Entrance:
    """How updates come where not by polling, and what counts them. None where not asked for."""

    webhook: WebhookRegistration | None
    activity: Activity | None

    def dispatch(self, dispatch: Dispatch) -> Dispatch:
        """Return the dispatch, timed where anything is counted."""
        return dispatch if self.activity is None else self.activity.timed(dispatch)

    def attach(self, intake: Intake, delivery: DeliveryWorker[Message]) -> None:
        """Let the intake wait for posts, and count what both do."""
        if self.webhook is not None:
            intake.await_posts(self.webhook)
        if self.activity is not None:
            intake.count_with(self.activity.note_arrivals)
            delivery.count_with(self.activity.note_deliveries)


async def open_webhook(
    settings: Settings, bot: Bot, webhooks: Webhooks, updates: Sequence[str]
) -> WebhookRegistration | None:
    """Return what sets the webhook of the settings, None where there is none.

    Raises BadSettings for a certificate that cannot be read, StoreError where no secret can be kept.
    """
    if settings.webhook_url is None:
        return None
    given = settings.webhook_secret
    secret = await webhooks.secret() if given is None else given.get_secret_value()
    target = WebhookTarget(str(settings.webhook_url), secret, _read(settings.webhook_certificate))
    return WebhookRegistration(bot, updates, target, webhooks)


async def serve_http(
    stack: AsyncExitStack, settings: Settings, app: App, limiter: RateLimiter, entrance: Entrance
) -> App:
    """Begin to listen, and return the app with the server. Raises CannotListen."""
    if entrance.activity is None:
        return app
    # aiohttp's server and the metrics are imported only where they are asked for
    from bot.http.service import HttpService, ServedParts

    webhook = entrance.webhook
    parts = ServedParts(
        database=app.resources.database,
        clock=app.clock,
        intake=app.intake,
        connectivity=app.connectivity,
        jobs=app.ticks,
        activity=entrance.activity,
        calls_waiting=lambda: limiter.waiting,
        pending_posts=lambda: None if webhook is None else webhook.pending,
        backup_at=partial(_last_copy_at, app.resources.store.backup_runs),
    )
    service = HttpService(settings, parts, None if webhook is None else webhook.secret)
    await service.open()
    stack.push_async_callback(service.close)
    return replace(app, http=service)


async def examine_own_server(settings: Settings, now: datetime) -> HttpFacts | None:
    """Examine the server of this process, None where it has none. now is aware."""
    if not settings.serves_http:
        return None
    from bot.http.examination import examine_http

    return await examine_http(settings, now, is_running=True)


async def _last_copy_at(runs: BackupRuns) -> datetime | None:
    made = await runs.last_made()
    return None if made is None else made.at


def _read(path: Path | None) -> bytes | None:
    from bot.http.certificates import holds_private_key

    try:
        content = None if path is None else path.read_bytes()
    except OSError as error:
        raise BadSettings((("WEBHOOK_CERTIFICATE", "should be a readable file"),)) from error
    if content is not None and holds_private_key(content):
        raise BadSettings((("WEBHOOK_CERTIFICATE", "should be a certificate without its key"),))
    return content
