"""Transactions are whole, and nothing is written outside them."""

import pytest

from data.store.sqlite.database import Database
from data.store.sqlite.errors import (
    Conflict,
    DatabaseReadOnly,
    NestedTransaction,
    StoreClosed,
    StoreError,
    Unstorable,
    WrongParameters,
)
from data.store.sqlite.named_queries import Query
from tests.store.rows import ADD, ALL, DROP, WORDS, add, ids


async def test_a_transaction_is_seen_when_its_block_ends(rows: Database) -> None:
    """Readers see nothing of a transaction before its end and all of it after."""
    async with rows.transaction() as tx:
        await add(tx, 1)
        await add(tx, 2)
        assert [row["id"] for row in await tx.fetch_all(ALL)] == [1, 2]
        assert await ids(rows) == []
    assert await ids(rows) == [1, 2]


async def test_an_error_takes_the_whole_transaction_back(rows: Database) -> None:
    """After any exception out of the block none of its rows stay."""

    async def fail() -> None:
        async with rows.transaction() as tx:
            await add(tx, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await ids(rows) == []


async def test_many_rows_are_written_in_one_call(rows: Database) -> None:
    """execute_many writes each row and counts them, and no rows are no error."""
    async with rows.transaction() as tx:
        assert await tx.execute_many(ADD, [{"id": n, "word": "w"} for n in range(100)]) == 100
        assert await tx.execute_many(ADD, []) == 0
        assert await tx.execute(DROP) == 100


async def test_nothing_is_written_outside_a_transaction(rows: Database) -> None:
    """Readers refuse to write, and a transaction is of no use after its end."""
    with pytest.raises(DatabaseReadOnly):
        await rows.fetch_all(ADD, id=1, word="w")
    async with rows.transaction() as tx:
        pass
    with pytest.raises(StoreClosed):
        await tx.execute(ADD, id=1, word="w")
    assert await ids(rows) == []


async def test_several_queries_see_the_same_instant(rows: Database) -> None:
    """fetch_together answers all its queries as of one commit."""
    async with rows.transaction() as tx:
        await add(tx, 1)
    first, second = await rows.fetch_together(ALL, WORDS)
    assert ([row["id"] for row in first], [row["word"] for row in second]) == ([1], ["word"])
    with pytest.raises(StoreError):
        await rows.fetch_together(ALL, Query("wrong", "SELECT * FROM"))
    assert await ids(rows) == [1]


async def test_a_transaction_inside_a_transaction_is_refused(rows: Database) -> None:
    """A task gets an error instead of waiting for itself. The outer transaction goes on."""
    async with rows.transaction() as tx:
        await add(tx, 1)
        with pytest.raises(NestedTransaction):
            async with rows.transaction():
                pass
    assert await ids(rows) == [1]


@pytest.mark.parametrize(
    ("number", "word", "expected"),
    [
        (1, "", Conflict),
        (2**63, "w", Unstorable),
        (1, "half \ud83d a pair", Unstorable),
    ],
)
async def test_a_value_the_schema_refuses_is_an_error_of_ours(
    rows: Database, number: int, word: str, expected: type[StoreError]
) -> None:
    """The driver's errors do not leave the store, and the database is usable after them."""
    with pytest.raises(expected):
        async with rows.transaction() as tx:
            await tx.execute(ADD, id=number, word=word)
    async with rows.transaction() as tx:
        await add(tx, 1, "with \x00 in it")
    assert [row["word"] for row in await rows.fetch_all(WORDS)] == ["with \x00 in it"]


async def test_parameters_must_be_those_of_the_query(rows: Database) -> None:
    """A missing parameter and an extra one raise an error."""
    async with rows.transaction() as tx:
        with pytest.raises(WrongParameters):
            await tx.execute(ADD, id=1)
        with pytest.raises(WrongParameters):
            await tx.execute(ADD, id=1, word="w", wrod="w")
