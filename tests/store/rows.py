"""A table of numbered rows, by which tests of the database see what was committed."""

from data.store.sqlite.database import Database
from data.store.sqlite.migrations_loader import Migration
from data.store.sqlite.named_queries import Query
from data.store.sqlite.transactions import Transaction

MIGRATIONS = (
    Migration(
        1, "0001_rows", ("CREATE TABLE rows (id INTEGER PRIMARY KEY, word TEXT NOT NULL CHECK (word <> ''))",)
    ),
)
ADD = Query("rows.add", "INSERT INTO rows (id, word) VALUES (:id, :word)", frozenset({"id", "word"}))
ALL = Query("rows.all", "SELECT id FROM rows ORDER BY id")
WORDS = Query("rows.words", "SELECT word FROM rows ORDER BY id")
DROP = Query("rows.drop", "DELETE FROM rows")


async def add(tx: Transaction, number: int, word: str = "word") -> None:
    """Insert a row."""
    assert await tx.execute(ADD, id=number, word=word) == 1


async def ids(database: Database) -> list[int]:
    """Return the ids of the rows as last committed."""
    return [row["id"] for row in await database.fetch_all(ALL)]
