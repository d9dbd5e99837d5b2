"""The weekly bulletin, from the draft that writes itself to the report."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from data.calendar.digest import Digest, compose_digest, week_key
from data.calendar.topics import Subscription, Topic
from data.store.almanacs import AlmanacSource
from data.store.bulletins import Bulletin, BulletinDraft, Bulletins, BulletinState, WrongState
from data.store.notices import Delivery, DeliveryState, NewNotice, NoticeKind, Priority
from data.store.outbox import Outbox
from data.store.sqlite.errors import UnknownRow
from data.store.targeting.audience import Audience, DueTimes
from scheduler.bulletin_progress import Tallies, Tally
from scheduler.bulletin_schedule import Timetable
from scheduler.editor_messages import Payload, tell_editors

FOLLOWING = Subscription(Topic.BULLETIN)
WEEK = timedelta(days=7)
LATE_GRACE = timedelta(hours=1)
"""What an issue drafted after its hour still waits, so that the secretariat sees it before its readers do."""

_OPEN = frozenset({BulletinState.DRAFT, BulletinState.APPROVED, BulletinState.HELD, BulletinState.EMPTY})


@dataclass(frozen=True, slots=True)
class Outline:
    """An issue with its present contents. in_hand: the draft of the next one is not due yet."""

    bulletin: Bulletin
    digest: Digest
    in_hand: bool = True

    @property
    def is_open(self) -> bool:
        """True while it can still be changed, sent or skipped; a missed issue makes way for the next."""
        return self.in_hand and self.bulletin.state in _OPEN

    @property
    def has_content(self) -> bool:
        """False for a week with nothing to tell and no text of an editor."""
        return not self.digest.is_empty or bool(self.bulletin.extra_text)


@dataclass(frozen=True, slots=True)
class Issue(Outline):
    """An issue with all that its editors see; how many it is for is counted, which takes its time."""

    audience: int = 0


class BulletinWording(Protocol):
    """Words the bulletin for readers and editors. Every result is a payload of the ledger, by language."""

    def issue(self, digest: Digest, extra_text: str) -> Payload:
        """The issue exactly as readers get it."""
        ...

    def draft(self, issue: Issue) -> Payload:
        """The draft with its buttons, for an editor."""
        ...

    def progress(self, issue_day: date, tally: Tally) -> Payload:
        """A line about an issue that is going out."""
        ...

    def report(self, issue_day: date, tally: Tally) -> Payload:
        """What became of an issue."""
        ...


class Progress(Protocol):
    """Writes over a message that tells an editor how far an issue has got."""

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Replace the message's words; one that is gone is left alone."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What the bulletin works with; owners are user ids, in whose private chats drafts and reports arrive."""

    bulletins: Bulletins
    outbox: Outbox
    audience: Audience
    almanacs: AlmanacSource
    timetable: Timetable
    wording: BulletinWording
    owners: Collection[int]


