"""The choices below a notice: which item to open, and what of it to switch off."""

from dataclasses import replace
from datetime import date

import pytest
from aiogram.methods import EditMessageReplyMarkup
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription, Topic
from data.store.store import Store
from handlers.callbacks.item_marks import MOST_MARKED, OF_CHANGES, keys_of, marks_of
from handlers.callbacks.preferences import ChooseItem, NoticeStep, SetFollowed, SetGreetings, SetItem
from handlers.text.words import words_in
from handlers.views.notices.digest import notice_message
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person, Screen

KAZAN, MOSCOW = "jubilee:kazan:2020", "city_day:moscow:2020"
AUGUST_29 = date(2020, 8, 29)


def opt_out(*keys: str) -> str:
    """Return the data of «Отключить…» below these items."""
    return ChooseItem(step=NoticeStep.OPT_OUT, items=marks_of(keys)).pack()


def labels(screen: Screen) -> list[str]:
    """Return the labels of the buttons."""
    return [key.text for key in screen.buttons]


async def follow(store: Store, person: Person, *topics: Topic | Subscription) -> None:
    """Let the person's chat follow topics."""
    await person.says("/start")
    for topic in topics:
        wanted = topic if isinstance(topic, Subscription) else Subscription(topic)
        await store.subscriptions.add(person.chat.id, wanted, NOW)


async def test_choice_has_the_items_and_what_is_followed_of_them(
    anna: Person, store: Store, almanac: Almanac
) -> None:
    """Topics that the chat does not follow are left out, and so is what brought no item."""
    followed = (Topic.JUBILEES, Subscription(Topic.CITY, "moscow"), Topic.OWN)
    await follow(store, anna, *followed)
    occasions = [one for key in (KAZAN, MOSCOW) if (one := almanac.occasion(key)) is not None]
    message, _ = notice_message(words_in("ru"), occasions, AUGUST_29)
    anna.keyboard = message.keyboard
    screen = await anna.presses(opt_out(KAZAN, MOSCOW))
    assert message.keyboard is not None
    assert message.keyboard.inline_keyboard[-1][-1].callback_data == opt_out(KAZAN, MOSCOW)
    assert labels(screen) == [
        "✅ Казань, 30 августа",
        "✅ Москва, 5–6 сентября",
        "✅ Тема: Юбилеи городов",
        "✅ Всё о городе: Москва",
        "✅ 🎉 Поздравление в сам день",
        *("🔔 Подписки", "⛔ Остановить всё"),
    ]


async def test_each_switch_turns_over_and_back(anna: Person, store: Store) -> None:
    """An item, a topic and the greetings: a press stores the state, and another one takes it back."""
    await follow(store, anna, Topic.JUBILEES)
    chat_id, jubilees = anna.chat.id, Subscription(Topic.JUBILEES)
    screen = await anna.presses(opt_out(KAZAN))
    shown = labels(screen)
    for at in range(3):
        off = await anna.presses(screen.buttons[at].callback_data or "")
        assert off.toasts[0]
        assert labels(off)[at].startswith("▫️")
        back = await anna.presses(off.buttons[at].callback_data or "")
        assert labels(back) == shown
    for data in (
        SetItem(key=KAZAN, muted=True),
        SetFollowed(topic=Topic.JUBILEES, on=False),
        SetGreetings(on=False, in_choice=True),
    ):
        await anna.presses(data.pack())
    stored = await store.chats.get(chat_id)
    assert stored is not None
    assert not stored.greets
    assert await store.subscriptions.mutes(chat_id) == {KAZAN}
    assert jubilees not in await store.subscriptions.list(chat_id)


async def test_what_is_off_already_is_shown_as_off(anna: Person, store: Store) -> None:
    """A muted item can be brought back here. A topic left and greetings off have no switch."""
    await follow(store, anna, Topic.OWN)
    await store.subscriptions.mute(anna.chat.id, KAZAN)
    await store.chats.set_greets(anna.chat.id, NOW, greets=False)
    assert labels(await anna.presses(opt_out(KAZAN)))[:-2] == ["▫️ Казань, 30 августа"]


