"""Proposed edits of events and their files, and when both are deleted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.calendar.event_details import AttachmentKind, EventDetails, EventFile
from data.calendar.plan import PlanEvent
from data.event_edits import EventChanged, plan_edit
from data.store.editions.event_drafts import NewDraft
from data.store.revisions import Authorship
from data.store.sqlite.database import Database
from data.store.sqlite.errors import UnknownRow
from data.store.store import Store, store_over
from tests.factories import event, plan

NOW = datetime(2027, 5, 1, 9, tzinfo=UTC)
BY = Authorship(NOW, 7, "Анна")


@pytest.fixture
async def store(database: Database) -> Store:
    """Return the store with a plan of one event."""
    store = store_over(database)
    await store.plans.save(plan(2027, (event(0, "Форум"),)), BY)
    return store


async def put(store: Store, before: PlanEvent | None, after: PlanEvent) -> int:
    """Propose an edit."""
    return await store.event_drafts.put(NewDraft(7, 7, 2027, before, after), NOW)


async def apply(store: Store, draft_id: int) -> int:
    """Put a proposed edit in force. Return the id of the event."""
    draft = await store.event_drafts.of(draft_id)
    assert draft is not None
    return await store.event_drafts.apply(draft, plan_edit(draft.edit, BY, is_silent=False), BY)


async def events(store: Store) -> list[PlanEvent]:
    """Return the events in force."""
    current = await store.plans.load(2027)
    assert current is not None
    return list(current.events)


async def test_an_edit_is_in_force_once(store: Store) -> None:
    """Applied again, as after a kill, it changes nothing: one revision, one event, one line of the log."""
    draft_id = await put(store, None, event(0, "Семинар"))
    number = await apply(store, draft_id)
    assert await apply(store, draft_id) == number
    assert [one.title for one in await events(store)] == ["Форум", "Семинар"]
    assert await store.plans.revision() == 2
    [added, _] = await store.actions.latest(5)
    assert (added.action.action, added.action.subject) == ("event-added", f"event:{number}")
    assert [one.subject for one in await store.plans.changes_since(1)] == [f"event:{number}"]


async def test_an_edit_of_what_has_changed_leaves_everything(store: Store) -> None:
    """The plan, the proposal and the log are as they were."""
    [forum] = await events(store)
    draft_id = await put(store, forum, replace(forum, title="Форум столиц"))
    other = await put(store, forum, replace(forum, organisers=("МАГ",)))
    await apply(store, other)
    with pytest.raises(EventChanged):
        await apply(store, draft_id)
    draft = await store.event_drafts.of(draft_id)
    assert draft is not None
    assert not draft.is_done
    assert await store.plans.revision() == 2


async def test_a_year_without_a_plan_takes_no_edit(store: Store) -> None:
    """A year without a plan has no event to edit."""
    draft_id = await store.event_drafts.put(NewDraft(7, 7, 2031, None, event(0)), NOW)
    with pytest.raises(UnknownRow):
        await apply(store, draft_id)


async def test_a_proposal_is_out_of_date_in_two_days(store: Store) -> None:
    """The newest one that is not in force is found until then."""
    [forum] = await events(store)
    draft_id = await put(store, forum, replace(forum, title="Форум столиц"))
    newest = await store.event_drafts.newest(7, 7)
    assert newest is not None
    assert newest.id == draft_id
    assert await store.event_drafts.purge(NOW) == 0
    assert await store.event_drafts.purge(NOW + timedelta(seconds=1)) == 1
    assert await store.event_drafts.of(draft_id) is None


async def test_a_file_is_kept_while_an_event_or_a_proposal_has_it(store: Store) -> None:
    """One that nothing names goes. One of an earlier revision stays, for an edit may be undone."""
    digest = [await store.event_files.keep(content, NOW) for content in (b"one", b"two", b"three", b"one")]
    assert digest[0] == digest[3]
    [forum] = await events(store)
    files = [EventFile(one, AttachmentKind.DOCUMENT, "id", "a.txt") for one in digest]
    await apply(store, await put(store, forum, replace(forum, details=EventDetails(files=(files[0],)))))
    [forum] = await events(store)
    await apply(store, await put(store, forum, replace(forum, details=EventDetails())))
    [forum] = await events(store)
    await put(store, forum, replace(forum, details=EventDetails(files=(files[1],))))
    assert await store.event_files.purge(NOW) == 0
    assert await store.event_files.purge(NOW + timedelta(days=3)) == 1
    assert [await store.event_files.content(one) for one in digest[:3]] == [b"one", b"two", None]
