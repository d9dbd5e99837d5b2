"""Describe the columns of a plan's tables and read what a row has under each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ColumnRole(StrEnum):
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


PLACES = (ColumnRole.REGION, ColumnRole.PLACE, ColumnRole.ADDRESS)
"""The roles that make up a place, from the widest to the narrowest."""

DATES = frozenset(
    {
        ColumnRole.WHEN,
        ColumnRole.START,
        ColumnRole.END,
        ColumnRole.DAY,
        ColumnRole.MONTH,
        ColumnRole.QUARTER,
        ColumnRole.PLACE_AND_WHEN,
    }
)
"""The roles under which a date may stand. The hour and the weekday only add to one."""

_DATED = DATES | {ColumnRole.PLACE}
_CITY_ROLES = {ColumnRole.CITY, ColumnRole.AGE, ColumnRole.WHEN}


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, left to right, with the words they were printed under.

    guessed are the columns whose words said nothing, so that their cells decided.
    """

    roles: tuple[ColumnRole, ...]
    names: tuple[str, ...]
    guessed: tuple[int, ...] = ()

    def text(self, cells: Sequence[str], role: ColumnRole) -> str:
        """Return what the row has under a role. Two columns of one role are joined."""
        found = [cell for cell, own in zip(cells, self.roles, strict=False) if own is role and cell]
        return "\n".join(found)

    def column_of(self, role: ColumnRole) -> int | None:
        """Return the first column of a role, counted from 0, or None."""
        return self.roles.index(role) if role in self.roles else None

    def name(self, role: ColumnRole) -> str:
        """Return the words over the first column of a role, or nothing."""
        column = self.column_of(role)
        return "" if column is None else self.names[column]

    @property
    def is_events(self) -> bool:
        """Whether these are the columns of a table of events."""
        return ColumnRole.TITLE in self.roles and not _DATED.isdisjoint(self.roles)

    @property
    def is_cities(self) -> bool:
        """Whether these are the columns of a city list."""
        return (
            ColumnRole.CITY in self.roles
            and len(_CITY_ROLES & set(self.roles)) > 1
            and ColumnRole.NOTE not in self.roles
        )
