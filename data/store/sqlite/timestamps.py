"""Convert moments and days to columns and back: UTC and ISO, so that text sorts as time."""

from datetime import UTC, date, datetime


class NaiveInstant(ValueError):
    """A moment without a zone could mean 24 different ones."""


def to_text(instant: datetime) -> str:
    """Return an aware moment as 2026-11-22T18:05:00.000000Z, so that text order is time order.

    Raises NaiveInstant.
    """
    if instant.tzinfo is None:
        raise NaiveInstant(instant.isoformat())
    moment = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return f"{moment.isoformat(timespec='microseconds').removesuffix('+00:00')}Z"


def from_text(text: str) -> datetime:
    """Return the moment in a column, in UTC."""
    return datetime.fromisoformat(text)


def optional_to_text(instant: datetime | None) -> str | None:
    """Return a moment as text, or None, for a column that may be empty."""
    return None if instant is None else to_text(instant)


def optional_from_text(text: str | None) -> datetime | None:
    """Return the moment in a column that may be empty."""
    return None if text is None else from_text(text)


def day_to_text(day: date | None) -> str | None:
    """Return a day as 2026-11-22, or None."""
    return None if day is None else day.isoformat()


def day_from_text(text: str | None) -> date | None:
    """Return the day in a column that may be empty."""
    return None if text is None else date.fromisoformat(text)
