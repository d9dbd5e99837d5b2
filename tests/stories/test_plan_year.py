"""The year of the plan, as a reader pages through it on 1 March."""

import re
from itertools import pairwise

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from data.calendar.plan import EventKind, Plan
from handlers.text.typography import typeset
from tests.plan_2020 import plan_2020
from tests.world.running_bot import BotWorld, ask, tap

# «2. 🏛 12 марта, Москва»
_NUMBERED = re.compile(r"^(\d+)\. (\S+) (.*)$", re.MULTILINE)
# what the heads of rows say that the plan does not print
_CALCULATED = ("расчётная дата", "точный день не назначен")


def printed_rows(text: str) -> list[tuple[str, str]]:
    """Return mark and head of the rows that the plan prints."""
    rows = _NUMBERED.findall(text)
    return [(mark, head) for _, mark, head in rows if not any(words in head for words in _CALCULATED)]


@pytest.fixture
def start() -> str:
    """The day after which the plan still has all but one of its events."""
    return "2020-03-01 12:00"


@pytest.fixture
def plan() -> Plan:
    """The plan as its reference parse has it."""
    return plan_2020()


async def open_all(person: Person, *labels: str) -> tuple[ReceivedMessage, str]:
    """/upcoming with these choices, turned to its last page; that page, and the text of all."""
    page = await ask(person, "/upcoming")
    for label in labels:
        page = await tap(person, page, "Что показать", label)
    texts = [page.text]
    while "Дальше ›" in page.labels:
        page = await tap(person, page, "Дальше ›")
        texts.append(page.text)
    return page, "\n\n".join(texts)


async def test_a_year_lists_the_whole_plan(world: BotWorld, plan: Plan) -> None:
    """All pages of a year hold the events ahead, 17 jubilees, 9 days of capitals, and other cities."""
    last, text = await open_all(await world.person(), "Год")
    rows = _NUMBERED.findall(text)
    assert [int(number) for number, _, _ in rows] == list(range(1, len(rows) + 1))
    marks = [mark for mark, _ in printed_rows(text)]
    assert {mark: marks.count(mark) for mark in set(marks)} == {"🏛": 6, "🤝": 8, "🌐": 3, "🎂": 17, "🏙": 9}
    for event in plan.events:
        title = typeset(" ".join(event.title.split()))
        is_ahead = event.kind is not EventKind.ACTIVITY and "Подведение итогов VIII" not in title
        assert text.count(title) == is_ahead, title
    assert "27 мая, ориентировочно (расчётная дата), Санкт-Петербург" in text
    assert last.labels[-3:] == ["‹ Назад", "12 из 12", "🔎 Что показать"]


async def test_every_city_date_of_a_list_is_approximate(world: BotWorld, plan: Plan) -> None:
    """Each day of a city has the sign of an approximate date, and bears the age the plan gives it."""
    _, text = await open_all(await world.person(), "Год")
    for row in (*plan.jubilees, *plan.city_days):
        [line] = re.findall(rf"^\d+\. (?:🎂|🏙) (.*, {row.city}\n.*)$", text, re.MULTILINE)
        assert "≈ " in line
        assert re.search(rf"\b{row.age} (год|года|лет)( — юбилей города)?$", line)


async def test_undated_events_come_last(world: BotWorld) -> None:
    """Days and months stand in the calendar's order; last, under a heading, comes what has no date."""
    _, text = await open_all(await world.person(), "Год")
    places = [text.rindex(words) for words in ("14 октября", "декабрь, Москва", "Дата уточняется")]
    assert places == sorted(places)
    assert re.findall(r"^\d+\. 🌐 (.*)$", text[places[-1] :], re.MULTILINE) == [
        "Мероприятия по проектам ООН-Хабитат",
        "XV Международный конгресс «Российская семья»",
    ]
    days = [int(number) for number in re.findall(r"^\d+\. \S+ (\d+)[ –].* сентября", text, re.MULTILINE)]
    assert all(earlier <= later for earlier, later in pairwise(days))


@pytest.mark.parametrize(
    ("label", "marks"),
    [
        ("Мероприятия МАГ", {"🏛": 6}),
        ("Участие МАГ", {"🤝": 8}),
        ("Мероприятия партнёров", {"🌐": 3}),
        ("Дни городов", {"🎂": 17, "🏙": 9}),
        ("Юбилеи городов", {"🎂": 17}),
    ],
)
async def test_a_filter_shows_one_kind(world: BotWorld, label: str, marks: dict[str, int]) -> None:
    """A kind chosen for the year shows all of that kind. Other cities have calculated days."""
    _, text = await open_all(await world.person(), "Год", label)
    found = [mark for mark, _ in printed_rows(text)]
    assert {mark: found.count(mark) for mark in set(found)} == marks
    assert {mark for _, mark, _ in _NUMBERED.findall(text)} == set(marks)
    assert label in text.splitlines()[1]


async def test_a_month_shows_what_may_happen_in_it(world: BotWorld) -> None:
    """Of the plan, October holds its windows, which begin with it, then its days, and nothing else."""
    _, text = await open_all(await world.person(), "Октябрь")
    assert [row for _, row in printed_rows(text)] == [
        "октябрь, Москва",
        "октябрь, Санкт-Петербург",
        "октябрь–ноябрь, Волгоград",
        "октябрь–ноябрь, Волгоград",
        "3–4 октября, Грозный",
        "≈ 11 октября, Ереван",
        "≈ 14 октября, Тирасполь",
    ]


async def test_every_number_of_a_page_opens_its_card(world: BotWorld) -> None:
    """The buttons under a page bear the numbers of its rows and open the event or city of that row."""
    anna = await world.person()
    page = await tap(anna, await ask(anna, "/upcoming"), "Что показать", "Октябрь")
    numbers = [number for number, _, _ in _NUMBERED.findall(page.text)]
    assert numbers
    assert [label for label in page.labels if label.isdecimal()] == numbers
    [grozny] = re.findall(r"^(\d+)\. \S+ 3–4 октября, Грозный$", page.text, re.MULTILINE)
    card = await tap(anna, page, grozny)
    assert card.text.startswith("🏛 Международная конференция МАГ в рамках празднования Дня города Грозного")
    assert "№ 11 в плане на 2020 год" in card.text
