"""The weekly bulletin as one value: its draft, its issue, its progress."""

from datetime import datetime, timedelta

from data.store.broadcasts.bulletins import Bulletin
from data.store.revisions import Authorship
from scheduler.bulletins.draft import DraftWriter
from scheduler.bulletins.going_out import ProgressMessages
from scheduler.bulletins.issue import IssueSender
from scheduler.bulletins.outline import BulletinParts, BulletinWording, Issue, Outlines, issue_day
from scheduler.bulletins.progress import IssueProgress
from scheduler.bulletins.schedule import DRAFT_AHEAD, Timetable


class BulletinDesk:
    """What the secretariat and the scheduler ask of the bulletin. Moments are aware."""

    def __init__(self, parts: BulletinParts, messages: ProgressMessages) -> None:
        """Work with these parts. messages edits what the owners were told about the progress."""
        self.timetable: Timetable = parts.timetable
        self.wording: BulletinWording = parts.wording
        self.today = parts.today
        self.progress = IssueProgress(parts, messages)
        self.draft = DraftWriter(parts)
        self.issue = IssueSender(parts, self.progress)
        self._outlines = Outlines(parts)

    async def tick(self, now: datetime) -> None:
        """Draft what is due, send what is due, report what has arrived."""
        await self.draft.tick(now)
        await self.issue.tick(now)
        await self.progress.tick(now)

    async def begun(self, now: datetime) -> Issue | None:
        """Return the issue that can be prepared now. None where it has not been drafted."""
        bulletin = await self.draft.begun(now)
        if bulletin is None:
            return None
        return await self._outlines.for_editors(await self._outlines.of(bulletin, now), now)

    async def find(self, bulletin_id: int, now: datetime) -> Issue:
        """Return an issue by id with its present contents. Raises UnknownRow where there is none."""
        return await self._outlines.for_editors(await self._outlines.find(bulletin_id, now), now)

    async def next_to_prepare(self, now: datetime) -> Issue:
        """Return the issue that can be prepared now, on any day of the week.

        Draft it where it is new.
        """
        bulletin = await self.draft.prepare(now)
        return await self._outlines.for_editors(await self._outlines.of(bulletin, now), now)

    async def send(self, bulletin_id: int, by: Authorship) -> Bulletin:
        """Send an issue now. Raises WrongState and UnknownRow as IssueSender.send() does."""
        return await self.issue.send(bulletin_id, by)

    def times(self, bulletin: Bulletin) -> tuple[datetime, datetime]:
        """Return when an issue usually goes out, and when it makes way for the next one."""
        day = issue_day(bulletin)
        return self.timetable.due(day), self.timetable.due(day + timedelta(days=7)) - DRAFT_AHEAD
