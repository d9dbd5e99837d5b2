"""How often each fault of ours was met, and what of that the owners have been told."""

from collections.abc import Mapping
from datetime import date

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries

_SQL = Queries("faults")


class Faults:
    """Counts by day and fault. A fault's name says where it was raised, and nothing of a person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, day: date, fault: str) -> tuple[int, int]:
        """Count a fault. Return how often it was met that day, and how many faults are told of."""
        [row] = await self._database.write_at_once(
            lambda steps: steps.fetch_all(_SQL["count"], day=day.isoformat(), fault=fault)
        )
        return int(row["times"]), int(row["told"])

    async def mark_alerted(self, day: date, fault: str) -> None:
        """Note that the owners have been told of a fault by itself."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["mark_alerted"], day=day.isoformat(), fault=fault)
        )

    async def unalerted(self, before: date) -> dict[date, Mapping[str, int]]:
        """Return what earlier days had beyond what was told, as counts by fault."""
        found: dict[date, dict[str, int]] = {}
        for row in await self._database.fetch_all(_SQL["unalerted"], before=before.isoformat()):
            found.setdefault(date.fromisoformat(row["day"]), {})[row["fault"]] = row["beyond"]
        return dict(found)

    async def forget(self, before: date) -> None:
        """Forget earlier days, once the owners have been told of them."""
        await self._database.write_at_once(
            lambda steps: steps.execute(_SQL["forget"], before=before.isoformat())
        )
