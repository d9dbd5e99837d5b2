"""Construct the dispatcher: what handlers are given, the middlewares, the routers."""

import os
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiogram import BaseMiddleware, Dispatcher
from aiogram.types import TelegramObject

from bot.http_wiring import examine_own_server
from bot.periodic_work import retention_periods
from bot.resources import Resources
from bot.setting_values import shown_settings
from bot.settings import Settings
from data.store.sqlite.instance_lock import Holder
from handlers.chat_context import NewChatSettings
from handlers.permissions import Roles
from handlers.secretariat import bulletin
from handlers.secretariat.editor.drafts import Drafts
from handlers.secretariat.figures.diagnosis import Diagnostics
from handlers.wiring.middlewares import install
from handlers.wiring.routers import build_root_router
from scheduler.bulletins.schedule import Timetable
from scheduler.clock import Clock
from scheduler.diagnosis import Examiner
from scheduler.statistics import StatisticsReader


def build_dispatcher(
    settings: Settings, resources: Resources, clock: Clock, drafts: Drafts, roles: Roles
) -> Dispatcher:
    """Return the dispatcher over an open database. It lacks the relay of feedback still."""
    dispatcher = Dispatcher(
        roles=roles,
        desk=drafts.bulletin,
        drafts=drafts,
        statistics=open_statistics(settings, resources),
        diagnostics=_diagnostics(settings, resources, clock),
        periods=retention_periods(settings),
    )
    dispatcher.update.outer_middleware(FreshAlmanac(resources))
    install(
        dispatcher,
        resources.store,
        clock.now,
        resources.almanacs.current,
        NewChatSettings(zone=settings.timezone),
    )
    dispatcher.include_router(build_root_router(bulletin.build_router()))
    return dispatcher


def open_statistics(settings: Settings, resources: Resources) -> StatisticsReader:
    """Return what counts subscribers and deliveries, for `/stats` and for the purge."""
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


class FreshAlmanac(BaseMiddleware):
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
