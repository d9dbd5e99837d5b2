"""Check when its turn comes whether a notice is still true, wanted and in time."""

from dataclasses import dataclass
from datetime import date, datetime

from data.calendar.followers import subscriptions_for
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription
from data.store.broadcasts.announced import following_of
from data.store.broadcasts.announcements import EVERYBODY
from data.store.chat_values import Chat, ChatState, LocalHour
from data.store.notices import DeliveryState, Notice, NoticeKind
from data.store.targeting.eligibility import message_objection, notice_objection
from data.store.targeting.recipients import Recipient
from scheduler.agenda import Agenda
from scheduler.change_payload import audience_of
from scheduler.local_hours import local_day, must_be_quiet, next_hour_instant

_REACHABLE = frozenset({ChatState.ACTIVE, ChatState.STOPPED})
# These wait in quiet hours. A bulletin and an edit make no sound, and a message to editors is work.
_WAIT_IN_QUIET_HOURS = frozenset(
    {NoticeKind.REMINDER, NoticeKind.WINDOW, NoticeKind.CHANGE, NoticeKind.ANNOUNCEMENT}
)
# A chat that has stopped the readers' notices may still be an editor's, and what is wrong in a message that
# it has got is corrected.
_FOR_ALL_REACHABLE = frozenset({NoticeKind.MESSAGE, NoticeKind.AMENDMENT})


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

    A reminder is worth sending until the local day on which its occasion begins has ended, one that comes
    hours ahead until the event begins.
    recipient is None where the chat is not known any more.
    """
    if notice.expires_at <= now:
        return Rejection(DeliveryState.EXPIRED, "late")
    if recipient is None:
        return _void("forgotten")
    if notice.kind in _FOR_ALL_REACHABLE:
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
    urgent change, which has a day. A reminder hours ahead does not wait either: it was chosen for its time.
    What does not wait is sent without a sound.
    """
    if notice.kind not in _WAIT_IN_QUIET_HOURS:
        return None
    local_hour = LocalHour(chat.zone, chat.hour)
    is_urgent = notice.hours is not None or (notice.kind is NoticeKind.CHANGE and notice.begins is not None)
    if is_urgent or not must_be_quiet(local_hour, now):
        return None
    later = next_hour_instant(local_hour, now)
    is_useless = notice.begins is not None and local_day(chat.zone, later) > notice.begins
    return None if is_useless or later >= notice.expires_at else later


def _concerns(notice: Notice, recipient: Recipient) -> bool:
    """Return whether the recipient still follows what a change is about."""
    audience = audience_of(notice)
    return audience is None or not recipient.follows.isdisjoint(audience.concerned)


def _unwanted(notice: Notice, recipient: Recipient, today: date) -> str | None:
    following = _followed_by_recipients(notice)
    if following is None:
        objection = notice_objection(recipient.chat, recipient.mutes, notice.subject, today)
        is_unfollowed = notice.kind is NoticeKind.CHANGE and not _concerns(notice, recipient)
        return objection or ("unfollowed" if is_unfollowed else None)
    if following == EVERYBODY:
        objection = message_objection(recipient.chat, today)
    else:
        objection = notice_objection(recipient.chat, recipient.mutes, notice.subject, today)
    return objection or (None if following in recipient.follows else "unfollowed")


def _followed_by_recipients(notice: Notice) -> Subscription | None:
    """Return what the recipients of a bulletin or an announcement follow.

    None for all other kinds.
    """
    if notice.kind is NoticeKind.BULLETIN:
        return EVERYBODY
    return following_of(notice.subject) if notice.kind is NoticeKind.ANNOUNCEMENT else None


def _outdated(
    notice: Notice, occasion: Occasion | None, recipient: Recipient, today: date
) -> Rejection | None:
    if occasion is None:
        return _void("withdrawn")
    if occasion.is_cancelled:
        return _void("cancelled")
    if _has_moved(notice, occasion):
        return _void("moved")
    if occasion.when.is_day is not (notice.kind is NoticeKind.REMINDER):
        return _void("reworded")
    if notice.begins is not None and notice.begins < today:
        return Rejection(DeliveryState.EXPIRED, "begun")
    return None if recipient.follows.intersection(subscriptions_for(occasion)) else _void("unfollowed")


def _has_moved(notice: Notice, occasion: Occasion) -> bool:
    """Return whether the occasion begins on another day, or at another hour where that matters."""
    if notice.hours is not None and occasion.starts_at != notice.expires_at:
        return True
    return occasion.when.begins != notice.begins


def _void(reason: str) -> Rejection:
    return Rejection(DeliveryState.VOID, reason)