class BulletinDesk:
    """Everything that happens to an issue. Moments are aware; doing a step twice is harmless."""

    def __init__(self, desk: Desk, progress: Progress) -> None:
        self._desk = desk
        self._progress = progress
        self._tallies = Tallies(desk.outbox)
        # issues whose draft has been handed to the ledger whole
        self._shown: set[int] = set()

    @property
    def timetable(self) -> Timetable:
        """When issues appear."""
        return self._desk.timetable

    async def tick(self, now: datetime) -> None:
        """Draft the issue in hand, send it when its hour has come, follow and report what is going out."""
        issue = await self._draft(now)
        if issue is not None and issue.is_open and issue.has_content and self._due(issue.bulletin) <= now:
            await self.send(issue.bulletin.id, now)
        for bulletin in await self._desk.bulletins.recent():
            if bulletin.state is BulletinState.SENDING:
                await self._follow(bulletin, now)

    async def in_hand(self, now: datetime) -> Issue | None:
        """The issue whose draft is or was last due; None where none has been drafted yet."""
        week = week_key(self._desk.timetable.issue_in_hand(now))
        bulletin = await self._desk.bulletins.of_week(week)
        return None if bulletin is None else await self._open(self._outline(bulletin, now), now)

    async def find(self, bulletin_id: int, now: datetime) -> Issue:
        """An issue by id with its present contents. UnknownRow where there is none."""
        return await self._open(await self._find(bulletin_id, now), now)

    async def send(self, bulletin_id: int, now: datetime) -> Bulletin:
        """Send an issue to everyone who follows the bulletin now.

        Raises WrongState when it has been sent or skipped or is out of hand, UnknownRow for an unknown id.
        """
        desk, issue = self._desk, await self._find(bulletin_id, now)
        if not issue.is_open:
            raise WrongState(issue.bulletin.state)
        day = issue_day(issue.bulletin)
        text = desk.wording.issue(issue.digest, issue.bulletin.extra_text)
        # kept with the issue, for the ledger forgets and past issues can be read for ever
        await desk.bulletins.set_body(bulletin_id, {"issue_day": day.isoformat(), "text": text})
        expires = max(desk.timetable.due(day), now) + WEEK
        key, payload = f"bulletin:{week_key(day)}", json.dumps(text, ensure_ascii=False)
        new = NewNotice(key, NoticeKind.BULLETIN, key, expires, payload=payload)
        notice = await desk.outbox.post(new, now)
        # before the state changes: a tick after a kill in between finds the issue open and does this again
        await desk.audience.issue(notice, FOLLOWING, self._today(now), DueTimes(Priority.BULK, now))
        tally = await self._tallies.count(notice.id)
        if tally.total:
            await self._tell_owners("progress", day, desk.wording.progress(day, tally), now)
        return await desk.bulletins.begin(bulletin_id, notice.id)

    async def _draft(self, now: datetime) -> Outline | None:
        desk, day = self._desk, self._desk.timetable.issue_in_hand(now)
        week, due = week_key(day), desk.timetable.due(day)
        bulletin = await desk.bulletins.of_week(week)
        if bulletin is None:
            if due <= now and not await desk.bulletins.recent(1):
                return None  # a bot that has just been set up owes nobody last week's issue
            due = max(due, now + LATE_GRACE) if due <= now else due
            digest = compose_digest(desk.almanacs.current().occasions, day, self._today(now))
            body = {"issue_day": day.isoformat()}
            bulletin, _ = await desk.bulletins.create_draft(
                BulletinDraft(week, body, due, digest.is_empty), now
            )
        outline = self._outline(bulletin, now)
        if outline.is_open and bulletin.id not in self._shown:
            # an earlier process may have been cut short here: the ledger tells nobody twice
            await self._tell_owners("draft", day, desk.wording.draft(await self._open(outline, now)), now)
            self._shown.add(bulletin.id)
        return outline

    def _due(self, bulletin: Bulletin) -> datetime:
        """The hour as it is now: the zone's rules may have changed since the draft was made.

        One drafted after its hour keeps the grace it was given.
        """
        due = self._desk.timetable.due(issue_day(bulletin))
        return due if bulletin.created_at < due else bulletin.due_at

    async def _find(self, bulletin_id: int, now: datetime) -> Outline:
        bulletin = await self._desk.bulletins.get(bulletin_id)
        if bulletin is None:
            raise UnknownRow(f"bulletin:{bulletin_id}")
        return self._outline(bulletin, now)

    def _outline(self, bulletin: Bulletin, now: datetime) -> Outline:
        desk, day = self._desk, issue_day(bulletin)
        # a late one tells of the weeks ahead of its readers, not of days that are over
        digest = compose_digest(desk.almanacs.current().occasions, day, self._today(now))
        return Outline(bulletin, digest, bulletin.week == week_key(desk.timetable.issue_in_hand(now)))

    async def _open(self, outline: Outline, now: datetime) -> Issue:
        audience = await self._desk.audience.count_issue(FOLLOWING, self._today(now))
        return Issue(outline.bulletin, outline.digest, outline.in_hand, audience)

    async def _follow(self, bulletin: Bulletin, now: datetime) -> None:
        tally = None if bulletin.notice_id is None else await self._tallies.follow(bulletin.notice_id)
        if tally is None:
            return
        day = issue_day(bulletin)
        progress = await self._desk.outbox.find(_owners_key("progress", day))
        standing = self._desk.wording.progress(day, tally)
        told = [] if progress is None else await self._desk.outbox.deliveries(progress.id)
        # what it said when it was sent needs no writing over
        if progress is not None and standing != json.loads(progress.payload):
            for one in told:
                if one.message_id is not None:
                    await self._progress.show(one.chat_id, one.message_id, standing)
        # after the report nobody writes the progress over: it must not be on its way still
        if tally.waiting == 0 and not any(_is_on_its_way(one) for one in told):
            await self._tell_owners("report", day, self._desk.wording.report(day, tally), now)
            await self._desk.bulletins.finish(bulletin.id, now)

    def _today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self._desk.timetable.zone)).date()

    async def _tell_owners(self, what: str, day: date, payload: Payload, now: datetime) -> None:
        await tell_editors(self._desk.outbox, _owners_key(what, day), self._desk.owners, payload, now)


def issue_day(bulletin: Bulletin) -> date:
    """The day an issue appears on. KeyError or ValueError for a body that is not ours."""
    return date.fromisoformat(str(bulletin.body["issue_day"]))


def _is_on_its_way(one: Delivery) -> bool:
    return one.state is DeliveryState.LEASED or (one.state is DeliveryState.PENDING and not one.attempts)


def _owners_key(what: str, day: date) -> str:
    return f"bulletin-{what}:{week_key(day)}"
