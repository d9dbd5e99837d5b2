"""Compose an issue of the weekly bulletin: this week, the next, windows, jubilees ahead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from data.calendar.occasions import Occasion, OccasionKind

Agenda = Callable[[date, date], list[Occasion]]
"""Occasions from a first to a last day, both included, in order."""

# issues of the bulletin and the journal are no news in an issue
_ISSUES = frozenset({OccasionKind.BULLETIN, OccasionKind.JOURNAL})
_JUBILEES_AHEAD = 3
_AHEAD_DAYS = 366


@dataclass(frozen=True, slots=True)
class Digest:
    """The content of an issue. week is its ISO week, such as «2026-W48»."""

    week: str
    issue_day: date
    this_week: tuple[Occasion, ...]
    next_week: tuple[Occasion, ...]
    windows: tuple[Occasion, ...]
    jubilees: tuple[Occasion, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether the issue has nothing to report."""
        return not (self.this_week or self.next_week or self.windows or self.jubilees)


def week_key(day: date) -> str:
    """Return the ISO week of a day: «2026-W53» for 31 December 2026 and for 1 January 2027."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def compose_digest(agenda: Agenda, issue_day: date, today: date | None = None) -> Digest:
    """Compose the issue of a day as it reads on that day, or today if it comes out later.

    this_week is what is left of the week from then on. windows are months and wider spans that touch either
    week. jubilees are the nearest after the next week, so that no issue of a quiet season is empty.
    """
    first = max(issue_day, today or issue_day)
    sunday = first + timedelta(days=6 - first.weekday())
    next_sunday = sunday + timedelta(days=7)
    both = [item for item in agenda(first, next_sunday) if _is_news(item)]
    days = [item for item in both if item.when.is_day]
    this_week = tuple(item for item in days if item.when.overlaps(first, sunday))
    shown = {item.key for item in both}
    ahead = agenda(next_sunday + timedelta(days=1), next_sunday + timedelta(days=_AHEAD_DAYS))
    return Digest(
        week=week_key(issue_day),
        issue_day=issue_day,
        this_week=this_week,
        next_week=tuple(item for item in days if item not in this_week),
        windows=tuple(item for item in both if item.when.is_window),
        jubilees=tuple(_first_jubilees(item for item in ahead if item.key not in shown)),
    )


def _is_news(item: Occasion) -> bool:
    return item.listed and not item.is_cancelled and item.kind not in _ISSUES


def _first_jubilees(items: Iterable[Occasion]) -> list[Occasion]:
    """Return the three nearest jubilees, and all others on the day of the third."""
    found: list[Occasion] = []
    for item in items:
        if item.kind is not OccasionKind.JUBILEE or not _is_news(item):
            continue
        if len(found) >= _JUBILEES_AHEAD and item.when.begins != found[-1].when.begins:
            break
        found.append(item)
    return found
