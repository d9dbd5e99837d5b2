"""A notice is rendered once for all chats that get the same message."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.calendar.almanac import Almanac
from data.store.chats import Language
from handlers.notices.renderer import NoticeRenderer
from handlers.render_cache import RenderCache
from tests.handlers.notices.samples import ALMANAC, COMING, chat, noon, reminders
from tests.plan_2020 import cities_2020, plan_2020

DAY = date(2020, 3, 2)
NOTICES = reminders(COMING[20].key)


class Resources:
    """An almanac that can be exchanged."""

    def __init__(self) -> None:
        self.almanac = ALMANAC

    async def read(self) -> Almanac:
        """Return the current almanac."""
        return self.almanac


async def test_equal_chats_share_one_message() -> None:
    """With the same language, day and notices, the second chat gets the cached message."""
    render = NoticeRenderer(Resources().read)
    first = await render(chat(), NOTICES, noon(DAY))
    second = await render(replace(chat(), chat_id=8), NOTICES, noon(DAY))
    assert first is not None
    assert second is first


@pytest.mark.parametrize(
    ("language", "zone", "later"),
    [
        (Language.EN, "Europe/Moscow", timedelta()),
        (Language.RU, "Asia/Vladivostok", timedelta(hours=6)),
        (Language.RU, "Europe/Moscow", timedelta(days=1)),
        (Language.RU, "Europe/Moscow", timedelta(hours=14)),
    ],
    ids=["language", "zone", "day", "night"],
)
async def test_different_chat_gets_its_own_message(language: Language, zone: str, later: timedelta) -> None:
    """Another language, another local day, or the night needs another message."""
    render, recipient, now = NoticeRenderer(Resources().read), chat(language, zone), noon(DAY) + later
    first = await render(chat(), NOTICES, noon(DAY))
    second = await render(recipient, NOTICES, now)
    assert second == await NoticeRenderer(Resources().read)(recipient, NOTICES, now)
    assert second != first


async def test_new_almanac_empties_the_cache() -> None:
    """After an import no message of the old plan is sent."""
    resources = Resources()
    render = NoticeRenderer(resources.read)
    assert await render(chat(), NOTICES, noon(DAY)) is not None
    resources.almanac = Almanac(
        cities_2020(), {2020: replace(plan_2020(), events=(), jubilees=(), city_days=())}
    )
    assert await render(chat(), NOTICES, noon(DAY)) == await NoticeRenderer(resources.read)(
        chat(), NOTICES, noon(DAY)
    )


def test_full_cache_drops_the_least_recently_used() -> None:
    """The entry that was not used for longest is dropped first."""
    kept, made = RenderCache[int](2), list[int]()

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        kept.get(ALMANAC, number, lambda number=number: make(number))  # type: ignore[misc]
    assert made == [1, 2, 3, 2]
