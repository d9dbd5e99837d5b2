"""Local hours found minute by minute, which the engine's own results are compared with."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def first_minute(zone: str, day: date, hour: int) -> datetime:
    """Return the first minute at which clocks in the zone show this hour of the day, or later."""
    wanted = datetime(day.year, day.month, day.day, hour)
    at = wanted.replace(tzinfo=UTC) - timedelta(hours=15)
    while at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wanted:
        at += MINUTE
    return at


def transitions(zone: str, first: int, last: int) -> list[datetime]:
    """Return the instants, to the hour, at which the zone's UTC offset changes in these years."""
    at, end, found = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC), []
    tz, step = ZoneInfo(zone), timedelta(hours=1)
    while at < end:
        # skip a day without a change
        if at.astimezone(tz).utcoffset() == (at + 24 * step).astimezone(tz).utcoffset():
            at += 24 * step
            continue
        found += [at + step for _ in (0,) if _offset(at, tz) != _offset(at + step, tz)]
        at += step
    return found


def _offset(at: datetime, tz: ZoneInfo) -> timedelta | None:
    return at.astimezone(tz).utcoffset()
