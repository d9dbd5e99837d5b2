"""Send an issue of the bulletin to the chats that follow it."""

import json
from datetime import datetime

from data.calendar.bulletin.digest import week_key
from data.store.bulletins import Bulletin, WrongState
from data.store.notices import NewNotice, Notice, NoticeKind, Priority
from data.store.targeting.audience import DueTimes
from scheduler.bulletins.outline import (
    FOLLOWING,
    OPEN_STATES,
    BulletinOutline,
    BulletinParts,
    Outlines,
    issue_day,
)
from scheduler.bulletins.progress import ProgressReporter
from scheduler.bulletins.told import to_body
from scheduler.delivery.retry_policy import EXPIRY

PASSED_OVER = "passed_over"
"""The entry in the body of an issue that was not worth sending at its hour."""


class IssueSender:
    """Sends issues at their hour, or when an editor asks. Repeating a step changes nothing."""

    def __init__(self, parts: BulletinParts, progress: ProgressReporter) -> None:
        self._parts = parts
        self._progress = progress
        self._outlines = Outlines(parts)

    async def tick(self, now: datetime) -> None:
        """Send the issue in hand where its hour has come and it is worth it. now is aware.

        One that is not worth it at its hour is passed over, unless an editor adds a text later.
        """
        bulletin = await self._outlines.in_hand(now)
        if bulletin is None or bulletin.state not in OPEN_STATES or self._due(bulletin) > now:
            return
        if PASSED_OVER in bulletin.body and not bulletin.extra_text:
            return
        outline = await self._outlines.of(bulletin, now)
        if outline.has_content:
            await self._send(outline, now)
        else:
            # News of the days after its hour would otherwise send it at any hour of the night.
            body = {"issue_day": issue_day(bulletin).isoformat(), PASSED_OVER: True}
            await self._parts.bulletins.pass_over(bulletin.id, body)

    async def send(self, bulletin_id: int, now: datetime) -> Bulletin:
        """Send an issue to every chat that follows the bulletin now.

        Raises WrongState when it has been sent or skipped or is out of hand, UnknownRow for an unknown id.
        """
        outline = await self._outlines.find(bulletin_id, now)
        if not outline.is_open:
            raise WrongState(outline.bulletin.state)
        return await self._send(await self._outlines.going_out(outline.bulletin, now), now)

    async def _send(self, outline: BulletinOutline, now: datetime) -> Bulletin:
        parts, bulletin = self._parts, outline.bulletin
        day = issue_day(bulletin)
        text = parts.wording.issue(outline.digest, bulletin.extra_text)
        told = to_body(outline.digest.told(parts.almanacs.current().revision))
        # Kept with the issue, because the outbox is purged and past issues can be read at any time.
        await parts.bulletins.set_body(
            bulletin.id, {"issue_day": day.isoformat(), "text": text, "told": told}
        )
        notice = await self._post(bulletin, json.dumps(text, ensure_ascii=False), now)
        # Before the state changes: after a kill in between, the next tick finds it open and repeats this.
        await parts.audience.issue(notice, FOLLOWING, parts.today(now), DueTimes(Priority.BULK, now))
        await self._progress.begin(notice, day, now)
        return await parts.bulletins.begin(bulletin.id, notice.id)

    async def _post(self, bulletin: Bulletin, payload: str, now: datetime) -> Notice:
        day = issue_day(bulletin)
        expires = max(self._parts.timetable.due(day), now) + EXPIRY[NoticeKind.BULLETIN]
        key = f"bulletin:{week_key(day)}"
        return await self._parts.outbox.post(
            NewNotice(key, NoticeKind.BULLETIN, key, expires, payload=payload), now
        )

    def _due(self, bulletin: Bulletin) -> datetime:
        """Return when an issue goes out, by the present rules of the zone.

        The rules may have changed since the draft was made.
        An issue drafted after its hour keeps the grace it was given.
        """
        due = self._parts.timetable.due(issue_day(bulletin))
        return due if bulletin.created_at < due else bulletin.due_at
