"""Compute when the weekly bulletin appears."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DRAFT_AHEAD = timedelta(hours=24)
"""How long before its hour the draft of an issue is shown to the secretariat."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """The weekday (0 is Monday) and the whole local hour of the bulletin, in an IANA zone."""

    weekday: int
    hour: int
    zone: str

    def due(self, issue_day: date) -> datetime:
        """Return when the issue of that day goes out, in UTC.

        Where the hour repeats, it is the first.
        """
        local = datetime.combine(issue_day, time(self.hour), ZoneInfo(self.zone))
        return local.astimezone(UTC)

    def issue_in_hand(self, now: datetime) -> date:
        """Return the day of the latest issue whose draft is due by now, which is aware.

        An issue stays in hand until the draft of the next one is due. So one that was missed goes out late,
        and never together with its successor.
        """
        local_day = (now + DRAFT_AHEAD).astimezone(ZoneInfo(self.zone)).date()
        candidate = local_day - timedelta(days=(local_day.weekday() - self.weekday) % 7)
        if self.due(candidate) - DRAFT_AHEAD > now:
            candidate -= timedelta(days=7)
        return candidate
