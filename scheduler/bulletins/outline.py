"""Read an issue of the bulletin with its present contents."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from data.calendar.bulletin.composing import compose_digest
from data.calendar.bulletin.digest import ChangedSubject, Digest, week_key
from data.calendar.bulletin.sections import IssueSection, sections_of, without
from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import Bulletin, Bulletins, BulletinState
from data.store.broadcasts.editorial import EditorContent
from data.store.editions.almanacs import AlmanacSource
from data.store.outbox import Outbox
from data.store.sqlite.errors import UnknownRow
from data.store.targeting.audience import Audience
from scheduler.bulletins.going_out import StaffNow
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.bulletins.told import ISSUES_READ, TOLD, RecentChanges, earlier_issues, sent_on
from scheduler.editor_messages import Payload

WEEK = timedelta(days=7)
"""From the day of an issue to that of the next one."""

FOLLOWING = Subscription(Topic.BULLETIN)

OPEN_STATES = frozenset(
    {BulletinState.DRAFT, BulletinState.APPROVED, BulletinState.HELD, BulletinState.EMPTY}
)
"""The states in which an issue can still be changed, sent or skipped, as long as it is in hand."""


@dataclass(frozen=True, slots=True)
class BulletinOutline:
    """An issue with its present contents.

    in_hand: the draft of the next one is not due yet. digest is without the sections that are switched off,
    sections are all that have something to say.
    """

    bulletin: Bulletin
    digest: Digest
    in_hand: bool = True
    sections: tuple[IssueSection, ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether it can still be changed, sent or skipped.

        A missed issue makes way for the next.
        """
        return self.in_hand and self.bulletin.state in OPEN_STATES

    @property
    def has_content(self) -> bool:
        """Return whether it has news or something of an editor, and so is worth sending."""
        has_news = self.digest.silence is None and bool(sections_of(self.digest))
        return has_news or not self.bulletin.content.is_empty


@dataclass(frozen=True, slots=True)
class Issue(BulletinOutline):
    """An issue with all that its editors see.

    audience is how many chats it is for. needs_approval: without one it waits at its hour.
    """

    audience: int = 0
    needs_approval: bool = False


class BulletinWording(Protocol):
    """Words the bulletin for readers and editors.

    Every result is a notice's payload, by language.
    """

    def shows(self, change: ChangedSubject, /) -> bool:
        """Return whether there is anything to say of a change: whether it has not been taken back."""
        ...

    def issue(self, digest: Digest, content: EditorContent) -> Payload:
        """Return the issue exactly as readers get it."""
        ...

    def draft(self, issue: Issue) -> Payload:
        """Return the draft with its buttons, for an editor."""
        ...

    def held(self, issue: Issue) -> Payload:
        """Say that an issue waits past its hour for an editor."""
        ...

    def progress(self, bulletin: Bulletin, tally: Tally) -> Payload:
        """Return a line about an issue that is going out, with buttons to pause and stop it."""
        ...

    def report(self, bulletin: Bulletin, tally: Tally) -> Payload:
        """Return what became of an issue."""
        ...


@dataclass(frozen=True, slots=True)
class BulletinParts:
    """What drafts, issues and progress reports work with.

    owners are user ids. Drafts and reports arrive in their private chats, and in those of the editors whom
    staff names. holds_unapproved: an issue that no editor has approved waits at its hour.
    """

    bulletins: Bulletins
    outbox: Outbox
    audience: Audience
    almanacs: AlmanacSource
    timetable: Timetable
    wording: BulletinWording
    owners: Collection[int]
    changes: RecentChanges
    staff: StaffNow | None = None
    holds_unapproved: bool = False

    async def everybody(self) -> Collection[int]:
        """Return the user ids of all who may send to readers."""
        return self.owners if self.staff is None else {*self.owners, *await self.staff()}

    def today(self, now: datetime) -> date:
        """Return the local day of the bulletin at an aware instant."""
        return now.astimezone(ZoneInfo(self.timetable.zone)).date()


