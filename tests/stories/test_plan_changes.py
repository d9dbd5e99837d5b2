"""A new edition of the plan comes in while the bot runs, put in force by another process."""

from importlib.resources import files
from pathlib import Path

import pytest

from bot.sandbox.client.client import Person
from tests.world.plan_documents import put_in_force
from tests.world.running_bot import BotWorld, ask, tap, told

GROZNY = "Международная конференция МАГ в рамках празднования Дня города Грозного"
MOVED = f"🔁 {GROZNY}\nПеренесено с 3–4 на 10–11 октября."


@pytest.fixture
def start() -> str:
    """Return a start two weeks before the conference in Grozny."""
    return "2020-09-20 12:00"


class Edition:
    """The text of the shipped plan, which a test changes step by step."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "plan-2020.txt"
        self._text = (files("data.content") / "plan-2020.txt").read_text(encoding="utf-8")

    @property
    def lines(self) -> list[str]:
        """Return the lines of the text."""
        return self._text.splitlines()

    def replace(self, old: str, new: str) -> None:
        """Replace a wording that stands in the plan exactly once."""
        assert self._text.count(old) == 1
        self._text = self._text.replace(old, new)

    async def put_in_force(self, world: BotWorld) -> None:
        """Put the edition in force as the command line does."""
        self._path.write_text(self._text, encoding="utf-8")
        await put_in_force(world, self._path)


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """Return an edition that is not in force yet."""
    return Edition(tmp_path)


async def follow(person: Person, *topics: str) -> None:
    """Subscribe to topics, and read all messages so far."""
    await tap(person, await ask(person, "/subscribe"), *topics)
    await told(person)


async def test_a_move_is_told_once_and_reminders_follow_it(world: BotWorld, edition: Edition) -> None:
    """Only followers are told, once and as old → new. The reminder comes for the new day only."""
    anna, boris = await world.person("Анна"), await world.person("Пётр")
    await follow(anna, "🏛 Мероприятия МАГ")
    await follow(boris, "🎂 Юбилеи городов")
    edition.replace("Грозный 3-4 октября", "Грозный 10-11 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-20 12:05")
    assert await told(anna) == [MOVED]
    agenda = await tap(anna, await ask(anna, "/upcoming"), "Что показать", "Мероприятия")
    assert "10–11 октября · Международная конференция МАГ" in agenda.text
    await world.move_to("2020-10-12 12:00")
    about = [text for text in await told(anna) if GROZNY in text]
    assert [text.split(" — ")[0] for text in about] == [
        "🏛 Через неделю, 10–11 октября, суббота и воскресенье",
        "🏛 Завтра, 10–11 октября, суббота и воскресенье",
    ]
    assert not [text for text in await told(boris) if "Грозн" in text]


async def test_the_card_of_a_moved_event_names_its_earlier_date(world: BotWorld, edition: Edition) -> None:
    """The card of an event that the plan marks as moved has the earlier date."""
    anna = await world.person("Анна")
    edition.replace("Грозный 3-4 октября", "Грозный перенос на 10-11 октября")
    await edition.put_in_force(world)
    card = await ask(anna, "/event 11")
    assert "🔁 Перенесено с 3–4 октября." in card.text


async def test_a_month_that_becomes_a_day_is_told_and_then_reminded_of(
    world: BotWorld, edition: Edition
) -> None:
    """An event with a month gets a day: followers are told at once, and reminded later."""
    anna = await world.person()
    await follow(anna, "🌐 Мероприятия партнёров")
    edition.replace("Москва октябрь", "Москва 2 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-20 12:05")
    assert await told(anna) == [
        "📅 Международная конференция «Москва-энергоэффективный город»\n"
        "Назначена дата: 2 октября, пятница (раньше — октябрь)."
    ]
    await world.move_to("2020-10-03 12:00")
    heads = [text.split(" — ")[0] for text in await told(anna)]
    assert heads == ["🌐 Через неделю, 2 октября, пятница", "🌐 Завтра, 2 октября, пятница"]


async def test_what_left_the_plan_is_told_and_not_reminded_of(world: BotWorld, edition: Edition) -> None:
    """An event taken out of the plan is said to be out, and its reminders do not come."""
    anna = await world.person()
    await follow(anna, "🏛 Мероприятия МАГ")
    row = next(line for line in edition.lines if line.startswith("11."))
    edition.replace(row + "\n", "")
    await edition.put_in_force(world)
    await world.move_to("2020-09-20 12:05")
    [text] = await told(anna)
    assert text == f"❌ {GROZNY}\nИсключено из плана. Планировалось на 3–4 октября."
    await world.move_to("2020-10-05 12:00")
    assert not [text for text in await told(anna) if GROZNY in text]


async def test_a_citys_moved_day_reaches_who_follows_the_city(world: BotWorld, edition: Edition) -> None:
    """When the day of a capital moves, followers of the city and followers of all changes are told."""
    anna, boris, vera = [await world.person(name) for name in ("Анна", "Пётр", "Вера")]
    await tap(anna, await ask(anna, "/city Ереван"), "🔔 Напомнить")
    await follow(anna)
    await follow(boris, "🔁 Все переносы и отмены")
    await follow(vera, "🎂 Юбилеи городов")
    edition.replace("2802 лет\t11 октября", "2802 лет\t10 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-20 12:05")
    [text] = await told(anna)
    assert text.startswith("🔁 День города: Ереван\nПеренесён с 11")
    assert "с 11 на 10 октября" in text
    assert await told(boris) == [text]
    assert await told(vera) == []


async def test_news_of_the_night_waits_for_the_morning(world: BotWorld, edition: Edition) -> None:
    """Changes of the night come at the reader's hour, several steps as one message."""
    anna = await world.person()
    await follow(anna, "🏛 Мероприятия МАГ")
    await world.move_to("2020-09-20 22:00")
    edition.replace("Грозный 3-4 октября", "Грозный 5-6 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-20 23:00")
    edition.replace("Грозный 5-6 октября", "Грозный 10-11 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-20 23:01")
    await world.move_to("2020-09-21 09:59")
    assert await told(anna) == []
    await world.move_to("2020-09-21 10:00")
    assert await told(anna) == [MOVED]


async def test_a_change_taken_back_before_anybody_heard_of_it_is_not_told(
    world: BotWorld, edition: Edition
) -> None:
    """An event moved at night and moved back before the morning leads to no message."""
    anna = await world.person()
    await follow(anna, "🏛 Мероприятия МАГ")
    await world.move_to("2020-09-20 22:00")
    edition.replace("Грозный 3-4 октября", "Грозный 10-11 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-20 23:00")
    edition.replace("Грозный 10-11 октября", "Грозный 3–4 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-21 10:00")
    assert await told(anna) == []


async def test_who_reads_only_the_bulletin_hears_of_a_move_there(world: BotWorld, edition: Edition) -> None:
    """«Only the bulletin» means that: a move is not told by itself, and the next issue has the new day."""
    anna = await world.person()
    await follow(anna, "🏛 Мероприятия МАГ")
    await tap(anna, await ask(anna, "/settings"), "📬 Как присылать", "Только бюллетень")
    await told(anna)
    edition.replace("Грозный 3-4 октября", "Грозный 2 октября")
    await edition.put_in_force(world)
    await world.move_to("2020-09-25 12:00")
    [issue] = await told(anna)
    assert issue.startswith("📰 Бюллетень МАГ · 25 сентября 2020")
    assert "празднования Дня города Грозного: 3–4 октября → 2 октября" in issue
    assert "\n2 октября, пт · " in issue
