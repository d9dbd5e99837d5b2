"""Store figures day by day, so that history survives the purge of what was counted."""

from collections.abc import Mapping
from datetime import date

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.steps import Steps

_SQL = Queries("daily_counts")

Figures = Mapping[str, Mapping[str, int]]
"""Figures by name and key. A name is what was counted, a key tells its kinds apart and may be empty."""


class DailyCounts:
    """Figures of each day by name and key. A day is that of the zone its writer counts in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, days: Mapping[date, Figures]) -> None:
        """Store the figures of days, in one transaction. Idempotent.

        What these names had of these days before is replaced. Other names and days stay.
        """

        def replace(steps: Steps) -> None:
            for day, figures in days.items():
                for name, counts in figures.items():
                    steps.execute(_SQL["clear"], name=name, day=day.isoformat())
                    steps.execute_many(
                        _SQL["put"],
                        [
                            {"name": name, "day": day.isoformat(), "key": key, "value": value}
                            for key, value in counts.items()
                        ],
                    )

        await self._database.write_at_once(replace)

    async def between(self, name: str, first: date, last: date) -> dict[date, dict[str, int]]:
        """Return the figures of a name by day and key, from one day through another, in order."""
        found: dict[date, dict[str, int]] = {}
        rows = await self._database.fetch_all(
            _SQL["between"], name=name, first=first.isoformat(), last=last.isoformat()
        )
        for row in rows:
            found.setdefault(date.fromisoformat(row["day"]), {})[row["key"]] = int(row["value"])
        return found

    async def totals(self, name: str, first: date, last: date) -> dict[str, int]:
        """Return the sum of each key of a name, over the days from one through another."""
        rows = await self._database.fetch_all(
            _SQL["totals"], name=name, first=first.isoformat(), last=last.isoformat()
        )
        return {row["key"]: int(row["value"]) for row in rows}

    async def last_day(self, name: str) -> date | None:
        """Return the last day that has figures of a name, or None."""
        row = await self._database.fetch_one(_SQL["last_day"], name=name)
        return None if row is None or row["day"] is None else date.fromisoformat(row["day"])
