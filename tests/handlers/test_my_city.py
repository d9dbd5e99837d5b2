"""A chat's own city: from a button, a name or a location, and what becomes of the zone."""

import pytest
from aiogram.types import Location

from data.store.chat_values import Chat as StoredChat
from data.store.store import Store
from tests.cast import ANNA
from tests.world.conversation import NOW, Person

KAZAN = Location(latitude=55.8, longitude=49.1)
UELEN = Location(latitude=66.16, longitude=-169.8)


async def stored(store: Store, chat_id: int = ANNA) -> StoredChat:
    """Return the record of a chat."""
    chat = await store.chats.get(chat_id)
    assert chat is not None
    return chat


@pytest.mark.parametrize(
    ("said", "city"),
    [
        ("Казань", "kazan"),
        ("в Казани", "kazan"),
        ("г. Омск", None),
        ("kazan", "kazan"),
        ("rfpfym", "kazan"),
        ("Ереван!", "yerevan"),
        ("владивосток", "vladivostok"),
        ("чебокс", "cheboksary"),
    ],
)
async def test_name_after_the_first_screen_is_the_answer(
    anna: Person, store: Store, said: str, city: str | None
) -> None:
    """The first screen asks for the city, and the next text that is the name of one answers."""
    await anna.says("/start")
    screen = await anna.says(said, number=11)
    assert (await stored(store)).city == city
    assert ("Ваш город" in screen.text) is (city is not None)


@pytest.mark.parametrize(
    "said", ["когда день города в Казани?", "что будет в Минске", "привет", "юбилеи 2027"]
)
async def test_question_after_the_first_screen_is_no_answer(anna: Person, store: Store, said: str) -> None:
    """The first screen asks by the way, so a text that is not a bare name is read as any other."""
    await anna.says("/start")
    screen = await anna.says(said, number=11)
    assert screen.text
    assert "Ваш город" not in screen.text
    assert (await stored(store)).city is None


async def test_edit_of_the_answer_answers_again(anna: Person, store: Store) -> None:
    """The answer is corrected as it was written, and an edit of an older text answers nothing."""
    await anna.says("Тула", number=9)
    await anna.says("/start")
    await anna.edits("Рязань", number=9)
    assert (await stored(store)).city is None
    await anna.says("Казань", number=11)
    await anna.edits("Минск", number=11)
    assert (await stored(store)).city == "minsk"


async def test_named_city_opens_its_card_and_is_remembered(anna: Person, store: Store) -> None:
    """«Мой город» opens the card from then on, and the first screen begins with the city."""
    await anna.says("/start")
    screen = await anna.says("Казань", number=11)
    assert screen.text.startswith("🏠 Ваш город — <b>Казань</b>.\n\n🏙 <b>Казань</b>")
    assert screen.button("Напомнить") == "fo:city:kazan:1:cd"
    first = await anna.says("/start", number=12)
    assert first.text.startswith(
        "🎂 <b>Казань</b>: День города через 6 месяцев, ≈ 30 августа, исполнится 1015 лет"
    )
    assert "Какой город ваш" not in first.text
    card = await anna.presses(first.button("Мой город"))
    assert card.text.startswith("🏙 <b>Казань</b>")
    assert card.button("изменить") == "askcity"


async def test_my_city_asks_while_it_is_unknown(anna: Person, store: Store) -> None:
    """The question offers likely cities, and takes a sentence with the name."""
    screen = await anna.presses("go:city")
    assert screen.text.startswith("🏠 <b>Какой город ваш?</b>")
    assert [key.text for key in screen.buttons][:2] == ["Москва", "Санкт-Петербург"]
    await anna.says("я живу в Минске", number=11)
    assert (await stored(store)).city == "minsk"


async def test_several_cities_are_asked_back_and_a_press_sets_one(anna: Person, store: Store) -> None:
    """The question stays open until it is answered."""
    await anna.presses("askcity")
    screen = await anna.says("Новгород", number=11)
    assert (await stored(store)).city is None
    await anna.presses(screen.button("Великий Новгород"))
    assert (await stored(store)).city == "veliky-novgorod"


async def test_unknown_city_keeps_the_question_open(anna: Person, store: Store) -> None:
    """The next name counts."""
    await anna.presses("askcity")
    assert "города в справочнике нет: «Атлантида»" in (await anna.says("Атлантида", number=11)).text
    await anna.says("Тверь", number=12)
    assert (await stored(store)).city == "tver"


async def test_likely_cities_are_followed_ones_and_those_of_the_zone(anna: Person) -> None:
    """The chat's subscriptions count more than the size of a city."""
    await anna.presses("fo:city:tula:1:cd")
    await anna.presses("zone:Asia/Tashkent")
    screen = await anna.presses("askcity")
    assert [key.text for key in screen.buttons][:3] == ["Тула", "Ташкент", "Москва"]


async def test_city_brings_its_zone_and_says_so(anna: Person, store: Store) -> None:
    """A zone that the chat has not chosen follows the city."""
    screen = await anna.presses("mycity:vladivostok")
    assert "Часовой пояс взят по нему: Владивосток, UTC+10." in screen.text
    assert (await stored(store)).zone == "Asia/Vladivostok"


