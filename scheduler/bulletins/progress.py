"""Follow an issue that is going out, and report to the owners when it has arrived."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from data.store.bulletins import Bulletin, BulletinState
from data.store.notices import Delivery, DeliveryState, Notice
from scheduler.bulletins.outline import BulletinParts, issue_day, owners_key
from scheduler.bulletins.tally import Tallies, Tally
from scheduler.editor_messages import Payload, tell_editors


class ProgressMessages(Protocol):
    """Edits the messages that tell the owners how far an issue has got."""

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Replace the message's text. A message that is gone is left alone."""
        ...


class ProgressReporter:
    """Tells the owners about issues that are going out. Repeating a step changes nothing."""

    def __init__(self, parts: BulletinParts, messages: ProgressMessages) -> None:
        self._parts = parts
        self._messages = messages
        self._tallies = Tallies(parts.outbox)

    async def begin(self, notice: Notice, day: date, now: datetime) -> None:
        """Tell the owners that the issue of a day is going out, unless no chat follows the bulletin."""
        tally = await self._tallies.count(notice.id)
        if tally.total:
            await self._tell_owners("progress", day, self._parts.wording.progress(day, tally), now)

    async def tick(self, now: datetime) -> None:
        """Update the progress of every issue that is going out, and report those that have arrived."""
        for bulletin in await self._parts.bulletins.recent():
            if bulletin.state is BulletinState.SENDING and bulletin.notice_id is not None:
                tally = await self._tallies.follow(bulletin.notice_id)
                if tally is not None:
                    await self._follow(bulletin, tally, now)

    async def _follow(self, bulletin: Bulletin, tally: Tally, now: datetime) -> None:
        parts, day = self._parts, issue_day(bulletin)
        progress = await parts.outbox.find(owners_key("progress", day))
        told = [] if progress is None else await parts.outbox.deliveries(progress.id)
        if progress is not None:
            await self._update(progress, told, parts.wording.progress(day, tally))
        # The progress must have left before the report comes: after that nothing updates it.
        if tally.waiting == 0 and not any(_may_still_leave(one) for one in told):
            await self._tell_owners("report", day, parts.wording.report(day, tally), now)
            await parts.bulletins.finish(bulletin.id, now)

    async def _update(self, progress: Notice, told: Sequence[Delivery], payload: Payload) -> None:
        # A message that still says what it said when it was sent needs no edit.
        if payload != json.loads(progress.payload):
            for one in told:
                if one.message_id is not None:
                    await self._messages.show(one.chat_id, one.message_id, payload)

    async def _tell_owners(self, what: str, day: date, payload: Payload, now: datetime) -> None:
        await tell_editors(self._parts.outbox, owners_key(what, day), self._parts.owners, payload, now)


def _may_still_leave(one: Delivery) -> bool:
    return one.state is DeliveryState.LEASED or (one.state is DeliveryState.PENDING and not one.attempts)
