"""The desk in the secretariat's group: who may use it there, and how it is answered."""

from datetime import UTC, datetime

import pytest
from aiogram.types import Message

from data.calendar.almanac import Almanac
from data.store.revisions import Authorship
from data.store.store import Store
from tests.cast import ANNA, BOT, GROUP, OWNER, SECRETARIAT, group, user
from tests.plan_2020 import cities_2020
from tests.world.conversation import NOW, ConversationWorld

BY = Authorship(datetime(2020, 1, 1, tzinfo=UTC), OWNER)
ANONYMOUS = 1087968824
"""The account in whose name Telegram shows an anonymous admin."""


@pytest.fixture
async def world(world: ConversationWorld, store: Store) -> ConversationWorld:
    """Return the conversation with an editor, who may edit the plan and may not send."""
    await store.staff.name(ANNA, "Анна", BY, may_edit_plan=True, may_send=False)
    return world


async def test_an_editor_answers_by_replying(world: ConversationWorld, store: Store) -> None:
    """A question in the group is answered by a reply to it, and the proposal is for that group."""
    anna = world.member(ANNA, SECRETARIAT)
    shown = await anna.says("/desk 11", number=30)
    asked = await anna.presses(shown.button("Место"))
    [question] = await store.open_questions.live(SECRETARIAT, NOW)
    assert question.message_id > 0
    assert asked.text.endswith("/cancel")
    replied = Message(
        message_id=question.message_id, date=NOW, chat=group(SECRETARIAT), from_user=BOT, text="…"
    )
    proposed = await anna.says("Грозный, Дворец молодёжи", number=3000, reply_to_message=replied)
    assert "📍 Грозный, Дворец молодёжи" in proposed.text
    draft = await store.event_drafts.newest(SECRETARIAT, ANNA)
    assert draft is not None
    elsewhere = await world.person(ANNA).presses(f"dd:{draft.id}:tell")
    assert elsewhere.toasts[0].startswith("Эта правка устарела")


@pytest.mark.parametrize(
    ("person", "chat", "sentence"),
    [
        (ANONYMOUS, SECRETARIAT, "Здесь важно, кто именно пишет"),
        (ANNA + 1, SECRETARIAT, "Изменять план могут только те"),
        (ANNA, GROUP, "Эта команда работает в личном чате и в группе секретариата"),
    ],
)
async def test_others_are_told_why_not(
    world: ConversationWorld, person: int, chat: int, sentence: str
) -> None:
    """An anonymous admin needs a name, a member without the right has none, another group is no place."""
    sender = world.member(person, chat)
    if person == ANONYMOUS:
        sender.user = user(ANONYMOUS)
    assert sentence in (await sender.says("/desk")).text


async def test_without_a_plan_the_desk_still_has_cities(store: Store, world: ConversationWorld) -> None:
    """It says that there is no plan, and a forged button of one is refused in a sentence."""
    empty = Almanac(cities_2020(), {})
    editor = ConversationWorld(store, world.clock, lambda: empty).person(OWNER)
    shown = await editor.says("/desk")
    assert "Планов пока нет" in shown.text
    assert [key.text for key in shown.buttons] == ["🏙 Города", "📖 Руководство"]
    for forged in ("dp:2031:0", "dn:2031"):
        assert (await editor.presses(forged)).toasts == ["Плана на 2031 год нет: сначала пришлите документ."]
