"""Carry messages between readers and the secretariat, and report what cannot be carried.

The database says what is to be done. A message is written down before it is carried, and its outcome after,
so that a restart at any instant carries over what is left and nothing again.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import assert_never

from aiogram import Bot
from aiogram.exceptions import AiogramError

from data.store.store import Store
from handlers.permissions import Roles
from handlers.secretariat.feedback.batches import FeedbackBatch, batches_of
from handlers.secretariat.feedback.copying import FeedbackCopier
from scheduler.delivery.outcomes import Barred, Failed, Gone, Held, Later, Moved, Outcome, Sent, Unknown

logger = logging.getLogger(__name__)

GIVEN_UP_AFTER = timedelta(hours=24)
"""How long a message is tried while Telegram does not take it. Then its sender is told."""

_UNKNOWN = "unknown"
_STEP_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 300.0
_UNKNOWN_WAIT = timedelta(seconds=60)


def _do_nothing() -> None:
    return


class FeedbackRelay:
    """Carries messages over, in order, each once."""

    def __init__(
        self, bot: Bot, store: Store, roles: Roles, outcome_of: Callable[[AiogramError], Outcome]
    ) -> None:
        """Take the bot, and what a refused call means.

        Messages of readers go to the secretariat's group, or without one to the owners.
        """
        self._store = store
        self._queue = store.feedback_queue
        self._copier = FeedbackCopier(bot, store)
        self._owners = tuple(sorted(roles.owner_ids))
        self._group = roles.secretariat
        self._outcome_of = outcome_of
        self._hurry = _do_nothing

    @property
    def desks(self) -> Sequence[int]:
        """Return the chats that get what readers write. Empty where there is none."""
        return self._owners if self._group is None else (self._group,)

    def watch(self, hurry: Callable[[], None]) -> None:
        """Call this when there is something to carry over."""
        self._hurry = hurry

    def hurry(self) -> None:
        """Carry over soon what was just stored."""
        self._hurry()

    async def tick(self, now: datetime) -> None:
        """Carry over what is due, report what failed, and show what has changed."""
        held: set[tuple[int, int, bool]] = set()
        for batch in batches_of(await self._queue.due(now)):
            if batch.way not in held and not await self._carry(batch, now):
                held.add(batch.way)
        for batch in batches_of(await self._queue.failed(now)):
            await self._report(batch, now)
        await self._show_changes()

    async def _carry(self, batch: FeedbackBatch, now: datetime) -> bool:
        """Carry a batch over. Return False where it has to wait, and what follows it waits too."""
        try:
            if batch.first.is_answer:
                copies = await self._copier.copy_to_reader(batch)
            else:
                has_topics = batch.first.desk_chat == self._group
                copies = await self._copier.copy_to_desk(batch, has_topics=has_topics)
        except AiogramError as error:
            outcome = self._outcome_of(error)
            # the class only: an error's text may hold the address, and with it the token
            logger.info("feedback to chat %s: %s", batch.way, type(error).__name__)
            return await self._note(batch, outcome, now)
        await self._queue.note_copied(batch.messages, copies, now)
        return True

    async def _note(self, batch: FeedbackBatch, outcome: Outcome, now: datetime) -> bool:
        """Store what became of a batch that was not copied. Return False where it is tried again."""
        match outcome:
            case Moved(chat_id):
                await self._follow(batch.first.desk_chat, chat_id)
                return False
            case Later(seconds) | Held(seconds):
                return await self._put_off(batch, seconds, now)
            case Unknown():
                return await self._doubt(batch, now)
            case Gone(reason) | Barred(reason) | Failed(reason):
                await self._give_up(batch, reason, now)
                return True
            case Sent():
                raise TypeError(outcome)
        assert_never(outcome)

    async def _follow(self, old: int, new: int) -> None:
        """Send to the group's new id from now on. After a restart the setting is followed again."""
        if old == self._group:
            self._group = new
            logger.warning("SECRETARIAT_CHAT has moved to %s: put the new id into the settings", new)
            await self._queue.move_desk(old, new)
            self._hurry()

    async def _put_off(self, batch: FeedbackBatch, seconds: float, now: datetime) -> bool:
        if now - batch.first.written_at > GIVEN_UP_AFTER:
            await self._give_up(batch, _UNKNOWN, now)
            return True
        least = min(_STEP_SECONDS * (batch.first.attempts + 1), _LONGEST_WAIT_SECONDS)
        await self._queue.postpone(batch.messages, now + timedelta(seconds=max(seconds, least)), "later")
        return False

    async def _doubt(self, batch: FeedbackBatch, now: datetime) -> bool:
        """Try once more what left without an answer: a duplicate is better than nothing. Not twice."""
        if batch.first.reason == _UNKNOWN:
            await self._give_up(batch, _UNKNOWN, now)
            return True
        await self._queue.postpone(batch.messages, now + _UNKNOWN_WAIT, _UNKNOWN)
        return False

    async def _give_up(self, batch: FeedbackBatch, reason: str, now: datetime) -> None:
        """Carry to the owners what the group does not take. Else leave it to be reported."""
        is_of_group = batch.first.desk_chat == self._group and not batch.first.is_answer
        if is_of_group and self._owners and not _is_about_content(reason):
            logger.warning("the secretariat's group takes no messages (%s): the owners get them", reason)
            await self._queue.readdress(batch.messages, self._owners)
            self._hurry()
        else:
            await self._queue.fail(batch.messages, reason, now)

    async def _report(self, batch: FeedbackBatch, now: datetime) -> None:
        """Tell the sender that a message did not arrive, once."""
        is_answer = batch.first.is_answer
        if not is_answer and await self._queue.is_on_its_way(batch.first):
            await self._queue.report(batch.messages)
            return
        try:
            await (self._copier.tell_desk(batch) if is_answer else self._copier.tell_reader(batch))
        except AiogramError as error:
            outcome = self._outcome_of(error)
            logger.info("a failure cannot be reported to %s: %s", batch.way, type(error).__name__)
            if isinstance(outcome, Later | Held) and now - batch.first.written_at <= 2 * GIVEN_UP_AFTER:
                await self._queue.fail(batch.messages, batch.first.reason, now + _UNKNOWN_WAIT)
                return
        if is_answer:
            await self._queue.report(batch.messages)
        else:
            await self._queue.report_everywhere(batch.messages)

    async def _show_changes(self) -> None:
        """Show the present state of readers whose headers show an earlier one."""
        of_readers: dict[int, list[FeedbackBatch]] = {}
        for batch in batches_of(await self._queue.outdated_headers()):
            of_readers.setdefault(batch.reader.chat_id, []).append(batch)
        for batches in of_readers.values():
            shown = [await self._is_shown(batch) for batch in batches]
            if all(shown):
                await self._queue.note_shown(batches[0].reader)

    async def _is_shown(self, batch: FeedbackBatch) -> bool:
        """Edit a header. Return False where that is to be tried again: others stay as they are."""
        if batch.first.shown >= batch.reader.version:
            return True
        try:
            await self._copier.show_header(batch)
        except AiogramError as error:
            logger.info("a header in chat %s: %s", batch.first.desk_chat, type(error).__name__)
            return not isinstance(self._outcome_of(error), Later | Held | Unknown)
        return True


def _is_about_content(reason: str) -> bool:
    """Return whether a refusal says that no chat would take the message."""
    return "to copy not found" in reason or "can't be copied" in reason
