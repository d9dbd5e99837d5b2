"""Tell the secretariat how far something is that goes out to many, and report at its end."""

import json
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from data.store.notices import Delivery, DeliveryState, Notice
from data.store.outbox import Outbox
from scheduler.bulletins.tally import Tallies, Tally
from scheduler.editor_messages import Payload, tell_editors

StaffNow = Callable[[], Awaitable[Collection[int]]]
"""Returns the user ids of all who may send to readers, as of now."""


class ProgressMessages(Protocol):
    """Edits the messages that tell the secretariat how far something has got."""

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Replace the message's text and buttons. A message that is gone is left alone."""
        ...


@dataclass(frozen=True, slots=True)
class GoingOut:
    """Something that goes out as a notice.

    progress and report word how far it is. The keys name the messages that say so.
    """

    notice_id: int
    progress_key: str
    report_key: str
    progress: Callable[[Tally], Payload]
    report: Callable[[Tally], Payload]


class Reporter:
    """Tells the secretariat about what is going out. Repeating a step changes nothing."""

    def __init__(self, outbox: Outbox, messages: ProgressMessages, staff: StaffNow) -> None:
        self._outbox = outbox
        self._messages = messages
        self._staff = staff
        self._tallies = Tallies(outbox)

    async def begin(self, going: GoingOut, now: datetime) -> None:
        """Tell that something is going out, unless it goes to no chat."""
        tally = await self._tallies.count(going.notice_id)
        if tally.total:
            await self._tell(going.progress_key, going.progress(tally), now)

    async def follow(self, going: GoingOut, now: datetime) -> bool:
        """Update the progress. Report and return True when nothing of it is on its way any more."""
        tally = await self._tallies.follow(going.notice_id)
        if tally is None:
            return False
        told = await self._show(going, tally)
        # The progress must have left before the report comes: after that nothing updates it.
        if tally.waiting or any(_may_still_leave(one) for one in told):
            return False
        await self._tell(going.report_key, going.report(tally), now)
        return True

    async def count(self, notice_id: int) -> Tally:
        """Count the deliveries of a notice."""
        return await self._tallies.count(notice_id)

    async def show(self, going: GoingOut) -> None:
        """Update the progress of something that is not going on."""
        await self._show(going, await self._tallies.count(going.notice_id))

    async def _show(self, going: GoingOut, tally: Tally) -> Sequence[Delivery]:
        progress = await self._outbox.find(going.progress_key)
        if progress is None:
            return ()
        told = await self._outbox.deliveries(progress.id)
        await self._update(progress, told, going.progress(tally))
        return told

    async def _update(self, progress: Notice, told: Sequence[Delivery], payload: Payload) -> None:
        # A message that still says what it said when it was sent needs no edit.
        if payload != json.loads(progress.payload):
            for one in told:
                if one.message_id is not None:
                    await self._messages.show(one.chat_id, one.message_id, payload)

    async def _tell(self, key: str, payload: Payload, now: datetime) -> None:
        await tell_editors(self._outbox, key, await self._staff(), payload, now)


def _may_still_leave(one: Delivery) -> bool:
    return one.state is DeliveryState.LEASED or (one.state is DeliveryState.PENDING and not one.attempts)
