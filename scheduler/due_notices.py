"""Find the notices that an hour calls for. Pure rules: an agenda in, notices out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import LEAD_DAYS
from data.store.editions.change_facts import occasion_facts
from data.store.notices import NewNotice, NoticeKind

LONGEST_LEAD = max(LEAD_DAYS)
_DAY = timedelta(days=1)
# A local day ends last in the zone 12 h behind UTC. Further east it ends earlier, which delivery checks.
_LAST_ZONE = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Span:
    """The local days whose hour has come since it was last planned.

    They are the days later than after, up to and including through.
    today is the local day now, which may be one later than through.
    """

    after: date
    through: date
    today: date


@dataclass(frozen=True, slots=True)
class DueNotice:
    """One notice that an hour calls for.

    day is the local day whose hour called for it. least_lead is set for a window: it is for the chats whose
    longest lead time is at least as many days.
    """

    occasion: Occasion
    notice: NewNotice
    begins: date
    day: date
    least_lead: int | None = None


def due_notices(occasions: Iterable[Occasion], span: Span) -> Iterator[DueNotice]:
    """Yield the reminders and window notes of a span.

    For one occasion, the shortest lead comes first.
    There is none for what is cancelled, has begun, or has no date. The bulletin is not announced: it comes
    itself.
    """
    for occasion in occasions:
        begins = occasion.when.begins
        if begins is None or begins < span.today:
            continue
        if occasion.is_cancelled or occasion.kind is OccasionKind.BULLETIN:
            continue
        if occasion.when.is_day:
            yield from _reminders(occasion, begins, span)
        elif occasion.when.is_window:
            yield from _window(occasion, begins, span)


def _reminders(occasion: Occasion, begins: date, span: Span) -> Iterator[DueNotice]:
    for lead in sorted(LEAD_DAYS):
        day = begins - timedelta(days=lead)
        if span.after < day <= span.through:
            notice = NewNotice(
                key=f"reminder:{occasion.key}:{begins.isoformat()}:{lead}",
                kind=NoticeKind.REMINDER,
                subject=occasion.key,
                expires_at=end_everywhere(begins),
                lead=lead,
                begins=begins,
                payload=notice_payload(occasion),
            )
            yield DueNotice(occasion, notice, begins, day)


def _window(occasion: Occasion, begins: date, span: Span) -> Iterator[DueNotice]:
    # Not only on the day of the lead itself: a window that became known late is worth a note until it opens.
    ahead = (begins - span.through).days
    least = min((lead for lead in LEAD_DAYS if lead >= ahead), default=None)
    if least is not None:
        notice = NewNotice(
            key=f"window:{occasion.key}:{begins.isoformat()}",
            kind=NoticeKind.WINDOW,
            subject=occasion.key,
            expires_at=end_everywhere(begins),
            begins=begins,
            payload=notice_payload(occasion),
        )
        yield DueNotice(occasion, notice, begins, span.through, least)


def notice_payload(occasion: Occasion) -> str:
    """Return what the notice says of its occasion. A later change is told as seen from there."""
    return json.dumps({"facts": occasion_facts(occasion)}, ensure_ascii=False)


def comes_in(due_notice: DueNotice, span: Span) -> int | None:
    """Return the lead time in days of a reminder whose hour comes later today, or None.

    A late reminder gives way to it.
    """
    days = (due_notice.begins - span.today).days
    return days if span.through < span.today and days in LEAD_DAYS else None


def end_everywhere(day: date) -> datetime:
    """Return the instant at which a local day has ended in every zone, in UTC."""
    return datetime.combine(day + _DAY, _LAST_ZONE)
