"""Notices of dates that change without a revision: a newer catalogue, a day taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.calendar.city_search.lookup import CityIndex
from data.calendar.topics import Subscription, Topic
from tests.cast import new_chat
from tests.plan_2020 import cities_2020
from tests.world.notices import NoticeWorld

REMINDED = datetime(2026, 8, 23, 8, tzinfo=UTC)
NAMED = {("kazan", 2026): on_days(date(2026, 8, 29), date(2026, 8, 29))}


def without_rules(*ids: str) -> CityIndex:
    """Return a catalogue that knows no day of these cities."""
    cities = cities_2020()
    return CityIndex(
        tuple(replace(one, rules=(), repeats_plan_day=False) if one.id in ids else one for one in cities.all)
    )


async def follow(world: NoticeWorld, chat_id: int = 21) -> None:
    """Add a chat that has long followed the days of cities."""
    await world.store.chats.ensure(new_chat(chat_id), REMINDED - timedelta(days=90))
    following = Subscription(Topic.CITY_DAYS)
    await world.store.subscriptions.add(chat_id, following, REMINDED - timedelta(days=90))


async def ticks(world: NoticeWorld) -> list[str]:
    """Let ten minutes pass. Return the texts that arrived."""
    return [text for _ in range(2) for text in await world.tick(world.clock.now() + timedelta(minutes=5))]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            Almanac(cities_2020(), {}),
            Almanac(cities_2020(), {}, set_days=NAMED),
            "📅 День города: Казань\n"
            "Дата Дня города назначена: 29 августа, суббота (раньше предполагалось 30-е).",
        ),
        (
            Almanac(cities_2020(), {}),
            Almanac(without_rules("kazan"), {}),
            "📅 День города: Казань\nДата пока неизвестна (раньше предполагалось 30 августа).",
        ),
        (
            Almanac(
                cities_2020(), {}, set_days={("kazan", 2026): on_days(date(2026, 8, 30), date(2026, 8, 30))}
            ),
            Almanac(without_rules("kazan"), {}),
            "🔁 День города: Казань\nДата снова уточняется (было: 30 августа).",
        ),
        (
            Almanac(
                cities_2020(), {}, set_days={("kazan", 2026): on_days(date(2026, 8, 30), date(2026, 8, 31))}
            ),
            Almanac(cities_2020(), {}),
            "🔁 День города: Казань\nДата снова уточняется (была назначена: 30–31 августа). По расчёту — "
            "30 августа, воскресенье.",
        ),
    ],
    ids=["named", "no rule any more", "named and gone", "taken back"],
)
async def test_reminded_chat_is_told(
    notice_world: NoticeWorld, first: Almanac, second: Almanac, told: str
) -> None:
    """The message names what was said in the reminder, and comes once."""
    notice_world.almanac = first
    await follow(notice_world)
    [reminder] = await notice_world.tick(REMINDED)
    assert "Казани 1021 год" in reminder
    await follow(notice_world, 22)
    notice_world.almanac = second
    assert await ticks(notice_world) == [told]
    notice_world.almanac = Almanac(second.cities, {}, set_days=second.set_days)
    assert await ticks(notice_world) == []
