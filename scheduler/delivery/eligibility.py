"""Check when its turn comes whether a notice is still true, wanted and in time."""

from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.followers import subscriptions_for
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, ChatState, LocalHour
from data.store.notices import DeliveryState, Notice, NoticeKind
from data.store.targeting.eligibility import message_objection, notice_objection
from data.store.targeting.recipients import Recipient
from scheduler.agenda import Agenda
from scheduler.change_payload import audience_of
from scheduler.local_hours import local_day, must_be_quiet, next_hour_instant

_REACHABLE = frozenset({ChatState.ACTIVE, ChatState.STOPPED})
_BULLETIN = Subscription(Topic.BULLETIN)
# These wait in quiet hours. A bulletin makes no sound, and a message to editors is work.
_WAIT_IN_QUIET_HOURS = frozenset({NoticeKind.REMINDER, NoticeKind.WINDOW, NoticeKind.CHANGE})


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a notice is not sent.

    The state is EXPIRED when it is too late, VOID when the notice is no longer true or wanted, FAILED when
    our own work on it has failed.
    """

    state: DeliveryState
    reason: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """A notice that waits in quiet hours, until an aware instant."""

    until: datetime


def check(notice: Notice, recipient: Recipient | None, agenda: Agenda, now: datetime) -> Rejection | None:
    """Return why the notice is not to be sent at the aware instant now, or None.

    A reminder is worth sending until the local day on which its occasion begins has ended.
    recipient is None where the chat is not known any more.
    """
    if notice.expires_at <= now:
        return Rejection(DeliveryState.EXPIRED, "late")
    if recipient is None:
        return _void("forgotten")
    if notice.kind is NoticeKind.MESSAGE:
        # A chat that has stopped the readers' notices may still be an editor's.
        return None if is_reachable(recipient.chat) else _void(recipient.chat.state)
    today = local_day(recipient.chat.zone, now)
    if (unwanted := _unwanted(notice, recipient, today)) is not None:
        return _void(unwanted)
    if notice.kind in {NoticeKind.REMINDER, NoticeKind.WINDOW}:
        return _outdated(notice, agenda.occasion(notice.subject), recipient, today)
    return None


def is_reachable(chat: Chat) -> bool:
    """Return whether anything at all may be sent to the chat."""
    return chat.state in _REACHABLE


def wait_in_quiet_hours(notice: Notice, chat: Chat, now: datetime) -> datetime | None:
    """Return until when a notice waits in quiet hours, in UTC: the next local hour of the chat.

    None where the hour is not quiet, where this kind does not wait, where it would come too late, and for an
    urgent change, which has a day.
    """
    local_hour = LocalHour(chat.zone, chat.hour)
    if notice.kind is NoticeKind.CHANGE and notice.begins is not None:
        return None
    if notice.kind not in _WAIT_IN_QUIET_HOURS or not must_be_quiet(local_hour, now):
        return None
    later = next_hour_instant(local_hour, now)
    is_useless = notice.begins is not None and local_day(chat.zone, later) > notice.begins
    return None if is_useless or later >= notice.expires_at else later


def _concerns(notice: Notice, recipient: Recipient) -> bool:
    """Return whether the recipient still follows what a change is about."""
    audience = audience_of(notice)
    return audience is None or not recipient.follows.isdisjoint(audience.concerned)


def _unwanted(notice: Notice, recipient: Recipient, today: date) -> str | None:
    if notice.kind is not NoticeKind.BULLETIN:
        objection = notice_objection(recipient.chat, recipient.mutes, notice.subject, today)
        is_unfollowed = notice.kind is NoticeKind.CHANGE and not _concerns(notice, recipient)
        return objection or ("unfollowed" if is_unfollowed else None)
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
