"""Whether what was planned is still true, wanted and in time when its turn comes."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.followers import subscriptions_for
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription, Topic
from data.store.chats import Chat, ChatState, LocalHour
from data.store.notices import DeliveryState, Notice, NoticeKind
from data.store.targeting.eligibility import message_objection, notice_objection
from data.store.targeting.recipients import Recipient
from scheduler.due_notices import Agenda
from scheduler.local_hours import is_night, local_day, next_slot_instant

_REACHABLE = frozenset({ChatState.ACTIVE, ChatState.STOPPED})
_BULLETIN = Subscription(Topic.BULLETIN)
# Nobody is woken by these; a bulletin makes no sound, and a message to editors is work.
_FOR_THE_DAY = frozenset({NoticeKind.REMINDER, NoticeKind.WINDOW, NoticeKind.CHANGE})


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why something is not told: EXPIRED when too late, VOID when no longer true or wanted."""

    state: DeliveryState
    reason: str


def judge(notice: Notice, recipient: Recipient | None, agenda: Agenda, now: datetime) -> Rejection | None:
    """What stands against telling a notice now; None when nothing does.

    A reminder is worth telling until the local day on which its occasion begins has ended.
    """
    if notice.expires_at <= now:
        return Rejection(DeliveryState.EXPIRED, "late")
    if recipient is None:
        return _void("forgotten")
    if notice.kind is NoticeKind.MESSAGE:
        # who has stopped the readers' notices may still be an editor
        return None if recipient.chat.state in _REACHABLE else _void(recipient.chat.state)
    today = local_day(recipient.chat.zone, now)
    if (unwanted := _unwanted(notice, recipient, today)) is not None:
        return _void(unwanted)
    if notice.kind in {NoticeKind.REMINDER, NoticeKind.WINDOW}:
        return _outdated(notice, agenda.occasion(notice.subject), recipient, today)
    return None


def concerns(notice: Notice, recipient: Recipient) -> bool:
    """Whether a change is about something the recipient follows; who was told before may care as well."""
    told_to = json.loads(notice.payload).get("followers")
    if told_to is None:
        return True
    return any(Subscription(Topic(topic), subject) in recipient.follows for topic, subject in told_to)


def wait_for_morning(notice: Notice, chat: Chat, now: datetime) -> datetime | None:
    """Until when a notice can wait so that it wakes nobody; None when it need not, or is then useless."""
    slot = LocalHour(chat.zone, chat.hour)
    if notice.kind not in _FOR_THE_DAY or not is_night(slot, now):
        return None
    later = next_slot_instant(slot, now)
    is_useless = notice.begins is not None and local_day(chat.zone, later) > notice.begins
    return None if is_useless or later >= notice.expires_at else later


def _unwanted(notice: Notice, recipient: Recipient, today: date) -> str | None:
    if notice.kind is not NoticeKind.BULLETIN:
        return notice_objection(recipient.chat, recipient.mutes, notice.subject, today)
    if (objection := message_objection(recipient.chat, today)) is not None:
        return objection
    return None if _BULLETIN in recipient.follows else "unfollowed"


def _outdated(
    notice: Notice, occasion: Occasion | None, recipient: Recipient, today: date
) -> Rejection | None:
    if occasion is None:
        return _void("withdrawn")
    if occasion.is_cancelled:
        return _void("cancelled")
    if occasion.when.begins != notice.begins:
        return _void("moved")
    if occasion.when.is_day is not (notice.kind is NoticeKind.REMINDER):
        return _void("reworded")
    if notice.begins is not None and notice.begins < today:
        return Rejection(DeliveryState.EXPIRED, "begun")
    return None if recipient.follows.intersection(subscriptions_for(occasion)) else _void("unfollowed")


def _void(reason: str) -> Rejection:
    return Rejection(DeliveryState.VOID, reason)
