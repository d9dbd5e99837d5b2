"""Store when the last copy was made, and when the last one failed."""

from dataclasses import dataclass
from datetime import datetime

from data.store.backups.copy_failures import CopyFailed
from data.store.backups.making import MadeCopy
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, to_text

_SQL = Queries("backup_runs")
_MADE, _FAILED = "made", "failed"


@dataclass(frozen=True, slots=True)
class BackupRun:
    """A copy that was made, or one that failed for a reason. at is aware, size in bytes."""

    at: datetime
    file: str
    size: int = 0
    seconds: float = 0.0
    reason: str = ""


class BackupRuns:
    """The last copy that was made and the last one that failed, by the bot or by hand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def made(self, copy: MadeCopy, at: datetime) -> None:
        """Note that a copy was made."""
        await self._record(_MADE, BackupRun(at, str(copy.path), copy.size, copy.seconds))

    async def failed(self, file: str, failure: CopyFailed, at: datetime) -> None:
        """Note that a copy was not made."""
        await self._record(_FAILED, BackupRun(at, file, reason=failure.reason))

    async def last_made(self) -> BackupRun | None:
        """Return the last copy that was made, or None before any."""
        return await self._of(_MADE)

    async def last_failed(self) -> BackupRun | None:
        """Return the last copy that failed, or None before any."""
        return await self._of(_FAILED)

    async def _record(self, outcome: str, run: BackupRun) -> None:
        await self._database.write_at_once(
            lambda steps: steps.execute(
                _SQL["record"],
                outcome=outcome,
                at=to_text(run.at),
                file=run.file,
                bytes=run.size,
                seconds=run.seconds,
                reason=run.reason,
            )
        )

    async def _of(self, outcome: str) -> BackupRun | None:
        row = await self._database.fetch_one(_SQL["of_outcome"], outcome=outcome)
        if row is None:
            return None
        return BackupRun(from_text(row["at"]), row["file"], row["bytes"], row["seconds"], row["reason"])