class Outlines:
    """Reads issues from the store and the almanac."""

    def __init__(self, parts: BulletinParts) -> None:
        self._parts = parts

    async def in_hand(self, now: datetime) -> Bulletin | None:
        """Return the latest issue whose draft is due. None where it has not been drafted."""
        return await self._parts.bulletins.of_week(week_key(self._parts.timetable.issue_in_hand(now)))

    async def find(self, bulletin_id: int, now: datetime) -> BulletinOutline:
        """Return an issue by id. Raises UnknownRow where there is none."""
        bulletin = await self._parts.bulletins.get(bulletin_id)
        if bulletin is None:
            raise UnknownRow(f"bulletin:{bulletin_id}")
        return await self.of(bulletin, now)

    async def digest(self, day: date, now: datetime) -> Digest:
        """Return the present contents of the issue of a day.

        A late issue leaves out the days that are over by now.
        """
        return await self._compose(day, max(day, self._parts.today(now)), now)

    async def going_out(self, bulletin: Bulletin, now: datetime) -> BulletinOutline:
        """Return an issue as it reads when it goes out now, be it before its day."""
        outline = await self.of(bulletin, now)
        today = self._parts.today(now)
        return self._with_digest(outline, await self._compose(issue_day(bulletin), today, now))

    async def as_sent(
        self, bulletin: Bulletin, content: EditorContent, sent_on: date, now: datetime
    ) -> BulletinOutline:
        """Return an issue with other content, as it would have read on a day by what is known now."""
        digest = await self._compose(issue_day(bulletin), sent_on, now)
        return self._with_digest(BulletinOutline(replace(bulletin, content=content), digest), digest)

    async def _compose(self, day: date, today: date, now: datetime) -> Digest:
        parts, almanac = self._parts, self._parts.almanacs.current()
        earlier = tuple(earlier_issues(await parts.bulletins.out_before(week_key(day), ISSUES_READ)))
        changes = await parts.changes.since(earlier[0] if earlier else None, almanac, now)
        shown = [change for change in changes if parts.wording.shows(change)]
        return compose_digest(almanac.occasions, day, today, earlier, shown)

    async def of(self, bulletin: Bulletin, now: datetime) -> BulletinOutline:
        """Return an issue with its contents at an aware instant, as they read when it goes out."""
        day = issue_day(bulletin)
        expected = day if bulletin.chosen_due is None else self._parts.today(bulletin.chosen_due)
        digest = await self._compose(day, max(expected, self._parts.today(now)), now)
        # one of a later week may be prepared ahead
        is_in_hand = bulletin.week >= week_key(self._parts.timetable.issue_in_hand(now))
        return self._with_digest(BulletinOutline(bulletin, digest, is_in_hand), digest)

    @staticmethod
    def _with_digest(outline: BulletinOutline, digest: Digest) -> BulletinOutline:
        shown = without(digest, outline.bulletin.content.left_out)
        return replace(outline, digest=shown, sections=sections_of(digest))

    async def for_editors(self, outline: BulletinOutline, now: datetime) -> Issue:
        """Count the chats that an issue is for."""
        audience = await self._parts.audience.count_issue(FOLLOWING, self._parts.today(now))
        return Issue(
            outline.bulletin,
            outline.digest,
            outline.in_hand,
            outline.sections,
            audience,
            self._parts.holds_unapproved,
        )


def issue_day(bulletin: Bulletin) -> date:
    """Return the day an issue appears on. KeyError or ValueError for a body that is not ours."""
    return date.fromisoformat(str(bulletin.body["issue_day"]))


def day_out(bulletin: Bulletin, zone: str) -> date:
    """Return the day an issue went out, or the one on which it is to go out in an IANA zone."""
    if bulletin.chosen_due is None or TOLD in bulletin.body:
        return sent_on(bulletin)
    return bulletin.chosen_due.astimezone(ZoneInfo(zone)).date()


def owners_key(what: str, day: date) -> str:
    """Return the key of a message to the owners about the issue of a day."""
    return f"bulletin-{what}:{week_key(day)}"
