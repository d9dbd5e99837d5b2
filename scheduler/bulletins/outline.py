"""Read an issue of the bulletin with its present contents."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from data.calendar.digest import Digest, compose_digest, week_key
from data.calendar.topics import Subscription, Topic
from data.store.almanacs import AlmanacSource
from data.store.bulletins import Bulletin, Bulletins, BulletinState
from data.store.outbox import Outbox
from data.store.sqlite.errors import UnknownRow
from data.store.targeting.audience import Audience
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload

FOLLOWING = Subscription(Topic.BULLETIN)

OPEN_STATES = frozenset(
    {BulletinState.DRAFT, BulletinState.APPROVED, BulletinState.HELD, BulletinState.EMPTY}
)
"""The states in which an issue can still be changed, sent or skipped, as long as it is in hand."""


@dataclass(frozen=True, slots=True)
class BulletinOutline:
    """An issue with its present contents. in_hand: the draft of the next one is not due yet."""

    bulletin: Bulletin
    digest: Digest
    in_hand: bool = True

    @property
    def is_open(self) -> bool:
        """Return whether it can still be changed, sent or skipped.

        A missed issue makes way for the next.
        """
        return self.in_hand and self.bulletin.state in OPEN_STATES

    @property
    def has_content(self) -> bool:
        """Return whether there is an occasion to mention or a text of an editor."""
        return not self.digest.is_empty or bool(self.bulletin.extra_text)


@dataclass(frozen=True, slots=True)
class Issue(BulletinOutline):
    """An issue with all that its editors see. audience is how many chats it is for."""

    audience: int = 0


class BulletinWording(Protocol):
    """Words the bulletin for readers and editors.

    Every result is a notice's payload, by language.
    """

    def issue(self, digest: Digest, extra_text: str) -> Payload:
        """Return the issue exactly as readers get it."""
        ...

    def draft(self, issue: Issue) -> Payload:
        """Return the draft with its buttons, for an editor."""
        ...

    def progress(self, issue_day: date, tally: Tally) -> Payload:
        """Return a line about an issue that is going out."""
        ...

    def report(self, issue_day: date, tally: Tally) -> Payload:
        """Return what became of an issue."""
        ...


@dataclass(frozen=True, slots=True)
class BulletinParts:
    """What drafts, issues and progress reports work with.

    owners are user ids. Drafts and reports arrive in their private chats.
    """

    bulletins: Bulletins
    outbox: Outbox
    audience: Audience
    almanacs: AlmanacSource
    timetable: Timetable
    wording: BulletinWording
    owners: Collection[int]

    def today(self, now: datetime) -> date:
        """Return the local day of the bulletin at an aware instant."""
        return now.astimezone(ZoneInfo(self.timetable.zone)).date()

    def digest_of(self, day: date, now: datetime) -> Digest:
        """Return the present contents of the issue of a day.

        A late issue leaves out the days that are over by now.
        """
        return compose_digest(self.almanacs.current().occasions, day, self.today(now))


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
        return self.of(bulletin, now)

    def of(self, bulletin: Bulletin, now: datetime) -> BulletinOutline:
        """Return an issue with its contents at an aware instant."""
        digest = self._parts.digest_of(issue_day(bulletin), now)
        is_in_hand = bulletin.week == week_key(self._parts.timetable.issue_in_hand(now))
        return BulletinOutline(bulletin, digest, is_in_hand)

    async def for_editors(self, outline: BulletinOutline, now: datetime) -> Issue:
        """Count the chats that an issue is for."""
        audience = await self._parts.audience.count_issue(FOLLOWING, self._parts.today(now))
        return Issue(outline.bulletin, outline.digest, outline.in_hand, audience)


def issue_day(bulletin: Bulletin) -> date:
    """Return the day an issue appears on. KeyError or ValueError for a body that is not ours."""
    return date.fromisoformat(str(bulletin.body["issue_day"]))


def owners_key(what: str, day: date) -> str:
    """Return the key of a message to the owners about the issue of a day."""
    return f"bulletin-{what}:{week_key(day)}"