async def test_change_offers_to_leave_the_changes(anna: Person, store: Store, almanac: Almanac) -> None:
    """A notice of a change may have come by that topic."""
    await follow(store, anna, Topic.CHANGES, Topic.OWN)
    facts = PlannedFacts("Форум")
    change = PlanChange("event:1", (ChangeEffect.RENAMED,), facts, replace(facts, title="Съезд"))
    message, _ = notice_message(words_in("ru"), [change], AUGUST_29)
    assert message.keyboard is not None
    [data] = [key.callback_data or "" for key in message.keyboard.inline_keyboard[-1]]
    anna.keyboard = message.keyboard
    screen = await anna.presses(data)
    assert "✅ Тема: Переносы и отмены" in labels(screen)
    assert keys_of(ChooseItem.unpack(data).items, [OF_CHANGES, "event:1"]) == [OF_CHANGES, "event:1"]


async def test_cards_are_chosen_from(anna: Person) -> None:
    """The cards of events and cities are offered. An event that has left the plan has none."""
    data = ChooseItem(step=NoticeStep.OPEN, items=marks_of(["event:1", KAZAN, "event:999"])).pack()
    screen = await anna.presses(data)
    assert [key.callback_data for key in screen.buttons] == ["ev:1:1", "ct:kazan:1"]
    nothing = await anna.presses(ChooseItem(step=NoticeStep.OPEN, items="").pack())
    assert "исключены из плана" in nothing.text


async def test_past_items_leave_their_topics(anna: Person, store: Store, clock: FrozenClock) -> None:
    """In November nothing of August can be muted, and the topic can still be left."""
    await follow(store, anna, Topic.JUBILEES)
    await store.chats.set_greets(anna.chat.id, NOW, greets=False)
    clock.at = clock.at.replace(month=11)
    assert labels(await anna.presses(opt_out(KAZAN)))[:-2] == ["✅ Тема: Юбилеи городов"]


@pytest.mark.parametrize("data", ["pick:m:AAAAA", "pick:m:", "pick:m:AAAAABB"])
async def test_forged_marks_offer_the_way_out(anna: Person, data: str) -> None:
    """Marks that nothing has are no error, and the subscriptions and the stop are there."""
    screen = await anna.presses(data)
    assert labels(screen) == ["🔔 Подписки", "⛔ Остановить всё"]


@pytest.mark.parametrize(
    "data", ["foll:city:atlantis:1", "foll:own:x:1", "foll:event:99:1", "item|jubilee:atlantis:2020|1"]
)
async def test_forged_switch_is_refused(anna: Person, store: Store, data: str) -> None:
    """An unknown item is neither followed nor muted."""
    await anna.says("/start")
    screen = await anna.presses(data)
    assert screen.toasts[0]
    assert await store.subscriptions.list(anna.chat.id) == ()
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()


async def test_switch_is_stored_if_the_choice_cannot_be_edited(
    anna: Person, world: ConversationWorld, store: Store
) -> None:
    """The choice may be older than Telegram lets a bot edit."""
    await follow(store, anna, Topic.JUBILEES)
    await anna.presses(opt_out(KAZAN))
    world.session.refusals[EditMessageReplyMarkup] = ["message can't be edited"]
    screen = await anna.presses(SetItem(key=KAZAN, muted=True).pack())
    assert screen.toasts == ["Больше не напомним"]
    assert await store.subscriptions.mutes(anna.chat.id) == {KAZAN}


async def test_member_switches_nothing_off_for_the_group(world: ConversationWorld, store: Store) -> None:
    """Members may open cards, and only admins may switch notices off."""
    member = world.member()
    for data in (opt_out(KAZAN), SetGreetings(on=False, in_choice=True).pack()):
        assert "администраторы" in (await member.presses(data)).toasts[0]
    cards = await member.presses(ChooseItem(step=NoticeStep.OPEN, items=marks_of([KAZAN])).pack())
    assert cards.buttons[0].callback_data == "ct:kazan:1"


KEYS = st.lists(st.from_regex(r"\A(event|jubilee):[a-z0-9-]{1,32}(:\d{4})?\Z"), unique=True, max_size=30)


@given(KEYS, KEYS)
def test_marks_find_their_keys_again(told: list[str], others: list[str]) -> None:
    """In their order, among any others, and as many as fit into a button."""
    marks = marks_of(told)
    assert keys_of(marks, [*others, *told]) == told[:MOST_MARKED]
    for step in NoticeStep:
        assert len(ChooseItem(step=step, items=marks).pack().encode()) <= 64
