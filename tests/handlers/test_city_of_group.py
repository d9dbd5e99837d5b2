"""The city of a group: its admins set it, and its title is asked about once."""

import pytest
from aiogram.types import Chat, Location

from data.store.chat_values import Chat as StoredChat
from data.store.store import Store
from tests.cast import GROUP, user
from tests.world.conversation import ConversationWorld, Person

KAZAN = Location(latitude=55.8, longitude=49.1)
ADMIN = 9


@pytest.fixture
def admin(world: ConversationWorld) -> Person:
    """Return an admin in a group whose title names a city."""
    world.session.admins.add(ADMIN)
    return Person(world, user(ADMIN), Chat(id=GROUP, type="supergroup", title="Ассамблея — Казань"))


async def stored(store: Store) -> StoredChat:
    """Return the record of the group."""
    chat = await store.chats.get(GROUP)
    assert chat is not None
    return chat


async def test_city_of_the_title_is_asked_about_once(admin: Person, store: Store) -> None:
    """A second /start does not ask again."""
    screen = await admin.says("/start")
    assert "Это чат города Казани?" in screen.text
    assert "Это чат города" not in (await admin.says("/start", number=11)).text
    await admin.presses(screen.button("Да"))
    assert (await stored(store)).city == "kazan"


async def test_declined_title_stays_unasked(admin: Person, store: Store) -> None:
    """The first screen is shown without the question."""
    screen = await admin.says("/start")
    after = await admin.presses(screen.button("Нет"))
    assert after.toasts == ["Хорошо, больше не спросим"]
    assert "Это чат города" not in after.text
    assert (await stored(store)).city is None


@pytest.mark.parametrize("title", ["Москва — Минск", "Города", "Московская область", "", None])
async def test_title_without_one_city_is_not_asked_about(world: ConversationWorld, title: str | None) -> None:
    """Two cities, a region or none leave nothing to ask."""
    member = Person(world, user(), Chat(id=GROUP, type="supergroup", title=title))
    assert "Это чат города" not in (await member.says("/start")).text


@pytest.mark.parametrize("data", ["mycity:kazan", "askcity", "nocity", "notitle", "go:city"])
async def test_member_sets_no_city(world: ConversationWorld, store: Store, data: str) -> None:
    """The settings of a group are for its admins."""
    screen = await world.member().presses(data)
    assert screen.toasts == ["Подписки и настройки группы меняют только её администраторы."]
    assert screen.messages == []
    assert (await stored(store)).city is None


async def test_member_opens_the_city_of_the_group(world: ConversationWorld, admin: Person) -> None:
    """Looking at it is for everyone."""
    await admin.presses("mycity:kazan")
    assert "<b>Казань</b>" in (await world.member().presses("go:city")).text


async def test_group_city_is_named_by_a_bare_name(admin: Person, store: Store) -> None:
    """The admin who was asked goes on talking to the others."""
    await admin.presses("askcity")
    assert (await admin.says("в Минске дождь", number=11)).messages == []
    await admin.says("Минск", number=12)
    assert (await stored(store)).city == "minsk"


async def test_group_is_asked_in_its_own_words(admin: Person) -> None:
    """Its city is not the reader's, and /start does not wait for an answer in a group."""
    screen = await admin.presses("askcity")
    assert "Какой город у этого чата?" in screen.text
    assert "Какой город ваш" not in (await admin.says("/start", number=11)).text


async def test_location_in_a_group_is_for_its_members(admin: Person) -> None:
    """Unless it answers a question of ours."""
    assert (await admin.says(location=KAZAN)).calls == []
    await admin.presses("askcity")
    screen = await admin.says(location=KAZAN, number=11)
    assert "Город этого чата — <b>Казань</b>" in screen.text
