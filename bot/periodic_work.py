"""Do the periodic work: plan, purge, erase, publish the profile."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.leadership import Leadership
from bot.resources import Resources
from bot.settings import Settings
from data.store.answers import ANSWERS_KEPT
from data.store.editions.event_drafts import DRAFTS_KEPT
from data.store.editions.event_files import UNUSED_FILES_KEPT
from data.store.editions.plan_drafts import PLAN_DRAFTS_KEPT
from data.store.feedback.messages import FEEDBACK_KEPT
from data.store.pictures import PICTURES_KEPT
from data.store.retention.erasure import empty_log
from data.store.retention.periods import RetentionPeriods
from data.store.sqlite.slices import shrink
from data.store.store import Store
from handlers.permissions import Roles
from handlers.secretariat.greeting import StaffGreeter
from handlers.views.message import Message
from handlers.wiring.profile import publish_profile
from handlers.wiring.staff_menus import StaffMenus
from scheduler.delivery.worker import DeliveryWorker
from scheduler.planned_until import Horizon
from scheduler.planning import Planner
from scheduler.statistics import StatisticsReader

logger = logging.getLogger(__name__)


def then_wake(
    work: Callable[[datetime], Awaitable[object]], delivery: DeliveryWorker[Message]
) -> Callable[[datetime], Awaitable[object]]:
    """Return the work, with delivery woken after it."""

    async def run(now: datetime) -> None:
        await work(now)
        delivery.wake()

    return run


def unless_lost(
    work: Callable[[datetime], Awaitable[object]], leadership: Leadership
) -> Callable[[datetime], Awaitable[object]]:
    """Return the work, left out while another process may be doing it."""

    async def run(now: datetime) -> None:
        if not leadership.is_lost:
            await work(now)

    return run


class Planning:
    """Plans the due notices, and notes how far they are planned."""

    def __init__(self, planner: Planner, horizon: Horizon) -> None:
        self._planner = planner
        self._horizon = horizon

    async def __call__(self, now: datetime) -> None:
        await self._planner.plan(now)
        self._horizon.reached(now)


def retention_periods(settings: Settings) -> RetentionPeriods:
    """Return for how long the settings have what is done kept."""
    return RetentionPeriods(
        updates=timedelta(days=settings.keep_updates_days),
        deliveries=timedelta(days=settings.keep_deliveries_days),
    )


class Purge:
    """Deletes what is past its time, and empties the write-ahead log that still holds it.

    What is deleted was counted before. Where that fails nothing is deleted until the next time.
    """

    def __init__(self, resources: Resources, statistics: StatisticsReader, periods: RetentionPeriods) -> None:
        self._database = resources.database
        self._store = resources.store
        self._statistics = statistics
        self._periods = periods

    async def __call__(self, now: datetime) -> None:
        await self._store.inbox.purge(now - self._periods.updates)
        await self._purge_deliveries(now)
        await self._store.open_questions.purge(now)
        await self._store.answers.purge(now - ANSWERS_KEPT)
        await self._store.plan_drafts.purge(now - PLAN_DRAFTS_KEPT)
        await self._store.pictures.purge(now - PICTURES_KEPT)
        await self._store.feedback.purge(now - FEEDBACK_KEPT)
        await self._store.event_drafts.purge(now - DRAFTS_KEPT)
        await self._store.event_files.purge(now - UNUSED_FILES_KEPT)
        await shrink(self._database)
        await empty_log(self._database)

    async def _purge_deliveries(self, now: datetime) -> None:
        before = now - self._periods.deliveries
        await self._statistics.close_days(now, before)
        await self._store.outbox.purge(before)


class Erasing:
    """Rewrites the file soon after a chat was forgotten."""

    def __init__(self, resources: Resources) -> None:
        self._erasure = resources.store.erasure

    async def __call__(self, _now: datetime) -> None:
        await self._erasure.run()


class StaffRound:
    """Greets new editors, and keeps the menus of the secretariat as the rights are."""

    def __init__(self, bot: Bot, store: Store, roles: Roles) -> None:
        self._greeter = StaffGreeter(bot, store)
        self._menus = StaffMenus(bot, store, roles)

    async def __call__(self, now: datetime) -> None:
        await self._greeter.greet(now)
        await self._menus.publish(now)


class Profile:
    """Publishes menus and descriptions once after each start, when Telegram can be reached."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._done = False

    async def __call__(self, _now: datetime) -> None:
        if self._done:
            return
        try:
            await publish_profile(self._bot)
        except TelegramAPIError as error:
            logger.warning("the profile is not published yet: %s", type(error).__name__)
        else:
            self._done = True
