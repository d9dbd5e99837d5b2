"""Store the files of plan documents with the editions that they became."""

from dataclasses import dataclass
from datetime import datetime

from data.store.editions.plan_writing import Along
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries
from data.store.sqlite.timestamps import to_text
from data.store.sqlite.transactions import Transaction

_SQL = Queries("plan_files")

FILES_OF_YEAR = 10
"""How many files of a year's plan are kept: the newest. Each may have 20 MB."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The file of an edition: its name with the extension, and its bytes."""

    name: str
    content: bytes


class PlanFiles:
    """The files of editions, by year and by the hash of what was read of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, year: int, source_hash: str) -> PlanFile | None:
        """Return the file of an edition, or None where it is not kept."""
        row = await self._database.fetch_one(_SQL["find"], year=year, source_hash=source_hash)
        return None if row is None else PlanFile(row["name"], row["content"])

    async def known(self, year: int) -> frozenset[str]:
        """Return the hashes of the editions of a year whose files are kept."""
        rows = await self._database.fetch_all(_SQL["known"], year=year)
        return frozenset(row["source_hash"] for row in rows)


def keeping(file: PlanFile, year: int, source_hash: str, at: datetime) -> Along:
    """Return what keeps a file in the transaction of its revision."""

    async def along(tx: Transaction, _revision: int) -> None:
        await keep_file(tx, year, source_hash, file, at)

    return along


async def keep_file(tx: Transaction, year: int, source_hash: str, file: PlanFile, at: datetime) -> None:
    """Keep the file of an edition, and delete the oldest beyond FILES_OF_YEAR."""
    await tx.execute(
        _SQL["keep"],
        year=year,
        source_hash=source_hash,
        name=file.name,
        content=file.content,
        at=to_text(at),
    )
    await tx.execute(_SQL["trim"], year=year, most=FILES_OF_YEAR)
