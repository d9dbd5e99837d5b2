"""Stopping all notices in two taps, and every way to resume them."""

from datetime import timedelta
from typing import cast

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatState
from data.store.notices import DeliveryState, NewNotice, NoticeKind
from data.store.store import Store
from handlers.callbacks.subscriptions import SetTopic
from handlers.stop import stop_words
from tests.world.conversation import NOW, ConversationWorld, Person


async def state(store: Store, person: Person) -> ChatState:
    """Return the chat's stored state."""
    return cast("Chat", await store.chats.get(person.chat.id)).state


async def test_two_taps_stop_everything(anna: Person, store: Store) -> None:
    """The first asks and stores nothing. The second stops and keeps every subscription."""
    await anna.presses(SetTopic(topic=Topic.OWN, on=True).pack())
    asked = await anna.says("/stop")
    assert "Остановить все напоминания?" in asked.text
    assert await state(store, anna) is ChatState.ACTIVE
    stopped = await anna.presses(asked.button("Да, остановить"))
    assert await state(store, anna) is ChatState.STOPPED
    assert len(stopped.edits) == 1
    await anna.presses(stopped.button("Вернуть всё"))
    assert await state(store, anna) is ChatState.ACTIVE
    assert await store.subscriptions.list(anna.chat.id) == (Subscription(Topic.OWN),)


async def test_stop_voids_planned_notices(anna: Person, store: Store) -> None:
    """A reminder planned for this hour does not come after the stop."""
    await anna.says("/start")
    new = NewNotice("key", NoticeKind.REMINDER, "jubilee:kazan:2020", NOW + timedelta(days=1))
    notice = await store.outbox.post(new, NOW)
    await store.outbox.address(notice.id, [anna.chat.id], 1, NOW)
    await anna.presses("stop:1")
    assert await store.outbox.counts(notice.id) == {DeliveryState.VOID: 1}


async def test_start_offers_to_bring_everything_back(anna: Person, store: Store) -> None:
    """/start says that the notices are stopped, and the first button resumes them."""
    await anna.presses("stop:1")
    screen = await anna.says("/start")
    assert await state(store, anna) is ChatState.STOPPED
    assert screen.buttons[0].text == "↩️ Вернуть всё"
    await anna.presses(screen.button("Вернуть всё"))
    assert await state(store, anna) is ChatState.ACTIVE


@pytest.mark.parametrize(
    "text",
    ["стоп", "Стоп!", " СТОП. ", "отписаться", "Отпишись", "хватит", "Хватит!!!", "unsubscribe", "Stop"],
)
async def test_stop_word_asks_to_stop(anna: Person, text: str) -> None:
    """They work in a private chat, in either language, with any punctuation."""
    assert "Остановить все напоминания?" in (await anna.says(text)).text


@pytest.mark.parametrize("text", ["стоп-кран", "не хватит", "Стопино", "когда отписаться от рассылки?"])
async def test_text_with_a_stop_word_does_not_stop(anna: Person, text: str) -> None:
    """A stop word inside a longer text does not stop."""
    assert "Остановить все напоминания?" not in (await anna.says(text)).text


async def test_a_stop_word_is_no_city(anna: Person, store: Store) -> None:
    """It stops even while the name of a city is awaited."""
    await anna.presses("addcity")
    assert "Остановить все напоминания?" in (await anna.says("стоп")).text
    assert await store.subscriptions.list(anna.chat.id) == ()


async def test_stopped_chat_is_offered_to_resume(anna: Person) -> None:
    """A second /stop offers to resume."""
    await anna.presses("stop:1")
    assert (await anna.says("/stop")).button("Вернуть всё")
    settings = await anna.says("/settings")
    assert "Всё остановлено" in settings.text
    await anna.presses(settings.button("Вернуть всё"))
    assert "остановлено" not in (await anna.says("/subscribe")).text


async def test_the_question_leaves_the_notice_above_it(anna: Person) -> None:
    """The first tap under a notice does not overwrite the notice."""
    assert (await anna.presses("stop:0")).edits == []


async def test_stop_word_in_a_group_is_ignored(world: ConversationWorld) -> None:
    """Members of a group say «хватит» to each other."""
    assert (await world.member().says("хватит")).calls == []


def test_stop_words_of_all_languages_are_known() -> None:
    """The words come from the locales, in lower case."""
    assert {"стоп", "отписаться", "отпишись", "хватит", "unsubscribe"} <= stop_words()
    assert all(word == word.casefold().strip() for word in stop_words())
