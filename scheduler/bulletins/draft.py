"""Draft the issue in hand and show the draft to the owners."""

from datetime import date, datetime, timedelta

from data.calendar.bulletin.digest import week_key
from data.store.broadcasts.bulletins import Bulletin, BulletinDraft
from scheduler.bulletins.outline import OPEN_STATES, WEEK, BulletinParts, Outlines, issue_day, owners_key
from scheduler.editor_messages import tell_editors

LATE_GRACE = timedelta(hours=1)
"""How long an issue drafted after its hour waits, so that the secretariat sees it before its readers."""


class DraftWriter:
    """Writes the draft of each issue once. A second tick at the same instant changes nothing."""

    def __init__(self, parts: BulletinParts) -> None:
        self._parts = parts
        self._outlines = Outlines(parts)
        # Issues whose draft is in the outbox for every owner.
        self._shown: set[int] = set()

    async def tick(self, now: datetime) -> None:
        """Draft the issue in hand unless it has a draft, and let the owners see it. now is aware."""
        bulletin = await self._outlines.in_hand(now)
        if bulletin is None:
            bulletin = await self._draft(self._parts.timetable.issue_in_hand(now), now)
        if bulletin is not None and bulletin.state in OPEN_STATES and bulletin.id not in self._shown:
            await self._show(bulletin, now)
            self._shown.add(bulletin.id)

    async def prepare(self, now: datetime) -> Bulletin:
        """Return the issue that is prepared next, with a new draft where it has none."""
        begun, day = await self._upcoming(now)
        return begun or await self._store(day, self._parts.timetable.due(day), now)

    async def begun(self, now: datetime) -> Bulletin | None:
        """Return the issue that is prepared next. None where it has no draft."""
        bulletin, _ = await self._upcoming(now)
        return bulletin

    async def _upcoming(self, now: datetime) -> tuple[Bulletin | None, date]:
        """Return the issue that is prepared next, and its day.

        It is the one in hand while that is open, else the first of a later week that is not sent or skipped.
        """
        day = self._parts.timetable.issue_in_hand(now)
        found = await self._outlines.in_hand(now)
        if found is None and self._parts.timetable.due(day) <= now:
            day += WEEK
            found = await self._parts.bulletins.of_week(week_key(day))
        while found is not None and found.state not in OPEN_STATES:
            day += WEEK
            found = await self._parts.bulletins.of_week(week_key(day))
        return found, day

    async def _draft(self, day: date, now: datetime) -> Bulletin | None:
        due = self._parts.timetable.due(day)
        if due <= now:
            if not await self._has_earlier(day):
                # A bot that has just been set up does not send last week's issue.
                return None
            due = max(due, now + LATE_GRACE)
        return await self._store(day, due, now)

    async def _has_earlier(self, day: date) -> bool:
        """Return whether there is an issue of an earlier week.

        Those of later weeks may be prepared ahead.
        """
        return await self._parts.bulletins.has_before(week_key(day))

    async def _store(self, day: date, due: datetime, now: datetime) -> Bulletin:
        parts, digest = self._parts, await self._outlines.digest(day, now)
        is_empty = digest.silence is not None
        draft = BulletinDraft(week_key(day), {"issue_day": day.isoformat()}, due, is_empty)
        bulletin, _ = await parts.bulletins.create_draft(draft, now)
        return bulletin

    async def _show(self, bulletin: Bulletin, now: datetime) -> None:
        parts, key = self._parts, owners_key("draft", issue_day(bulletin))
        issue = await self._outlines.for_editors(await self._outlines.of(bulletin, now), now)
        # An earlier process may have been cut short here. A key that was used before adds no message.
        await tell_editors(parts.outbox, key, await parts.everybody(), parts.wording.draft(issue), now)