async def test_chosen_zone_is_kept_and_that_is_said(anna: Person, store: Store) -> None:
    """A chosen zone is kept, even Moscow's, and the answer says so."""
    await anna.presses("zone:Europe/Moscow")
    screen = await anna.presses("mycity:vladivostok")
    assert "Часовой пояс прежний: Москва, UTC+3." in screen.text
    assert (await stored(store)).zone == "Europe/Moscow"


async def test_city_is_changed_and_removed_in_the_settings(anna: Person, store: Store) -> None:
    """The settings name it, with a button for either."""
    assert "Мой город: не указан" in (await anna.says("/settings")).text
    await anna.presses("mycity:kazan")
    settings = await anna.says("/settings", number=11)
    assert "Мой город: Казань" in settings.text
    assert settings.button("Изменить город") == "askcity"
    removed = await anna.presses(settings.button("Убрать город"))
    assert "Мой город: не указан" in removed.text
    assert removed.toasts == ["Готово: город убран"]
    assert (await stored(store)).city is None


async def test_city_is_erased_with_the_chat(anna: Person, store: Store) -> None:
    """A chat that comes back after its deletion has none."""
    await anna.presses("mycity:kazan")
    assert "Мой город: Казань" in (await anna.presses("pr:show")).text
    await anna.presses("pr:del")
    await anna.says("/start")
    assert (await stored(store)).city is None


async def test_city_that_the_catalogue_has_lost_is_asked_for_again(anna: Person, store: Store) -> None:
    """It reads as none, on the first screen, by the button and in the settings."""
    await anna.says("/help")
    await store.chats.set_city(ANNA, "atlantis", None, NOW)
    assert "Какой город ваш?" in (await anna.says("/start", number=11)).text
    assert "Какой город ваш?" in (await anna.presses("go:city")).text
    assert "Мой город: не указан" in (await anna.says("/settings", number=12)).text
    await anna.says("/start", number=13)
    await anna.says("Казань", number=14)
    assert (await stored(store)).city == "kazan"


@pytest.mark.parametrize("data", ["mycity:nowhere", "mycity:", "mycity:Казань", "mycity:kazan:1", "mycity"])
async def test_forged_city_is_refused(anna: Person, store: Store, data: str) -> None:
    """No button names such a city."""
    screen = await anna.presses(data)
    assert screen.toasts
    assert screen.toasts[0]
    assert (await stored(store)).city is None


class TestLocation:
    """A shared location is the name of the city near it."""

    async def test_location_near_a_city_sets_it(self, anna: Person, store: Store) -> None:
        """Thirty kilometres away is near."""
        screen = await anna.says(location=Location(latitude=55.85, longitude=48.52))
        assert screen.text.startswith(
            "📍 Ближайший город справочника — Казань, 38 км.\n🏠 Ваш город — <b>Казань</b>."
        )
        assert (await stored(store)).city == "kazan"

    async def test_location_far_from_all_offers_the_nearest(self, anna: Person, store: Store) -> None:
        """It is set by a press only, or another one by its name."""
        screen = await anna.says(location=UELEN)
        assert "Магадан, и до него 2086 км" in screen.text
        assert (await stored(store)).city is None
        await anna.presses(screen.button("Магадан"))
        assert (await stored(store)).city == "magadan"

    async def test_name_after_a_far_location_is_the_answer(self, anna: Person, store: Store) -> None:
        """The message asks for it."""
        await anna.says(location=UELEN)
        await anna.says("Чита", number=11)
        assert (await stored(store)).city == "chita"

    async def test_location_does_not_replace_a_city(self, anna: Person, store: Store) -> None:
        """A traveller sees the card of the nearest city and decides."""
        await anna.presses("mycity:minsk")
        screen = await anna.says(location=KAZAN)
        assert screen.text.startswith("📍 Ближайший город справочника — Казань.\n\n🏙 <b>Казань</b>")
        assert screen.button("Это мой город") == "mycity:kazan"
        assert (await stored(store)).city == "minsk"

    async def test_location_answers_the_question_for_another_city(self, anna: Person, store: Store) -> None:
        """The question was asked to change it."""
        await anna.presses("mycity:minsk")
        await anna.presses("askcity")
        await anna.says(location=KAZAN)
        assert (await stored(store)).city == "kazan"

    async def test_location_answers_the_question_for_the_zone(self, anna: Person, store: Store) -> None:
        """It sets the zone, and no city."""
        await anna.presses("zonecity")
        screen = await anna.says(location=Location(latitude=52.3, longitude=104.3))
        assert "Часовой пояс: Иркутск, UTC+8" in screen.text
        chat = await stored(store)
        assert (chat.zone, chat.city) == ("Asia/Irkutsk", None)

    async def test_far_location_sets_no_zone(self, anna: Person, store: Store) -> None:
        """Two thousand kilometres are several zones."""
        await anna.presses("zonecity")
        screen = await anna.says(location=UELEN)
        assert "слишком далеко" in screen.text
        assert (await stored(store)).zone == "Europe/Moscow"
