"""Group claimed deliveries by chat, and merge those that may stand in one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.store.notices import BROADCASTS, Claimed, Notice, NoticeKind

MessageGroup = tuple[Claimed, ...]
"""Deliveries to one chat that are sent as one message."""

# What the secretariat sends is a message of its own, and so is each message to an editor. The other kinds
# form one digest.
_ALONE = BROADCASTS | {NoticeKind.MESSAGE}


@dataclass(frozen=True, slots=True)
class ChatBatch:
    """The deliveries claimed for one chat, as message groups in the order of sending."""

    chat_id: int
    groups: tuple[MessageGroup, ...]

    @property
    def claimed(self) -> tuple[Claimed, ...]:
        """Return the deliveries of all groups."""
        return tuple(one for group in self.groups for one in group)


def group_by_chat(claimed: Iterable[Claimed]) -> list[ChatBatch]:
    """Return one batch for each chat, in the order in which the chats first appear."""
    by_chat: dict[int, list[Claimed]] = {}
    for one in claimed:
        by_chat.setdefault(one.chat_id, []).append(one)
    return [ChatBatch(chat_id, _message_groups(deliveries)) for chat_id, deliveries in by_chat.items()]


def _message_groups(deliveries: Sequence[Claimed]) -> tuple[MessageGroup, ...]:
    digest = tuple(one for one in deliveries if one.notice.kind not in _ALONE)
    alone = tuple((one,) for one in deliveries if one.notice.kind in _ALONE)
    if not digest:
        return alone
    place = next(place for place, one in enumerate(deliveries) if one is digest[0])
    return (*alone[:place], digest, *alone[place:])


def superseded(group: Iterable[Claimed]) -> list[Claimed]:
    """Return the reminders that another one of the group makes needless.

    Of several reminders about one occasion, the one with the shortest lead time stays.
    """
    reminders = [one for one in group if one.notice.kind is NoticeKind.REMINDER]
    reminders.sort(key=lambda one: (one.notice.subject, _time_ahead(one.notice)))
    needless: list[Claimed] = []
    for _, same in groupby(reminders, key=lambda one: one.notice.subject):
        needless += list(same)[1:]
    return needless


def _time_ahead(notice: Notice) -> tuple[int, int]:
    """Return what sorts reminders by lead time. Hours are shorter than the day itself."""
    return (-1, notice.hours) if notice.hours is not None else (notice.lead or 0, 0)
