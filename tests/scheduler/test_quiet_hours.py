"""At night no notice is sent that can wait for the morning, even if it was delayed."""

from datetime import date, timedelta

import pytest

from data.store.notices import NoticeKind, priority_until
from tests.factories import on
from tests.world.clocks import moment
from tests.world.engine import EngineWorld

NEAR = priority_until(moment("2026-03-03 00:00"))


async def test_news_delayed_into_the_night_comes_in_the_morning(world: EngineWorld) -> None:
    """Delayed news come at the hour that the chat has chosen."""
    await world.post("news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    world.clock.at = moment("2026-03-01 22:00")
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    assert (await world.rows("news"))[1].due_at == moment("2026-03-02 07:00")
    world.clock.at = moment("2026-03-02 07:00")
    await world.delivery.deliver_due()
    assert world.sender.told() == ["news"]


async def test_chat_moved_east_is_not_sent_to_at_night(world: EngineWorld) -> None:
    """The night is that of the zone the chat has now."""
    await world.post("news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await world.chats.set_zone(1, "Asia/Kamchatka", world.clock.now())
    await world.delivery.deliver_due()
    assert world.sender.sent == []
    assert (await world.rows("news"))[1].due_at == moment("2026-03-01 22:00")


@pytest.mark.parametrize("hour", [23, 3])
async def test_chosen_night_hour_is_kept(world: EngineWorld, hour: int) -> None:
    """A chat that has chosen an hour of the night gets its notices then."""
    await world.chat(1, hour=hour)
    world.agenda.put(on(1, date(2026, 3, 9)))
    await world.tick_through("2026-03-01 18:00", "2026-03-02 21:00", timedelta(minutes=30))
    assert world.sender.told() == ["reminder:event:1:0:2026-03-09:7"]


async def test_reminder_too_late_for_the_morning_comes_at_night(world: EngineWorld) -> None:
    """Better at eleven in the evening than not at all."""
    await world.chat(1)
    world.agenda.put(on(1, date(2026, 3, 2)))
    await world.planner.plan(moment("2026-03-01 07:00"))
    world.clock.at = moment("2026-03-02 20:30")
    await world.delivery.deliver_due()
    assert world.sender.told() == ["reminder:event:1:0:2026-03-02:1"]


async def test_bulletin_and_editor_message_come_at_any_hour(world: EngineWorld) -> None:
    """The bulletin makes no sound, and editors need their messages at once."""
    await world.post("bulletin", 1, kind=NoticeKind.BULLETIN, rank=NEAR)
    await world.post("alert", 2)
    world.clock.at = moment("2026-03-01 22:00")
    await world.delivery.deliver_due()
    assert {chat for chat, _ in world.sender.sent} == {1, 2}
