"""Define the span of days a question asks about."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AskedSpan:
    """The days first…last, both included.

    at are the half-open stretches of the text it was read from.
    is_dated: the text names a date of the calendar and does not count from today.
    missing_day: the wording of a day that does not exist («31 сентября»). Then first and last are today.
    """

    first: date
    last: date
    at: tuple[tuple[int, int], ...]
    is_dated: bool = False
    missing_day: str | None = None

    @property
    def is_year(self) -> bool:
        """Return whether it is one whole year of the calendar."""
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)
