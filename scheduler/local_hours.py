"""Local hours as instants: when a chat's hour comes, in its own zone, on which of its own days.

A wall time that a change to summer time leaves out comes when the clock has just been put forward; one that
happens twice comes the first time only.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data.store.chats import LocalHour

_DAY = timedelta(days=1)
# Nobody wants to be woken by news that can wait: local hours at which anything may come unasked.
_WAKING = range(9, 21)
# Planning ticks twice a minute; whatever comes this much after its hour was held up by an outage.
LATE = timedelta(hours=1)


def slot_instant(slot: LocalHour, day: date) -> datetime:
    """When the slot's hour comes on this local day, in UTC."""
    return datetime.combine(day, time(slot.hour), ZoneInfo(slot.zone)).astimezone(UTC)


def local_day(zone: str, now: datetime) -> date:
    """What day it is in the zone at this aware instant."""
    return now.astimezone(ZoneInfo(zone)).date()


def last_slot_day(slot: LocalHour, now: datetime) -> date:
    """The latest local day on which the slot's hour has come."""
    today = local_day(slot.zone, now)
    return today if slot_instant(slot, today) <= now else today - _DAY


def next_slot_instant(slot: LocalHour, now: datetime) -> datetime:
    """When the slot's hour comes next, in UTC, after now."""
    return slot_instant(slot, last_slot_day(slot, now) + _DAY)


def is_waking_hour(zone: str, now: datetime) -> bool:
    """Whether people in the zone may be told something they did not choose the hour for."""
    return now.astimezone(ZoneInfo(zone)).hour in _WAKING


def is_night(slot: LocalHour, now: datetime) -> bool:
    """Whether nobody there wants to be told anything now: it is night, and not the hour that was chosen."""
    is_chosen = now - slot_instant(slot, last_slot_day(slot, now)) < LATE
    return not is_chosen and not is_waking_hour(slot.zone, now)


def news_instant(slot: LocalHour, now: datetime) -> datetime:
    """When news that nobody waits for is due: at once by day, else with the slot's next hour."""
    return now if is_waking_hour(slot.zone, now) else next_slot_instant(slot, now)


def reminder_instant(slot: LocalHour, now: datetime, begins: date) -> datetime:
    """When a reminder that the slot's hour calls for is due, whose occasion begins on a local day.

    At once; but one that an outage held up into the night waits for the next hour, unless that is too late.
    """
    is_late = now - slot_instant(slot, last_slot_day(slot, now)) > LATE
    if is_late and not is_waking_hour(slot.zone, now):
        later = next_slot_instant(slot, now)
        if local_day(slot.zone, later) <= begins:
            return later
    return now
