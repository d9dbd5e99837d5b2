"""A door to the writing connection of a database, which the product does not have."""

from data.store.sqlite.database import Database


async def set_pragma(database: Database, pragma: str) -> None:
    """Set a pragma on the writing connection. «query_only = ON» refuses writes."""
    await database._writer.run(lambda raw: raw.execute(f"PRAGMA {pragma}").fetchall())  # noqa: SLF001 - see above
