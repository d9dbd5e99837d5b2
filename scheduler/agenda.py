"""What planning and delivery ask of the almanac."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Protocol

from data.calendar.occasions import Occasion
from data.calendar.plan import PlanEvent


class Agenda(Protocol):
    """The occasions and events of an almanac at one instant."""

    @property
    def revision(self) -> int:
        """The newest revision that it was made from."""
        ...

    def occasions(self, first: date, last: date) -> list[Occasion]:
        """Return each occasion with at least one day from first to last, both included."""
        ...

    def occasion(self, key: str) -> Occasion | None:
        """Return the occasion with this key."""
        ...

    def event(self, number: int) -> PlanEvent | None:
        """Return the event with this stored id."""
        ...


AgendaNow = Callable[[], Awaitable[Agenda]]
"""Reads the agenda as it stands at the call."""
