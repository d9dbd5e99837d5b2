"""One sender and one parcel: letter by letter, each written down before the next one leaves."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic

from data.store.notices import Claimed, DeliveryState
from data.store.sqlite.errors import StoreError
from scheduler.briefing import Briefing, Snapshot
from scheduler.delivery.batch import Batch, Ready
from scheduler.delivery.eligibility import Rejection
from scheduler.delivery.ports import M
from scheduler.delivery.retry_policy import failed_entry, ruling_entry, untouched_entry
from scheduler.delivery.sending import DeliveryResult, NoticeSender

logger = logging.getLogger(__name__)

OnFailure = Callable[[Sequence[Claimed], Exception], Awaitable[object]]
"""Told of deliveries that were set aside because our own work on them has failed."""


class ParcelSender(Generic[M]):
    """Hands the letters of a parcel over and records what came of each."""

    def __init__(self, briefing: Briefing, notice_sender: NoticeSender[M]) -> None:
        self._briefing = briefing
        self._postman = notice_sender
        self.on_failure: OnFailure | None = None

    async def send(self, ready: Ready, ride: Batch) -> None:
        """Send a parcel. On return all that came of it is committed.

        Raises StoreError. What has left by then is owed to the recorder with its outcome, the rest as handed
        back: nothing stays claimed for the length of its lease.
        """
        letters, handed, brief = deque(ready.parcel.letters), DeliveryResult(None), ready.brief
        is_first = True
        try:
            while letters:
                handed = await self._settle(letters[0], handed, brief, is_first=is_first)
                letters.popleft()
                letters.extendleft((one,) for one in reversed(handed.apart))
                # the letter may have taken long
                brief, is_first = None, False
                ride.note(handed)
                await self._postman.recorder.record(handed.entries, ride.busy)
        except StoreError:
            rest = [one for letter in letters for one in letter]
            self._postman.recorder.owe(untouched_entry(one, handed.home(one)) for one in rest)
            raise

    async def _settle(
        self, letter: Sequence[Claimed], before: DeliveryResult, brief: Snapshot | None, *, is_first: bool
    ) -> DeliveryResult:
        try:
            if brief is None:
                brief = await self._briefing.read([before.home(letter[0])])
            if is_first:
                before = DeliveryResult(brief.recipients.get(letter[0].chat_id))
            if before.gone is not None or before.pause:
                return _kept_back(letter, before)
            return await self._postman.hand_over(letter, before.recipient, brief.agenda)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - a mistake of ours must not stop the others
            return await self._set_aside(letter, before, error)

    async def _set_aside(
        self, letter: Sequence[Claimed], before: DeliveryResult, error: Exception
    ) -> DeliveryResult:
        logger.error("notices %s are set aside", [one.notice.id for one in letter], exc_info=error)
        failed = DeliveryResult(before.recipient, gone=before.gone, pause=before.pause, held=before.held)
        failed.entries += [failed_entry(one, before.home(one), error) for one in letter]
        if self.on_failure is not None:
            try:
                await self.on_failure(letter, error)
            except Exception:
                # the letter is safe and logged; telling about it is a courtesy that may fail itself
                logger.exception("nobody could be told of %s", type(error).__name__)
        return failed


def _kept_back(letter: Sequence[Claimed], before: DeliveryResult) -> DeliveryResult:
    """What comes of a letter to a chat that has just been found gone, or that nothing gets through to now."""
    kept = DeliveryResult(before.recipient, gone=before.gone, pause=before.pause, held=before.held)
    for one in letter:
        if before.gone is not None:
            ruling = Rejection(DeliveryState.VOID, before.gone.reason)
            kept.entries.append(ruling_entry(one, before.home(one), ruling))
        else:
            kept.entries.append(untouched_entry(one, before.home(one)))
    return kept
