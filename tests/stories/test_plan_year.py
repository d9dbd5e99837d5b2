"""The year of the plan, as a reader pages through it on 1 March."""

import re

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from data.calendar.plan import EventKind, Plan
from handlers.text.typography import typeset
from tests.plan_2020 import plan_2020
from tests.world.running_bot import BotWorld, ask, tap

# «10 марта, вт · 🎂 Нарьян-Мар — 85 лет ≈» or «• XV Международный конгресс»
_ROW = re.compile(r"^(?:• |(.+) · )(?!.* · )(.+)$", re.MULTILINE)
_SHOWN_OF_A_TITLE = 40
"""Letters of a title that stand in its row, however long the title is."""


def rows_of(text: str) -> list[tuple[str, str]]:
    """Return the date and the title of each row of a list, without the heading."""
    return [(when, what) for when, what in _ROW.findall(text) if not when.startswith("📅")]


@pytest.fixture
def start() -> str:
    """Return a start on 1 March, when all events of the plan but one lie ahead."""
    return "2020-03-01 12:00"


@pytest.fixture
def plan() -> Plan:
    """Return the plan as its reference parse has it."""
    return plan_2020()


async def open_all(person: Person, *labels: str) -> tuple[ReceivedMessage, str]:
    """Page through /upcoming with these choices. Return the last page and the text of all pages."""
    page = await ask(person, "/upcoming")
    for label in labels:
        page = await tap(person, page, "Что показать", label)
    texts = [page.text]
    while "Дальше ›" in page.labels:
        page = await tap(person, page, "Дальше ›")
        texts.append(page.text)
    return page, "\n\n".join(texts)


async def test_a_year_lists_the_whole_plan(world: BotWorld, plan: Plan) -> None:
    """All pages of a year hold the events ahead, the jubilees, the days of capitals, and other cities."""
    last, text = await open_all(await world.person(), "2020 год")
    rows = [what for _, what in rows_of(text)]
    for event in plan.events:
        title = typeset(" ".join(event.title.split()))
        is_ahead = event.kind is not EventKind.ACTIVITY and "Подведение итогов VIII" not in title
        found = [what for what in rows if what.startswith(title[:_SHOWN_OF_A_TITLE])]
        assert len(found) == is_ahead, title
    assert "27 мая · Санкт-Петербург — 317 лет ≈" in text
    assert last.labels == ["‹ Назад", "4 из 4", "👆 Открыть…", "🔎 Что показать", "🗓 Год картинкой"]


async def test_every_city_date_of_a_list_is_approximate(world: BotWorld, plan: Plan) -> None:
    """Each day of a city has the sign of an approximate date, and bears the age the plan gives it."""
    _, text = await open_all(await world.person(), "2020 год")
    rows = [what for _, what in rows_of(text)]
    for jubilee, dates in ((True, plan.jubilees), (False, plan.city_days)):
        for row in dates:
            [what] = [one for one in rows if one.removeprefix("🎂 ").startswith(f"{row.city} — ")]
            assert re.search(rf"— {row.age} (год|года|лет) ≈$", what)
            assert what.startswith("🎂 ") is jubilee


async def test_undated_events_come_last(world: BotWorld) -> None:
    """Days stand before the windows around them. Below the calendar, under a heading, come undated events."""
    _, text = await open_all(await world.person(), "2020 год")
    order = ("14 октября", "октябрь · ", "декабрь · ", "октябрь–ноябрь · ", "Дата уточняется", "Издания МАГ")
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert [what for when, what in rows_of(text) if not when][:2] == [
        "Мероприятия по проектам ООН-Хабитат",
        "XV Международный конгресс «Российская семья»",
    ]


@pytest.mark.parametrize(
    ("label", "rows", "jubilees"),
    [("Мероприятия", 17, 0), ("Дни городов", 73, 20), ("Юбилеи городов", 20, 20)],
)
async def test_a_filter_shows_one_kind(world: BotWorld, label: str, rows: int, jubilees: int) -> None:
    """A kind chosen for the year shows all of that kind. Other cities have calculated days."""
    _, text = await open_all(await world.person(), "2020 год", label)
    found = [what for _, what in rows_of(text)]
    assert len(found) == rows
    assert len([what for what in found if what.startswith("🎂")]) == jubilees
    assert text.startswith(f"📅 {label} · ")


async def test_a_month_shows_what_may_happen_in_it(world: BotWorld) -> None:
    """October holds its days, then the windows it is, then those it is part of, and nothing else."""
    _, text = await open_all(await world.person(), "Октябрь")
    assert [(when, what.rpartition(", ")[2]) for when, what in rows_of(text) if "≈" not in what] == [
        ("3–4 октября", "Грозный"),
        ("октябрь", "Москва"),
        ("октябрь", "Санкт-Петербург"),
        ("октябрь–ноябрь", "Волгоград"),
        ("октябрь–ноябрь", "Волгоград"),
        ("2 октября", "Электронный бюллетень"),
        ("IV квартал", "Журнал «Вестник МАГ»"),
    ]
    assert "11 октября · Ереван — 2802 года ≈" in text


async def test_every_row_of_a_page_opens_its_card(world: BotWorld) -> None:
    """One button leads to the choice, which has a button for each card of the page and leads back."""
    anna = await world.person()
    page = await tap(anna, await ask(anna, "/upcoming"), "Что показать", "Октябрь")
    choice = await tap(anna, page, "👆 Открыть…")
    cards = [when for when, what in rows_of(page.text) if "бюллетень" not in what and "Вестник" not in what]
    assert len(choice.labels) == len(cards) + 1
    assert (await tap(anna, choice, "‹ Назад")).text == page.text
    choice = await tap(anna, page, "👆 Открыть…")
    [grozny] = [label for label in choice.labels if label.startswith("3–4 октября · Международная")]
    card = await tap(anna, choice, grozny)
    assert card.text.startswith("🏛 Международная конференция МАГ в рамках празднования Дня города Грозного")
    assert "№ 11 в плане на 2020 год" in card.text
