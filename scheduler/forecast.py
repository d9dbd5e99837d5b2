"""When the bot will write unasked next, foretold for the few chats of a rehearsal."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from data.calendar.followers import subscriptions_for
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.topics import Subscription, Topic
from data.store.almanacs import AlmanacSource
from data.store.chats import Chat, ChatState, LocalHour
from data.store.store import Store
from data.store.targeting.eligibility import message_objection, notice_objection
from scheduler.bulletin_schedule import DRAFT_AHEAD, Timetable
from scheduler.local_hours import local_day, slot_instant

HORIZON = timedelta(days=400)
MOST_CHATS = 50
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Wishes:
    """A chat and what it wants to hear of, how long ahead, and what not."""

    chat: Chat
    follows: frozenset[Subscription]
    leads: dict[Topic, tuple[int, ...]]
    mutes: frozenset[str]

    def hears(self, instant: datetime) -> bool:
        return message_objection(self.chat, local_day(self.chat.zone, instant)) is None

    def hears_of(self, key: str, instant: datetime) -> bool:
        day = local_day(self.chat.zone, instant)
        return notice_objection(self.chat, self.mutes, key, day) is None


class Forecast:
    """Foretells from the agenda and from what the chats follow; it plans nothing."""

    def __init__(
        self, store: Store, almanacs: AlmanacSource, timetable: Timetable, owners: Collection[int]
    ) -> None:
        """owners: user ids to whom drafts of the bulletin are shown."""
        self._store = store
        self._almanacs = almanacs
        self._timetable = timetable
        self._owners = owners

    async def next(self, now: datetime, chats: Collection[int]) -> datetime | None:
        """The first instant after now at which something is sent to one of the chats; None within 400 days.

        Only the first MOST_CHATS chats the bot knows are looked at. What editors may still change about an
        issue of the bulletin is not foretold.
        """
        store, found = self._store, list[datetime]()
        due = await store.outbox.next_due()
        if due is not None:
            found.append(due)
        agenda = await self._almanacs.refresh()
        first = (now - _DAY).date()
        occasions = agenda.occasions(first, first + HORIZON)
        for wishes in await self._wishes(chats):
            found += self._issues(wishes, now)
            found += [
                at for one in occasions for at in _reminders(wishes, one) if wishes.hears_of(one.key, at)
            ]
        return min((at for at in found if at > now), default=None)

    async def _wishes(self, chats: Collection[int]) -> list[_Wishes]:
        store, found = self._store, list[_Wishes]()
        for number in chats:
            chat = await store.chats.get(number)
            if chat is None or chat.state is not ChatState.ACTIVE:
                continue
            follows = frozenset(await store.subscriptions.list(number))
            leads = await store.subscriptions.leads(number)
            found.append(_Wishes(chat, follows, leads, await store.subscriptions.mutes(number)))
            if len(found) == MOST_CHATS:
                break
        return found

    def _issues(self, wishes: _Wishes, now: datetime) -> Iterator[datetime]:
        day = self._timetable.issue_in_hand(now)
        for issue in (day, day + _WEEK):
            due = self._timetable.due(issue)
            if wishes.chat.chat_id in self._owners:
                yield due - DRAFT_AHEAD
            if Subscription(Topic.BULLETIN) in wishes.follows and wishes.hears(due):
                yield due


def _reminders(wishes: _Wishes, occasion: Occasion) -> Iterator[datetime]:
    begins = occasion.when.begins
    if begins is None or occasion.is_cancelled or occasion.kind is OccasionKind.BULLETIN:
        return
    days = {
        lead
        for following in subscriptions_for(occasion)
        if following in wishes.follows
        for lead in _leads(occasion, wishes.leads[following.topic])
    }
    for lead in days:
        yield _hour(wishes.chat, begins - timedelta(days=lead))


def _leads(occasion: Occasion, chosen: tuple[int, ...]) -> tuple[int, ...]:
    if occasion.when.is_day:
        return chosen
    # a window is told of once, the longest chosen time before it opens
    return chosen[:1] if occasion.when.is_window else ()


def _hour(chat: Chat, day: date) -> datetime:
    return slot_instant(LocalHour(chat.zone, chat.hour), day)
