"""Construct the periodic jobs: what each does, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from aiogram import Bot

from bot.alerts.disk import DiskAlarm
from bot.alerts.report import FaultReport
from bot.backups.daily import BackupWatch, DailyBackup
from bot.broadcasts import sending_tick
from bot.dispatcher_wiring import open_statistics
from bot.leadership import Leadership
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
from bot.resources import Resources
from bot.settings import Settings
from bot.telegram_api.sender import MessageSender
from handlers.permissions import Roles
from handlers.secretariat.editor.drafts import Drafts
from handlers.secretariat.feedback.relay import FeedbackRelay
from handlers.views.message import Message
from scheduler.catch_up import CatchUp
from scheduler.clock import Clock
from scheduler.delivery.worker import DeliveryWorker
from scheduler.periodic_jobs import PeriodicJob, PeriodicJobs
from scheduler.plan_changes import ChangePlanner
from scheduler.planned_until import Horizon
from scheduler.planning import Planner

_PURGE_SECONDS = 3600.0
_COUNTING_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class JobParts:
    """What the periodic jobs work with."""

    settings: Settings
    bot: Bot
    resources: Resources
    delivery: DeliveryWorker[Message]
    horizon: Horizon
    leadership: Leadership
    sender: MessageSender
    faults: FaultReport
    roles: Roles
    drafts: Drafts
    relay: FeedbackRelay


def build_jobs(parts: JobParts, clock: Clock) -> PeriodicJobs:
    """Return the jobs, in the order of a run by hand.

    The one that carries feedback runs soon after a message has come that is to be passed on.
    """
    jobs = PeriodicJobs(
        (
            *_planning_jobs(parts),
            *_sending_jobs(parts),
            *_housekeeping_jobs(parts),
            *_backup_jobs(parts.settings, parts.resources),
        ),
        clock,
        parts.resources.store.job_runs,
    )
    parts.relay.watch(partial(jobs.hurry, "feedback"))
    return jobs


def _planning_jobs(parts: JobParts) -> Iterator[PeriodicJob]:
    resources, delivery = parts.resources, parts.delivery
    store, audience, agenda = resources.store, resources.audience, resources.almanacs.refresh
    catch_up = CatchUp(resources.catch_ups, store.outbox, audience, store.bulletins)
    planner = Planner(store.chats, store.outbox, audience, resources.rescheduling, catch_up, agenda)
    changes = ChangePlanner(store.plans, store.chats, store.outbox, audience, agenda)
    yield PeriodicJob("changes", then_wake(changes.plan, delivery))
    yield PeriodicJob("reminders", then_wake(Planning(planner, parts.horizon), delivery))


def _sending_jobs(parts: JobParts) -> Iterator[PeriodicJob]:
    delivery, leadership = parts.delivery, parts.leadership
    sending = then_wake(unless_lost(sending_tick(parts.drafts), leadership), delivery)
    greeting = StaffRound(parts.bot, parts.resources.store, parts.roles)
    yield PeriodicJob("bulletin", sending, seconds=5.0)
    yield PeriodicJob("feedback", unless_lost(parts.relay.tick, leadership), seconds=5.0)
    yield PeriodicJob(
        "staff", then_wake(unless_lost(greeting, leadership), delivery), seconds=10.0, first_after=2.0
    )
    # people who have waited for the start are answered before menus are set
    yield PeriodicJob("profile", Profile(parts.bot), seconds=300.0, first_after=2.0)


def _housekeeping_jobs(parts: JobParts) -> Iterator[PeriodicJob]:
    settings, resources = parts.settings, parts.resources
    statistics = open_statistics(settings, resources)
    # before the purge, which deletes what is counted
    yield PeriodicJob("counts", statistics.write_down, seconds=_COUNTING_SECONDS)
    purge = Purge(resources, statistics, retention_periods(settings))
    yield PeriodicJob("purge", purge, seconds=_PURGE_SECONDS)
    yield PeriodicJob("faults", parts.faults.tick, seconds=600.0)
    yield PeriodicJob("erasure", Erasing(resources), seconds=15.0)
    yield PeriodicJob("disk", _open_alarm(parts).tick, seconds=15.0)


def _backup_jobs(settings: Settings, resources: Resources) -> Iterator[PeriodicJob]:
    if settings.makes_daily_copies:
        yield PeriodicJob("backup", DailyBackup(settings, resources), seconds=600.0, first_after=2.0)
        yield PeriodicJob("backup-age", BackupWatch(settings, resources), seconds=600.0)


def _open_alarm(parts: JobParts) -> DiskAlarm:
    database = parts.resources.database
    return DiskAlarm(
        database.condition, parts.resources.store.chats, parts.sender, parts.settings.owner_ids, database.path
    )
