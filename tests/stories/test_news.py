"""News of the plan as readers get it: collected for some minutes, and sent once."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

HEAD = """План мероприятий
Международной Ассамблеи столиц и крупных городов (МАГ)
на 2027 год

№ п/п\tМероприятия\tМесто, дата\tПримечание
1.\tФорум столиц\tМинск 5 октября\tОрганизатор: МАГ
2.\tСъезд мэров\tМосква 20 ноября\tОрганизатор: МАГ
"""
JUBILEES = "\nЮбилеи городов – членов МАГ\n№ п/п\tГород\tВозраст\tДата\n1.\tМосква\t880 лет\t4 сентября\n"
DAYS = "\nДни городов – столиц членов МАГ\n№ п/п\tГород\tВозраст\tДата\n"
KAZAN = "1.\tКазань\t1022 года\t28 августа\n"
OUT = "📘 Вышел план на 2027 год: 2 мероприятия, 1 юбилей"


@pytest.fixture
def start() -> str:
    """Return a start on the day of the reminder of Казань, whose day is calculated: 30 August."""
    return "2027-08-23 09:00"


async def follower(world: BotWorld, name: str, *topics: str) -> Person:
    """Return a reader who follows topics and has read everything."""
    person = await world.person(name)
    await tap(person, await ask(person, "/subscribe"), *topics)
    await told(person)
    return person


async def name_day(owner: Person, text: str) -> None:
    """Let the secretariat set the day of a city."""
    await tap(owner, await ask(owner, f"/cityday {text}"), "✅ Назначить")


async def test_new_plan_is_announced_once_to_followers_of_events(world: BotWorld) -> None:
    """A reader of jubilees is not told, and a corrected edition is no second plan."""
    anna = await follower(world, "Анна", "🏛 Мероприятия МАГ")
    boris = await follower(world, "Пётр", "🎂 Юбилеи городов")
    await put_in_force(world, HEAD + JUBILEES)
    await world.move_to("2027-08-23 09:06")
    [text] = await told(anna)
    assert text == OUT
    assert await told(boris) == []
    await put_in_force(world, HEAD + JUBILEES + DAYS + "1.\tМинск\t960 лет\t11 сентября\n")
    await world.move_to("2027-08-23 09:12")
    assert await told(anna) == []


async def test_announced_plan_opens_below_the_news_which_can_be_switched_off(world: BotWorld) -> None:
    """The button below the news and the switch among the subscriptions mean the same."""
    anna = await follower(world, "Анна", "🤝 Мероприятия с участием МАГ")
    await put_in_force(world, HEAD + JUBILEES)
    await world.move_to("2027-08-23 09:06")
    [news] = await anna.unread()
    await anna.press("📘 Открыть план", on=news)
    assert "Форум столиц" in (await anna.reply()).text
    await anna.press("🔕 Не сообщать о планах", on=news)
    screen = await ask(anna, "/subscribe")
    assert "▫️ 📘 Выход нового плана" in screen.labels
    await put_in_force(world, HEAD.replace("2027", "2028"))
    await world.move_to("2027-08-23 09:20")
    assert await told(anna) == []
    await tap(anna, screen, "📘 Выход нового плана")
    await world.move_to("2027-08-23 09:30")
    assert await told(anna) == ["📘 Вышел план на 2028 год: 2 мероприятия"]


@pytest.mark.parametrize("year", ["2026", "2025"])
async def test_plan_of_a_past_year_is_not_announced(world: BotWorld, year: str) -> None:
    """The plan of a past year is for looking things up, so no news of it is sent."""
    anna = await follower(world, "Анна", "🏛 Мероприятия МАГ")
    await put_in_force(world, HEAD.replace("2027", year))
    await world.move_to("2027-08-23 09:06")
    assert await told(anna) == []


async def test_draft_is_announced_when_it_is_the_plan(world: BotWorld) -> None:
    """A draft is not announced, its final edition is."""
    anna = await follower(world, "Анна", "🏛 Мероприятия МАГ")
    await put_in_force(world, "Проект\n" + HEAD + JUBILEES)
    await world.move_to("2027-08-23 09:06")
    assert await told(anna) == []
    await put_in_force(world, HEAD + JUBILEES)
    await world.move_to("2027-08-23 09:12")
    assert await told(anna) == [OUT]


async def test_plan_corrects_guesses_that_were_told_in_one_message(world: BotWorld) -> None:
    """Readers reminded of the calculated day get the plan's day and the news of the plan in one message."""
    anna = await follower(world, "Анна", "🏙 Дни городов", "🏛 Мероприятия МАГ")
    await world.move_to("2027-08-23 10:00")
    [reminder] = await told(anna)
    assert "Казани 1022 года ≈" in reminder
    boris = await follower(world, "Пётр", "🏙 Дни городов")
    await put_in_force(world, HEAD + JUBILEES + DAYS + KAZAN)
    await world.move_to("2027-08-23 10:06")
    assert await told(anna) == [
        f"{OUT}\n\n📅 День города: Казань\n"
        "Дата Дня города назначена: 28 августа, суббота (раньше предполагалось 30-е)."
    ]
    assert await told(boris) == []


async def test_dates_named_within_minutes_are_told_as_the_last_one(world: BotWorld) -> None:
    """A date set and corrected twice is one message, with the value before and the final one."""
    anna, owner = await follower(world, "Анна", "🏙 Дни городов"), await world.owner()
    await name_day(owner, "Казань 29 августа")
    await world.move_to("2027-08-23 09:02")
    await name_day(owner, "Казань 31 августа")
    await world.move_to("2027-08-23 09:03")
    assert await told(anna) == []
    await world.move_to("2027-08-23 09:10")
    assert await told(anna) == [
        "📅 День города: Казань\nДата Дня города назначена: 31 августа, вторник (раньше предполагалось 30-е)."
    ]


async def test_date_moved_and_moved_back_within_minutes_is_not_told(world: BotWorld) -> None:
    """An editor's mistake that is corrected at once leads to no message."""
    anna, owner = await follower(world, "Анна", "🏙 Дни городов"), await world.owner()
    await name_day(owner, "Казань 29 августа")
    await world.move_to("2027-08-23 09:06")
    assert len(await told(anna)) == 1
    await name_day(owner, "Казань 28 августа")
    await world.move_to("2027-08-23 09:09")
    await name_day(owner, "Казань 29 августа")
    await world.move_to("2027-08-23 09:30")
    assert await told(anna) == []


async def test_event_of_tomorrow_is_told_within_a_minute_even_at_night(world: BotWorld) -> None:
    """It comes without a sound, because it is night. News of later weeks wait for the morning."""
    anna = await follower(world, "Анна", "🏛 Мероприятия МАГ")
    plan = HEAD.replace("5 октября", "24 августа")
    await put_in_force(world, plan)
    await world.move_to("2027-08-23 22:00")
    await told(anna)
    await put_in_force(world, plan.replace("24 августа", "25 августа").replace("20 ноября", "21 ноября"))
    await world.move_to("2027-08-23 22:01")
    [text] = await told(anna)
    assert text == "🔁 Форум столиц\nПеренесено с 24 на 25 августа, среда."
    await world.move_to("2027-08-24 09:59")
    assert await told(anna) == []
    await world.move_to("2027-08-24 10:00")
    [text] = await told(anna)
    assert "Съезд мэров\nПеренесено с 20 на 21 ноября" in text
