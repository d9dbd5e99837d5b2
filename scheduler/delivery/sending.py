"""Send one message group: check it, render it, hand it to the message transport."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Generic

from data.store.chat_values import Chat
from data.store.chats import Chats
from data.store.notices import BROADCASTS, Claimed, DeliveryState, NoticeKind
from data.store.outbox import Outbox
from data.store.sqlite.errors import StoreError
from data.store.targeting.recipients import Recipient
from scheduler.agenda import Agenda
from scheduler.clock import Clock
from scheduler.delivery.eligibility import Deferred, Rejection, check, wait_in_quiet_hours
from scheduler.delivery.grouping import MessageGroup, superseded
from scheduler.delivery.in_flight import InFlight
from scheduler.delivery.outcomes import Failed, Held, Moved, Outcome, Unknown
from scheduler.delivery.ports import M, MessageTransport, NothingTold, Render, Rendered
from scheduler.delivery.reachability import OnAcceptance, Reachability
from scheduler.delivery.results import DeliveryResult, Result, Unrendered
from scheduler.delivery.snapshot import Snapshot

logger = logging.getLogger(__name__)

_SUPERSEDED = Rejection(DeliveryState.EXPIRED, "superseded")
_TOLD = Rejection(DeliveryState.VOID, "told before")
_NOTHING_TO_TELL = Rejection(DeliveryState.VOID, "nothing to tell")


class NoticeSender(Generic[M]):
    """Sends message groups. Errors of the renderer and of the transport become results."""

    def __init__(
        self, chats: Chats, outbox: Outbox, render: Render[M], sender: MessageTransport[M], clock: Clock
    ) -> None:
        self._chats = chats
        self._outbox = outbox
        self._render = render
        self._sender = sender
        self._clock = clock
        self._reachability = Reachability(chats, outbox, clock)
        self.in_flight = InFlight()

    def report_to(self, on_acceptance: OnAcceptance) -> None:
        """Report chats that take messages again to this callback, which must store it as well."""
        self._reachability.on_acceptance = on_acceptance

    async def send(self, group: MessageGroup, snapshot: Snapshot) -> list[DeliveryResult]:
        """Send what is eligible in the group, as one message at most.

        Return a result for each delivery.
        The results carry the chat's new id where it has moved.
        Several Unrendered results mean that the notices could not be rendered in one message.
        Raises StoreError.
        """
        chat_id = group[0].chat_id
        recipient = snapshot.recipients.get(chat_id)
        due, results = await self._check_group(group, recipient, snapshot.agenda)
        if recipient is not None and due:
            noted = _note_revision(due, snapshot.agenda)
            chat_id, sent = await self._render_and_send(recipient.chat, noted)
            results += sent
        if chat_id != group[0].chat_id:
            return [DeliveryResult(replace(one, chat_id=chat_id), result) for one, result in results]
        return results

    async def _check_group(
        self, group: MessageGroup, recipient: Recipient | None, agenda: Agenda
    ) -> tuple[list[Claimed], list[DeliveryResult]]:
        """Return the deliveries to send now, and the results of the others."""
        now = self._clock.now()
        eligible: list[Claimed] = []
        results: list[DeliveryResult] = []
        for one in group:
            rejection = check(one.notice, recipient, agenda, now)
            if rejection is None and one.notice.kind is NoticeKind.CHANGE:
                rejection = await self._told_before(one)
            if rejection is None:
                eligible.append(one)
            else:
                results.append(DeliveryResult(one, rejection))
        needless = superseded(eligible) if len(eligible) > 1 else []
        results += [DeliveryResult(one, _SUPERSEDED) for one in needless]
        due: list[Claimed] = []
        for one in eligible:
            if one not in needless:
                wait_ends = (
                    None if recipient is None else wait_in_quiet_hours(one.notice, recipient.chat, now)
                )
                if wait_ends is None:
                    due.append(one)
                else:
                    results.append(DeliveryResult(one, Deferred(wait_ends)))
        return due, results

    async def _told_before(self, change: Claimed) -> Rejection | None:
        """Reject a change that an earlier message, rendered when it had been made, has told."""
        return _TOLD if await self._outbox.was_told(*change.key) else None

    async def _render_and_send(self, chat: Chat, due: Sequence[Claimed]) -> tuple[int, list[DeliveryResult]]:
        """Return the present chat id and the results."""
        try:
            rendered = await self._render(chat, [one.notice for one in due], self._clock.now())
            included = _included(rendered, due)
        except StoreError:
            raise
        except Exception as error:
            logger.exception("notices %s cannot be rendered", [one.notice.id for one in due])
            unrendered = Unrendered(type(error).__name__)
            return chat.chat_id, [DeliveryResult(one, unrendered) for one in due]
        if rendered is None:
            return chat.chat_id, [DeliveryResult(one, _NOTHING_TO_TELL) for one in due]
        chat_id, outcome = await self._send_or_follow(chat, rendered.message, included)
        return chat_id, [DeliveryResult(one, _result_of(one, rendered, outcome)) for one in due]

    async def _send_or_follow(
        self, chat: Chat, message: M, included: Sequence[Claimed]
    ) -> tuple[int, Result]:
        """Send the message, once more under the new id where the chat has moved."""
        outcome = await self._send(chat, message, included)
        if isinstance(outcome, Moved):
            await self._chats.migrate(chat.chat_id, outcome.chat_id, self._clock.now())
            chat = replace(chat, chat_id=outcome.chat_id)
            outcome = await self._send(chat, message, included)
            if isinstance(outcome, Moved):
                outcome = Failed("moved twice")
        await self._reachability.record(chat, outcome)
        return chat.chat_id, outcome

    async def _send(self, chat: Chat, message: M, included: Sequence[Claimed]) -> Outcome:
        if self.in_flight.is_recalled:
            return Held()
        # A broadcast is always alone in its group.
        first, in_flight = included[0], None
        expires_at = min([one.notice.expires_at for one in included])
        try:
            async with self.in_flight.message(expires_at) as in_flight:
                bulk = first.notice.kind in BROADCASTS
                if first.message_id is not None:
                    return await self._sender.edit(chat, message, first.message_id, in_flight)
                return await self._sender.send(chat, message, bulk=bulk, in_flight=in_flight)
        except StoreError:
            raise
        except Exception as error:
            if in_flight is not None and in_flight.is_recalled:
                # Recalled before it left, or it has left and there is no time to wait for its answer.
                return Unknown("no answer") if in_flight.has_left else Held()
            # It may have left before the error.
            logger.exception("the message transport failed in chat %s", chat.chat_id)
            return Unknown(type(error).__name__)


def _note_revision(due: Iterable[Claimed], agenda: Agenda) -> list[Claimed]:
    """Return the deliveries, those of changes with the revision they are rendered by.

    The renderer may know a later one already. Then a change is told twice rather than not at all.
    """
    return [
        replace(one, revision=agenda.revision) if one.notice.kind is NoticeKind.CHANGE else one for one in due
    ]


def _included(rendered: Rendered[M] | None, due: Iterable[Claimed]) -> list[Claimed]:
    """Return the deliveries whose notices the message contains. Raises NothingTold."""
    if rendered is None:
        return []
    included = [one for one in due if one.notice.id in rendered.told]
    if not included:
        raise NothingTold
    return included


def _result_of(one: Claimed, rendered: Rendered[M], outcome: Result) -> Result:
    if one.notice.id in rendered.told:
        return outcome
    # What did not fit into this message is due again at once.
    return _NOTHING_TO_TELL if one.notice.id in rendered.void else Held()
