"""Days of cities in a year whose plan prints few of them, or is not in yet."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

HEAD = """План мероприятий
Международной Ассамблеи столиц и крупных городов (МАГ)
на 2027 год

№ п/п\tМероприятия\tМесто, дата\tПримечание
1.\tФорум столиц\tМинск 5 октября\tОрганизатор: МАГ
"""
LIST = "\nДни городов – столиц членов МАГ\n№ п/п\tГород\tВозраст\tДата\n"


@pytest.fixture
def start() -> str:
    """Return a start in a year without a plan, before the calculated days 26 and 30 August."""
    return "2027-08-20 12:00"


async def follower(world: BotWorld, topic: str = "🏙 Дни городов") -> Person:
    """Return a reader who follows a topic and has read everything."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/subscribe"), topic)
    await told(anna)
    return anna


async def test_a_plan_takes_no_calculated_day_out_of_the_lists(world: BotWorld) -> None:
    """Казань, which the plan of the year does not print, is listed and reminded of as calculated."""
    anna = await follower(world)
    await put_in_force(world, HEAD + LIST + "1.\tМинск\t960 лет\t11 сентября\n")
    first_page = await ask(anna, "/upcoming")
    listed = first_page.text + (await tap(anna, first_page, "Дальше ›")).text
    assert "30 августа, пн · Казань — 1022 года ≈" in listed
    assert "Плана на" not in listed
    await world.move_to("2027-08-29 12:00")
    [text] = [text for text in await told(anna) if "Завтра" in text and "30 августа" in text]
    assert "День города: Казани 1022 года" in text
    assert "Дата ориентировочная: рассчитана и может сместиться." in text


async def test_a_guess_that_is_corrected_has_not_been_moved(world: BotWorld) -> None:
    """The secretariat names the day: it is set, and what had been calculated is said."""
    anna, owner = await follower(world), await world.owner()
    shown = await ask(owner, "/cityday Казань 29 августа")
    assert "придёт сообщение о назначенной дате" in shown.text
    await tap(owner, shown, "✅ Назначить")
    await world.move_to("2027-08-20 12:05")
    assert await told(anna) == [
        "📅 День города: Казань\n"
        "Дата Дня города назначена: 29 августа, воскресенье (раньше предполагалось 30-е)."
    ]
    again = await ask(owner, "/cityday Казань 31 августа")
    assert "придёт сообщение о переносе" in again.text
    await tap(owner, again, "✅ Назначить")
    await world.move_to("2027-08-20 12:10")
    assert await told(anna) == ["🔁 День города: Казань\nПеренесён с 29 на 31 августа, вторник."]


async def test_the_plans_day_sets_a_calculated_one(world: BotWorld) -> None:
    """An edition that prints the city's day replaces the calculated one. One without it restores that."""
    anna = await follower(world)
    await put_in_force(world, HEAD)
    await put_in_force(world, HEAD + LIST + "1.\tКазань\t1022 года\t28 августа\n")
    await world.move_to("2027-08-20 12:05")
    assert await told(anna) == [
        "📅 День города: Казань\nДата Дня города назначена: 28 августа, суббота (раньше предполагалось 30-е)."
    ]
    await put_in_force(world, HEAD + LIST + "1.\tМинск\t960 лет\t11 сентября\n")
    await world.move_to("2027-08-20 12:10")
    texts = await told(anna)
    assert (
        "🔁 День города: Казань\nДата снова уточняется (была назначена: 28 августа). "
        "По расчёту — 30 августа, понедельник." in texts[0]
    )


async def test_city_that_names_its_day_each_year_has_a_window_until_then(world: BotWorld) -> None:
    """Москва is shown and announced as a window once, and reminded of as a day when it is named."""
    anna, owner = await follower(world), await world.owner()
    card = (await ask(anna, "/city Москва")).text
    assert "🎂 в один из дней 4–12 сентября — через 2 недели\n" in card
    assert "≈" not in card
    assert "Точный день город назначает каждый год" in card
    await world.move_to("2027-09-03 12:00")
    [text] = [text for text in await told(anna) if "Москве" in text]
    assert "🗓 Ожидается в один из дней 4–12 сентября" in text
    assert "🎂 Москве исполнится 880 лет" in text

    shown = await ask(owner, "/cityday Москва 11–12 сентября")
    assert "придёт сообщение о назначенной дате" in shown.text
    await tap(owner, shown, "✅ Назначить")
    await world.move_to("2027-09-03 12:05")
    assert await told(anna) == [
        "📅 День города: Москва\nНазначена дата: 11–12 сентября (раньше — в один из дней 4–12 сентября)."
    ]
    await world.move_to("2027-09-10 12:00")
    [text] = [text for text in await told(anna) if "Завтра, 11 сентября" in text]
    assert "Москве исполнится 880 лет (11–12 сентября)" in text


async def test_city_without_a_rule_has_no_date(world: BotWorld) -> None:
    """Of Баку no day is known, so none is made up."""
    card = (await ask(await world.person(), "/city Баку")).text
    assert "Дата Дня города пока не внесена." in card


async def test_festivities_stand_below_the_day(world: BotWorld) -> None:
    """The day of Петропавловск-Камчатский is in October, the celebration in September."""
    lines = (await ask(await world.person(), "/city Петропавловск-Камчатский")).text.splitlines()
    day = next(at for at, line in enumerate(lines) if "17 октября" in line)
    party = next(at for at, line in enumerate(lines) if "1–21 сентября" in line)
    assert day < party
    assert lines[party].startswith("🎉 Праздничные гуляния: в один из дней 1–21 сентября")


async def test_followers_learn_the_first_day_of_a_city_without_one(world: BotWorld) -> None:
    """The day of Баку is unknown. Its card promises news of the day, and its followers get them."""
    anna, owner = await world.person(), await world.owner()
    await tap(anna, await ask(anna, "/city Баку"), "🔔 Напомнить")
    await told(anna)
    shown = await ask(owner, "/cityday Баку 3 октября")
    assert "Подписчикам города придёт сообщение о дате" in shown.text
    await tap(owner, shown, "✅ Назначить")
    await world.move_to("2027-08-20 12:05")
    assert await told(anna) == ["📅 День города: Баку\nНазначена дата: 3 октября, воскресенье."]
