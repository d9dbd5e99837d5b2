"""Collect the changes made within a few minutes, so that a chat gets one message of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from data.calendar.occasions import Occasion
from data.calendar.plan import PLAN_ZONE
from data.store.editions.change_facts import when_facts
from data.store.editions.plans import Plans
from data.store.revisions import Facts, RecordedChange
from data.store.targeting.planning_marks import PlanningMarks
from scheduler.agenda import Agenda, AgendaNow

COLLECTED_FOR = timedelta(minutes=4, seconds=30)
"""How long changes are collected after the first of them. With a tick they are told within five minutes."""

URGENT_AFTER = timedelta(seconds=30)
"""The same where a change is urgent. With a tick it is told within a minute."""

URGENT_AHEAD = timedelta(hours=24)
"""A change is urgent if what it is about begins so soon."""

UNTOLD = frozenset({"renumbered"})
"""Kinds of changes that change no reader's plans."""


@dataclass(frozen=True, slots=True)
class SubjectChanges:
    """All that a batch changes of one event, city day or plan, oldest first."""

    subject: str
    changes: tuple[RecordedChange, ...]

    @property
    def first(self) -> RecordedChange:
        """Return the first change. What was before it is what readers know."""
        return self.changes[0]

    @property
    def last(self) -> RecordedChange:
        """Return the last change."""
        return self.changes[-1]

    @property
    def before(self) -> Facts | None:
        """Return the state before all of them."""
        return self.first.before

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of the changes."""
        return frozenset(change.kind for change in self.changes)

    @property
    def informed_since(self) -> datetime | None:
        """Return since when what these take back was known. None unless all take something back."""
        moments = [change.undoes_since for change in self.changes]
        known = [moment for moment in moments if moment is not None]
        return min(known) if known and len(known) == len(moments) else None

    @property
    def is_undone(self) -> bool:
        """Return whether the last change has taken the others back before any of them was told."""
        is_of_states = self.before is not None or self.last.after is not None
        return len(self.changes) > 1 and is_of_states and self.before == self.last.after


class ChangeBatches:
    """Hands out the recorded changes in batches.

    What belongs to a batch is written down before it is planned. A planning that is cut short goes on with
    the same batch, and what was recorded meanwhile belongs to the next one.
    """

    def __init__(self, plans: Plans, marks: PlanningMarks, agenda: AgendaNow) -> None:
        """Read changes and marks. agenda reads the almanac at each call."""
        self._plans = plans
        self._marks = marks
        self._agenda = agenda

    async def take(self, now: datetime) -> tuple[RecordedChange, ...]:
        """Return the changes to plan now, oldest first, or none."""
        changes = await self._plans.changes_since(await self._marks.revision_seen())
        if not changes:
            return ()
        begun = await self._marks.batch_begun()
        if changes[0].revision > begun:
            if changes[0].by.at <= now < _due(changes, await self._agenda()):
                return ()
            begun = changes[-1].revision
            await self._marks.mark_batch(begun)
        return tuple(change for change in changes if change.revision <= begun)

    async def done(self, batch: Sequence[RecordedChange]) -> None:
        """Note that a batch is planned."""
        await self._marks.mark_revision(batch[-1].revision)

    async def due(self) -> datetime | None:
        """Return when the changes that are being collected are planned, or None without any."""
        changes = await self._plans.changes_since(await self._marks.revision_seen())
        return _due(changes, await self._agenda()) if changes else None


def by_subject(batch: Sequence[RecordedChange]) -> Iterator[SubjectChanges]:
    """Yield the changes that readers are told of, subject by subject."""
    told = sorted((one for one in batch if one.kind not in UNTOLD), key=lambda one: (one.subject, one.id))
    for subject, changes in groupby(told, key=lambda one: one.subject):
        yield SubjectChanges(subject, tuple(changes))


def occasions_of(subject: str, agenda: Agenda) -> tuple[Occasion, ...]:
    """Return what a change is about: a city's day, or each place and time of an event."""
    kind, _, number = subject.partition(":")
    if kind != "event":
        occasion = agenda.occasion(subject)
        return () if occasion is None else (occasion,)
    event = agenda.event(int(number))
    keys = [] if event is None else [f"{subject}:{place}" for place in range(len(event.occurrences))]
    found = (agenda.occasion(key) for key in keys)
    return tuple(one for one in found if one is not None)


def urgent_day(subject: str, before: Facts | None, agenda: Agenda, at: datetime) -> date | None:
    """Return the day on which something begins less than a day after an instant, or None.

    That is what the change is about, on its new date or on the old one.
    """
    occasions = occasions_of(subject, agenda)
    begins = [(one.when.begins, _zone_of(one), one.time.start if one.time else time.min) for one in occasions]
    zone = _zone_of(occasions[0]) if occasions else ZoneInfo(PLAN_ZONE)
    begins += [(day, zone, time.min) for day in first_days(before)]
    near = [
        day
        for day, where, clock in begins
        if day is not None
        and day >= at.astimezone(where).date()
        and datetime.combine(day, clock, where) <= at + URGENT_AHEAD
    ]
    return min(near, default=None)


def first_days(facts: Facts | None) -> list[date]:
    """Return the first day of each date in the facts of an event or a city."""
    starts = (when.get("start") or when.get("end") for when in when_facts(facts))
    return [date.fromisoformat(start) for start in starts if isinstance(start, str)]


def _due(changes: Sequence[RecordedChange], agenda: Agenda) -> datetime:
    """Return when a batch that begins with these changes is planned."""
    told = [one for one in changes if one.kind not in UNTOLD] or [changes[0]]
    return min(one.by.at + _wait(one, agenda) for one in told)


def _wait(change: RecordedChange, agenda: Agenda) -> timedelta:
    if change.kind in UNTOLD:
        return timedelta(0)
    is_urgent = urgent_day(change.subject, change.before, agenda, change.by.at) is not None
    return URGENT_AFTER if is_urgent else COLLECTED_FOR


def _zone_of(occasion: Occasion) -> ZoneInfo:
    return ZoneInfo(PLAN_ZONE if occasion.city is None else occasion.city.zone)
