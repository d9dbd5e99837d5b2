"""The readers counted before a change are exactly the readers notified of it."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Frequency
from data.store.notices import DeliveryState, NewNotice, NoticeKind, Priority, Settled
from data.store.targeting.reach import Concerned, Reach
from tests.world.clocks import moment
from tests.world.engine import EngineWorld, open_engine

AT = "2026-06-01 09:00"
TODAY = date(2026, 6, 1)
EVENT, OWN = Subscription(Topic.EVENT, "1"), Subscription(Topic.OWN)
CONCERNED: list[Concerned] = [("event:1", EVENT), ("event:1", OWN), ("event:2", OWN)]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[EngineWorld]:
    """Return an engine with seven chats, of which some take no notices."""
    async with open_engine(tmp_path, AT) as world:
        await world.chat(1, Topic.OWN)
        await world.chat(2, EVENT)
        await world.chat(3, Topic.OWN, EVENT)
        await world.chat(4, Topic.BULLETIN)
        for number in (5, 6, 7):
            await world.chat(number, Topic.OWN)
        now = moment(AT)
        await world.chats.set_frequency(5, Frequency.WEEKLY, now)
        await world.subscriptions.mute(6, "event:1")
        await world.subscriptions.mute(7, "event:1")
        await world.subscriptions.mute(7, "event:2")
        yield world


async def test_followers_are_counted_once_and_without_those_who_want_no_notice(world: EngineWorld) -> None:
    """Weekly chats and chats that muted all subjects are left out. One that muted one of two is counted."""
    for chunk in (1, 2, 5000):
        reach = Reach(world.database, chunk)
        assert await reach.followers(CONCERNED, TODAY) == 4
        assert await reach.followers(CONCERNED[:1], TODAY) == 2
        assert await reach.followers([], TODAY) == 0


async def test_informed_are_those_who_were_sent_something_since(world: EngineWorld) -> None:
    """Earlier messages do not count, nor messages to a chat that has unfollowed since."""
    reach, since = Reach(world.database), moment("2026-06-01 10:00")
    for number, (key, at) in enumerate((("event:1", "2026-06-01 09:30"), ("event:1:0", "2026-06-01 10:30"))):
        new = NewNotice(f"change:{number}", NoticeKind.CHANGE, key, moment("2026-06-08 09:00"))
        notice = await world.outbox.post(new, moment(AT))
        await world.outbox.address(notice.id, (1, 2, 4), Priority.URGENT, moment(AT))
        claimed = await world.outbox.claim(moment(at), moment("2026-06-02 10:00"), 10)
        assert {one.notice.id for one in claimed} == {notice.id}
        await world.outbox.write(
            [
                Settled(one.notice.id, one.chat_id, DeliveryState.SENT, message_id=1, sent_at=moment(at))
                for one in claimed
            ]
        )
        assert await reach.informed(CONCERNED, TODAY, since) == 2 * number
