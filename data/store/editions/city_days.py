"""Store the days of cities that editors set.

They outrank the plan and the rule of the city.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.store.revisions import (
    Authorship,
    Facts,
    StoredChange,
    begin_revision,
    check_ground,
    record_changes,
)
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import from_text, to_text
from data.store.sqlite.transactions import Transaction

_SQL = Queries("city_days")


@dataclass(frozen=True, slots=True)
class CityDay:
    """The first and the last day of a city's celebration in one year, as an editor set it."""

    city_id: str
    year: int
    start: date
    end: date
    by: Authorship


class CityDays:
    """Days that editors set. Each change is a revision, so that every process notices it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(
        self, city_id: str, days: tuple[date, date], by: Authorship, changes: Iterable[StoredChange] = ()
    ) -> int:
        """Set the first and the last day of a city, in the year of the first. Return the revision.

        Days that are set already change nothing, as when a press is handled again after a kill. Raises
        ValueError if the last day comes before the first.
        """
        first, last = days
        if last < first:
            raise ValueError(first, last)
        async with self._database.transaction() as tx:
            before = await _facts(tx, city_id, first.year)
            after = {"first-day": first.isoformat(), "last-day": last.isoformat()}
            known = await tx.fetch_one(
                _SQL["last_setting"], subject=f"city:{city_id}", first_day=first.isoformat()
            )
            if before == after and known is not None and known["revision"] is not None:
                return int(known["revision"])
            revision = await begin_revision(tx, by)
            await write_day(tx, city_id, first.year, after, by)
            await record_changes(tx, revision, first.year, changes)
            await record_action(tx, _action(by, "city-day-set", city_id, before, after), by.at, revision)
        return revision

    async def remove(
        self,
        city_id: str,
        year: int,
        by: Authorship,
        changes: Iterable[StoredChange] = (),
        *,
        ground: int | None = None,
    ) -> int:
        """Go back to the day of the plan or of the city's rule. Return the revision.

        ground is the newest revision that the decision was made on. Raises GroundChanged, with nothing
        stored, where there is a newer one.
        """
        async with self._database.transaction() as tx:
            if ground is not None:
                await check_ground(tx, ground)
            revision = await begin_revision(tx, by)
            before = await _facts(tx, city_id, year)
            await write_day(tx, city_id, year, None, by)
            await record_changes(tx, revision, year, changes)
            await record_action(tx, _action(by, "city-day-reset", city_id, before, None), by.at, revision)
        return revision

    async def all(self) -> tuple[CityDay, ...]:
        """Return every day that is set, by year and city."""
        rows = await self._database.fetch_all(_SQL["all"])
        return tuple(
            CityDay(
                city_id=row["city_id"],
                year=row["year"],
                start=date.fromisoformat(row["first_day"]),
                end=date.fromisoformat(row["last_day"]),
                by=Authorship(from_text(row["at"]), row["author"]),
            )
            for row in rows
        )


async def write_day(tx: Transaction, city_id: str, year: int, days: Facts | None, by: Authorship) -> None:
    """Set the day of a city as the log keeps it, or go back to the plan's where there is none."""
    if days is None:
        await tx.execute(_SQL["remove"], city_id=city_id, year=year)
        return
    await tx.execute(
        _SQL["put"],
        city_id=city_id,
        year=year,
        first_day=str(days["first-day"]),
        last_day=str(days["last-day"]),
        at=to_text(by.at),
        author=by.author,
    )


async def _facts(tx: Transaction, city_id: str, year: int) -> Facts | None:
    """Return the days that an editor has set already, or None."""
    row = await tx.fetch_one(_SQL["of"], city_id=city_id, year=year)
    return None if row is None else {"first-day": row["first_day"], "last-day": row["last_day"]}


def _action(by: Authorship, code: str, city_id: str, before: Facts | None, after: Facts | None) -> Action:
    return Action.of(by, code, f"city:{city_id}", before=before, after=after)
