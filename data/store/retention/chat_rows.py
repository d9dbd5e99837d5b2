"""Export, move and delete all rows about one chat, table by table."""

from data.store.retention.personal_data import CHATS, FURTHER_STEPS, NOTE_ERASURE, PERSONAL_TABLES
from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Query, Value
from data.store.sqlite.steps import Steps
from data.store.sqlite.transactions import Transaction

Stored = str | int | float | bytes | None


async def export_rows(database: Database, chat_id: int) -> dict[str, list[dict[str, Stored]]]:
    """Return every stored row about a chat by table, as of one instant.

    Each column is as it is stored.
    """
    tables = (CHATS, *PERSONAL_TABLES)
    found = await database.fetch_together(*(table.export for table in tables), chat_id=chat_id)
    return {table.name: [dict(row) for row in rows] for table, rows in zip(tables, found, strict=True)}


async def move_rows(tx: Transaction, old: int, new: int, *, settings: bool) -> None:
    """Move the rows of a chat to its new id. Rows that the new id has already stay as they are.

    settings says whether the chat's own row replaces that of the new id.
    """
    tables = [(table, table.move) for table in (CHATS, *PERSONAL_TABLES) if table.move is not None]
    for table, move in tables:
        if settings or table is not CHATS:
            await tx.execute(move, old=old, new=new)
    # what is left are rows that the new id had already. The chat is last, since the others refer to it
    for table, _ in reversed(tables):
        await tx.execute(table.forget, chat_id=old)


def delete_rows(steps: Steps, chat_id: int, answering: int | None) -> None:
    """Delete the rows of a chat, and note that the file has to be rewritten.

    Of the waiting updates only those through the update answering are deleted, or all if it is None.
    """
    for table in (*PERSONAL_TABLES, CHATS):
        steps.execute(table.forget, **_parameters(table.forget, chat_id, answering))
    for step in FURTHER_STEPS:
        steps.execute(step, chat_id=chat_id)
    steps.execute(NOTE_ERASURE)


def _parameters(forget: Query, chat_id: int, answering: int | None) -> dict[str, Value]:
    # only the query of the inbox has answering
    return {"chat_id": chat_id} | ({"answering": answering} if "answering" in forget.parameters else {})
