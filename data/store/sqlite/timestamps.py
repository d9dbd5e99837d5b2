"""How moments and days are written in columns: UTC and ISO, so that text sorts as time."""

from datetime import UTC, date, datetime


class NaiveInstant(ValueError):
    """A moment without a zone, which could mean 24 different ones."""


def to_text(instant: datetime) -> str:
    """An aware moment as 2026-11-22T18:05:00.000000Z: fixed width, so that text order is time order."""
    if instant.tzinfo is None:
        raise NaiveInstant(instant.isoformat())
    moment = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return f"{moment.isoformat(timespec='microseconds').removesuffix('+00:00')}Z"


def from_text(text: str) -> datetime:
    """The moment in a column, in UTC."""
    return datetime.fromisoformat(text)


def optional_to_text(instant: datetime | None) -> str | None:
    """Like to_text, for a column that may be empty."""
    return None if instant is None else to_text(instant)


def optional_from_text(text: str | None) -> datetime | None:
    """Like from_text, for a column that may be empty."""
    return None if text is None else from_text(text)


def day_to_text(day: date | None) -> str | None:
    """A day as 2026-11-22."""
    return None if day is None else day.isoformat()


def day_from_text(text: str | None) -> date | None:
    """The day in a column."""
    return None if text is None else date.fromisoformat(text)
