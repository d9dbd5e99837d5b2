"""The almanac in force follows what this or another process has stored."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.calendar.almanac import Almanac
from data.calendar.plan import Plan
from data.store.editions.almanacs import AlmanacSource
from data.store.editions.city_days import CityDays
from data.store.editions.plans import Plans
from data.store.revisions import Authorship
from data.store.sqlite.database import Database
from tests.factories import dated, plan
from tests.plan_2020 import cities_2020

BY = Authorship(datetime(2026, 1, 1, tzinfo=UTC))
DAY = date(2026, 6, 5)


def plan_with(title: str, year: int = 2026) -> Plan:
    """Return a plan of one event in June."""
    return plan(year, [dated(DAY.replace(year=year), title)])


def source_over(database: Database, *, every: int = 5, weekday: int = 4) -> AlmanacSource:
    """Return a source as the application makes it."""
    plans, days = Plans(database), CityDays(database)
    return AlmanacSource(plans, days, cities_2020(), jubilee_every=every, bulletin_weekday=weekday)


def titles(almanac: Almanac) -> list[str]:
    """Return the titles of the occasions in June."""
    events = (one.event for one in almanac.occasions(DAY, DAY))
    return [event.title for event in events if event is not None]


async def test_nothing_is_known_before_the_first_look(database: Database) -> None:
    """A mistake in the order of starting is seen at once."""
    source = source_over(database)
    with pytest.raises(RuntimeError):
        source.current()
    assert await source.refresh() is source.current()


async def test_an_empty_database_has_its_almanac_too(database: Database) -> None:
    """Cities have their days in any year."""
    almanac = await source_over(database).refresh()
    assert almanac.latest_plan is None
    assert almanac.occasions(DAY, DAY.replace(month=12)) != []


async def test_the_settings_reach_the_almanac(database: Database) -> None:
    """Which ages are jubilees, and the day of the bulletin."""
    almanac = await source_over(database, every=25, weekday=0).refresh()
    assert (almanac.jubilee_every, almanac.bulletin_weekday) == (25, 0)


async def test_unchanged_it_stays_the_same_object(database: Database) -> None:
    """A query does not make the almanac anew."""
    await Plans(database).save(plan_with("Форум"), BY)
    source = source_over(database)
    first = await source.refresh()
    assert await source.refresh() is first
    assert titles(first) == ["Форум"]


async def test_what_another_process_has_imported_is_noticed(database: Database, tmp_path: Path) -> None:
    """Written over another connection to the same file, while the first stays open."""
    await Plans(database).save(plan_with("Форум"), BY)
    source = source_over(database)
    before = await source.refresh()
    other = await Database.open(tmp_path / "mag.db")
    try:
        plans = Plans(other)
        stored = await plans.load(2026)
        assert stored is not None
        await plans.save(replace(stored, events=(replace(stored.events[0], title="Съезд"),)), BY)
        assert source.current() is before
        assert titles(await source.refresh()) == ["Съезд"]
        assert titles(before) == ["Форум"]
        await plans.save(plan_with("Слёт", 2027), BY)
    finally:
        await other.close()
    assert (await source.refresh()).has_plan(2027)


async def test_a_day_named_by_an_editor_is_noticed(database: Database) -> None:
    """Revisions of plans and of cities' days are both noticed."""
    source = source_over(database)
    before = await source.refresh()
    day = date(2026, 8, 29)
    await CityDays(database).put("kazan", (day, day), BY, ())
    after = await source.refresh()
    assert after is not before
    [kazan] = [
        one
        for one in after.occasions(date(2026, 1, 1), date(2026, 12, 31))
        if one.city is not None and one.city.id == "kazan"
    ]
    assert (kazan.when.start, kazan.approximate) == (day, False)
    assert dict(after.set_days) == {("kazan", 2026): kazan.when}
