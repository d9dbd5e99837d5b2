"""A new edition of the plan, from the document to the messages of those concerned: each told once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription, Topic
from data.importing import apply_import, prepare_import
from data.store.chats import ChatKind, Language, NewChat
from data.store.revisions import Authorship
from tests.handlers.notices.test_from_press_to_notice import Engine, World, world
from tests.plan_2020 import cities_2020

__all__ = ["world"]

SEED = (Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt").read_text("utf-8")
GROZNY = "11"
FIRST = datetime(2020, 9, 10, 9, 0, tzinfo=UTC)
NOW = datetime(2020, 9, 12, 13, 0, tzinfo=UTC)


class Newsroom:
    """The world, and editions of the plan put in force in it."""

    def __init__(self, parts: tuple[World, Engine], folder: Path) -> None:
        self.here, self._engine = parts
        self._folder = folder
        self._minutes = 0

    async def put(self, *edits: tuple[str, str], at: datetime = NOW) -> None:
        """An edition in force, and the almanac made anew."""
        text = SEED
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        file = self._folder / "plan.txt"
        file.write_text(text, "utf-8")
        plans = self.here.store.plans
        await apply_import(await prepare_import(file, cities_2020(), plans), plans, Authorship(at))
        self.here.almanac = Almanac(cities_2020(), await plans.load_all())

    async def follower(self, chat_id: int, *followed: Subscription) -> None:
        """A chat that follows these since long ago."""
        new = NewChat(chat_id, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10)
        await self.here.store.chats.ensure(new, FIRST)
        for one in followed:
            await self.here.store.subscriptions.add(chat_id, one, FIRST)

    async def tick(self) -> list[str]:
        """A minute passes; what arrived."""
        self._minutes += 1
        return await self._engine.tick(NOW.replace(minute=self._minutes))


@pytest.fixture
async def newsroom(world: tuple[World, Engine], tmp_path: Path) -> Newsroom:
    """The shipped plan is in force, and nobody has anything to read."""
    room = Newsroom(world, tmp_path)
    await room.put(at=FIRST)
    assert await room.tick() == []
    return room


@pytest.mark.parametrize(
    ("followed", "edits", "told"),
    [
        (
            Subscription(Topic.EVENT, GROZNY),
            [("Грозный 3-4 октября", "Грозный 10 октября")],
            "Перенесено: было 3–4 октября, стало 10 октября.",
        ),
        (
            Subscription(Topic.OWN),
            [("Грозный 3-4 октября", "отменено")],
            "Отменено: планировалось 3–4 октября.",
        ),
        (
            Subscription(Topic.CITY, "grozny"),
            [("Грозный 3-4 октября", "Казань 3-4 октября")],
            "Казань",
        ),
        (
            Subscription(Topic.JUBILEES),
            [("Саратов\t430 лет\t20 сентября", "Саратов\t430 лет\t27 сентября")],
            "был 20 сентября, стал 27 сентября (ориентировочно)",
        ),
        (
            Subscription(Topic.CITY, "volgograd"),
            [("7.\tМосква\t873 год", "10.\tВолгоград\t431 год\t19 сентября\n7.\tМосква\t873 год")],
            "Дата уточнена: 19 сентября (ориентировочно), по расчёту было 13 сентября.",
        ),
        (
            Subscription(Topic.CITY_DAYS),
            [("5.\tЕреван\t2802 лет\t11 октября", "5.\tЕреван\t2802 лет\tуточняется")],
            "В плане этой даты больше нет (было 11 октября). По расчёту: 10 октября (ориентировочно).",
        ),
        (
            Subscription(Topic.CHANGES),
            [("15.\tУчастие в пленарном", "15.\tСлёт краеведов\tУфа 5 ноября\t\n15.\tУчастие в пленарном")],
            "Слёт краеведов",
        ),
        (
            Subscription(Topic.CITY, "volgograd"),
            [("Волгоград октябрь-ноябрь", "Волгоград 5 ноября")],
            "5 ноября",
        ),
    ],
    ids=["moved", "cancelled", "relocated", "jubilee", "set", "withdrawn", "added", "dated"],
)
async def test_those_concerned_are_told_once(
    newsroom: Newsroom, followed: Subscription, edits: list[tuple[str, str]], told: str
) -> None:
    """One message to whoever follows it, none to whoever follows something else, and never again."""
    await newsroom.follower(21, followed)
    await newsroom.follower(22, Subscription(Topic.JOURNAL), Subscription(Topic.EVENT, "1"))
    await newsroom.put(*edits)
    [text] = await newsroom.tick()
    assert told in text
    assert await newsroom.tick() == []


async def test_a_moved_date_is_told_as_that_and_nothing_else(newsroom: Newsroom) -> None:
    """The place has not changed, and nobody reads that it has."""
    await newsroom.follower(21, Subscription(Topic.EVENT, GROZNY))
    await newsroom.put(("Грозный 3-4 октября", "Грозный 10 октября"))
    [text] = await newsroom.tick()
    assert len(text.splitlines()) == 2
    assert "есто" not in text.splitlines()[1].removeprefix("Перенесено")


@pytest.mark.parametrize(
    "edits",
    [
        [("Организатор: ЕРО ОГМВ", "Организатор: ОГМВ")],
        [("11.\tМеждународная конференция МАГ", "12.\tМеждународная конференция МАГ")],
        [("Саратов\t430 лет", "Саратов\t435 лет")],
        [("Москва 12 марта", "Москва 15 марта")],
        [("Тверь\t885 лет\t19 июля", "Тверь\t885 лет\t12 июля")],
        [],
    ],
    ids=["organiser", "number", "age", "an event that is over", "a jubilee that is over", "nothing"],
)
async def test_what_moves_nobodys_plans_is_not_told(newsroom: Newsroom, edits: list[tuple[str, str]]) -> None:
    """Not even to those who follow all changes."""
    await newsroom.follower(21, Subscription(Topic.CHANGES))
    await newsroom.put(*edits, (SEED[-20:], SEED[-20:] + " "))
    assert await newsroom.tick() == []


async def test_an_event_that_is_over_may_leave_the_plan_in_silence(newsroom: Newsroom) -> None:
    """One still to come may not."""
    await newsroom.follower(21, Subscription(Topic.CHANGES))
    over = SEED[SEED.index("3.\tУчастие") : SEED.index("4.\tМероприятия")]
    coming = SEED[SEED.index("12.\tМеждународная") : SEED.index("13.\tУчастие")]
    await newsroom.put((over, ""))
    assert await newsroom.tick() == []
    await newsroom.put((over, ""), (coming, ""))
    [text] = await newsroom.tick()
    assert "Москва-энергоэффективный город" in text


async def test_moved_there_and_back_before_anyone_is_told_is_nothing(newsroom: Newsroom) -> None:
    """Two editions between two ticks that end where they began."""
    await newsroom.follower(21, Subscription(Topic.EVENT, GROZNY))
    await newsroom.put(("Грозный 3-4 октября", "Грозный 10 октября"))
    await newsroom.put()
    assert await newsroom.tick() == []


async def test_a_whole_new_edition_is_one_message(newsroom: Newsroom) -> None:
    """Many changes for one chat come together."""
    await newsroom.follower(21, Subscription(Topic.CHANGES))
    await newsroom.put(
        ("Грозный 3-4 октября", "Грозный 10 октября"),
        ("Волгоград октябрь-ноябрь", "Волгоград 5 ноября"),
        ("Ереван\t2802 лет\t11 октября", "Ереван\t2802 лет\t18 октября"),
    )
    [text] = await newsroom.tick()
    assert "10 октября" in text
    assert "5 ноября" in text
    assert "Ереван" in text
