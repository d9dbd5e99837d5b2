"""/upcoming and /today as a reader uses them: empty days, arguments, old buttons, a group."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, tap, told


@pytest.fixture
def start() -> str:
    """Return a start without a plan of the year and without an occasion in the next month."""
    return "2026-11-29 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader without settings and subscriptions."""
    return await world.person()


async def test_empty_month_goes_on_to_what_comes_next(world: BotWorld, anna: Person) -> None:
    """The list adds the next five occasions after an empty span, and each opens its card."""
    page = await ask(anna, "/upcoming")
    assert (
        "До 29 декабря событий нет. Ближайшие:\n\nФевраль 2027\n10 февраля · Караганда — 93 года ≈"
        in page.text
    )
    choice = await tap(anna, page, "👆 Открыть…")
    assert len(choice.labels) == 6
    assert (await tap(anna, choice, "10 февраля 2027 г. · Караганда")).text.startswith("🏙 Караганда")
    today = await ask(anna, "/today")
    assert today.text.startswith("☀️ Сегодня, 29 ноября, воскресенье\n\nСегодня событий нет. Ближайшие:\n\n")
    back = await tap(anna, today, "📅 Ближайшие события")
    assert back.text == page.text


async def test_events_without_a_plan_go_on_to_city_days(world: BotWorld, anna: Person) -> None:
    """An unknown kind of occasions is named as unknown, and the known ones are shown."""
    page = await tap(anna, await ask(anna, "/upcoming"), "Что показать", "Мероприятия")
    assert "мероприятий нет, о более поздних пока ничего не известно. Ближайшие события:" in page.text
    assert "10 февраля · Караганда" in page.text


async def test_arguments_choose_days_and_the_filter_goes_on_from_them(world: BotWorld, anna: Person) -> None:
    """«сентябрь» is the next one. Another kind keeps the month, another month keeps the kind."""
    page = await ask(anna, "/upcoming сентябрь")
    assert page.text.startswith("📅 События · сентябрь 2027 г.\n\n")
    page = await tap(anna, page, "Что показать", "Юбилеи городов")
    assert page.text.startswith("📅 Юбилеи городов · сентябрь 2027 г.\n\n")
    page = await tap(anna, page, "Что показать", "Июнь 2027")
    assert page.text.startswith("📅 Юбилеи городов · июнь 2027 г.\n\n")
    assert "🎂 Комсомольск-на-Амуре — 95 лет ≈" in page.text
    assert "Пермь" not in page.text


async def test_day_without_a_date_in_the_calendar_is_refused(world: BotWorld, anna: Person) -> None:
    """Each refusal is one sentence with an example that works."""
    for text, refusal in (
        ("/today 31 сентября", "«31 сентября»: такого дня нет. "),
        ("/upcoming баран", "Не удалось понять «баран». "),
        ("/upcoming Лондон", "Города «Лондон» в справочнике нет. "),
    ):
        assert (await ask(anna, text)).text.startswith(refusal)
    assert (await ask(anna, "/upcoming 30 сентября")).text.startswith("📅 30 сентября 2027 г., четверг")


async def test_button_of_last_year_opens_the_days_it_named(world: BotWorld, anna: Person) -> None:
    """Buttons of the form before are still in chats: a span, a month, the choices, a page."""
    message = await ask(anna, "/start")
    for data, shown in (
        ("up:all:30:0:0:0", "📅 Ближайшие события · 29 ноября – 29 декабря"),
        ("up:jub:30:202706:0:0", "📅 Юбилеи городов · июнь 2027 г."),
        ("up:ptnr:365:0:11:0", "📅 Мероприятия партнёров · "),
        ("up:days:90:0:0:1", "🔎 Что показать\nСейчас: «Дни городов»."),
    ):
        await anna.press_data(data, message.id, forged=True)
        [now] = [one for one in await anna.messages() if one.id == message.id]
        assert now.text.startswith(shown), data


async def test_button_of_the_next_days_goes_on_with_the_calendar(world: BotWorld, anna: Person) -> None:
    """Pressed a month later, «Ближайшие события» shows the days from then. A named month stays the same."""
    page = await ask(anna, "/today")
    await world.move_to("2027-02-01 12:00")
    later = await tap(anna, page, "📅 Ближайшие события")
    assert later.text.startswith("📅 Ближайшие события · 1 февраля – 3 марта\n\n")
    assert "10 февраля, ср · Караганда — 93 года ≈" in later.text


async def test_members_of_a_group_page_through_one_list(world: BotWorld, anna: Person) -> None:
    """A list in a group has the same choice of cards, for every member."""
    chat = await world.sandbox.order("group", title="Город", owner=anna.id, kind="supergroup")
    await world.sandbox.order("membership", chat=chat["id"], status="member")
    await world.settle()
    await told(anna, int(chat["id"]))
    page = await ask(anna, "/upcoming 2027", chat=int(chat["id"]))
    page = await tap(anna, page, "Дальше ›", "👆 Открыть…")
    card = await tap(anna, page, next(label for label in page.labels if "·" in label))
    assert card.text.startswith("🏙 ")
