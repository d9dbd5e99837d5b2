"""Decide the hour of a reminder, and which hours are quiet, by the zone of each chat.

An hour that a change to summer time leaves out comes when the clock has just been put forward. An hour that
happens twice comes the first time only.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.store.chat_values import LocalHour

_DAY = timedelta(days=1)
# The quiet hours by the chat's own clock, the first included, the last not.
_QUIET_FROM = 21
_QUIET_UNTIL = 9
LATE = timedelta(hours=1)
"""A reminder this long after its hour is late: an outage has held it up. Planning ticks twice a minute."""


def hour_instant(local_hour: LocalHour, day: date) -> datetime:
    """Return when the hour comes on this local day, in UTC."""
    return datetime.combine(day, time(local_hour.hour), ZoneInfo(local_hour.zone)).astimezone(UTC)


def local_day(zone: str, now: datetime) -> date:
    """Return the day in the zone at an aware instant."""
    return now.astimezone(ZoneInfo(zone)).date()


def last_reminder_day(local_hour: LocalHour, now: datetime) -> date:
    """Return the latest local day on which the hour of reminders has come."""
    today = local_day(local_hour.zone, now)
    return today if hour_instant(local_hour, today) <= now else today - _DAY


def next_hour_instant(local_hour: LocalHour, now: datetime) -> datetime:
    """Return when the hour comes next after now, in UTC."""
    return hour_instant(local_hour, last_reminder_day(local_hour, now) + _DAY)


def is_quiet_hour(zone: str, now: datetime) -> bool:
    """Return whether it is a quiet hour in the zone."""
    hour = now.astimezone(ZoneInfo(zone)).hour
    return hour >= _QUIET_FROM or hour < _QUIET_UNTIL


def must_be_quiet(local_hour: LocalHour, now: datetime) -> bool:
    """Return whether it is a quiet hour, and not the hour that the chat has chosen itself."""
    is_chosen = now - hour_instant(local_hour, last_reminder_day(local_hour, now)) < LATE
    return not is_chosen and is_quiet_hour(local_hour.zone, now)


def news_instant(local_hour: LocalHour, now: datetime) -> datetime:
    """Return when unexpected news is due, in UTC: now, in quiet hours at the next local hour."""
    return next_hour_instant(local_hour, now) if is_quiet_hour(local_hour.zone, now) else now


def now_or_after_quiet_hours(local_hour: LocalHour, now: datetime, begins: date) -> datetime:
    """Return when a reminder whose hour has come is due, in UTC.

    It is due now. A late one waits in quiet hours for the next local hour, unless its occasion begins on an
    earlier local day than that.
    """
    is_late = now - hour_instant(local_hour, last_reminder_day(local_hour, now)) > LATE
    if is_late and is_quiet_hour(local_hour.zone, now):
        later = next_hour_instant(local_hour, now)
        if local_day(local_hour.zone, later) <= begins:
            return later
    return now
