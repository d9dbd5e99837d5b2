"""Store what editors add to a city: a note for its card, and other names of it."""

from collections import defaultdict
from collections.abc import Mapping

from data.calendar.city_search.keys import name_key
from data.store.revisions import Authorship, begin_revision
from data.store.secretariat.action_log import Action, record_action
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import to_text
from data.store.sqlite.transactions import Transaction

_SQL = Queries("city_remarks")


class CityRemarks:
    """The notes and names. Each change is a revision, so that the almanac is made anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def set_note(self, city_id: str, note: str, by: Authorship) -> int | None:
        """Set the note of a city. An empty one deletes it.

        Return the revision, None where the note is the same already.
        """
        async with self._database.transaction() as tx:
            row = await tx.fetch_one(_SQL["note"], city_id=city_id)
            before = None if row is None else str(row["note"])
            if (before or "") == note:
                return None
            await write_note(tx, city_id, note, by)
            return await _record(tx, by, "city-note-set", city_id, (before, note or None))

    async def add_name(self, city_id: str, name: str, by: Authorship) -> int:
        """Give a city another name and return the revision. No other city may bear it."""
        async with self._database.transaction() as tx:
            await write_name(tx, city_id, name, by)
            return await _record(tx, by, "city-name-added", city_id, (None, name))

    async def drop_name(self, city_id: str, name: str, by: Authorship) -> int | None:
        """Take a name that an editor has given from a city.

        Return the revision, None where the city did not have it.
        """
        async with self._database.transaction() as tx:
            if not await take_name(tx, city_id, name):
                return None
            return await _record(tx, by, "city-name-dropped", city_id, (name, None))

    async def notes(self) -> Mapping[str, str]:
        """Return the notes by city."""
        return {row["city_id"]: row["note"] for row in await self._database.fetch_all(_SQL["notes"])}

    async def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names that editors have given by city."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in await self._database.fetch_all(_SQL["names"]):
            found[row["city_id"]].append(row["name"])
        return {city_id: tuple(names) for city_id, names in found.items()}


async def write_note(tx: Transaction, city_id: str, note: str, by: Authorship) -> None:
    """Set the note of a city. An empty one deletes it."""
    if note:
        await tx.execute(_SQL["set_note"], city_id=city_id, note=note, at=to_text(by.at), author=by.author)
    else:
        await tx.execute(_SQL["drop_note"], city_id=city_id)


async def write_name(tx: Transaction, city_id: str, name: str, by: Authorship) -> None:
    """Give a city a name that no city bears."""
    await tx.execute(
        _SQL["add_name"],
        name_key=name_key(name),
        city_id=city_id,
        name=name,
        at=to_text(by.at),
        author=by.author,
    )


async def take_name(tx: Transaction, city_id: str, name: str) -> bool:
    """Take a name from a city. Return whether it had it from an editor."""
    return bool(await tx.execute(_SQL["drop_name"], name_key=name_key(name), city_id=city_id))


async def _record(
    tx: Transaction, by: Authorship, code: str, city_id: str, states: tuple[str | None, str | None]
) -> int:
    before, after = (None if text is None else {"text": text} for text in states)
    revision = await begin_revision(tx, by)
    action = Action.of(by, code, f"city:{city_id}", before=before, after=after)
    await record_action(tx, action, by.at, revision)
    return revision
