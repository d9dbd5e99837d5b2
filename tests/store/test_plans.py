"""Plans: whole editions, lasting ids, and a record of every change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from pydantic import TypeAdapter

from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision, Recurrence
from data.calendar.plan import (
    CityDate,
    EventKind,
    EventStatus,
    Footnote,
    Occurrence,
    Place,
    PlaceMode,
    Plan,
    PlanEvent,
)
from data.calendar.rules import NthWeekday
from data.store.editions.city_days import CityDay, CityDays
from data.store.editions.plan_writing import Source, new_event
from data.store.editions.plans import EventIdentity, Plans, PlanSummary
from data.store.revisions import Authorship, StoredChange
from data.store.sqlite.database import Database
from data.store.sqlite.errors import UnknownRow, Unstorable

BY = Authorship(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), 7)
OPERATOR = Authorship(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
FILE = Source("план-2020.docx", "abc")
MARCH = ImpreciseDate("12 марта", Precision.DAY, date(2020, 3, 12), date(2020, 3, 12))
MORNING = ClockTime(time(10), time(12, 30))
ALWAYS = ImpreciseDate("постоянно", Precision.RECURRING, recurrence=Recurrence.CONSTANT)
SESSION = PlanEvent(
    number="1",
    part=1,
    parts=1,
    section="Раздел «А»",
    title="XXVII сессия МАГ",
    kind=EventKind.OWN,
    occurrences=(
        Occurrence(Place("Москва", "Москва", PlaceMode.CITY, "moscow", is_hybrid=True), MARCH, MORNING),
        Occurrence(None, None),
    ),
    organisers=("МАГ", "Мэрия"),
    organiser_label="Организаторы",
    note="уточняется",
    status=EventStatus.MOVED,
    flags=("compound_title",),
)
SITE = replace(
    SESSION, number="2", title="Сайт", kind=EventKind.ACTIVITY, occurrences=(Occurrence(None, ALWAYS),)
)
KAZAN = CityDate(
    number="3",
    city_raw="г. Казань",
    city="Казань",
    age=1015,
    age_raw="1015 лет",
    date_raw="30 августа",
    precision=Precision.DAY,
    start=date(2020, 8, 30),
    end=date(2020, 8, 30),
    rule=NthWeekday(8, 6, -1),
    approx=True,
    flags=("in_both_lists",),
    city_id="kazan",
)
PLAN = Plan(
    title="План на 2020 год",
    year=2020,
    events=(SESSION, SITE),
    jubilees=(KAZAN,),
    city_days=(replace(KAZAN, rule=None), KAZAN),
    footnotes=(Footnote("*", "ориентировочно", ("jubilees",)),),
    draft=True,
)


async def _saved(plans: Plans, plan: Plan = PLAN) -> Plan:
    await plans.save(plan, BY, source=FILE)
    loaded = await plans.load(plan.year)
    assert loaded is not None
    return loaded


async def test_a_plan_comes_back_as_it_was_saved(database: Database) -> None:
    """Every field comes back, and events have ids."""
    loaded = await _saved(Plans(database))
    ids = [event.id for event in loaded.events]
    assert 0 not in ids
    assert len(set(ids)) == 2
    assert replace(loaded, events=tuple(replace(event, id=0) for event in loaded.events)) == PLAN
    assert await Plans(database).load_all() == {2020: loaded}
    assert await Plans(database).load(2021) is None


async def test_ids_survive_editions(database: Database) -> None:
    """A given id stays, a new event gets one, and a missing event is marked and can come back."""
    plans = Plans(database)
    session, site = (await _saved(plans)).events
    renamed = replace(session, title="XXVII сессия", number="5")
    forum = replace(SESSION, title="Форум")
    second = await _saved(plans, replace(PLAN, events=(forum, renamed)))
    assert second.events[1] == renamed
    assert second.events[0].id not in {0, session.id, site.id}
    assert await plans.event(site.id) == EventIdentity(site.id, 2020, "Сайт", removed=True)
    assert await plans.event(session.id) == EventIdentity(session.id, 2020, "XXVII сессия", removed=False)
    assert await plans.event(404) is None
    await _saved(plans, replace(PLAN, events=(site,)))
    assert await plans.event(site.id) == EventIdentity(site.id, 2020, "Сайт", removed=False)


async def test_a_foreign_id_stores_nothing(database: Database) -> None:
    """An id that is unknown, or of another year, refuses the whole edition."""
    plans = Plans(database)
    first = await _saved(plans)
    stranger = replace(SESSION, id=first.events[0].id)
    for wrong in (
        replace(PLAN, events=(replace(SESSION, id=404),)),
        replace(PLAN, year=2021, events=(stranger,)),
    ):
        with pytest.raises(UnknownRow):
            await plans.save(wrong, BY, changes=[StoredChange("moved", "event:1", None, None)])
    assert await plans.revision() == 1
    assert await plans.load_all() == {2020: first}
    assert await plans.changes_since(0) == ()


async def test_text_no_encoding_can_write_stores_nothing(database: Database) -> None:
    """A document with half a surrogate pair in a title is refused, and the plan in force stays."""
    plans = Plans(database)
    first = await _saved(plans)
    with pytest.raises(Unstorable):
        await plans.save(replace(PLAN, footnotes=(Footnote("*", "\ud800", ()),)), BY)
    assert await plans.load(2020) == first
    assert await plans.revision() == 1


async def test_editions_count_documents_and_revisions_count_changes(database: Database) -> None:
    """An edit by hand is a revision of the edition it was made in, and keeps its source."""
    plans = Plans(database)
    first = await _saved(plans)
    assert await plans.save(first, OPERATOR) == 2
    assert await plans.save(replace(PLAN, year=2021, events=()), OPERATOR) == 3
    assert await plans.list() == (
        PlanSummary(3, 2021, 0, PLAN.title, True, 0, 1, 2, None, OPERATOR),
        PlanSummary(2, 2020, 1, PLAN.title, True, 2, 1, 2, FILE, OPERATOR),
    )
    assert await plans.save(first, BY, source=Source("b", "b")) == 4
    assert [(one.revision, one.edition) for one in await plans.history(2020)] == [(4, 2), (2, 1), (1, 1)]
    assert await plans.has_source(2020, "b")
    assert not await plans.has_source(2020, "abc")
    assert not await plans.has_source(2022, "b")


async def test_an_edition_can_be_undone(database: Database) -> None:
    """The edition of a revision can be read and put in force again, with its ids."""
    plans = Plans(database)
    first = await _saved(plans)
    await plans.save(replace(first, events=first.events[1:]), BY)
    before = await plans.at_revision(1)
    assert before == first
    assert before is not None
    await plans.save(before, BY)
    assert await plans.load(2020) == first
    assert await plans.at_revision(404) is None


async def test_old_contents_are_let_go_but_not_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the bound only the newest contents of a year are kept. Summaries of older editions stay."""
    plans = Plans(database)
    await plans.save(replace(PLAN, year=2019), BY)
    await plans.save(PLAN, BY)
    loaded = await plans.load(2020)
    assert loaded is not None
    size = len(TypeAdapter(Plan).dump_json(loaded).decode())
    monkeypatch.setattr("data.store.editions.plan_writing.RESTORABLE_SIZE", 2 * size + 50)
    for _ in range(3):
        await plans.save(PLAN, BY)
    assert await _kept(plans) == [1, 4, 5]
    assert len(await plans.history(2020)) == 4
    monkeypatch.setattr("data.store.editions.plan_writing.RESTORABLE_SIZE", 1)
    await plans.save(PLAN, BY)
    assert await _kept(plans) == [1, 6]


