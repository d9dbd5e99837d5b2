"""Tell before a change is made how many readers would be told of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from data.store.editions.plan_writing import is_new_event
from data.store.revisions import Authorship, RecordedChange, StoredChange
from data.store.targeting.reach import Concerned, Reach
from scheduler.agenda import Agenda
from scheduler.change_batches import UNTOLD, SubjectChanges, first_days, occasions_of
from scheduler.plan_changes import audience_of_change, is_past


class ChangeReach:
    """Counts the readers of changes by the rules by which these are planned."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    async def count(self, changes: Sequence[StoredChange], agenda: Agenda, year: int, now: datetime) -> int:
        """Return how many chats would be told.

        agenda is that of the time after the changes. now is an aware instant.
        """
        concerned = list(_concerned(changes, agenda, year, now))
        return await self._reach.followers(concerned, now.date())

    async def count_undoing(
        self, changes: Sequence[StoredChange], agenda: Agenda, year: int, since: datetime, now: datetime
    ) -> int:
        """Return how many chats would be told that changes made since a moment are taken back."""
        concerned = list(_concerned(changes, agenda, year, now, since))
        return await self._reach.informed(concerned, now.date(), since)


def _concerned(
    changes: Sequence[StoredChange],
    agenda: Agenda,
    year: int,
    now: datetime,
    undoes_since: datetime | None = None,
) -> Iterator[Concerned]:
    for change in changes:
        if change.kind in UNTOLD:
            continue
        recorded = RecordedChange(
            id=0,
            revision=0,
            year=year,
            kind=change.kind,
            subject=change.subject,
            before=change.before,
            after=change.after,
            by=Authorship(now),
            undoes_since=undoes_since,
        )
        news = SubjectChanges(change.subject, (recorded,))
        # an event without an id yet is in no agenda
        is_new = is_new_event(change.subject)
        occasions = () if is_new else occasions_of(change.subject, agenda)
        if is_past(news, occasions, now) or (is_new and _is_over(change, now)):
            continue
        audience = audience_of_change(news, occasions)
        for following in audience.concerned if undoes_since is not None else audience.followers:
            yield change.subject, following


def _is_over(change: StoredChange, now: datetime) -> bool:
    days = first_days(change.after)
    return bool(days) and max(days) < now.date()
