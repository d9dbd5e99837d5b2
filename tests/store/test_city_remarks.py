"""Remarks that editors add to a city are in the next almanac, and in the log."""

from datetime import UTC, date, datetime

from data.calendar.city_search.lookup import CityIndex
from data.store.editions.almanacs import AlmanacSource
from data.store.revisions import Authorship
from data.store.sqlite.database import Database
from data.store.store import store_over
from tests.factories import kazan

BY = Authorship(datetime(2027, 5, 1, tzinfo=UTC), 7, "Анна")


async def test_a_name_and_a_note_are_found_at_once(database: Database) -> None:
    """The next almanac finds the city by it. Once they are gone the catalogue is as it was."""
    store = store_over(database)
    source = AlmanacSource(
        store.plans,
        store.city_days,
        CityIndex((kazan(),)),
        store.city_remarks,
        jubilee_every=5,
        bulletin_weekday=4,
    )
    first = await source.refresh()
    assert first.cities.find("Третья столица").match is None
    await store.city_remarks.add_name("kazan", "Третья столица", BY)
    await store.city_remarks.set_note("kazan", "Праздник в Кремле", BY)
    found = (await source.refresh()).cities.find("третья столица").match
    assert found is not None
    assert found.note == "Праздник в Кремле"
    assert source.current().city_view(found, date(2027, 5, 1)).city.note == found.note
    again = source.cities
    assert (await source.refresh()).cities is again
    await store.city_remarks.drop_name("kazan", "Третья столица", BY)
    assert await store.city_remarks.set_note("kazan", "Праздник в Кремле", BY) is None
    assert await store.city_remarks.set_note("minsk", "", BY) is None
    await store.city_remarks.set_note("kazan", "", BY)
    last = (await source.refresh()).cities
    assert last.find("Третья столица").match is None
    assert last.by_id["kazan"] == kazan()
    assert [one.action.action for one in await store.actions.latest(9)] == [
        "city-note-set",
        "city-name-dropped",
        "city-note-set",
        "city-name-added",
    ]


async def test_a_name_that_was_not_given_is_not_dropped(database: Database) -> None:
    """The names stay as they are, and the log has no entry."""
    store = store_over(database)
    await store.city_remarks.drop_name("kazan", "Казань", BY)
    assert await store.plans.revision() == 0
    assert await store.actions.latest(9) == ()
