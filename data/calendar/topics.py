"""Define what a chat may subscribe to, and how long ahead it is reminded."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """A topic of subscription. EVENT and CITY need a subject: the event's or the city's id."""

    OWN = "own"
    PARTICIPATION = "participation"
    PARTNER = "partner"
    EVENT = "event"
    CITY = "city"
    JUBILEES = "jubilees"
    CITY_DAYS = "city_days"
    BULLETIN = "bulletin"
    JOURNAL = "journal"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True, order=True)
class Subscription:
    """One topic a chat follows. subject is empty except for EVENT and CITY."""

    topic: Topic
    subject: str = ""


LEAD_DAYS = (30, 14, 7, 3, 1, 0)
"""Days ahead that a reminder may come. 0 is the day itself."""

_LEAD_BITS = {days: 1 << place for place, days in enumerate(reversed(LEAD_DAYS))}


LEAD_HOURS = (3, 1)
"""Hours before the beginning of an event that a reminder may come.

It needs a clock time. None is chosen by default."""

TOPICS_OF_EVENTS = frozenset({Topic.OWN, Topic.PARTICIPATION, Topic.PARTNER, Topic.EVENT, Topic.CITY})
"""Topics whose occasions may have a clock time."""

_HOUR_BITS = {hours: 1 << place for place, hours in enumerate(reversed(LEAD_HOURS))}


def default_leads(topic: Topic) -> tuple[int, ...]:
    """Return the lead times in days for a chat that has chosen none."""
    return (30, 1) if topic is Topic.JUBILEES else (7, 1)


def lead_bit(days: int) -> int:
    """Return the bit of a lead time in a stored mask. A longer lead has a higher bit.

    Raises KeyError for a number of days that LEAD_DAYS lacks.
    """
    return _LEAD_BITS[days]


def pack_leads(days: Iterable[int]) -> int:
    """Pack lead times into one integer, so that SQL can ask for one of them over all chats."""
    mask = 0
    for lead in days:
        mask |= lead_bit(lead)
    return mask


def unpack_leads(mask: int) -> tuple[int, ...]:
    """Return the lead times in a stored mask, longest first."""
    return tuple(days for days in LEAD_DAYS if mask & _LEAD_BITS[days])


def hour_bit(hours: int) -> int:
    """Return the bit of a number of hours in a stored mask.

    Raises KeyError for one that LEAD_HOURS lacks.
    """
    return _HOUR_BITS[hours]


def pack_hours(chosen: Iterable[int]) -> int:
    """Pack numbers of hours into one integer, as pack_leads does."""
    return sum({hour_bit(hours) for hours in chosen})


def unpack_hours(mask: int) -> tuple[int, ...]:
    """Return the numbers of hours in a stored mask, longest first."""
    return tuple(hours for hours in LEAD_HOURS if mask & _HOUR_BITS[hours])
