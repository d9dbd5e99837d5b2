"""Read offsets from UTC or from Moscow as people write them: «МСК+3», «GMT+5:30», «+7»."""

import re
import unicodedata
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

MOSCOW = "Europe/Moscow"
UTC = "Etc/UTC"

_LOWEST, _HIGHEST = timedelta(hours=-12), timedelta(hours=14)
_HOUR = timedelta(hours=1)
_HALF_YEAR = timedelta(days=182)

_BASES = {"мск": MOSCOW, "msk": MOSCOW, "москв": MOSCOW, "московск": MOSCOW, "moscow": MOSCOW}
_BASES |= dict.fromkeys(("utc", "gmt", "ютс", "гмт", "гринвич"), UTC)
_BASE = rf"(?P<base>{'|'.join(sorted(_BASES, key=len, reverse=True))})(?:а|ы|е|у|ой|ое|ому|ого)?"
_AMOUNT = r"(?P<hours>\d{1,2})(?:[.,](?P<part>5|25|75)(?!\d)|[:.]?(?P<minutes>\d{2}))?"
_SIGN = r"(?P<sign>[+-])"
_UNIT = r"(?:\s*(?:ч|час|часа|часов|h|hour|hours)\.?)?"
_TIME = r"(?:\s*(?:время|времени|time))?"
_OFFSET_PATTERNS = (
    re.compile(rf"(?:по\s+)?{_BASE}{_TIME}(?:\s*{_SIGN}?\s*{_AMOUNT}{_UNIT})?"),
    re.compile(rf"(?:время\s+)?{_BASE}"),
    re.compile(rf"{_SIGN}\s*{_AMOUNT}{_UNIT}(?:\s*(?:к|от|с|по|from|to)?\s*{_BASE}{_TIME})?"),
)
_PARTS = {"25": 15, "5": 30, "75": 45}

# zones that keep an offset of no whole hours all year, by minutes
_PARTIAL_HOURS = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}


def fold_zone_text(text: str) -> str:
    """Fold a text for reading: lower case, plain signs and spaces, no marks and quotes.

    The words «плюс» and «минус» become signs.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[‐‑‒–—―−]", "-", plain).replace("±", "+")
    plain = re.sub(r"\b(?:плюс|plus)\b", "+", re.sub(r"\b(?:минус|minus)\b", "-", plain))
    return " ".join(re.sub(r"[«»\"“”„✅▫•️\u200b]", " ", plain).split()).strip(" .,;!?()")


def zone_at_offset(text: str, now: datetime) -> str | None:
    """Return the zone that a folded text names by its offset, or None for any other text.

    «UTC+7» and «+7» are counted from UTC, «МСК+3» from Moscow at the aware instant now. A number without a
    sign is no offset. The zone keeps that offset all year.
    """
    for pattern in _OFFSET_PATTERNS:
        match = pattern.fullmatch(text)
        if match is not None:
            return _zone_of_groups(match.groupdict(), now)
    return None


def offset_of(zone: str, now: datetime) -> timedelta:
    """Return the offset of a zone from UTC at an aware instant."""
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta(0)


def _zone_of_groups(groups: dict[str, str | None], now: datetime) -> str | None:
    base = _BASES.get(groups.get("base") or "")
    hours = groups.get("hours")
    if hours is None:
        return base
    minutes = _PARTS.get(groups["part"] or "") or int(groups["minutes"] or 0)
    if minutes >= 60:
        return None
    amount = timedelta(hours=int(hours), minutes=minutes) * (-1 if groups["sign"] == "-" else 1)
    return _zone_with_offset(amount + (offset_of(base, now) if base else timedelta(0)), now)


def _zone_with_offset(offset: timedelta, now: datetime) -> str | None:
    """Return the zone with this offset from UTC now and half a year later, or None."""
    if not _LOWEST <= offset <= _HIGHEST:
        return None
    if offset % _HOUR == timedelta(0):
        hours = offset // _HOUR
        # these names count westwards: Etc/GMT-7 is seven hours ahead of UTC
        return f"Etc/GMT{-hours:+d}" if hours else UTC
    zone = _PARTIAL_HOURS.get(offset // timedelta(minutes=1))
    is_steady = zone and all(offset_of(zone, at) == offset for at in (now, now + _HALF_YEAR))
    return zone if is_steady else None
