"""What goes to one chat in one go: claimed deliveries, merged where they may stand in one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from data.store.notices import Claimed, NoticeKind

# A bulletin is a message of its own, and so is each message to an editor; the rest is one digest.
_ALONE = frozenset({NoticeKind.BULLETIN, NoticeKind.MESSAGE})


@dataclass(frozen=True, slots=True)
class ChatBatch:
    """Everything claimed for one chat: each letter becomes one message, in this order."""

    chat_id: int
    letters: tuple[tuple[Claimed, ...], ...]

    @property
    def claimed(self) -> tuple[Claimed, ...]:
        """All deliveries of the parcel."""
        return tuple(one for letter in self.letters for one in letter)


def pack(claimed: Iterable[Claimed]) -> list[ChatBatch]:
    """Parcels in the order in which their chats first appear."""
    by_chat: dict[int, list[Claimed]] = {}
    for one in claimed:
        by_chat.setdefault(one.chat_id, []).append(one)
    return [ChatBatch(chat_id, tuple(_letters(ones))) for chat_id, ones in by_chat.items()]


def _letters(ones: Sequence[Claimed]) -> list[tuple[Claimed, ...]]:
    digest = tuple(one for one in ones if one.notice.kind not in _ALONE)
    alone = [(one,) for one in ones if one.notice.kind in _ALONE]
    if not digest:
        return list(alone)
    place = next(place for place, one in enumerate(ones) if one is digest[0])
    return [*alone[:place], digest, *alone[place:]]


def superseded(letter: Iterable[Claimed]) -> list[Claimed]:
    """Reminders another of the letter makes needless: of one occasion the fewest days ahead is told."""
    reminders = [one for one in letter if one.notice.kind is NoticeKind.REMINDER]
    reminders.sort(key=lambda one: (one.notice.subject, one.notice.lead or 0))
    needless: list[Claimed] = []
    for _, same in groupby(reminders, key=lambda one: one.notice.subject):
        needless += list(same)[1:]
    return needless
