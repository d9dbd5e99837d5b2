"""A press on a subscription is stored, shown in place, and harmless when repeated."""

import pytest

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Frequency
from data.store.store import Store
from handlers.callbacks.subscriptions import (
    AddCity,
    OpenSubscriptions,
    SetListed,
    SetTopic,
    SubscriptionScreen,
    Unmute,
)
from tests.world.conversation import NOW, ConversationWorld, Person, Screen

KAMCHATKA = "petropavlovsk-kamchatsky"


async def followed(store: Store, person: Person) -> set[Subscription]:
    """Return what the person's chat follows."""
    return set(await store.subscriptions.list(person.chat.id))


def labels(screen: Screen) -> list[str]:
    """Return the labels of the buttons last shown."""
    return [key.text for key in screen.buttons]


async def test_the_screen_names_every_topic(anna: Person) -> None:
    """At first nothing is followed, and the screen says so."""
    screen = await anna.says("/subscribe")
    assert "Пока ничего не выбрано" in screen.text
    assert sum(label.startswith("▫️") for label in labels(screen)) == 8


async def test_a_topic_is_switched_in_place(anna: Person, store: Store) -> None:
    """The same message shows the new state, and the button offers the opposite."""
    screen = await anna.says("/subscribe")
    on = screen.button("Юбилеи городов")
    shown = await anna.presses(on)
    assert await followed(store, anna) == {Subscription(Topic.JUBILEES)}
    assert len(shown.edits) == 1
    assert shown.toasts == ["Подписка включена. Первое напоминание — 9 марта в 10:00: Нарьян-Мар, 85 лет."]
    assert "Ближайшие напоминания:\n• 9 марта, 10:00 — Нарьян-Мар, 85 лет\n" in shown.text
    off = shown.button("✅ 🎂 Юбилеи городов")
    assert SetTopic.unpack(off).on is False
    await anna.presses(off)
    assert await followed(store, anna) == set()


async def test_pressing_twice_changes_nothing_more(anna: Person, store: Store) -> None:
    """A button names the state wanted, so an update handled again does no harm."""
    on = SetTopic(topic=Topic.CHANGES, on=True).pack()
    await anna.presses(on)
    await anna.presses(on)
    assert await followed(store, anna) == {Subscription(Topic.CHANGES)}


async def test_a_city_is_added_by_name_in_any_case(anna: Person, store: Store) -> None:
    """A text answers the question and closes it."""
    asked = await anna.presses("addcity")
    assert "Напишите название города" in asked.text
    added = await anna.says("в Казани")
    assert added.text.startswith("✅ Казань: напомним")
    assert await followed(store, anna) == {Subscription(Topic.CITY, "kazan")}
    later = await anna.says("Минск")
    assert await followed(store, anna) == {Subscription(Topic.CITY, "kazan")}
    assert "Минск" in later.text


async def test_unknown_city_leaves_the_question_open(anna: Person, store: Store) -> None:
    """A wrong name is answered, and the next text is read as a name again."""
    await anna.presses("addcity")
    await anna.says("Гвадалахара-де-Абракадабра")
    assert await followed(store, anna) == set()
    await anna.says("Тверь")
    assert await followed(store, anna) == {Subscription(Topic.CITY, "tver")}


async def test_a_name_of_several_cities_is_asked_back(anna: Person, store: Store) -> None:
    """«Новгород» may mean several cities, which are offered as buttons."""
    await anna.presses("addcity")
    offered = await anna.says("Новгород")
    assert await followed(store, anna) == set()
    choices = [key for key in offered.buttons if (key.callback_data or "").startswith("pickcity:")]
    assert len(choices) > 1
    await anna.presses(str(choices[0].callback_data))
    city = AddCity.unpack(str(choices[0].callback_data)).city_id
    assert await followed(store, anna) == {Subscription(Topic.CITY, city)}


async def test_adding_a_followed_city_says_so(anna: Person) -> None:
    """The reader is told that the city is followed already."""
    await anna.presses(AddCity(city_id="minsk").pack())
    again = await anna.presses(AddCity(city_id="minsk").pack())
    assert "подписка уже есть" in again.text


