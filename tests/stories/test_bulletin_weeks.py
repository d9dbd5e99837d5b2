"""The bulletin from week to week: on Mondays at nine, only with news, and kept for later."""

import pytest

from bot.sandbox.client.client import Person
from tests.world.running_bot import BotWorld, ask, tap, told

NEWS = "Открыта запись на форум столиц."


@pytest.fixture
def start() -> str:
    """Return a start on Sunday, 28 February 2027, at eight in the morning."""
    return "2027-02-28 08:00"


@pytest.fixture
def bulletin_at() -> str:
    """Return Monday at nine, the default."""
    return "mon 9"


async def reader(world: BotWorld) -> Person:
    """Return a follower of the bulletin, who has read everything so far."""
    anna = await world.person()
    await tap(anna, await ask(anna, "/start"), "Еженедельный бюллетень")
    await told(anna)
    return anna


async def test_weeks_without_news_have_no_bulletin(world: BotWorld) -> None:
    """Нарьян-Мар is in the issues a week ahead and of its week. Then the owners read why none is sent."""
    anna, owner = await reader(world), await world.owner()
    await world.move_to("2027-03-01 08:59")
    assert await told(anna) == []
    await world.move_to("2027-03-01 09:00")
    [first] = await told(anna)
    assert first.startswith("📰 Бюллетень МАГ · 1 марта 2027\n\n🗓 На следующей неделе\n")
    await world.move_to("2027-03-08 09:00")
    [second] = await told(anna)
    assert second.startswith("📰 Бюллетень МАГ · 8 марта 2027\n\n📅 На этой неделе\n")
    assert "💡 " in second
    await told(owner)
    await world.move_to("2027-03-14 09:00")
    [draft] = await owner.unread()
    assert "🔕 Этот выпуск будет пропущен" in draft.text
    assert "предыдущий вышел 8 марта" in draft.text
    assert draft.labels == ["✏️ Добавить текст", "⏭ Пропустить выпуск", "🛠 Оформление и время"]
    await world.move_to("2027-03-17 12:00")
    assert await told(anna) == []
    assert await told(owner) == []


async def test_text_of_the_secretariat_sends_an_issue_of_a_quiet_week(world: BotWorld) -> None:
    """It goes out at its hour, with the text first."""
    anna, owner = await reader(world), await world.owner()
    await world.move_to("2027-03-14 09:00")
    await told(anna)
    await tap(owner, (await owner.unread())[-1], "✏️ Добавить текст")
    draft = await ask(owner, NEWS)
    assert NEWS in draft.text
    assert "✅ Утвердить" in draft.labels
    await world.move_to("2027-03-15 08:59")
    assert await told(anna) == []
    await world.move_to("2027-03-15 09:00")
    [issue] = await told(anna)
    assert issue.startswith(f"📰 Бюллетень МАГ · 15 марта 2027\n\n{NEWS}")


async def test_past_issues_are_read_page_by_page(world: BotWorld) -> None:
    """A newcomer learns when the first may come, and later turns the pages back and forth."""
    vera = await world.person("Вера")
    empty = await ask(vera, "/bulletin")
    assert "Выходит по понедельникам в 9:00 по московскому времени" in empty.text
    assert "первый может выйти 1 марта" in empty.text
    await world.move_to("2027-03-08 12:00")
    last = await ask(vera, "/bulletin")
    assert last.text.startswith("📰 Бюллетень МАГ · 8 марта 2027")
    assert last.labels == ["◀ 1 марта", "📰 Подписаться на бюллетень"]
    before = await tap(vera, last, "◀ 1 марта")
    assert before.text.startswith("📰 Бюллетень МАГ · 1 марта 2027")
    assert (await tap(vera, before, "8 марта ▶")).text == last.text
