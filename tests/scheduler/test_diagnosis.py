"""An examination finds the state of the queues and of the file, and what falls due next."""

from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import AsyncMock
from zoneinfo import ZoneInfo

import pytest

from data.calendar.topics import Topic
from data.store.inbox import Arrival
from data.store.sqlite.database import Database
from data.store.sqlite.errors import DatabaseDamaged, DiskFull
from data.store.sqlite.instance_lock import Holder
from scheduler.bulletins.schedule import Timetable
from scheduler.diagnosis import Examiner
from tests.world.clocks import moment
from tests.world.engine import EngineWorld

NOW = moment("2026-03-01 12:00")
FRIDAY_NOON = Timetable(4, 12, "Europe/Moscow")


@pytest.fixture
def examiner(world: EngineWorld, tmp_path: Path) -> Examiner:
    """Return an examiner of the world's database."""
    return Examiner(world.store, world.database, FRIDAY_NOON, tmp_path)


@pytest.mark.parametrize(("waiting", "counted"), [(1, 0), (3, 2)])
async def test_update_that_asks_does_not_wait(
    world: EngineWorld, examiner: Examiner, waiting: int, counted: int
) -> None:
    """It is being handled. Without others nothing waits, and since no time."""
    arrivals = [Arrival(number, "5", "{}") for number in range(waiting)]
    await world.store.inbox.keep(arrivals, NOW - timedelta(seconds=3))
    backlog = (await examiner.work(NOW, Holder(1), in_hand=1)).backlog
    assert (backlog.waiting, backlog.oldest is None) == (counted, not counted)
    assert (await examiner.work(NOW, None)).backlog.waiting == waiting


async def test_reminders_come_at_the_next_local_hour(world: EngineWorld, examiner: Examiner) -> None:
    """Of several local hours the next one counts. Without chats there is none."""
    assert (await examiner.next_ticks(NOW)).reminders is None
    await world.chat(1, Topic.OWN, hour=10)
    await world.chat(2, Topic.OWN, zone="Asia/Vladivostok", hour=9)
    ticks = await examiner.next_ticks(NOW)
    assert ticks.reminders == moment("2026-03-01 23:00")
    assert ticks.bulletin == moment("2026-03-06 09:00")


@pytest.mark.parametrize("minutes", [-1, 0, 1])
async def test_bulletin_is_the_one_to_come(examiner: Examiner, minutes: int) -> None:
    """At the minute of the bulletin the next one is a week away."""
    due = datetime(2026, 3, 6, 12, tzinfo=ZoneInfo("Europe/Moscow"))
    day = (await examiner.next_ticks(due + timedelta(minutes=minutes))).bulletin.date()
    assert day == date(2026, 3, 6 if minutes < 0 else 13)


async def test_size_counts_the_log(world: EngineWorld, examiner: Examiner) -> None:
    """The size includes pages that are in the log only."""
    before = (await examiner.storage(whole=False)).size
    await world.chat(1, Topic.OWN)
    facts = await examiner.storage(whole=False)
    assert facts.size > before > 0
    assert facts.is_sound
    assert facts.findings == ()


async def test_damage_that_is_known_is_found_without_reading_the_file(
    world: EngineWorld, examiner: Examiner
) -> None:
    """Damage that was found since the start is reported in SQLite's words."""
    world.database.condition.note(DatabaseDamaged(("row 3 missing",)))
    facts = await examiner.storage(whole=False)
    assert (facts.is_sound, facts.findings) == (False, ("row 3 missing",))


async def test_disk_that_is_full_is_found(
    examiner: Examiner, world: EngineWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is that of the disk, also where nothing is tried in read-only mode."""
    assert (await examiner.writing()).is_well
    monkeypatch.setattr(Database, "try_to_write", AsyncMock(side_effect=DiskFull()))
    assert (await examiner.writing()).trouble == "DiskFull"
    assert not (await examiner.writing()).is_well
