"""Send announcements of the secretariat, and follow those that are going out."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from data.calendar.topics import Subscription
from data.store.broadcasts.announced import AnnouncementAudience
from data.store.broadcasts.announcements import (
    EVERYBODY,
    Announcement,
    AnnouncementClosed,
    Announcements,
    AnnouncementState,
    subscription_code,
)
from data.store.broadcasts.editorial import EditorContent
from data.store.notices import NewNotice, NoticeKind
from data.store.outbox import Outbox
from data.store.revisions import Authorship
from data.store.sqlite.errors import UnknownRow
from scheduler.bulletins.going_out import GoingOut, ProgressMessages, Reporter, StaffNow
from scheduler.bulletins.tally import Tally
from scheduler.delivery.retry_policy import EXPIRY
from scheduler.editor_messages import Payload
from scheduler.local_hours import local_day

ONCE_A_DAY = timedelta(hours=24)
"""A second announcement to all readers within this time asks a second confirmation."""


class AnnouncementWording(Protocol):
    """Words announcements for readers and editors.

    Every result is a notice's payload, by language.
    """

    def announcement(self, content: EditorContent, now: datetime) -> Payload:
        """Return the announcement exactly as readers get it."""
        ...

    def announcing(self, announcement: Announcement, tally: Tally) -> Payload:
        """Return a line about one that is going out, with buttons to pause and to stop it."""
        ...

    def announced(self, announcement: Announcement, tally: Tally) -> Payload:
        """Return what became of an announcement."""
        ...


@dataclass(frozen=True, slots=True)
class AnnouncementParts:
    """What announcements are made of.

    zone is that in which a day counts for a pause of a chat."""

    announcements: Announcements
    outbox: Outbox
    audience: AnnouncementAudience
    wording: AnnouncementWording
    staff: StaffNow
    zone: str


class Announcer:
    """Sends announcements at their hour. Repeating a step changes nothing. Moments are aware."""

    def __init__(self, parts: AnnouncementParts, messages: ProgressMessages) -> None:
        self._parts = parts
        self._reporter = Reporter(parts.outbox, messages, parts.staff)
        # Those whose deliveries are known to be in step with their state.
        self._resumed: set[int] = set()

    async def find(self, number: int) -> Announcement:
        """Return an announcement by id. Raises UnknownRow where there is none."""
        found = await self._parts.announcements.get(number)
        if found is None:
            raise UnknownRow(f"announcement:{number}")
        return found

    async def reach(self, following: Subscription, now: datetime) -> int:
        """Return how many chats would get an announcement."""
        return await self._parts.audience.count(following, local_day(self._parts.zone, now))

    async def is_second(self, announcement: Announcement, at: datetime) -> bool:
        """Return whether another announcement goes to all readers within a day of an instant."""
        if announcement.following != EVERYBODY:
            return False
        return await self._parts.announcements.to_everybody_between(
            at - ONCE_A_DAY, at + ONCE_A_DAY, announcement.id
        )

    async def send(self, number: int, at: datetime, by: Authorship) -> None:
        """Approve an announcement for an instant, and begin to send it if that has come.

        Raises AnnouncementClosed and UnknownRow.
        """
        approved = await self._parts.announcements.approve(number, at, by)
        if at <= by.at:
            await self._send(approved, by.at)

    async def pause(self, number: int, by: Authorship) -> None:
        """Pause an announcement that is going out. Raises AnnouncementClosed and UnknownRow."""
        await self._follow(await self._parts.announcements.pause(number, by), by.at)

    async def resume(self, number: int, by: Authorship) -> None:
        """Go on with a paused announcement. Raises AnnouncementClosed and UnknownRow."""
        self._resumed.discard(number)
        await self._follow(await self._parts.announcements.resume(number, by), by.at)

    async def drop(self, number: int, by: Authorship) -> None:
        """Do not send an announcement. Raises AnnouncementClosed and UnknownRow."""
        found = await self.find(number)
        if not found.is_open:
            raise AnnouncementClosed(found.state)
        await self._parts.announcements.cancel(number, by)

    async def stop(self, number: int, by: Authorship) -> None:
        """Send no more of one that is going out. Raises AnnouncementClosed and UnknownRow."""
        found = await self.find(number)
        if found.is_open:
            raise AnnouncementClosed(found.state)
        stopped = await self._parts.announcements.cancel(number, by)
        if stopped.notice_id is not None:
            await self._follow(stopped, by.at)

    async def tick(self, now: datetime) -> None:
        """Send what is due, and follow what is going out, paused or stopped."""
        for one in await self._parts.announcements.open_ones():
            if one.state is AnnouncementState.APPROVED and (one.due_at is None or one.due_at <= now):
                await self._send(one, now)
            else:
                await self._follow(one, now)

    async def _send(self, announcement: Announcement, now: datetime) -> None:
        parts = self._parts
        texts = parts.wording.announcement(announcement.content, now)
        # Kept with the announcement, because the outbox is purged.
        await parts.announcements.word(announcement.id, texts)
        new = NewNotice(
            announcement.key,
            NoticeKind.ANNOUNCEMENT,
            subscription_code(announcement.following),
            now + EXPIRY[NoticeKind.ANNOUNCEMENT],
            payload=json.dumps(texts, ensure_ascii=False),
        )
        notice = await parts.outbox.post(new, now)
        # Before the state changes: after a kill in between, the next tick finds it approved and repeats this.
        await parts.audience.address(notice, announcement.following, local_day(parts.zone, now), now)
        await self._reporter.begin(self._going_out(announcement, notice.id), now)
        await parts.announcements.begin(announcement.id, notice.id, now)

    async def _follow(self, announcement: Announcement, now: datetime) -> None:
        number, notice_id = announcement.id, announcement.notice_id
        if notice_id is None:
            return
        going = self._going_out(announcement, notice_id)
        match announcement.state:
            case AnnouncementState.PAUSED:
                await self._parts.outbox.hold(notice_id)
                await self._reporter.show(going)
            case AnnouncementState.CANCELLED:
                await self._parts.outbox.cancel(notice_id)
                if await self._reporter.follow(going, now):
                    await self._parts.announcements.close(number, now)
            case AnnouncementState.SENDING:
                if number not in self._resumed:
                    await self._parts.outbox.resume(notice_id)
                    self._resumed.add(number)
                if await self._reporter.follow(going, now):
                    await self._parts.announcements.finish(number, now)

    def _going_out(self, announcement: Announcement, notice_id: int) -> GoingOut:
        wording = self._parts.wording
        return GoingOut(
            notice_id,
            f"announcement-progress:{announcement.id}",
            f"announcement-report:{announcement.id}",
            lambda tally: wording.announcing(announcement, tally),
            lambda tally: wording.announced(announcement, tally),
        )
