"""Correct what has been sent: edit what has arrived, reword what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from data.store.broadcasts.amendments import (
    AmendedKind,
    Amendment,
    AmendmentClosed,
    Amendments,
    AmendmentState,
    NewAmendment,
    WordedAmendment,
)
from data.store.broadcasts.announcements import Announcements, AnnouncementState
from data.store.broadcasts.bulletins import OUT_STATES, Bulletin, Bulletins
from data.store.broadcasts.editorial import EditorContent
from data.store.notices import NoticeKind
from data.store.outbox import Outbox
from data.store.revisions import Authorship
from data.store.sqlite.errors import UnknownRow
from scheduler.bulletins.going_out import GoingOut, ProgressMessages, Reporter, StaffNow
from scheduler.bulletins.outline import BulletinOutline, BulletinParts, Outlines
from scheduler.bulletins.tally import Tally
from scheduler.bulletins.told import sent_on, to_body
from scheduler.delivery.retry_policy import EXPIRY
from scheduler.editor_messages import Payload

_SENT = frozenset({AnnouncementState.SENDING, AnnouncementState.PAUSED, AnnouncementState.SENT})


class AmendmentWording(Protocol):
    """Words corrections. Every result is a notice's payload, by language."""

    def announcement(self, content: EditorContent, now: datetime) -> Payload:
        """Return an announcement exactly as readers get it."""
        ...

    def amending(self, amendment: Amendment, tally: Tally) -> Payload:
        """Return a line about how many messages are corrected so far."""
        ...

    def amended(self, amendment: Amendment, tally: Tally) -> Payload:
        """Return how many messages were corrected."""
        ...


@dataclass(frozen=True, slots=True)
class AmendmentParts:
    """What corrections are made of. bulletin words the issue itself."""

    amendments: Amendments
    bulletins: Bulletins
    announcements: Announcements
    outbox: Outbox
    bulletin: BulletinParts
    wording: AmendmentWording
    staff: StaffNow


class Amender:
    """Corrects what has been sent. Repeating a step changes nothing. Moments are aware."""

    def __init__(self, parts: AmendmentParts, messages: ProgressMessages) -> None:
        self._parts = parts
        self._outlines = Outlines(parts.bulletin)
        self._reporter = Reporter(parts.outbox, messages, parts.staff)
        # Corrections whose deliveries are all in the outbox.
        self._addressed: set[int] = set()

    async def open_for_issue(self, bulletin_id: int, by: Authorship) -> Amendment:
        """Return the correction of an issue that is under way, or a new draft of one.

        Raises UnknownRow for an issue that has not gone out.
        """
        bulletin = await self._parts.bulletins.get(bulletin_id)
        if bulletin is None or bulletin.state not in OUT_STATES or bulletin.notice_id is None:
            raise UnknownRow(f"bulletin:{bulletin_id}")
        return await self._open(AmendedKind.BULLETIN, bulletin.id, bulletin.notice_id, bulletin.content, by)

    async def open_for_announcement(self, number: int, by: Authorship) -> Amendment:
        """Return the correction of an announcement that is under way, or a new draft of one.

        Raises UnknownRow for one that has not gone out.
        """
        found = await self._parts.announcements.get(number)
        if found is None or found.state not in _SENT or found.notice_id is None:
            raise UnknownRow(f"announcement:{number}")
        return await self._open(AmendedKind.ANNOUNCEMENT, found.id, found.notice_id, found.content, by)

    async def find(self, number: int) -> Amendment:
        """Return a correction by id. Raises UnknownRow where there is none."""
        found = await self._parts.amendments.get(number)
        if found is None:
            raise UnknownRow(f"amendment:{number}")
        return found

    async def reach(self, amendment: Amendment) -> Tally:
        """Return how many have got what is corrected, and how many wait for it."""
        return await self._reporter.count(amendment.original_id)

    async def outline(self, amendment: Amendment, now: datetime) -> BulletinOutline | None:
        """Return a corrected issue as of the day it went out. None for an announcement."""
        if amendment.kind is not AmendedKind.BULLETIN:
            return None
        bulletin = await self._bulletin(amendment)
        return await self._outlines.as_sent(bulletin, amendment.content, sent_on(bulletin), now)

    async def payload(self, amendment: Amendment, now: datetime) -> Payload:
        """Return what readers will read."""
        outline = await self.outline(amendment, now)
        if outline is None:
            return self._parts.wording.announcement(amendment.content, now)
        return self._parts.bulletin.wording.issue(outline.digest, amendment.content)

    async def send(self, number: int, by: Authorship) -> None:
        """Begin to correct. Raises AmendmentClosed and UnknownRow."""
        amendment = await self.find(number)
        if amendment.state is not AmendmentState.DRAFT:
            raise AmendmentClosed
        payload = await self.payload(amendment, by.at)
        body = await self._body(amendment, payload, by.at)
        worded = WordedAmendment(payload, body, by.at + EXPIRY[NoticeKind.AMENDMENT])
        begun = await self._parts.amendments.begin(amendment, worded, by)
        await self._address(begun, by.at)

    async def drop(self, number: int) -> None:
        """Give a draft up. Raises AmendmentClosed."""
        await self._parts.amendments.drop(number)

    async def tick(self, now: datetime) -> None:
        """Follow the corrections that are going out, and report those that are done."""
        for one in await self._parts.amendments.open_ones():
            if one.state is AmendmentState.SENDING:
                await self._address(one, now)
                await self._parts.amendments.follow(one)
                if await self._reporter.follow(self._going_out(one), now):
                    await self._parts.amendments.finish(one.id, now)

    async def _open(
        self, kind: AmendedKind, parent_id: int, original_id: int, content: EditorContent, by: Authorship
    ) -> Amendment:
        new = NewAmendment(kind, parent_id, original_id, content, by.author or 0)
        return await self._parts.amendments.create(new, by.at)

    async def _address(self, amendment: Amendment, now: datetime) -> None:
        # After a kill in between, the next process does it again.
        if amendment.id not in self._addressed:
            await self._parts.amendments.address(amendment)
            await self._reporter.begin(self._going_out(amendment), now)
            self._addressed.add(amendment.id)

    async def _body(self, amendment: Amendment, payload: Payload, now: datetime) -> Mapping[str, object]:
        """Return what is stored of an issue or an announcement with its new words."""
        outline = await self.outline(amendment, now)
        if outline is None:
            return payload
        told = outline.digest.told(self._parts.bulletin.almanacs.current().revision)
        return {**outline.bulletin.body, "text": payload, "told": to_body(told)}

    async def _bulletin(self, amendment: Amendment) -> Bulletin:
        found = await self._parts.bulletins.get(amendment.parent_id)
        if found is None:
            raise UnknownRow(f"bulletin:{amendment.parent_id}")
        return found

    def _going_out(self, amendment: Amendment) -> GoingOut:
        wording = self._parts.wording
        return GoingOut(
            amendment.notice_id or 0,
            f"amendment-progress:{amendment.id}",
            f"amendment-report:{amendment.id}",
            lambda tally: wording.amending(amendment, tally),
            lambda tally: wording.amended(amendment, tally),
        )
