"""Notices that delivery gave up: one alert a day to the owners for each fault."""

from datetime import timedelta

from bot.alerts.faults import DeliveryAlerts
from bot.alerts.report import FaultReport
from data.store.notices import Claimed, NewNotice, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.database import Database
from data.store.store import store_over
from tests.world.clocks import FrozenClock

OWNERS = (11, 12)


async def letter(outbox: Outbox, key: str, clock: FrozenClock) -> list[Claimed]:
    """Post a notice with this key. Return its claim for one chat."""
    new = NewNotice(key, NoticeKind.CHANGE, key, clock.now() + timedelta(days=7))
    return [Claimed(await outbox.post(new, clock.now()), 5, 1, doubtful=False)]


def fault() -> Exception:
    """Return an error that is the same each time."""
    return ZeroDivisionError()


async def alerts(outbox: Outbox, clock: FrozenClock) -> int:
    """Return the number of messages that are due to the owners."""
    return (await outbox.queue(clock.now())).due


async def test_fault_in_sending_is_alerted_of_once_a_day(database: Database, clock: FrozenClock) -> None:
    """Each owner gets one alert a day for a fault, however many notices it affects."""
    outbox = Outbox(database)
    setbacks = DeliveryAlerts(FaultReport(store_over(database), OWNERS, clock))
    for number in range(3):
        await setbacks(await letter(outbox, f"change:{number}", clock), fault())
    assert await alerts(outbox, clock) == 2
    clock.at += timedelta(days=1)
    await setbacks(await letter(outbox, "change:9", clock), fault())
    assert await alerts(outbox, clock) == 4


async def test_failing_alert_causes_no_alert(database: Database, clock: FrozenClock) -> None:
    """Else it would go on for ever."""
    outbox = Outbox(database)
    setbacks = DeliveryAlerts(FaultReport(store_over(database), OWNERS, clock))
    for key in ("letter:x", "aside:x", "faults:x"):
        await setbacks(await letter(outbox, key, clock), fault())
    assert await alerts(outbox, clock) == 0
