"""Note how far planning has come."""

from datetime import date, datetime

from data.store.chat_values import LocalHour
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries, Query, Value
from data.store.sqlite.timestamps import optional_from_text, to_text
from data.store.targeting.chunking import hour_parameters

_SQL = Queries("planning_marks")


class PlanningMarks:
    """Which hours are planned, and which changes are taken into account. Moments are aware."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def planned_hours(self) -> dict[LocalHour, date]:
        """Return the last local day that is planned, for each local hour."""
        rows = await self._database.fetch_all(_SQL["planned_hours"])
        return {LocalHour(row["zone"], row["hour"]): date.fromisoformat(row["through"]) for row in rows}

    async def mark_hour(self, local_hour: LocalHour, through: date) -> None:
        """Note that a local hour is planned through this local day."""
        hour = hour_parameters(local_hour)
        await self._write(_SQL["mark_hour"], **hour, through=through.isoformat())

    async def drop_hour(self, local_hour: LocalHour) -> None:
        """Forget a local hour that no chat has chosen any more."""
        await self._write(_SQL["drop_hour"], **hour_parameters(local_hour))

    async def revision_seen(self) -> int:
        """Return the newest revision whose changes are planned, 0 before any."""
        row = await self._database.fetch_one(_SQL["mark"], name="revision")
        return 0 if row is None else int(row["value"])

    async def mark_revision(self, revision: int) -> None:
        """Note that changes through this revision are planned."""
        await self._set_mark("revision", str(revision))

    async def batch_begun(self) -> int:
        """Return the newest revision of the batch of changes whose planning has begun, 0 before any."""
        row = await self._database.fetch_one(_SQL["mark"], name="batch")
        return 0 if row is None else int(row["value"])

    async def mark_batch(self, revision: int) -> None:
        """Note that the planning of changes through this revision begins, all of them as one batch."""
        await self._set_mark("batch", str(revision))

    async def settings_seen(self) -> datetime | None:
        """Return until when changes of settings are taken into account."""
        row = await self._database.fetch_one(_SQL["mark"], name="settings")
        return None if row is None else optional_from_text(row["value"])

    async def mark_settings(self, at: datetime) -> None:
        """Note until when changes of settings are taken into account."""
        await self._set_mark("settings", to_text(at))

    async def _set_mark(self, name: str, value: str) -> None:
        await self._write(_SQL["set_mark"], name=name, value=value)

    async def _write(self, query: Query, **parameters: Value) -> None:
        await self._database.write_at_once(lambda steps: steps.execute(query, **parameters))
