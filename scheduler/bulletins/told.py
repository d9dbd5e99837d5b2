"""Keep what each issue told, and read what has changed since the last one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from pydantic import TypeAdapter, ValidationError

from data.calendar.almanac import Almanac
from data.calendar.bulletin.digest import ChangedSubject, ToldIssue
from data.store.broadcasts.bulletins import Bulletin
from data.store.editions.plans import Plans
from scheduler.change_batches import by_subject, occasions_of
from scheduler.plan_changes import is_past

ISSUES_READ = 53
"""How many earlier issues are read. What none of them told is told in full again."""

CHANGES_OF = timedelta(days=7)
CHANGES_SINCE_AN_ISSUE = timedelta(days=14)
"""How old a change may be that came after the last issue. A skipped issue tells of it a week later."""

TOLD = "told"
"""The entry in the body of an issue with what it told, once it goes out."""

_TOLD = TypeAdapter(ToldIssue)


def to_body(told: ToldIssue) -> dict[str, object]:
    """Return what an issue told as JSON, for its stored body."""
    found: dict[str, object] = _TOLD.dump_python(told, mode="json")
    return found


def earlier_issues(bulletins: Iterable[Bulletin]) -> Iterator[ToldIssue]:
    """Yield what issues told. An issue that was stored without it told nothing that is known."""
    for bulletin in bulletins:
        body = bulletin.body
        try:
            yield _TOLD.validate_python(body.get(TOLD))
        except ValidationError:
            yield ToldIssue(date.fromisoformat(str(body["issue_day"])), {})


def sent_on(bulletin: Bulletin) -> date:
    """Return the day an issue went out, or the day it was made for, of an issue kept without it."""
    told = bulletin.body.get(TOLD)
    day = told.get("day") if isinstance(told, Mapping) else None
    return date.fromisoformat(str(day or bulletin.body["issue_day"]))


class RecentChanges:
    """Reads what has changed since the last issue."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    async def since(
        self, last: ToldIssue | None, almanac: Almanac, now: datetime
    ) -> tuple[ChangedSubject, ...]:
        """Return each event, city day and plan that has changed since the last issue, by subject.

        Before a first issue that is the last week. What is over has changed for the record only.
        """
        age = CHANGES_OF if last is None else CHANGES_SINCE_AN_ISSUE
        after = 0 if last is None else last.revision
        changes = await self._plans.changes_between(after, almanac.revision, now - age)
        news = by_subject(changes)
        return tuple(
            ChangedSubject(one.subject, one.before)
            for one in news
            if not is_past(one, occasions_of(one.subject, almanac), now)
        )
