"""Turn local hours into instants: when a chat's hour comes, by its own zone and days.

A wall time that a change to summer time leaves out comes when the clock has just been put forward. A wall
time that happens twice comes the first time only.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.store.chats import LocalHour

_DAY = timedelta(days=1)
# Local hours at which a message may come that the chat has not chosen the hour for.
_WAKING = range(9, 21)
LATE = timedelta(hours=1)
"""What comes this much after its hour was held up by an outage. Planning ticks twice a minute."""


def hour_instant(local_hour: LocalHour, day: date) -> datetime:
    """Return when the hour comes on this local day, in UTC."""
    return datetime.combine(day, time(local_hour.hour), ZoneInfo(local_hour.zone)).astimezone(UTC)


def local_day(zone: str, now: datetime) -> date:
    """Return the day in the zone at an aware instant."""
    return now.astimezone(ZoneInfo(zone)).date()


def last_hour_day(local_hour: LocalHour, now: datetime) -> date:
    """Return the latest local day on which the hour has come."""
    today = local_day(local_hour.zone, now)
    return today if hour_instant(local_hour, today) <= now else today - _DAY


def next_hour_instant(local_hour: LocalHour, now: datetime) -> datetime:
    """Return when the hour comes next after now, in UTC."""
    return hour_instant(local_hour, last_hour_day(local_hour, now) + _DAY)


def is_waking_hour(zone: str, now: datetime) -> bool:
    """Return whether it is day in the zone, so that a message may come at an hour not chosen."""
    return now.astimezone(ZoneInfo(zone)).hour in _WAKING


def is_night(local_hour: LocalHour, now: datetime) -> bool:
    """Return whether a message should wait: it is night in the zone, and not the chosen hour."""
    is_chosen = now - hour_instant(local_hour, last_hour_day(local_hour, now)) < LATE
    return not is_chosen and not is_waking_hour(local_hour.zone, now)


def news_instant(local_hour: LocalHour, now: datetime) -> datetime:
    """Return when unexpected news is due, in UTC: at once by day, else at the next local hour."""
    return now if is_waking_hour(local_hour.zone, now) else next_hour_instant(local_hour, now)


def reminder_instant(local_hour: LocalHour, now: datetime, begins: date) -> datetime:
    """Return when a reminder is due whose local hour has come, in UTC.

    begins is the occasion's local day.
    It is due at once. One that an outage has held up into the night waits for the next local hour, unless
    that is too late.
    """
    is_late = now - hour_instant(local_hour, last_hour_day(local_hour, now)) > LATE
    if is_late and not is_waking_hour(local_hour.zone, now):
        later = next_hour_instant(local_hour, now)
        if local_day(local_hour.zone, later) <= begins:
            return later
    return now
