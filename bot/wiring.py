"""Construct the running bot and close it: the composition root."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

from aiogram import BaseMiddleware, Bot, Dispatcher
from aiogram.types import TelegramObject

from bot.alerts.disk import DiskAlarm
from bot.alerts.faults import DeliveryAlerts, UpdateAlerts
from bot.alerts.report import FaultReport
from bot.app import App
from bot.backups.adapting import adopt_copy
from bot.backups.daily import BackupWatch, DailyBackup
from bot.broadcasts import open_drafts, sending_tick
from bot.http_wiring import Entrance, examine_own_server, open_webhook, serve_http
from bot.metrics.activity import Activity
from bot.periodic_work import (
    Erasing,
    Planning,
    Profile,
    Purge,
    StaffRound,
    retention_periods,
    then_wake,
    unless_lost,
)
from bot.pictures.picture_calls import PictureCalls
from bot.pictures.picture_files import PictureFiles
from bot.resources import Resources, open_resources
from bot.setting_values import shown_settings
from bot.settings import Settings
from bot.telegram_api.connectivity import Connectivity
from bot.telegram_api.endpoint import Endpoint
from bot.telegram_api.error_outcomes import outcome_of
from bot.telegram_api.rate_limiter import RateLimiter
from bot.telegram_api.rate_limits import PAID_LIMIT
from bot.telegram_api.sender import MessageSender
from bot.telegram_api.session import open_session
from bot.telegram_api.star_budget import StarBudget
from bot.updates.chat_queues import ChatQueues
from bot.updates.intake import Intake
from bot.updates.raw_updates import feed
from data.calendar.almanac import Almanac
from data.store.sqlite.instance_lock import Holder, occupy
from handlers.notices.renderer import NoticeRenderer
from handlers.permissions import Roles
from handlers.reachability.reopening import mark_reachable
from handlers.secretariat import bulletin
from handlers.secretariat.editor.drafts import Drafts
from handlers.secretariat.feedback.relay import FeedbackRelay
from handlers.secretariat.figures.diagnosis import Diagnostics
from handlers.wiring.middlewares import NewChatSettings, install
from handlers.wiring.routers import build_root_router
from scheduler.bulletins.schedule import Timetable
from scheduler.catch_up import CatchUp
from scheduler.clock import Clock
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.snapshot import SnapshotReader
from scheduler.delivery.worker import SENDERS, DeliveryWorker
from scheduler.diagnosis import Examiner
from scheduler.periodic_jobs import PeriodicJob, PeriodicJobs
from scheduler.plan_changes import ChangePlanner
from scheduler.planned_until import Horizon
from scheduler.planning import Planner
from scheduler.statistics import StatisticsReader

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates the bot asks Telegram for. Blocking and unblocking come as my_chat_member."""

_PURGE_SECONDS = 3600.0
_COUNTING_SECONDS = 3600.0
# Connections beside those of notices: polling, and the answers to those who ask meanwhile.
_ANSWERS = 90


