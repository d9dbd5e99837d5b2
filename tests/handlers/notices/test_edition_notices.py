"""A new edition of the plan is notified to the followers concerned, each once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription, Topic
from data.importing import apply_import, prepare_import
from data.store.revisions import Authorship
from tests.cast import new_chat
from tests.plan_2020 import cities_2020
from tests.world.notices import NoticeWorld

SEED = (Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt").read_text("utf-8")
GROZNY = "11"
FIRST = datetime(2020, 9, 10, 9, 0, tzinfo=UTC)
NOW = datetime(2020, 9, 12, 13, 0, tzinfo=UTC)


class Editions:
    """Editions of the plan, put in force one after another."""

    def __init__(self, world: NoticeWorld, folder: Path) -> None:
        self._world = world
        self._folder = folder
        self._minutes = 0

    async def put(self, *edits: tuple[str, str], at: datetime = NOW) -> None:
        """Put the shipped plan with these replacements in force, and make the almanac anew."""
        text = SEED
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        file = self._folder / "plan.txt"
        file.write_text(text, "utf-8")
        plans = self._world.store.plans
        await apply_import(await prepare_import(file, cities_2020(), plans), plans, Authorship(at))
        self._world.almanac = Almanac(cities_2020(), await plans.load_all())

    async def follower(self, chat_id: int, *followed: Subscription) -> None:
        """Add a chat that has long followed these."""
        await self._world.store.chats.ensure(new_chat(chat_id), FIRST)
        for one in followed:
            await self._world.store.subscriptions.add(chat_id, one, FIRST)

    async def tick(self) -> list[str]:
        """Let five minutes pass. Return the texts that arrived."""
        self._minutes += 5
        return await self._world.tick(NOW.replace(minute=self._minutes))


@pytest.fixture
async def editions(notice_world: NoticeWorld, tmp_path: Path) -> Editions:
    """Put the shipped plan in force, of which readers need no notice."""
    editions = Editions(notice_world, tmp_path)
    await editions.put(at=FIRST)
    assert await editions.tick() == []
    return editions


@pytest.mark.parametrize(
    ("followed", "edits", "told"),
    [
        (
            Subscription(Topic.EVENT, GROZNY),
            [("Грозный 3-4 октября", "Грозный 10 октября")],
            "Перенесено с 3–4 на 10 октября, суббота.",
        ),
        (
            Subscription(Topic.OWN),
            [("Грозный 3-4 октября", "отменено")],
            "Отменено. Планировалось на 3–4 октября.",
        ),
        (
            Subscription(Topic.CITY, "grozny"),
            [("Грозный 3-4 октября", "Казань 3-4 октября")],
            "Казань",
        ),
        (
            Subscription(Topic.JUBILEES),
            [("Саратов\t430 лет\t20 сентября", "Саратов\t430 лет\t27 сентября")],
            "с 20 на 27 сентября, воскресенье. Дата ориентировочная.",
        ),
        (
            Subscription(Topic.CITY, "volgograd"),
            [("7.\tМосква\t873 год", "10.\tВолгоград\t431 год\t19 сентября\n7.\tМосква\t873 год")],
            "Ориентировочная дата: 19 сентября, суббота (раньше предполагалось 13-е).",
        ),
        (
            Subscription(Topic.CITY_DAYS),
            [("5.\tЕреван\t2802 лет\t11 октября", "5.\tЕреван\t2802 лет\tуточняется")],
            "Дата снова уточняется (была назначена: 11 октября). По расчёту — в один из дней 9–18 октября.",
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
async def test_followers_are_notified_once(
    editions: Editions, followed: Subscription, edits: list[tuple[str, str]], told: str
) -> None:
    """Followers of the event get one message, other chats none, and no message comes twice."""
    await editions.follower(21, followed)
    await editions.follower(22, Subscription(Topic.JOURNAL), Subscription(Topic.EVENT, "1"))
    await editions.put(*edits)
    [text] = await editions.tick()
    assert told in text
    assert await editions.tick() == []


async def test_moved_date_is_notified_without_the_place(editions: Editions) -> None:
    """The message names no place, because the place has not changed."""
    await editions.follower(21, Subscription(Topic.EVENT, GROZNY))
    await editions.put(("Грозный 3-4 октября", "Грозный 10 октября"))
    [text] = await editions.tick()
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
async def test_change_of_wording_is_not_notified(editions: Editions, edits: list[tuple[str, str]]) -> None:
    """A change of wording is not notified, not even to followers of all changes."""
    await editions.follower(21, Subscription(Topic.CHANGES))
    await editions.put(*edits, (SEED[-20:], SEED[-20:] + " "))
    assert await editions.tick() == []


async def test_removal_of_a_past_event_is_not_notified(editions: Editions) -> None:
    """The removal of a past event is not notified, that of a coming one is."""
    await editions.follower(21, Subscription(Topic.CHANGES))
    over = SEED[SEED.index("3.\tУчастие") : SEED.index("4.\tМероприятия")]
    coming = SEED[SEED.index("12.\tМеждународная") : SEED.index("13.\tУчастие")]
    await editions.put((over, ""))
    assert await editions.tick() == []
    await editions.put((over, ""), (coming, ""))
    [text] = await editions.tick()
    assert "Москва-энергоэффективный город" in text


async def test_date_moved_and_moved_back_is_not_notified(editions: Editions) -> None:
    """Two editions between two ticks that end where they began are no change."""
    await editions.follower(21, Subscription(Topic.EVENT, GROZNY))
    await editions.put(("Грозный 3-4 октября", "Грозный 10 октября"))
    await editions.put()
    assert await editions.tick() == []


async def test_new_edition_is_one_message_for_a_chat(editions: Editions) -> None:
    """Many changes for one chat come in one message."""
    await editions.follower(21, Subscription(Topic.CHANGES))
    await editions.put(
        ("Грозный 3-4 октября", "Грозный 10 октября"),
        ("Волгоград октябрь-ноябрь", "Волгоград 5 ноября"),
        ("Ереван\t2802 лет\t11 октября", "Ереван\t2802 лет\t18 октября"),
    )
    [text] = await editions.tick()
    assert "10 октября" in text
    assert "5 ноября" in text
    assert "Ереван" in text
