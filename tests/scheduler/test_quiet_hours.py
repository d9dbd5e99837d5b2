"""At night nobody is told what can wait for the morning, whatever has held it up until then."""

from datetime import date, timedelta

import pytest

from data.store.notices import NoticeKind
from tests.scheduler.delivery.test_worker import NEAR, post
from tests.scheduler.stage import Stage, moment, on


async def test_news_delayed_into_the_night_comes_in_the_morning(stage: Stage) -> None:
    """At the hour the chat has chosen."""
    await post(stage, "news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    stage.clock.at = moment("2026-03-01 22:00")
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    assert (await stage.rows("news"))[1].due_at == moment("2026-03-02 07:00")
    stage.clock.at = moment("2026-03-02 07:00")
    await stage.delivery.deliver_due()
    assert stage.sender.told() == ["news"]


async def test_chat_moved_east_is_not_sent_to_at_night(stage: Stage) -> None:
    """The night is that of the zone the chat has now."""
    await post(stage, "news", 1, kind=NoticeKind.CHANGE, rank=NEAR)
    await stage.chats.set_zone(1, "Asia/Kamchatka", stage.clock.now())
    await stage.delivery.deliver_due()
    assert stage.sender.sent == []
    assert (await stage.rows("news"))[1].due_at == moment("2026-03-01 22:00")


@pytest.mark.parametrize("hour", [23, 3])
async def test_chosen_night_hour_is_kept(stage: Stage, hour: int) -> None:
    """It is their hour."""
    await stage.chat(1, hour=hour)
    stage.agenda.put(on(1, date(2026, 3, 9)))
    await stage.tick_through("2026-03-01 18:00", "2026-03-02 21:00", timedelta(minutes=30))
    assert stage.sender.told() == ["reminder:event:1:0:2026-03-09:7"]


async def test_reminder_too_late_for_the_morning_comes_at_night(stage: Stage) -> None:
    """Better at eleven in the evening than not at all."""
    await stage.chat(1)
    stage.agenda.put(on(1, date(2026, 3, 2)))
    await stage.planner.plan(moment("2026-03-01 07:00"))
    stage.clock.at = moment("2026-03-02 20:30")
    await stage.delivery.deliver_due()
    assert stage.sender.told() == ["reminder:event:1:0:2026-03-02:1"]


async def test_bulletin_and_editor_message_come_at_any_hour(stage: Stage) -> None:
    """The one makes no sound, the other is what editors are there for."""
    await post(stage, "bulletin", 1, kind=NoticeKind.BULLETIN, rank=NEAR)
    await post(stage, "alert", 2)
    stage.clock.at = moment("2026-03-01 22:00")
    await stage.delivery.deliver_due()
    assert {chat for chat, _ in stage.sender.sent} == {1, 2}
