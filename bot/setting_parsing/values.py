"""Read and check settings that are ids, times, zones or keys, and say what one needs."""

from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.store.backups.age_files import check_recipient
from data.store.backups.copy_failures import KeyRefused
from data.store.service_accounts import SERVICE_ACCOUNTS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

SQLITE_SCHEME = "sqlite:///"

_ID_BITS = 52
"""So many significant bits Telegram's ids have at most."""


class BulletinTime:
    """The weekday (0 is Monday) and the local hour at which the weekly bulletin goes out."""

    def __init__(self, weekday: int, hour: int) -> None:
        self.weekday = weekday
        self.hour = hour

    @property
    def at(self) -> time:
        """The wall time in TIMEZONE."""
        return time(self.hour)


def read_bulletin_time(value: object) -> object:
    """Read «mon 9» or «Mon 9:00». Raises ValueError."""
    if not isinstance(value, str):
        return value
    words = value.lower().replace(":00", "").split()
    if len(words) != 2 or words[0] not in WEEKDAYS or not words[1].isdecimal() or int(words[1]) > 23:
        raise ValueError("a weekday and an hour, such as «mon 9»")
    return BulletinTime(WEEKDAYS.index(words[0]), int(words[1]))


def read_ids(value: object) -> object:
    """Read ids between commas or spaces. Raises ValueError."""
    if not isinstance(value, str):
        return value
    words = value.replace(",", " ").split()
    if not all(word.isdecimal() for word in words):
        raise ValueError("Telegram user ids, numbers separated by commas")
    return frozenset(int(word) for word in words)


def check_owners(ids: frozenset[int]) -> frozenset[int]:
    """Return the ids of owners. Raises ValueError for an id that no person has."""
    if not all(0 < one < 1 << _ID_BITS for one in ids):
        raise ValueError("ids of people, positive numbers such as 123456789")
    # an owner with such an id would be every anonymous admin of every group
    if ids & SERVICE_ACCOUNTS:
        raise ValueError("ids of people; this is an account of Telegram itself, which many people share")
    return ids


def check_group(chat_id: int | None) -> int | None:
    """Return the id of a group. Raises ValueError for an id that no group has."""
    # the ids of groups are negative, those of people are not
    if chat_id is not None and not -(1 << _ID_BITS) < chat_id < 0:
        raise ValueError("the id of a group, a negative number such as -1001234567890")
    return chat_id


def read_recipients(value: object) -> object:
    """Split public keys of age. Raises ValueError, which repeats none: it may be a secret key."""
    if not isinstance(value, str):
        return value
    words = value.replace(",", " ").split()
    try:
        return tuple(check_recipient(word) for word in words)
    except KeyRefused:
        raise ValueError("public keys of age, which begin with age1, separated by commas") from None


def check_zone(name: str) -> str:
    """Return the name of a zone that is known. Raises ValueError."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("an IANA zone such as Europe/Moscow") from error
    return name


def check_database(url: str) -> str:
    """Return the URL of a SQLite file. Raises ValueError."""
    if not url.startswith(SQLITE_SCHEME) or not url.removeprefix(SQLITE_SCHEME):
        raise ValueError("a SQLite file, such as sqlite:///var/mag-bot.db")
    return url
