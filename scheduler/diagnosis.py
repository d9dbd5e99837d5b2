"""Examine the bot: its file and disk, its queues, its jobs, what falls due next.

The same facts are shown by `mag-bot check`, which looks from outside, and by /diagnose.
"""

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from data.store.backups.backup_runs import BackupRun
from data.store.inbox import Backlog
from data.store.job_runs import JobRun
from data.store.notices import DeliveryState, Queue
from data.store.sqlite.database import Database
from data.store.sqlite.errors import Unwritable
from data.store.sqlite.instance_lock import Holder
from data.store.store import Store
from scheduler.bulletins.schedule import Timetable
from scheduler.liveness import LATELY, Liveness, judge
from scheduler.local_hours import next_hour_instant

LEAST_FREE_MB = 100
"""Free space below which the disk is ill. The log may grow to 64 MB, and a copy of the file needs room."""

OLDEST_COPY = timedelta(days=2)
"""The age of the last copy from which the database counts as not backed up."""

NO_TROUBLE = "none"

_WEEK = timedelta(days=7)
_LOG_SUFFIX = "-wal"


@dataclass(frozen=True, slots=True)
class StorageFacts:
    """The database file.

    findings are SQLite's words on damage. size is in bytes, with that of its log.
    """

    schema: int
    sqlite: str
    findings: tuple[str, ...]
    is_sound: bool
    size: int


@dataclass(frozen=True, slots=True)
class WritingFacts:
    """What keeps the file from being written, as the class of an error, and the free space."""

    trouble: str
    free_mb: int

    @property
    def is_well(self) -> bool:
        """Return whether writes succeed and there is room."""
        return self.trouble == NO_TROUBLE and self.free_mb >= LEAST_FREE_MB


@dataclass(frozen=True, slots=True)
class Work:
    """Whether the bot runs, how its jobs do, and what updates it has and takes.

    pid is that of its process, None if unknown.
    """

    serves: bool
    pid: int | None
    runs: tuple[JobRun, ...]
    backlog: Backlog
    liveness: Liveness
    is_taking: bool


@dataclass(frozen=True, slots=True)
class NextTicks:
    """When reminders and the bulletin fall due next. Without chats there are no reminders."""

    reminders: datetime | None
    bulletin: datetime


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a week's deliveries, and how many are due."""

    counts: Mapping[DeliveryState, int]
    queue: Queue


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of the database.

    made is the last one, failed a try after it. is_daily: the bot is to make one every day. is_old: the last
    one is older than OLDEST_COPY.
    """

    is_daily: bool
    made: BackupRun | None
    failed: BackupRun | None
    is_old: bool

    @property
    def is_well(self) -> bool:
        """Return whether copies are made as they should be. A bot that has made none yet is well."""
        return not (self.is_daily and (self.failed is not None or self.is_old))


class Examiner:
    """Examines a bot by its store. folder is on the disk of the database. Moments are aware."""

    def __init__(self, store: Store, database: Database, timetable: Timetable, folder: Path) -> None:
        self._store = store
        self._database = database
        self._timetable = timetable
        self._folder = folder

    async def storage(self, *, whole: bool) -> StorageFacts:
        """Examine the file. With whole all of it is read, else what is known since the start counts."""
        health = await self._database.check(whole=whole)
        return StorageFacts(
            health.schema_version,
            health.sqlite_version,
            health.findings,
            health.is_sound,
            _size_of(self._database.path),
        )

    async def writing(self) -> WritingFacts:
        """Examine whether the database can be written now, and how much room the disk has."""
        trouble = NO_TROUBLE
        try:
            await self._database.try_to_write()
        except Unwritable as error:
            # in read-only mode nothing is tried: what the disk lacks is known from before
            trouble = type(self._database.condition.trouble or error).__name__
        return WritingFacts(trouble, shutil.disk_usage(self._folder).free // 2**20)

    async def plans(self) -> tuple[int, ...]:
        """Return the years that have a plan."""
        return tuple(one.year for one in await self._store.plans.list())

    async def work(self, now: datetime, holder: Holder | None, in_hand: int = 0) -> Work:
        """Examine the jobs and the updates of the process that serves, if there is one.

        in_hand is how many updates are being handled by the caller, and so do not wait.
        """
        backlog, runs = await self._store.inbox.backlog(), await self._store.job_runs.all()
        backlog = _without(backlog, in_hand)
        is_taking = await self._store.inbox.newest(now - LATELY) is not None
        since = holder.since if holder else None
        pid = holder.pid if holder else None
        return Work(holder is not None, pid, runs, backlog, judge(runs, backlog, now, since), is_taking)

    async def next_ticks(self, now: datetime) -> NextTicks:
        """Find what falls due next."""
        issue = self._timetable.issue_in_hand(now)
        coming = (self._timetable.due(issue), self._timetable.due(issue + _WEEK))
        hours = await self._store.chats.local_hours()
        return NextTicks(
            min((next_hour_instant(hour, now) for hour in hours), default=None),
            next(due for due in coming if due > now),
        )

    async def sending(self, now: datetime) -> Sending:
        """Count a week's deliveries, and those that are due."""
        counts: Counter[DeliveryState] = Counter()
        for tally in (await self._store.outbox.counts_by_kind(now - _WEEK)).values():
            counts.update(tally)
        return Sending(dict(counts), await self._store.outbox.queue(now))

    async def copies(self, now: datetime, *, is_daily: bool) -> Copies:
        """Examine the copies that were made, or were not. is_daily: the bot is to make them."""
        runs = self._store.backup_runs
        made, failed = await runs.last_made(), await runs.last_failed()
        is_failing = failed is not None and (made is None or failed.at > made.at)
        is_old = made is not None and now - made.at > OLDEST_COPY
        return Copies(is_daily, made, failed if is_failing else None, is_old)


def _without(backlog: Backlog, in_hand: int) -> Backlog:
    if backlog.waiting <= in_hand:
        return replace(backlog, waiting=0, oldest=None)
    return replace(backlog, waiting=backlog.waiting - in_hand)


def _size_of(path: Path) -> int:
    files = (path, path.with_name(f"{path.name}{_LOG_SUFFIX}"))
    return sum(file.stat().st_size for file in files if file.exists())
