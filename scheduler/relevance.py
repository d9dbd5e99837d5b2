"""Whether what was planned is still true, wanted and in time when its turn comes."""

from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.occasions import Occasion
from data.store.chats import Chat, ChatState, Frequency
from data.store.notices import Claimed, DeliveryState, Notice, NoticeKind
from scheduler.agenda import Agenda
from scheduler.slots import local_day

_REACHABLE = frozenset({ChatState.ACTIVE, ChatState.STOPPED})


@dataclass(frozen=True, slots=True)
class Ruling:
    """Why something is not told: EXPIRED when too late, VOID when no longer true or wanted."""

    state: DeliveryState
    reason: str


def judge(claimed: Claimed, chat: Chat | None, agenda: Agenda, now: datetime) -> Ruling | None:
    """What stands against telling a claimed notice now; None when nothing does.

    A reminder is worth telling until the local day on which its occasion begins has ended.
    """
    notice = claimed.notice
    if notice.expires_at <= now:
        return Ruling(DeliveryState.EXPIRED, "late")
    if chat is None:
        return _void("forgotten")
    if notice.kind is NoticeKind.MESSAGE:
        # who has stopped the readers' notices may still be an editor
        return None if chat.state in _REACHABLE else _void(chat.state)
    today = local_day(chat.zone, now)
    if (unwanted := _unwanted(claimed, chat, today)) is not None:
        return _void(unwanted)
    if notice.kind in {NoticeKind.REMINDER, NoticeKind.WINDOW}:
        return _outdated(notice, agenda.occasion(notice.subject), today)
    return None


def _unwanted(claimed: Claimed, chat: Chat, today: date) -> str | None:
    if chat.state is not ChatState.ACTIVE:
        return chat.state
    if chat.paused_until is not None and chat.paused_until >= today:
        return "paused"
    if claimed.notice.kind is NoticeKind.BULLETIN:
        return None if claimed.wanted else "unfollowed"
    if chat.frequency is Frequency.WEEKLY:
        return "weekly"
    return "muted" if claimed.muted else None


def _outdated(notice: Notice, occasion: Occasion | None, today: date) -> Ruling | None:
    if occasion is None:
        return _void("withdrawn")
    if occasion.is_cancelled:
        return _void("cancelled")
    if occasion.when.begins != notice.begins:
        return _void("moved")
    if occasion.when.is_day is not (notice.kind is NoticeKind.REMINDER):
        return _void("reworded")
    if notice.begins is not None and notice.begins < today:
        return Ruling(DeliveryState.EXPIRED, "begun")
    return None


def _void(reason: str) -> Ruling:
    return Ruling(DeliveryState.VOID, reason)
