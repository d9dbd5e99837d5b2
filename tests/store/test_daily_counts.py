"""Figures of each day are kept by name and key. A second write replaces the first."""

from datetime import date

from data.store.figures.daily_counts import DailyCounts
from data.store.sqlite.database import Database

FIRST, SECOND, THIRD = date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1)


async def test_later_count_of_a_day_replaces_the_earlier_one(database: Database) -> None:
    """A key that is gone does not stay, while other names and days do."""
    counts = DailyCounts(database)
    await counts.put({FIRST: {"topic": {"own": 3, "city": 1}, "chats": {"active": 5}}})
    await counts.put({FIRST: {"topic": {"own": 4}}, SECOND: {"topic": {"own": 6}}})
    assert await counts.between("topic", FIRST, SECOND) == {FIRST: {"own": 4}, SECOND: {"own": 6}}
    assert await counts.between("chats", FIRST, SECOND) == {FIRST: {"active": 5}}


async def test_span_has_its_first_and_its_last_day(database: Database) -> None:
    """The days around it are left out, across the end of a year's month too."""
    counts = DailyCounts(database)
    await counts.put({day: {"n": {"": day.day}} for day in (FIRST, SECOND, THIRD)})
    assert list(await counts.between("n", SECOND, THIRD)) == [SECOND, THIRD]
    assert await counts.totals("n", FIRST, SECOND) == {"": 59}
    assert await counts.totals("n", date(2027, 1, 1), date(2027, 2, 1)) == {}


async def test_last_day_of_a_name_is_known(database: Database) -> None:
    """A name without figures has none."""
    counts = DailyCounts(database)
    assert await counts.last_day("n") is None
    await counts.put({SECOND: {"n": {"": 1}}, THIRD: {"other": {"": 1}}})
    assert await counts.last_day("n") == SECOND