async def test_a_command_is_no_answer(anna: Person, store: Store) -> None:
    """Other commands can be used meanwhile. The question stays open."""
    await anna.presses("addcity")
    assert "Справка" not in (await anna.says("/today")).text
    await anna.says("Казань")
    assert Subscription(Topic.CITY, "kazan") in await followed(store, anna)


async def test_cancel_withdraws_the_question(anna: Person, store: Store) -> None:
    """After /cancel a city's name opens the city's card."""
    await anna.presses("addcity")
    await anna.says("/cancel")
    await anna.says("Казань")
    assert await followed(store, anna) == set()


async def test_a_removed_city_is_offered_back(anna: Person, store: Store) -> None:
    """The next tap undoes a removal by mistake."""
    await anna.presses(AddCity(city_id=KAMCHATKA).pack())
    listed = await anna.presses(OpenSubscriptions(screen=SubscriptionScreen.CITIES).pack())
    shown = await anna.presses(listed.button("Петропавловск"))
    assert await followed(store, anna) == set()
    await anna.presses(shown.button("Вернуть: Петропавловск-Камчатский"))
    assert await followed(store, anna) == {Subscription(Topic.CITY, KAMCHATKA)}


async def test_long_lists_have_pages(anna: Person, store: Store, almanac: Almanac) -> None:
    """A page has eight cities. A page beyond the end shows the last one."""
    await anna.says("/start")
    for city in list(almanac.cities.by_id)[:18]:
        await store.subscriptions.add(anna.chat.id, Subscription(Topic.CITY, city), NOW)
    first = await anna.presses(OpenSubscriptions(screen=SubscriptionScreen.CITIES).pack())
    assert sum(label.startswith("✅") for label in labels(first)) == 8
    last = await anna.presses(OpenSubscriptions(screen=SubscriptionScreen.CITIES, page=40).pack())
    assert sum(label.startswith("✅") for label in labels(last)) == 2
    assert "3 из 3" in labels(last)


async def test_an_event_followed_from_its_card_stands_in_the_list(anna: Person, store: Store) -> None:
    """The card and the list show the same subscription."""
    card = await anna.says("/event 1")
    await anna.presses(card.button("Напомнить"))
    listed = await anna.presses(OpenSubscriptions(screen=SubscriptionScreen.EVENTS).pack())
    [label] = [label for label in labels(listed) if label.startswith("✅")]
    assert len(label) <= 64
    await anna.presses(listed.button(label))
    assert await followed(store, anna) == set()


@pytest.mark.parametrize(
    "data",
    [
        "topic:bulletin",
        "topic:nonsense:1",
        "topic:event:1",
        "listed:event:999999:1:0",
        "listed:city:atlantis:1:0",
        "listed:own:x:1:0",
        "listed:event:1%3A2:1:0",
        "subs:cities:-1:0",
        "subs:cities:99999:0",
        "pickcity:atlantis",
        "pickcity:../../etc",
        f"mute|{'x' * 49}|1",
        "mute|event:1",
    ],
)
async def test_forged_data_stores_nothing(anna: Person, store: Store, data: str) -> None:
    """Unknown subjects are neither followed nor muted, and the press is answered."""
    screen = await anna.presses(data)
    assert await followed(store, anna) == set()
    assert await store.subscriptions.mutes(anna.chat.id) == frozenset()
    assert len(screen.toasts) == 1
    assert screen.toasts[0]


async def test_the_weekly_reader_is_told_that_reminders_do_not_come(anna: Person, store: Store) -> None:
    """Otherwise the ticked topics would mislead."""
    await anna.presses(SetTopic(topic=Topic.OWN, on=True).pack())
    await anna.presses("freq:weekly")
    record = await store.chats.get(anna.chat.id)
    assert record is not None
    assert record.frequency is Frequency.WEEKLY
    assert "Только бюллетень" in (await anna.says("/subscribe")).text
    assert Subscription(Topic.BULLETIN) in await followed(store, anna)


