"""The filter StaffOnly: who passes it in which chat, and the words of its refusals."""

from datetime import UTC, datetime

import pytest
from aiogram.types import CallbackQuery, Chat, Message, User

from data.store.revisions import Authorship
from data.store.service_accounts import ANONYMOUS_ADMIN, CHANNEL_BOT
from data.store.store import Store
from handlers.errors import UserError
from handlers.permissions import Right, Roles, StaffOnly, signed
from tests.cast import ANNA, GROUP, OWNER, OWNERS, SECRETARIAT, group, private, user

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PLAN_EDITOR, SENDER, IDLE = 201, 202, 203


@pytest.fixture
async def roles(store: Store) -> Roles:
    """Return the roles of a bot with a group and three editors: each right alone, and none."""
    for person, plan, send in ((PLAN_EDITOR, True, False), (SENDER, False, True), (IDLE, False, False)):
        await store.staff.name(person, "Р", Authorship(NOW, OWNER), may_edit_plan=plan, may_send=send)
    return Roles(frozenset(OWNERS), store.staff, SECRETARIAT)


def message(author: User | None, chat: Chat) -> Message:
    """Return a command as it arrives."""
    return Message(message_id=1, date=NOW, chat=chat, from_user=author, text="/desk")


def press(author: User, chat: Chat) -> CallbackQuery:
    """Return a press of a button under a message of that chat."""
    return CallbackQuery(id="1", from_user=author, chat_instance="1", message=message(None, chat), data="x")


async def refusal(right: Right, event: Message | CallbackQuery, roles: Roles) -> str | None:
    """Return the key of the sentence that refuses, None where the event passes."""
    try:
        assert await StaffOnly(right)(event, roles)
    except UserError as error:
        return error.key
    return None


@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        (OWNER, {Right.EDIT_PLAN, Right.SEND, Right.OWN}),
        (PLAN_EDITOR, {Right.EDIT_PLAN}),
        (SENDER, {Right.SEND}),
        (IDLE, set()),
        (ANNA, set()),
    ],
)
async def test_each_right_is_asked_for_by_itself(roles: Roles, person: int, allowed: set[Right]) -> None:
    """One right does not bring the other, and only owners have the right to own."""
    for right in Right:
        for event in (message(user(person), private(person)), press(user(person), private(person))):
            found = await refusal(right, event, roles)
            assert found == (None if right in allowed else "desk-no-right")


@pytest.mark.parametrize(
    ("person", "chat", "key"),
    [
        (OWNER, SECRETARIAT, None),
        (PLAN_EDITOR, SECRETARIAT, None),
        (ANNA, SECRETARIAT, "desk-no-right"),
        (ANONYMOUS_ADMIN, SECRETARIAT, "desk-needs-name"),
        (CHANNEL_BOT, SECRETARIAT, "desk-needs-name"),
        (OWNER, GROUP, "desk-elsewhere"),
        (ANNA, GROUP, "desk-no-right"),
        (ANONYMOUS_ADMIN, GROUP, "desk-no-right"),
    ],
)
async def test_group_of_the_secretariat_is_the_only_one(
    roles: Roles, person: int, chat: int, key: str | None
) -> None:
    """There the sender must be a certain person with the right, and in other groups nothing works."""
    for event in (message(user(person), group(chat)), press(user(person), group(chat))):
        assert await refusal(Right.EDIT_PLAN, event, roles) == key


async def test_right_taken_away_is_missed_at_once(roles: Roles, store: Store) -> None:
    """A button made while the person was an editor does nothing after the dismissal."""
    event = press(user(PLAN_EDITOR), private(PLAN_EDITOR))
    assert await refusal(Right.EDIT_PLAN, event, roles) is None
    await store.staff.dismiss(PLAN_EDITOR, Authorship(NOW, OWNER))
    assert await refusal(Right.EDIT_PLAN, event, roles) == "desk-no-right"


async def test_refusal_is_logged_without_words(roles: Roles, caplog: pytest.LogCaptureFixture) -> None:
    """The record names the person and the right, so that a forged button is noticed."""
    await refusal(Right.SEND, press(user(ANNA), private(ANNA)), roles)
    assert [one.getMessage() for one in caplog.records] == ["press of user 7 refused: no right «send»"]


async def test_roles_without_staff_know_owners_only() -> None:
    """A bot whose database is not open yet has no editors."""
    known = Roles(frozenset(OWNERS))
    assert await known.has(user(OWNER), Right.OWN)
    assert not await known.has(user(PLAN_EDITOR), Right.EDIT_PLAN)
    assert not await known.has(None, Right.OWN)


def test_signature_has_the_id_and_the_name() -> None:
    """The log shows both, since names change."""
    assert signed(message(user(), private()), NOW) == Authorship(NOW, ANNA, "Анна")
