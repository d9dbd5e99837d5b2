"""Send an issue of the bulletin to the chats that follow it."""

import json
from dataclasses import replace
from datetime import datetime

from data.calendar.bulletin.digest import week_key
from data.store.broadcasts.bulletins import Bulletin, BulletinState, WrongState
from data.store.notices import NewNotice, Notice, NoticeKind, Priority
from data.store.revisions import Authorship
from data.store.targeting.audience import DueTimes
from scheduler.bulletins.outline import (
    FOLLOWING,
    OPEN_STATES,
    WEEK,
    BulletinOutline,
    BulletinParts,
    Outlines,
    issue_day,
    owners_key,
)
from scheduler.bulletins.progress import IssueProgress
from scheduler.bulletins.told import TOLD, to_body
from scheduler.delivery.retry_policy import EXPIRY
from scheduler.editor_messages import tell_editors

PASSED_OVER = "passed_over"
"""The entry in the body of an issue that was not worth sending at its hour."""


class IssueSender:
    """Sends issues at their hour, or when an editor asks. Repeating a step changes nothing."""

    def __init__(self, parts: BulletinParts, progress: IssueProgress) -> None:
        self._parts = parts
        self._progress = progress
        self._outlines = Outlines(parts)
        # Issues of which the secretariat has been told that they wait for it, and since when they do.
        self._held: set[tuple[int, datetime | None]] = set()

    async def tick(self, now: datetime) -> None:
        """Send the issue in hand where its hour has come and it is worth it. now is aware.

        One that is not worth it at its hour is passed over, unless an editor adds something later. One of a
        later week goes out where an editor has chosen an earlier hour for it.
        """
        for bulletin in await self._in_hand_and_later(now):
            if bulletin.state in OPEN_STATES and self._due(bulletin) <= now:
                await self._settle(bulletin, now)

    async def send(self, bulletin_id: int, by: Authorship) -> Bulletin:
        """Send an issue to every chat that follows the bulletin now.

        Raises WrongState when it has been sent or skipped or is out of hand, UnknownRow for an unknown id.
        """
        outline = await self._outlines.find(bulletin_id, by.at)
        if not outline.is_open:
            raise WrongState(outline.bulletin.state)
        return await self._send(await self._outlines.going_out(outline.bulletin, by.at), by.at, by)

    async def _in_hand_and_later(self, now: datetime) -> list[Bulletin]:
        bulletins, day = self._parts.bulletins, self._parts.timetable.issue_in_hand(now)
        in_hand = await bulletins.of_week(week_key(day))
        found = [] if in_hand is None else [in_hand]
        while (later := await bulletins.of_week(week_key(day := day + WEEK))) is not None:
            found.append(later)
        return found

    async def _settle(self, bulletin: Bulletin, now: datetime) -> None:
        """Send, hold or pass over an issue whose hour has come."""
        if PASSED_OVER in bulletin.body and bulletin.content.is_empty:
            return
        outline = await self._outlines.of(bulletin, now)
        if not outline.has_content:
            # News of the days after its hour would otherwise send it at any hour of the night.
            body = {"issue_day": issue_day(bulletin).isoformat(), PASSED_OVER: True}
            await self._parts.bulletins.pass_over(bulletin.id, body)
        elif self._parts.holds_unapproved and bulletin.state is not BulletinState.APPROVED:
            await self._hold(outline, now)
        else:
            await self._send(outline, now)

    async def _hold(self, outline: BulletinOutline, now: datetime) -> None:
        parts, bulletin = self._parts, outline.bulletin
        if bulletin.state is not BulletinState.HELD:
            bulletin = await parts.bulletins.hold(bulletin.id)
        chosen = bulletin.chosen_due
        if (bulletin.id, chosen) not in self._held:
            issue = await self._outlines.for_editors(replace(outline, bulletin=bulletin), now)
            usual = owners_key("held", issue_day(bulletin))
            key = usual if chosen is None else f"{usual}:{chosen.isoformat(timespec='minutes')}"
            await tell_editors(parts.outbox, key, await parts.everybody(), parts.wording.held(issue), now)
            self._held.add((bulletin.id, chosen))

    async def _send(self, outline: BulletinOutline, now: datetime, by: Authorship | None = None) -> Bulletin:
        parts, bulletin = self._parts, outline.bulletin
        text = parts.wording.issue(outline.digest, bulletin.content)
        told = to_body(outline.digest.told(parts.almanacs.current().revision))
        # Kept with the issue, because the outbox is purged and past issues can be read at any time.
        body = {"issue_day": issue_day(bulletin).isoformat(), "text": text, TOLD: told}
        bulletin = await parts.bulletins.word(bulletin.id, body)
        notice = await self._post(bulletin, json.dumps(text, ensure_ascii=False), now)
        # Before the state changes: after a kill in between, the next tick finds it open and repeats this.
        await parts.audience.issue(notice, FOLLOWING, parts.today(now), DueTimes(Priority.BULK, now))
        await self._progress.begin(notice, bulletin, now)
        return await parts.bulletins.begin(bulletin.id, notice.id, by)

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
        if bulletin.chosen_due is not None:
            return bulletin.chosen_due
        due = self._parts.timetable.due(issue_day(bulletin))
        return due if bulletin.created_at < due else bulletin.due_at
