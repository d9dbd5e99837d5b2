"""Tell how many readers an edit would notify, before it is stored."""

from dataclasses import replace
from datetime import date, datetime

from data.store.revisions import Authorship, RecordedChange, StoredChange
from data.store.targeting.reach import Reach
from scheduler.agenda import Agenda
from scheduler.change_batches import UNTOLD, SubjectChanges, occasions_of
from scheduler.plan_changes import audience_of_change, is_past

_NEW = "event:0"


async def readers_of_change(
    reach: Reach, change: StoredChange, agenda: Agenda, today: date, now: datetime
) -> int:
    """Return how many chats would be notified if a change were made now.

    agenda is that after the change, in which a new event has the id 0. today is the editor's local day.
    """
    if change.kind in UNTOLD:
        return 0
    subject = _NEW if change.subject.startswith("event:@") else change.subject
    change = replace(change, subject=subject)
    recorded = RecordedChange(
        0, 0, today.year, change.kind, subject, change.before, change.after, Authorship(now)
    )
    news, occasions = SubjectChanges(subject, (recorded,)), occasions_of(subject, agenda)
    if is_past(news, occasions, now):
        return 0
    return await reach.of_change(subject, audience_of_change(news, occasions).followers, today)
