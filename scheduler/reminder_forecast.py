"""Forecast the reminders of one chat by the planner's own rules."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush

from data.calendar.followers import subscriptions_for
from data.calendar.greetings import greeting_of
from data.calendar.occasions import Occasion
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import Chat, LocalHour
from data.store.notices import NewNotice, Notice
from data.store.store import Store
from data.store.targeting.recipients import Recipient
from scheduler.agenda import Agenda
from scheduler.delivery.eligibility import check
from scheduler.due_notices import LONGEST_LEAD, DueNotice, Span, due_notices
from scheduler.hours_ahead import hour_reminders
from scheduler.local_hours import hour_instant, last_reminder_day

_DAY = timedelta(days=1)
# The local day may be ahead of the day in UTC, by which spans are read here.
_EARLIEST = timedelta(days=LONGEST_LEAD + 1)


@dataclass(frozen=True, slots=True)
class ExpectedReminder:
    """A reminder that will come at an aware instant, if nothing changes until then."""

    at: datetime
    occasion: Occasion
    notice: NewNotice


@dataclass(frozen=True, slots=True)
class ChosenLeads:
    """The lead times that a chat has chosen for each topic: days and hours."""

    days: Mapping[Topic, tuple[int, ...]]
    hours: Mapping[Topic, tuple[int, ...]]

    def days_of(self, followed: Iterable[Subscription]) -> frozenset[int]:
        """Return the days ahead chosen for any of these subscriptions."""
        return frozenset(lead for one in followed for lead in self.days[one.topic])

    def hours_of(self, followed: Iterable[Subscription]) -> frozenset[int]:
        """Return the hours ahead chosen for any of these subscriptions."""
        return frozenset(hours for one in followed for hours in self.hours[one.topic])


class Ahead:
    """What lies ahead, read once for all chats of one forecast."""

    def __init__(self, agenda: Agenda, now: datetime, horizon: timedelta) -> None:
        self.agenda = agenda
        self.now = now
        first = (now - _DAY).date()
        self.occasions: list[tuple[Occasion, tuple[Subscription, ...]]] = [
            (one, subscriptions_for(one)) for one in agenda.occasions(first, first + horizon)
        ]
        """The occasions in order, each with the subscriptions that it concerns."""


class ReminderForecast:
    """Asks the planner's rules what will be due, and delivery's rules whether it will be sent."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def upcoming(self, recipient: Recipient, ahead: Ahead, most: int) -> list[ExpectedReminder]:
        """Return the next reminders of a chat, in order, at most so many."""
        chat_id = recipient.chat.chat_id
        leads = ChosenLeads(
            await self._store.subscriptions.leads(chat_id), await self._store.subscriptions.hours(chat_id)
        )
        found: dict[str, ExpectedReminder] = {}
        for one in _in_order(_expected(recipient, leads, ahead)):
            if one.notice.key in found or not _will_be_sent(one, recipient, ahead.agenda):
                continue
            if not await self._store.outbox.is_addressed(one.notice.key, chat_id):
                found[one.notice.key] = one
            if len(found) == most:
                break
        return list(found.values())


def as_stored(notice: NewNotice, at: datetime) -> Notice:
    """Return the notice as it would be stored at an instant, without an id."""
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
        hours=notice.hours,
    )


def _will_be_sent(one: ExpectedReminder, recipient: Recipient, agenda: Agenda) -> bool:
    return check(as_stored(one.notice, one.at), recipient, agenda, one.at) is None


def _expected(
    recipient: Recipient, leads: ChosenLeads, ahead: Ahead
) -> Iterator[tuple[datetime, list[ExpectedReminder]]]:
    """Yield for each followed occasion the earliest instant of any of its reminders, and these."""
    chat = recipient.chat
    local_hour = LocalHour(chat.zone, chat.hour)
    after = last_reminder_day(local_hour, ahead.now)
    after_pause = _days_after_pause(chat, after)
    for occasion, subscriptions in ahead.occasions:
        followed = [one for one in subscriptions if one in recipient.follows]
        begins = occasion.when.begins
        if not followed or begins is None:
            continue
        days = leads.days_of(followed) | ({0} if _is_greeted(occasion, chat) else frozenset())
        looked_at = {max(begins - timedelta(days=lead), after + _DAY) for lead in days} | after_pause
        found = list(_at_local_hours(occasion, looked_at, days, local_hour))
        hours = leads.hours_of(followed)
        found += [
            ExpectedReminder(one.due, occasion, one.notice)
            for one in hour_reminders(occasion)
            if one.notice.hours in hours and one.due > ahead.now
        ]
        yield datetime.combine(begins, time(), UTC) - _EARLIEST, found


def _days_after_pause(chat: Chat, after: date) -> frozenset[date]:
    """Return the first day after a pause that ends.

    A window that opens later is announced on it.
    """
    last = chat.paused_until
    return frozenset({last + _DAY}) if last is not None and after <= last < date.max else frozenset()


def _at_local_hours(
    occasion: Occasion, days: Iterable[date], leads: frozenset[int], local_hour: LocalHour
) -> Iterator[ExpectedReminder]:
    """Yield the reminders that the hour of these local days calls for."""
    for day in days:
        for one in due_notices([occasion], Span(day - _DAY, day, day)):
            if _is_chosen(one, leads):
                yield ExpectedReminder(hour_instant(local_hour, day), occasion, one.notice)


def _is_chosen(one: DueNotice, leads: frozenset[int]) -> bool:
    if one.least_lead is None:
        return one.notice.lead in leads
    return max(leads, default=-1) >= one.least_lead


def _is_greeted(occasion: Occasion, chat: Chat) -> bool:
    greeting = greeting_of(occasion)
    return chat.greets and occasion.when.is_day and greeting is not None and greeting.is_for(chat.city)


def _in_order(
    expected: Iterable[tuple[datetime, list[ExpectedReminder]]],
) -> Iterator[ExpectedReminder]:
    """Yield the reminders by their instants. What comes later need not be looked at first."""
    waiting: list[tuple[datetime, str, ExpectedReminder]] = []
    for earliest, found in expected:
        while waiting and waiting[0][0] < earliest:
            yield heappop(waiting)[-1]
        for one in found:
            heappush(waiting, (one.at, one.notice.key, one))
    while waiting:
        yield heappop(waiting)[-1]