async def test_muted_occasion_is_listed_and_unmuted(anna: Person, store: Store) -> None:
    """The list has what is still to come. A press unmutes it."""
    await anna.says("/start")
    await store.subscriptions.mute(anna.chat.id, "jubilee:kazan:2020")
    await store.subscriptions.mute(anna.chat.id, "city_day:minsk:2019")
    topics = await anna.says("/subscribe")
    listed = await anna.presses(topics.button("Отключённые: 1"))
    unmute = listed.button("Казань, 30 августа")
    assert Unmute.unpack(unmute).key == "jubilee:kazan:2020"
    await anna.presses(unmute)
    assert await store.subscriptions.mutes(anna.chat.id) == {"city_day:minsk:2019"}


class TestInAGroup:
    """Only admins change a group's subscriptions."""

    async def test_a_member_changes_nothing(self, world: ConversationWorld, store: Store) -> None:
        """A member's press is refused with a sentence."""
        member = world.member()
        screen = await member.presses(SetTopic(topic=Topic.OWN, on=True).pack())
        assert await store.subscriptions.list(member.chat.id) == ()
        assert "администраторы" in screen.toasts[0]
        assert "администраторы" in (await member.says("/subscribe")).text

    async def test_an_admin_changes_the_subscriptions(self, world: ConversationWorld, store: Store) -> None:
        """Telegram is asked each time who is an admin."""
        admin = world.member()
        world.session.admins.add(7)
        await admin.presses(SetTopic(topic=Topic.OWN, on=True).pack())
        assert await store.subscriptions.list(admin.chat.id) == (Subscription(Topic.OWN),)
        world.session.admins.clear()
        await admin.presses(SetTopic(topic=Topic.OWN, on=False).pack())
        assert await store.subscriptions.list(admin.chat.id) == (Subscription(Topic.OWN),)

    async def test_an_anonymous_admin_writes_as_the_group(self, world: ConversationWorld) -> None:
        """The group itself may change its settings, a channel that writes there may not."""
        admin = world.member(user_id=1087968824)
        assert "Подписки этой группы" in (await admin.says("/subscribe", sender_chat=admin.chat)).text
        stranger = world.member(user_id=136817688)
        other = stranger.chat.model_copy(update={"id": -100777})
        assert "администраторы" in (await stranger.says("/subscribe", sender_chat=other)).text

    async def test_notices_go_to_the_topic_of_the_set_up(
        self, world: ConversationWorld, store: Store
    ) -> None:
        """The topic of the last change counts. Neither opening a screen nor an old message moves it."""
        admin = world.member()
        world.session.admins.add(7)

        async def topic() -> int | None:
            record = await store.chats.get(admin.chat.id)
            assert record is not None
            return record.thread_id

        await admin.says("/subscribe", message_thread_id=55, is_topic_message=True)
        assert await topic() is None
        await admin.presses(SetTopic(topic=Topic.OWN, on=True).pack(), thread=55)
        assert await topic() == 55
        for look in ("/settings", "/subscribe", "/stop"):
            await admin.says(look)
        for look in ("set:hour", "set:main", "subs:cities:0:0", "leads:jubilees", "addcity", "zonecity"):
            await admin.presses(look, thread=66)
        await admin.presses(SetTopic(topic=Topic.OWN, on=False).pack(), message="inaccessible")
        assert await topic() == 55
        await admin.presses(SetTopic(topic=Topic.OWN, on=True).pack())
        assert await topic() is None


def test_the_longest_data_fits() -> None:
    """The longest city id and the longest key fit into Telegram's 64 bytes."""
    longest = [
        SetListed(topic=Topic.CITY, subject=KAMCHATKA, on=False, page=9999).pack(),
        AddCity(city_id=KAMCHATKA).pack(),
        Unmute(key="k" * 48, page=9999).pack(),
    ]
    assert max(len(data.encode()) for data in longest) <= 64