@asynccontextmanager
async def open_app(
    settings: Settings,
    endpoint: Endpoint,
    clock: Clock,
    limiter: RateLimiter | None = None,
    *,
    is_alone: bool = False,
) -> AsyncIterator[App]:
    """Construct everything over one database and close it in the reverse order.

    limiter is given where its pace is not counted by the machine's own clock. is_alone: no other process can
    know the token, so notices need not wait until a poll has shown that there is none.

    Raises StoreError, first of all DatabaseOccupied where another process serves from the same file.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(occupy(settings.database_path))
        resources = await stack.enter_async_context(open_resources(settings, clock))
        await adopt_copy(settings, resources, clock.now())
        session = open_session(endpoint.api, endpoint.proxy, _senders(settings) + _ANSWERS)
        limiter = limiter or RateLimiter(settings.send_rate)
        if settings.paid_broadcast_stars:
            limiter.pay_from(StarBudget(resources.store.outbox, settings.paid_broadcast_stars, clock.now))
        # outside the rate limiter: a picture is drawn before its call waits for its turn
        almanacs = resources.almanacs
        store = resources.store
        pictures = PictureFiles(
            store.pictures, almanacs.current, clock.now, contents=store.event_files.content
        )
        session.middleware(PictureCalls(pictures))
        session.middleware(limiter)
        activity = Activity(UPDATES) if settings.serves_http else None
        if activity is not None:
            session.middleware(activity.time_call)
        bot = Bot(endpoint.token, session=session)
        stack.push_async_callback(session.close)
        webhook = await open_webhook(settings, bot, resources.store.webhooks, UPDATES)
        entrance = Entrance(webhook, activity)
        app = _assemble(settings, bot, limiter.connectivity, resources, clock, entrance)
        if is_alone:
            app.intake.leadership.stand_alone()
        yield await serve_http(stack, settings, app, limiter, entrance)


def _assemble(
    settings: Settings,
    bot: Bot,
    connectivity: Connectivity,
    resources: Resources,
    clock: Clock,
    entrance: Entrance,
) -> App:
    sender, store = MessageSender(bot), resources.store
    agenda = resources.almanacs.refresh

    async def current_almanac() -> Almanac:
        # refreshed when the snapshot of the batch was read
        return resources.almanacs.current()

    notice_sender = NoticeSender(store.chats, store.outbox, NoticeRenderer(current_almanac), sender, clock)
    notice_sender.report_to(partial(mark_reachable, store))
    snapshots, horizon = SnapshotReader(resources.recipients, agenda), Horizon()
    delivery = DeliveryWorker(store.outbox, snapshots, notice_sender, clock, _senders(settings), horizon)
    faults = FaultReport(store, settings.owner_ids, clock, settings.timezone)
    delivery.report_to(DeliveryAlerts(faults))
    drafts = open_drafts(settings, bot, resources)
    roles = Roles(settings.owner_ids, store.staff, settings.secretariat_chat)
    dispatcher = _build_dispatcher(settings, resources, clock, drafts, roles)
    relay = dispatcher["relay"] = FeedbackRelay(bot, store, roles, outcome_of)
    alerts = UpdateAlerts(store.chats, sender, faults)
    chat_queues = ChatQueues(store.inbox, entrance.dispatch(feed(dispatcher, bot)), clock, alerts)
    chat_queues.watch(connectivity)
    intake = Intake(bot, store.inbox, chat_queues, clock, UPDATES, alerts.warn_of_flood)
    intake.follow_webhook(store.webhooks)
    entrance.attach(intake, delivery)
    leadership = intake.leadership
    leadership.watch(gained=delivery.resume, lost=delivery.hold)
    connectivity.watch(away=intake.telegram_away, back=intake.telegram_back)
    delivery.watch(connectivity)
    catch_up = CatchUp(resources.catch_ups, store.outbox, resources.audience, store.bulletins)
    planner = Planner(store.chats, store.outbox, resources.audience, resources.rescheduling, catch_up, agenda)
    changes = ChangePlanner(store.plans, store.chats, store.outbox, resources.audience, agenda)
    statistics = _statistics(settings, resources)
    purge = Purge(resources, statistics, retention_periods(settings))
    ticks = PeriodicJobs(
        (
            PeriodicJob("changes", then_wake(changes.plan, delivery)),
            PeriodicJob("reminders", then_wake(Planning(planner, horizon), delivery)),
            PeriodicJob(
                "bulletin", then_wake(unless_lost(sending_tick(drafts), leadership), delivery), seconds=5.0
            ),
            # before the purge, which deletes what is counted
            PeriodicJob("counts", statistics.write_down, seconds=_COUNTING_SECONDS),
            PeriodicJob("feedback", unless_lost(relay.tick, leadership), seconds=5.0),
            PeriodicJob("purge", purge, seconds=_PURGE_SECONDS),
            PeriodicJob("faults", faults.tick, seconds=600.0),
            PeriodicJob("erasure", Erasing(resources), seconds=15.0),
            PeriodicJob("disk", _open_alarm(settings, resources, sender).tick, seconds=15.0),
            PeriodicJob(
                "staff",
                then_wake(unless_lost(StaffRound(bot, store, roles), leadership), delivery),
                seconds=10.0,
                first_after=2.0,
            ),
            # people who have waited for the start are answered before menus are set
            PeriodicJob("profile", Profile(bot), seconds=300.0, first_after=2.0),
            *_backup_jobs(settings, resources),
        ),
        clock,
        store.job_runs,
    )
    relay.watch(partial(ticks.hurry, "feedback"))
    return App(bot, clock, resources, intake, connectivity, delivery, drafts.bulletin, ticks)


def _backup_jobs(settings: Settings, resources: Resources) -> Iterator[PeriodicJob]:
    if settings.makes_daily_copies:
        yield PeriodicJob("backup", DailyBackup(settings, resources), seconds=600.0, first_after=2.0)
        yield PeriodicJob("backup-age", BackupWatch(settings, resources), seconds=600.0)


def _senders(settings: Settings) -> int:
    """Return how many messages may be in flight at once.

    The rate limit needs so many when an answer takes 80 ms and the commit of its outcome 50 ms more.
    """
    fastest = PAID_LIMIT if settings.paid_broadcast_stars else settings.send_rate
    return max(SENDERS, round(fastest * 0.15))


def _statistics(settings: Settings, resources: Resources) -> StatisticsReader:
    store = resources.store
    return StatisticsReader(
        store.daily_counts, store.live_counts, settings.timezone, store.outbox.purged_before
    )


def _diagnostics(settings: Settings, resources: Resources, clock: Clock) -> Diagnostics:
    at, path = settings.bulletin_at, settings.database_path
    timetable = Timetable(at.weekday, at.hour, settings.timezone)
    return Diagnostics(
        examiner=Examiner(resources.store, resources.database, timetable, path.absolute().parent),
        holder=Holder(os.getpid(), clock.now()),
        database=str(path),
        host=settings.telegram_api_url.host or "",
        zone=settings.timezone,
        owners=len(settings.owner_ids),
        settings=tuple(shown_settings(settings)),
        has_token=settings.bot_token is not None or settings.bot_token_file is not None,
        makes_copies=settings.makes_daily_copies,
        http=partial(examine_own_server, settings),
    )


def _open_alarm(settings: Settings, resources: Resources, sender: MessageSender) -> DiskAlarm:
    database = resources.database
    return DiskAlarm(database.condition, resources.store.chats, sender, settings.owner_ids, database.path)


def _build_dispatcher(
    settings: Settings, resources: Resources, clock: Clock, drafts: Drafts, roles: Roles
) -> Dispatcher:
    dispatcher = Dispatcher(
        roles=roles,
        desk=drafts.bulletin,
        drafts=drafts,
        statistics=_statistics(settings, resources),
        diagnostics=_diagnostics(settings, resources, clock),
        periods=retention_periods(settings),
    )
    dispatcher.update.outer_middleware(_FreshAlmanac(resources))
    install(
        dispatcher,
        resources.store,
        clock.now,
        resources.almanacs.current,
        NewChatSettings(zone=settings.timezone),
    )
    dispatcher.include_router(build_root_router(bulletin.build_router()))
    return dispatcher


class _FreshAlmanac(BaseMiddleware):
    """Refreshes the almanac before each update, since another process may have imported a plan."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        await self._resources.almanacs.refresh()
        return await handler(event, data)
