"""The engine on a stage in a folder: opened and dropped as often as a test wants, told what to expect."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from data.calendar.occasions import Occasion
from tests.scheduler.stage import Stage

MINUTE = timedelta(minutes=1)


@asynccontextmanager
async def on_stage(folder: Path, at: datetime, occasions: Iterable[Occasion]) -> AsyncIterator[Stage]:
    """A process over the folder's database at an instant; afterwards it is gone."""
    stage = await Stage.open(folder, at.strftime("%Y-%m-%d %H:%M"), *occasions)
    stage.clock.at = at
    # no power fails here, and half of the time would go into being ready for it
    await stage.database.stop_syncing()
    try:
        yield stage
    finally:
        await stage.database.close()


def first_minute(zone: str, day: date, hour: int) -> datetime:
    """When clocks there first show that hour of that day or a later time: found by looking at each minute."""
    wanted = datetime(day.year, day.month, day.day, hour)
    at = wanted.replace(tzinfo=UTC) - timedelta(hours=15)
    while at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wanted:
        at += MINUTE
    return at


def transitions(zone: str, first: int, last: int) -> list[datetime]:
    """Instants, to the hour, at which the distance from UTC changes in these years."""
    at, end, found = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC), []
    tz, step = ZoneInfo(zone), timedelta(hours=1)
    while at < end:
        # a day at once where nothing changes
        if at.astimezone(tz).utcoffset() == (at + 24 * step).astimezone(tz).utcoffset():
            at += 24 * step
            continue
        found += [at + step for _ in (0,) if _offset(at, tz) != _offset(at + step, tz)]
        at += step
    return found


def _offset(at: datetime, tz: ZoneInfo) -> timedelta | None:
    return at.astimezone(tz).utcoffset()
