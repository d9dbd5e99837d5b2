"""The editors: named, given rights, dismissed, and each step in the log."""

from datetime import UTC, datetime

import pytest

from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action, RecordedAction
from data.store.secretariat.staff import Editor, Right
from data.store.sqlite.database import Database
from data.store.store import store_over
from tests.cast import ANNA, OWNER, new_chat

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BY = Authorship(NOON, OWNER, "Ольга")


async def test_named_editor_has_the_rights_given(database: Database) -> None:
    """The two rights are kept apart, and a person who was not named has none."""
    staff = store_over(database).staff
    named = await staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=False)
    assert named == Editor(ANNA, "Анна", True, False, OWNER, NOON)
    assert await staff.of(ANNA) == named
    assert await staff.of(OWNER) is None
    assert await staff.all() == (named,)


async def test_editor_named_again_gets_new_rights_and_keeps_the_day(database: Database) -> None:
    """The second naming changes what the editor may do, not since when they are one."""
    staff = store_over(database).staff
    await staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=False)
    again = await staff.name(ANNA, "Анна М.", Authorship(LATER, 101), may_edit_plan=False, may_send=True)
    assert again == Editor(ANNA, "Анна М.", False, True, OWNER, NOON)
    assert await staff.all() == (again,)


async def test_each_step_is_in_the_log_once(database: Database) -> None:
    """Naming twice with the same rights, or dismissing a stranger, is no step."""
    store = store_over(database)
    for _ in range(2):
        await store.staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=False)
    for _ in range(2):
        await store.staff.set_right(ANNA, Right.SEND, Authorship(LATER, 101, "Пётр"), on=True)
    assert await store.staff.dismiss(8, BY) is None
    assert await store.staff.set_right(8, Right.SEND, BY, on=True) is None
    dismissed = await store.staff.dismiss(ANNA, BY)
    assert dismissed is not None
    assert await store.staff.of(ANNA) is None
    first = {"name": "Анна", "edit-plan": True, "send": False}
    second = first | {"send": True}
    assert list(reversed(await store.actions.latest(9))) == [
        RecordedAction(1, NOON, Action(OWNER, "Ольга", "editor-named", "editor:7", None, first)),
        RecordedAction(2, LATER, Action(101, "Пётр", "editor-rights", "editor:7", first, second)),
        RecordedAction(3, NOON, Action(OWNER, "Ольга", "editor-dismissed", "editor:7", second, None)),
    ]


async def test_command_line_names_no_editor(database: Database) -> None:
    """Only a person can be the one who named an editor."""
    with pytest.raises(ValueError, match="author=None"):
        await store_over(database).staff.name(
            ANNA, "Анна", Authorship(NOON), may_edit_plan=True, may_send=True
        )


async def test_forgotten_editor_is_no_editor_and_has_no_name_in_the_log(database: Database) -> None:
    """The actions stay in the log, and the name of the deleted person does not."""
    store = store_over(database)
    await store.staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=True)
    await store.actions.record(Action(ANNA, "Анна", "plan-edited", "event:1", {"title": "А"}), LATER)
    assert [row["name"] for row in (await store.chats.export(ANNA))["editors"]] == ["Анна"]
    await store.chats.forget(ANNA)
    assert await store.staff.of(ANNA) is None
    assert [one.action for one in await store.actions.latest(9)] == [
        Action(ANNA, "", "plan-edited", "event:1", {"title": "А"}, None),
        Action(OWNER, "Ольга", "editor-named", "editor:", None, None),
    ]


async def test_no_editor_gets_the_right_of_owners(database: Database) -> None:
    """Owners are named by the settings alone."""
    with pytest.raises(ValueError, match="own"):
        await store_over(database).staff.set_right(ANNA, Right.OWN, BY, on=True)


async def test_editor_is_greeted_once_there_is_a_chat_and_a_right(database: Database) -> None:
    """One who has not written to the bot, or may do nothing yet, waits."""
    store = store_over(database)
    await store.staff.name(ANNA, "", BY, may_edit_plan=False, may_send=False)
    assert await store.staff.to_greet() == ()
    editor = await store.staff.set_right(ANNA, Right.SEND, BY, on=True)
    assert editor is not None
    assert await store.staff.to_greet() == ()
    await store.chats.ensure(new_chat(ANNA), NOON)
    assert await store.staff.to_greet() == (editor,)
    await store.staff.mark_greeted(editor, LATER)
    assert await store.staff.to_greet() == ()
    await store.staff.dismiss(ANNA, BY)
    await store.staff.name(ANNA, "Анна", Authorship(LATER, OWNER), may_edit_plan=True, may_send=False)
    # the greeting of the first time does not count for the second
    await store.staff.mark_greeted(editor, LATER)
    assert [one.named_at for one in await store.staff.to_greet()] == [LATER]
