"""Decide which copies are kept: of the last days, weeks and months, and before upgrades."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from data.store.backups.copy_names import CopyFile, CopyKind

DAYS_KEPT = 7
"""Of so many days that have a copy, the last one of each is kept."""

WEEKS_KEPT = 4
"""The same for weeks, which begin on Monday."""

MONTHS_KEPT = 12
"""The same for months."""

UPGRADES_KEPT = 3
"""So many copies from before the last changes of the schema are kept."""


def superfluous(copies: Iterable[CopyFile], zone: str) -> list[CopyFile]:
    """Return the copies to delete, oldest first. Days are those of the zone.

    A copy may count for its day, its week and its month at once. Copies made by hand are never deleted.
    """
    ordered = sorted(copies, key=lambda one: one.made_at, reverse=True)
    daily = [one for one in ordered if one.kind is CopyKind.DAILY]
    upgrades = [one for one in ordered if one.kind is CopyKind.UPGRADE]
    where = ZoneInfo(zone)

    def day_of(copy: CopyFile) -> date:
        return copy.made_at.astimezone(where).date()

    kept = {
        *_latest(daily, DAYS_KEPT, day_of),
        *_latest(daily, WEEKS_KEPT, lambda one: day_of(one).isocalendar()[:2]),
        *_latest(daily, MONTHS_KEPT, lambda one: (day_of(one).year, day_of(one).month)),
        *upgrades[:UPGRADES_KEPT],
    }
    return [one for one in reversed(ordered) if one.kind is not CopyKind.MANUAL and one not in kept]


def _latest(
    copies: Sequence[CopyFile], how_many: int, span_of: Callable[[CopyFile], object]
) -> list[CopyFile]:
    """Return the newest copy of each of the last spans that have one. copies are newest first."""
    newest: dict[object, CopyFile] = {}
    for copy in copies:
        newest.setdefault(span_of(copy), copy)
    return list(newest.values())[:how_many]
