"""The log of actions: each change of the plan, of a city's day or of an issue is in it."""

from datetime import UTC, date, datetime

import pytest

from data.store.broadcasts.bulletins import BulletinDraft, WrongState
from data.store.editions.plan_writing import Source
from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action
from data.store.sqlite.database import Database
from data.store.sqlite.errors import UnknownRow
from data.store.store import store_over
from tests.cast import OWNER
from tests.factories import event, plan

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BY = Authorship(NOON, OWNER, "Ольга")


async def test_import_is_in_the_log_with_its_revision(database: Database) -> None:
    """The log names the document, and how many events the plan had before and has now."""
    store = store_over(database)
    by = Authorship(NOON, None, "mag-bot plan import")
    revision = await store.plans.save(plan(2027, [event(0, "А")]), by, source=Source("plan.docx", "1"))
    await store.plans.save(plan(2027, []), by, source=Source("plan-2.docx", "2"))
    second, first = await store.actions.latest(9)
    assert (first.at, first.revision) == (NOON, revision)
    assert first.action == Action(
        None,
        "mag-bot plan import",
        "plan-imported",
        "plan:2027",
        None,
        {"edition": 1, "events": 1, "file": "plan.docx"},
    )
    assert second.action.before == first.action.after
    assert second.action.after == {"edition": 2, "events": 0, "file": "plan-2.docx"}


async def test_change_that_fails_is_not_in_the_log(database: Database) -> None:
    """The action is written with the change or not at all."""
    store = store_over(database)
    with pytest.raises(UnknownRow):
        await store.plans.save(plan(2027, [event(99, "А")]), BY)
    issue, _ = await store.bulletins.create_draft(BulletinDraft("2026-W48", {}, NOON), NOON)
    await store.bulletins.skip(issue.id, OWNER)
    with pytest.raises(WrongState):
        await store.bulletins.approve(issue.id, OWNER, NOON, "Ольга")
    assert await store.actions.latest(9) == ()


async def test_caller_says_what_is_done_to_the_plan(database: Database) -> None:
    """An edit by hand is logged in the words of the feature that makes it."""
    store = store_over(database)
    action = Action.of(BY, "event-edited", "event:1", before={"link": ""}, after={"link": "https://e.org"})
    await store.plans.save(plan(2027, []), BY, action=action)
    await store.plans.save(plan(2027, []), BY)
    plain, given = await store.actions.latest(9)
    assert given.action == action
    assert plain.action == Action(OWNER, "Ольга", "plan-edited", "plan:2027")


async def test_day_of_a_city_is_in_the_log_with_the_day_before(database: Database) -> None:
    """A day set twice shows the first one as the previous day, and a reset shows the last one."""
    store = store_over(database)
    for day in (5, 6):
        await store.city_days.put("minsk", (date(2027, 6, day), date(2027, 6, day)), BY)
    revision = await store.city_days.remove("minsk", 2027, BY)
    removed, again, first = await store.actions.latest(9)
    fifth, sixth = ({"first-day": f"2027-06-0{day}", "last-day": f"2027-06-0{day}"} for day in (5, 6))
    assert first.action == Action(OWNER, "Ольга", "city-day-set", "city:minsk", None, fifth)
    assert again.action == Action(OWNER, "Ольга", "city-day-set", "city:minsk", fifth, sixth)
    assert removed.action == Action(OWNER, "Ольга", "city-day-reset", "city:minsk", sixth, None)
    assert removed.revision == revision


async def test_approved_and_skipped_issues_are_in_the_log(database: Database) -> None:
    """Decisions of editors are logged, and steps of the timetable are not."""
    store = store_over(database)
    issue, _ = await store.bulletins.create_draft(BulletinDraft("2026-W48", {}, NOON), NOON)
    await store.bulletins.approve(issue.id, OWNER, NOON, "Ольга")
    await store.bulletins.skip(issue.id, OWNER, BY)
    skipped, approved = await store.actions.latest(9)
    assert approved.action == Action(
        OWNER,
        "Ольга",
        "bulletin-approved",
        f"bulletin:{issue.id}",
        {"state": "draft"},
        {"state": "approved", "week": "2026-W48"},
    )
    assert skipped.action.action == "bulletin-skipped"
