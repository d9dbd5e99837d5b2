"""Readers set their time zone by naming a city, a zone or the time in their own words."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told


@pytest.fixture
def start() -> str:
    """Return a start on a Monday at noon."""
    return "2020-08-24 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader who has been asked for a city."""
    anna = await world.person()
    await ask(anna, "/start")
    await _open_question(anna)
    return anna


async def _open_question(anna: Person) -> None:
    zones = await tap(anna, await ask(anna, "/settings"), "🌍 Часовой пояс")
    await tap(anna, zones, "🏙 Назвать город")
    assert "МСК+3" in (await told(anna))[-1]


def zone_of(world: BotWorld, person: Person) -> str:
    """Return the stored zone of a person's chat."""
    [[zone]] = world.query("SELECT zone FROM chats WHERE chat_id = ?", person.id)
    return str(zone)


@pytest.mark.parametrize(
    ("said", "shown", "clock"),
    [
        ("МСК+3", "UTC+6", "15:00"),
        ("UTC+7", "UTC+7", "16:00"),
        ("-3", "UTC−3", "6:00"),
        ("Asia/Omsk", "Омск, UTC+6", "15:00"),
        ("Омск", "Омск, UTC+6", "15:00"),
        ("Камчатка", "Камчатка, UTC+12", "21:00"),
    ],
)
async def test_a_zone_is_set_as_it_is_said(
    world: BotWorld, anna: Person, said: str, shown: str, clock: str
) -> None:
    """An offset, a name of the zone data and a button set the zone, and the local time is shown."""
    answer = await ask(anna, said)
    assert answer.text.startswith(f"Готово. Часовой пояс: {shown}. Сейчас у вас {clock}")
    assert f"Часовой пояс: {shown}\n" in (await ask(anna, "/settings")).text


async def test_a_zone_not_understood_changes_nothing_and_the_question_stays(
    world: BotWorld, anna: Person
) -> None:
    """An unknown answer is not read as the nearest city or as the base of a sum. The next answer counts."""
    for said in ("МСК+три", "Атлантида", "7"):
        answer = await ask(anna, said)
        assert answer.text.startswith(f"Не получилось понять «{said}»")
        assert answer.labels == ["🌍 Часовой пояс"]
    assert zone_of(world, anna) == "Europe/Moscow"
    assert (await ask(anna, "Томск")).text.startswith("Готово. Часовой пояс: Томск, UTC+7")


async def test_a_mistyped_city_is_asked_back(world: BotWorld, anna: Person) -> None:
    """One press sets the zone that was meant."""
    answer: ReceivedMessage = await ask(anna, "Омкс")
    assert answer.text == "Города «Омкс» в справочнике нет. Похожие:"
    assert zone_of(world, anna) == "Europe/Moscow"
    shown = await tap(anna, answer, "Омск")
    assert zone_of(world, anna) == "Asia/Omsk"
    assert "Выбран: Омск, UTC+6" in shown.text


async def test_reminders_come_at_the_readers_hour(world: BotWorld, anna: Person) -> None:
    """Ten o'clock in Omsk is seven in Moscow."""
    await ask(anna, "МСК+3")
    await tap(anna, await ask(anna, "/start"), "Напоминать о юбилеях")
    await told(anna)
    await world.move_to("2020-08-29 06:59")
    assert not [text for text in await told(anna) if "30 августа, " in text]
    await world.move_to("2020-08-29 07:01")
    assert (await told(anna))[0].startswith("🎂 Завтра Казани исполнится")
