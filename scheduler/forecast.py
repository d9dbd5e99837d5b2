"""Forecast when the bot sends its next message unasked, for the few chats of a sandbox."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from data.calendar.followers import subscriptions_for
from data.calendar.greetings import greeting_of
from data.calendar.occasions import Occasion
from data.calendar.topics import Topic
from data.store.chat_values import Chat, LocalHour
from data.store.notices import NewNotice, Notice, NoticeKind
from data.store.store import Store
from data.store.targeting.recipients import Recipient, Recipients
from scheduler.agenda import Agenda, AgendaNow
from scheduler.bulletins.schedule import DRAFT_AHEAD, Timetable
from scheduler.delivery.eligibility import check, is_reachable
from scheduler.due_notices import DueNotice, Span, days_to_look_at, due_notices
from scheduler.local_hours import hour_instant, last_reminder_day

HORIZON = timedelta(days=400)
MOST_CHATS = 50
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class Forecast:
    """Asks the planner's rules what will be due, and delivery's rules whether it will be sent."""

    def __init__(
        self,
        store: Store,
        recipients: Recipients,
        agenda: AgendaNow,
        timetable: Timetable,
        owners: Collection[int],
    ) -> None:
        """Read from these. owners are the user ids to whom drafts of the bulletin are shown."""
        self._store = store
        self._recipients = recipients
        self._agenda = agenda
        self._timetable = timetable
        self._owners = owners

    async def next(self, now: datetime, chats: Collection[int]) -> datetime | None:
        """Return the first instant after now at which one of the chats gets a message, in UTC.

        None where there is none within 400 days. Only the first MOST_CHATS chats that can be written to are
        looked at. What editors may still change about an issue of the bulletin is not forecast.
        """
        due = await self._store.outbox.next_due()
        found = [] if due is None else [due]
        ahead = _Ahead(await self._agenda(), (now - _DAY).date())
        for recipient in await self._reachable(chats):
            found += self._issues(recipient, ahead.agenda, now)
            at = await self._next_reminder(recipient, ahead, now)
            found += [] if at is None else [at]
        return min((at for at in found if at > now), default=None)

    async def next_reminder(self, now: datetime, chat_id: int) -> datetime | None:
        """Return the first instant after now at which a chat gets a reminder, in UTC.

        None where there is none within 400 days.
        """
        ahead = _Ahead(await self._agenda(), (now - _DAY).date())
        for recipient in await self._reachable([chat_id]):
            return await self._next_reminder(recipient, ahead, now)
        return None

    async def _reachable(self, chats: Collection[int]) -> list[Recipient]:
        known = await self._recipients.read(chats)
        found = (known[chat_id] for chat_id in chats if chat_id in known)
        return [one for one in found if is_reachable(one.chat)][:MOST_CHATS]

    def _issues(self, recipient: Recipient, agenda: Agenda, now: datetime) -> Iterator[datetime]:
        """Yield when drafts and issues of the bulletin come."""
        day = self._timetable.issue_in_hand(now)
        for issue in (day, day + _WEEK):
            due = self._timetable.due(issue)
            if recipient.chat.chat_id in self._owners:
                yield due - DRAFT_AHEAD
            notice = NewNotice("bulletin", NoticeKind.BULLETIN, "bulletin", due + _WEEK)
            if check(_as_stored(notice, due), recipient, agenda, due) is None:
                yield due

    async def _next_reminder(self, recipient: Recipient, ahead: "_Ahead", now: datetime) -> datetime | None:
        chat_id, local_hour = recipient.chat.chat_id, LocalHour(recipient.chat.zone, recipient.chat.hour)
        leads = await self._store.subscriptions.leads(chat_id)
        for day, occasion in ahead.days(last_reminder_day(local_hour, now)):
            if recipient.follows.isdisjoint(subscriptions_for(occasion)):
                continue
            at = hour_instant(local_hour, day)
            for one in due_notices([occasion], Span(day - _DAY, day, day)):
                is_wanted = _is_chosen(one, recipient, leads) and (
                    check(_as_stored(one.notice, at), recipient, ahead.agenda, at) is None
                )
                if is_wanted and chat_id not in await self._addressed(one.notice.key, ahead):
                    return at
        return None

    async def _addressed(self, key: str, ahead: "_Ahead") -> frozenset[int]:
        """Return the chats for which the notice with this key is planned already, or sent."""
        if key not in ahead.addressed:
            notice = await self._store.outbox.find(key)
            rows = [] if notice is None else await self._store.outbox.deliveries(notice.id)
            ahead.addressed[key] = frozenset(row.chat_id for row in rows)
        return ahead.addressed[key]


class _Ahead:
    """What lies ahead, read once for all chats of one forecast. addressed: chats by notice key."""

    def __init__(self, agenda: Agenda, first: date) -> None:
        self.agenda = agenda
        self.addressed: dict[str, frozenset[int]] = {}
        self._occasions = agenda.occasions(first, first + HORIZON)
        self._days: dict[date, list[tuple[date, Occasion]]] = {}

    def days(self, after: date) -> list[tuple[date, Occasion]]:
        """Return the days later than after on which an occasion may call for a notice, in order."""
        if after not in self._days:
            days = [(day, one) for one in self._occasions for day in days_to_look_at(one, after)]
            self._days[after] = sorted(days, key=lambda found: found[0])
        return self._days[after]


def _is_chosen(due: DueNotice, recipient: Recipient, leads: Mapping[Topic, tuple[int, ...]]) -> bool:
    """Return whether the notice comes at a lead time chosen for a topic that the chat follows."""
    topics = {one.topic for one in subscriptions_for(due.occasion) if one in recipient.follows}
    chosen = {lead for topic in topics for lead in leads[topic]}
    if due.least_lead is None:
        return due.notice.lead in chosen or (
            due.notice.lead == 0 and _is_greeted(due.occasion, recipient.chat)
        )
    return max(chosen, default=-1) >= due.least_lead


def _is_greeted(occasion: Occasion, chat: Chat) -> bool:
    greeting = greeting_of(occasion)
    return chat.greets and greeting is not None and greeting.is_for(chat.city)


def _as_stored(notice: NewNotice, at: datetime) -> Notice:
    return Notice(
        id=0,
        key=notice.key,
        kind=notice.kind,
        subject=notice.subject,
        lead=notice.lead,
        begins=notice.begins,
        expires_at=notice.expires_at,
        payload=notice.payload,
        created_at=at,
    )
