"""Construct the running bot and close it: the composition root."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from aiogram import Bot

from bot.alerts.faults import DeliveryAlerts, UpdateAlerts
from bot.alerts.report import FaultReport
from bot.app import App
from bot.backups.adapting import adopt_copy
from bot.broadcasts import open_drafts
from bot.dispatcher_wiring import build_dispatcher
from bot.http_wiring import Entrance, open_webhook, serve_http
from bot.job_wiring import JobParts, build_jobs
from bot.metrics.activity import Activity
from bot.pictures.picture_calls import PictureCalls
from bot.pictures.picture_files import PictureFiles
from bot.pictures.shipped_file_calls import ShippedFileCalls
from bot.resources import Resources, open_resources
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
from data.store.sqlite.instance_lock import occupy
from handlers.notices.renderer import NoticeRenderer
from handlers.permissions import Roles
from handlers.reachability.reopening import mark_reachable
from handlers.secretariat.feedback.relay import FeedbackRelay
from handlers.views.message import Message
from scheduler.clock import Clock
from scheduler.delivery.sending import NoticeSender
from scheduler.delivery.snapshot import SnapshotReader
from scheduler.delivery.worker import SENDERS, DeliveryWorker
from scheduler.planned_until import Horizon

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates the bot asks Telegram for. Blocking and unblocking come as my_chat_member."""

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
        limiter = limiter or RateLimiter(settings.send_rate)
        if settings.paid_broadcast_stars:
            limiter.pay_from(StarBudget(resources.store.outbox, settings.paid_broadcast_stars, clock.now))
        activity = Activity(UPDATES) if settings.serves_http else None
        session = open_session(endpoint.api, endpoint.proxy, _senders(settings) + _ANSWERS)
        stack.push_async_callback(session.close)
        # outside the rate limiter: a picture is drawn before its call waits for its turn
        session.middleware(_picture_calls(resources, clock))
        session.middleware(ShippedFileCalls(resources.store.pictures, clock.now))
        session.middleware(limiter)
        if activity is not None:
            session.middleware(activity.time_call)
        bot = Bot(endpoint.token, session=session)
        webhook = await open_webhook(settings, bot, resources.store.webhooks, UPDATES)
        entrance = Entrance(webhook, activity)
        app = _assemble(settings, bot, limiter.connectivity, resources, clock, entrance)
        if is_alone:
            app.intake.leadership.stand_alone()
        yield await serve_http(stack, settings, app, limiter, entrance)


def _picture_calls(resources: Resources, clock: Clock) -> PictureCalls:
    store, almanacs = resources.store, resources.almanacs
    contents = store.event_files.content
    return PictureCalls(PictureFiles(store.pictures, almanacs.current, clock.now, contents=contents))


def _assemble(
    settings: Settings,
    bot: Bot,
    connectivity: Connectivity,
    resources: Resources,
    clock: Clock,
    entrance: Entrance,
) -> App:
    sender, store, horizon = MessageSender(bot), resources.store, Horizon()
    faults = FaultReport(store, settings.owner_ids, clock, settings.timezone)
    delivery = _open_delivery(settings, resources, clock, sender, horizon)
    delivery.report_to(DeliveryAlerts(faults))
    drafts = open_drafts(settings, bot, resources)
    roles = Roles(settings.owner_ids, store.staff, settings.secretariat_chat)
    dispatcher = build_dispatcher(settings, resources, clock, drafts, roles)
    relay = dispatcher["relay"] = FeedbackRelay(bot, store, roles, outcome_of)
    alerts = UpdateAlerts(store.chats, sender, faults)
    chat_queues = ChatQueues(store.inbox, entrance.dispatch(feed(dispatcher, bot)), clock, alerts)
    intake = Intake(bot, store.inbox, chat_queues, clock, UPDATES, alerts.warn_of_flood)
    intake.follow_webhook(store.webhooks)
    entrance.attach(intake, delivery)
    chat_queues.watch(connectivity)
    intake.leadership.watch(gained=delivery.resume, lost=delivery.hold)
    connectivity.watch(away=intake.telegram_away, back=intake.telegram_back)
    delivery.watch(connectivity)
    jobs = build_jobs(
        JobParts(
            settings=settings,
            bot=bot,
            resources=resources,
            delivery=delivery,
            horizon=horizon,
            leadership=intake.leadership,
            sender=sender,
            faults=faults,
            roles=roles,
            drafts=drafts,
            relay=relay,
        ),
        clock,
    )
    return App(bot, clock, resources, intake, connectivity, delivery, drafts.bulletin, jobs)


def _open_delivery(
    settings: Settings, resources: Resources, clock: Clock, sender: MessageSender, horizon: Horizon
) -> DeliveryWorker[Message]:
    store, almanacs = resources.store, resources.almanacs

    async def current_almanac() -> Almanac:
        # refreshed when the snapshot of the batch was read
        return almanacs.current()

    render = NoticeRenderer(current_almanac, bot_name=sender.bot_name)
    notice_sender = NoticeSender(store.chats, store.outbox, render, sender, clock)
    notice_sender.report_to(partial(mark_reachable, store))
    snapshots = SnapshotReader(resources.recipients, almanacs.refresh)
    return DeliveryWorker(store.outbox, snapshots, notice_sender, clock, _senders(settings), horizon)


def _senders(settings: Settings) -> int:
    """Return how many messages may be in flight at once.

    The rate limit needs so many when an answer takes 80 ms and the commit of its outcome 50 ms more.
    """
    fastest = PAID_LIMIT if settings.paid_broadcast_stars else settings.send_rate
    return max(SENDERS, round(fastest * 0.15))