async def test_contents_are_kept_for_thirty_days_whatever_their_number(database: Database) -> None:
    """Editions in force within the last 30 days can be restored, even after a hundred revisions."""
    plans, begun = Plans(database), BY.at
    for day in (0, 1, 31):
        await plans.save(PLAN, replace(BY, at=begun + timedelta(days=day)))
    # the second was in force until today, the first was replaced 30 days ago and an instant
    assert await _kept(plans) == [1, 2, 3]
    await plans.save(PLAN, replace(BY, at=begun + timedelta(days=31, seconds=1)))
    assert await _kept(plans) == [2, 3, 4]
    for second in range(2, 100):
        await plans.save(PLAN, replace(BY, at=begun + timedelta(days=31, seconds=second)))
    assert await _kept(plans) == list(range(2, 103))


async def _kept(plans: Plans) -> list[int]:
    """Return the revisions whose contents are kept."""
    newest = await plans.revision()
    return [revision for revision in range(1, newest + 1) if await plans.at_revision(revision)]


async def test_changes_are_read_from_where_one_stands(database: Database) -> None:
    """Each change has revision, author, time, before and after, and new events their new id."""
    plans = Plans(database)
    await _saved(plans)
    changes = [
        StoredChange("moved", "event:1", {"when": "12 марта"}, {"when": "13 марта"}),
        StoredChange("added", new_event(1), None, {"title": "Форум \x00\ud800"}),
    ]
    loaded = await plans.load(2020)
    assert loaded is not None
    revision = await plans.save(
        replace(loaded, events=(loaded.events[0], replace(SESSION, title="Форум"))), OPERATOR, changes=changes
    )
    moved, added = await plans.changes_since(1)
    assert (moved.revision, moved.year, moved.by) == (revision, 2020, OPERATOR)
    assert (moved.kind, moved.subject, moved.before, moved.after) == (
        "moved",
        "event:1",
        {"when": "12 марта"},
        {"when": "13 марта"},
    )
    assert (added.subject, added.before, added.after) == ("event:3", None, {"title": "Форум \x00\ud800"})
    assert await plans.changes_since(revision) == ()


async def test_a_day_of_a_city_is_set_moved_and_given_back(database: Database) -> None:
    """The editor's day is a revision with its changes, and the last one stands until removed."""
    plans, days = Plans(database), CityDays(database)
    change = StoredChange("moved", "city_day:minsk:2026", None, {"start": "2026-09-12"})
    first, second = date(2026, 9, 12), date(2026, 9, 13)
    assert await days.put("minsk", (second, second), BY) == 1
    assert await days.put("minsk", (first, second), OPERATOR, [change]) == 2
    assert await days.all() == (CityDay("minsk", 2026, first, second, OPERATOR),)
    (recorded,) = await plans.changes_since(1)
    assert (recorded.year, recorded.subject) == (2026, "city_day:minsk:2026")
    assert await days.remove("minsk", 2026, BY) == 3 == await plans.revision()
    assert await days.all() == ()
    with pytest.raises(ValueError, match="2026"):
        await days.put("minsk", (second, first), BY)


async def test_another_program_notices_a_new_revision(database: Database) -> None:
    """A plan imported by a second program is seen by the first at its next look."""
    second = await Database.open(database.path)
    await Plans(second).save(PLAN, BY)
    await second.close()
    assert await Plans(database).revision() == 1
