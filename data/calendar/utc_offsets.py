"""Distances from UTC or from Moscow as people write them: «МСК+3», «UTC+7», «GMT+5:30», «+7», «-3»."""

import re
import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MOSCOW = "Europe/Moscow"
UTC = "Etc/UTC"

_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
_HOUR = timedelta(hours=1)
_HALF_YEAR = timedelta(days=182)

_BASES = {"мск": MOSCOW, "msk": MOSCOW, "москв": MOSCOW, "московск": MOSCOW, "moscow": MOSCOW}
_BASES |= dict.fromkeys(("utc", "gmt", "ютс", "гмт", "гринвич"), UTC)
_BASE = rf"(?P<base>{'|'.join(sorted(_BASES, key=len, reverse=True))})(?:а|ы|е|у|ой|ое|ому|ого)?"
_AMOUNT = r"(?P<hours>\d{1,2})(?:[.,](?P<part>5|25|75)(?!\d)|[:.]?(?P<minutes>\d{2}))?"
_SIGN = r"(?P<sign>[+-])"
_UNIT = r"(?:\s*(?:ч|час|часа|часов|h|hour|hours)\.?)?"
_TIME = r"(?:\s*(?:время|времени|time))?"
_SPOKEN = (
    re.compile(rf"(?:по\s+)?{_BASE}{_TIME}(?:\s*{_SIGN}?\s*{_AMOUNT}{_UNIT})?"),
    re.compile(rf"(?:время\s+)?{_BASE}"),
    re.compile(rf"{_SIGN}\s*{_AMOUNT}{_UNIT}(?:\s*(?:к|от|с|по|from|to)?\s*{_BASE}{_TIME})?"),
)
_PARTS = {"25": 15, "5": 30, "75": 45}

# The zones that keep a distance of no whole hours all year; others have summer time.
_BROKEN_HOURS = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}


def level(text: str) -> str:
    """Fold a text for reading: one case, plain signs and spaces, without marks and quotes around it."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[‐‑‒–—―−]", "-", plain)
    return " ".join(re.sub(r"[«»\"“”„✅▫•️\u200b]", " ", plain).split()).strip(" .,;!?()")


def zone_at_distance(text: str, now: datetime) -> str | None:
    """Return the zone that a levelled text names by its distance, or None for any other text.

    «UTC+7» and «+7» are counted from UTC, «МСК+3» from Moscow as it is at the aware instant now. A number
    alone is no distance. The zone keeps that distance all year.
    """
    for pattern in _SPOKEN:
        match = pattern.fullmatch(text)
        if match is not None:
            return _zone_of(match.groupdict(), now)
    return None


def distance_of(zone: str, now: datetime) -> timedelta:
    """Return how far the zone is from UTC at an aware instant."""
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def _zone_of(said: dict[str, str | None], now: datetime) -> str | None:
    base = _BASES.get(said.get("base") or "")
    hours = said.get("hours")
    if hours is None:
        return base
    minutes = _PARTS.get(said["part"] or "") or int(said["minutes"] or 0)
    if minutes >= 60:
        return None
    amount = timedelta(hours=int(hours), minutes=minutes) * (-1 if said["sign"] == "-" else 1)
    return _zone_with(amount + (distance_of(base, now) if base else timedelta(0)), now)


def _zone_with(distance: timedelta, now: datetime) -> str | None:
    """Return the zone that is so far from UTC now and half a year later, or None where there is none."""
    if not _WEST <= distance <= _EAST:
        return None
    if distance % _HOUR == timedelta(0):
        hours = distance // _HOUR
        # the names count westwards: Etc/GMT-7 is seven hours ahead of UTC
        return f"Etc/GMT{-hours:+d}" if hours else UTC
    zone = _BROKEN_HOURS.get(distance // timedelta(minutes=1))
    is_steady = zone and all(distance_of(zone, at) == distance for at in (now, now + _HALF_YEAR))
    return zone if is_steady else None
