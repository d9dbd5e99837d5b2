"""Count the errors of our own, and note which of them the owners were alerted of."""

from collections.abc import Mapping
from datetime import date

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries

_SQL = Queries("faults")


class Faults:
    """Counts by day and fault. The name of a fault is where it was raised."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, day: date, fault: str) -> tuple[int, int]:
        """Count a fault.

        Returns how often it was met on that day, and of how many faults of that day the owners were
        alerted.
        """
        [row] = await self._database.write_at_once(
            lambda steps: steps.fetch_all(_SQL["count"], day=day.isoformat(), fault=fault)
        )
        return int(row["times"]), int(row["told"])

    async def mark_alerted(self, day: date, fault: str) -> None:
        """Note that the owners were alerted of a fault."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["mark_alerted"], day=day.isoformat(), fault=fault)
        )

    async def unalerted(self, before: date) -> dict[date, Mapping[str, int]]:
        """Return the counts of earlier days by fault, without what the owners were alerted of."""
        found: dict[date, dict[str, int]] = {}
        for row in await self._database.fetch_all(_SQL["unalerted"], before=before.isoformat()):
            found.setdefault(date.fromisoformat(row["day"]), {})[row["fault"]] = row["beyond"]
        return dict(found)

    async def forget(self, before: date) -> None:
        """Delete earlier days, after the owners were told of them."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["forget"], before=before.isoformat())
        )
