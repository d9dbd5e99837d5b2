"""The columns of a plan's tables: what each holds, and what a row says under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    TITLE = "title"
    REGION = "region"
    PLACE = "place"
    ADDRESS = "address"
    FORMAT = "format"
    WHEN = "when"
    START = "start"
    END = "end"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    TIME = "time"
    WEEKDAY = "weekday"
    PLACE_AND_WHEN = "place_and_when"
    ORGANISERS = "organisers"
    RESPONSIBLE = "responsible"
    NOTE = "note"
    CITY = "city"
    AGE = "age"
    OTHER = "other"


PLACES = (Role.REGION, Role.PLACE, Role.ADDRESS)
"""The roles that make up a place, from the widest to the narrowest."""

DATES = frozenset({Role.WHEN, Role.START, Role.END, Role.DAY, Role.MONTH, Role.QUARTER, Role.PLACE_AND_WHEN})
"""The roles under which a date may stand. The hour and the weekday only add to one."""

_DATED = DATES | {Role.PLACE}
_CITY_ROLES = {Role.CITY, Role.AGE, Role.WHEN}


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, left to right, with the words they were printed under.

    guessed are the columns whose words said nothing, so that their content decided.
    """

    roles: tuple[Role, ...]
    names: tuple[str, ...]
    guessed: tuple[int, ...] = ()

    def text(self, cells: Sequence[str], role: Role) -> str:
        """What the row has under a role; two columns of one role are joined."""
        found = [cell for cell, own in zip(cells, self.roles, strict=False) if own is role and cell]
        return "\n".join(found)

    def place(self, role: Role) -> int | None:
        """The first column of a role, or None."""
        return self.roles.index(role) if role in self.roles else None

    def name(self, role: Role) -> str:
        """The words over the first column of a role."""
        place = self.place(role)
        return "" if place is None else self.names[place]

    @property
    def is_events(self) -> bool:
        """Whether these are the columns of a table of events."""
        return Role.TITLE in self.roles and not _DATED.isdisjoint(self.roles)

    @property
    def is_cities(self) -> bool:
        """Whether these are the columns of a list of cities."""
        return (
            Role.CITY in self.roles and len(_CITY_ROLES & set(self.roles)) > 1 and Role.NOTE not in self.roles
        )
