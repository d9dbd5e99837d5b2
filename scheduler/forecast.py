"""Forecast when the bot sends its next message unasked, for the few chats of a sandbox."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from data.store.notices import NewNotice, NoticeKind
from data.store.store import Store
from data.store.targeting.recipients import Recipient, Recipients
from scheduler.agenda import Agenda, AgendaNow
from scheduler.bulletins.schedule import DRAFT_AHEAD, Timetable
from scheduler.delivery.eligibility import check, is_reachable
from scheduler.reminder_forecast import Ahead, ReminderForecast, as_stored

HORIZON = timedelta(days=400)
MOST_CHATS = 50
_WEEK = timedelta(days=7)


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
        self._reminders = ReminderForecast(store)

    async def next(self, now: datetime, chats: Collection[int]) -> datetime | None:
        """Return the first instant after now at which one of the chats gets a message, in UTC.

        None where there is none within 400 days. Only the first MOST_CHATS chats that can be written to are
        looked at. What editors may still change about an issue of the bulletin is not forecast.
        """
        due = await self._store.outbox.next_due()
        found = [] if due is None else [due]
        ahead = Ahead(await self._agenda(), now, HORIZON)
        for recipient in await self._reachable(chats):
            found += self._issues(recipient, ahead.agenda, now)
            found += [one.at for one in await self._reminders.upcoming(recipient, ahead, 1)]
        return min((at for at in found if at > now), default=None)

    async def next_reminder(self, now: datetime, chat_id: int) -> datetime | None:
        """Return the first instant after now at which a chat gets a reminder, in UTC.

        None where there is none within 400 days.
        """
        ahead = Ahead(await self._agenda(), now, HORIZON)
        for recipient in await self._reachable([chat_id]):
            for one in await self._reminders.upcoming(recipient, ahead, 1):
                return one.at
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
            if check(as_stored(notice, due), recipient, agenda, due) is None:
                yield due
