"""Copy the database every night. Alert the owners when that fails or the copy is old."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.resources import Resources
from bot.settings import Settings
from data.store.backups.backup_runs import BackupRun
from data.store.backups.copy_failures import CopyFailed
from data.store.backups.copy_names import CopyKind, name_of_copy
from data.store.backups.folder import clear_leftovers, clear_workplaces, latest_daily, rotate
from data.store.backups.making import MadeCopy, make_copy
from handlers.views.backups import (
    NO_COPY,
    FailedCopy,
    copies_again_payload,
    failed_copy_payload,
    old_copy_payload,
)
from scheduler.diagnosis import OLDEST_COPY
from scheduler.editor_messages import tell_editors

logger = logging.getLogger(__name__)

_HOUR = time(4)
"""The local hour from which a night's copy is due: few people write then."""

_RETRY_AFTER = timedelta(hours=1)
# After an outage the copy that is late has so long to be made before the owners are alerted of its age.
_GRACE = timedelta(hours=1)
_FAILED_LATELY = timedelta(hours=24)
# A copy from the future was made by a clock that was wrong.
_CLOCK_ERROR = timedelta(hours=1)


def last_night(now: datetime, zone: str) -> datetime:
    """Return when the copy of the last night fell due, by the local hour of a zone."""
    local = now.astimezone(ZoneInfo(zone))
    due = datetime.combine(local.date(), _HOUR, local.tzinfo)
    return due if due <= local else datetime.combine(local.date() - timedelta(days=1), _HOUR, local.tzinfo)


class DailyBackup:
    """Makes the copy of a night once, late if need be, then deletes what is superfluous."""

    def __init__(self, settings: Settings, resources: Resources) -> None:
        self._settings = settings
        self._folder = settings.backup_folder
        self._path = settings.database_path
        self._runs = resources.store.backup_runs
        self._alerts = BackupAlerts(settings.owner_ids, self._folder, resources)
        self._retry_at: datetime | None = None

    async def __call__(self, now: datetime) -> None:
        """Make the copy if it is due. After a failure the next try is an hour later."""
        if self._retry_at is not None and self._retry_at - _RETRY_AFTER <= now < self._retry_at:
            return
        if not await asyncio.to_thread(self._is_due, now):
            return
        name = name_of_copy(CopyKind.DAILY, now, encrypted=bool(self._settings.backup_recipients))
        target = self._folder / name
        try:
            copy = await make_copy(self._path, target, self._settings.backup_recipients)
        except CopyFailed as failure:
            self._retry_at = now + _RETRY_AFTER
            logger.warning("the database was not copied: %s %s", failure.reason, failure.detail)
            await self._runs.failed(str(target), failure, now)
            await self._alerts.failed(failure, await self._runs.last_made(), now)
            return
        await self._made(copy, now)

    def _is_due(self, now: datetime) -> bool:
        newest = latest_daily(self._folder, made_before=now + _CLOCK_ERROR)
        return newest is None or newest.made_at < last_night(now, self._settings.timezone)

    async def _made(self, copy: MadeCopy, now: datetime) -> None:
        self._retry_at = None
        before, failed = await self._runs.last_made(), await self._runs.last_failed()
        if failed is not None and (before is None or failed.at > before.at):
            await self._alerts.over(copy, now)
        # after the alert: a kill in between repeats it under the same key, which adds none
        await self._runs.made(copy, now)
        logger.info("the database was copied in %.1f s, %d bytes", copy.seconds, copy.size)
        await asyncio.to_thread(self._tidy, now)

    def _tidy(self, now: datetime) -> None:
        rotate(self._folder, self._settings.timezone)
        for folder in {self._folder, self._path.parent}:
            clear_leftovers(folder, now)
        clear_workplaces(self._path, now)


class BackupWatch:
    """Alerts the owners every day while the last copy is too old, also if one never ends."""

    def __init__(self, settings: Settings, resources: Resources) -> None:
        self._runs = resources.store.backup_runs
        self._alerts = BackupAlerts(settings.owner_ids, settings.backup_folder, resources)
        self._since: datetime | None = None

    async def __call__(self, now: datetime) -> None:
        """Compare the age of the last copy with what is allowed, or that of this process."""
        self._since = self._since or now
        if now - self._since < _GRACE:
            return
        last, failed = await self._runs.last_made(), await self._runs.last_failed()
        if failed is not None and abs(now - failed.at) < _FAILED_LATELY:
            # the alert of that failure says how old the last copy is
            return
        if now - (self._since if last is None else last.at) > OLDEST_COPY:
            await self._alerts.old(last, now)


class BackupAlerts:
    """The messages to the owners about copies. Each comes once a day."""

    def __init__(self, owners: Collection[int], folder: Path, resources: Resources) -> None:
        self._owners = owners
        self._folder = str(folder)
        self._outbox = resources.store.outbox

    async def failed(self, failure: CopyFailed, last: BackupRun | None, now: datetime) -> None:
        """Tell that a copy was not made."""
        room, last_moment = failure.room, _moment(last)
        failed = FailedCopy(failure.reason, failure.detail, self._folder, last_moment, room.free, room.needed)
        await self._tell("failed", failed_copy_payload(failed), now)

    async def old(self, last: BackupRun | None, now: datetime) -> None:
        """Tell that the last copy is too old."""
        await self._tell("old", old_copy_payload(_moment(last), self._folder), now)

    async def over(self, copy: MadeCopy, now: datetime) -> None:
        """Tell that copies are made again."""
        await self._tell("again", copies_again_payload(str(copy.path)), now)

    async def _tell(self, what: str, payload: Mapping[str, object], now: datetime) -> None:
        key = f"backup-{what}:{now.astimezone(UTC):%Y-%m-%d}"
        await tell_editors(self._outbox, key, self._owners, payload, now)


def _moment(run: BackupRun | None) -> str:
    return NO_COPY if run is None else f"{run.at.astimezone(UTC):%Y-%m-%d %H:%M}"
