"""List the entries of a calendar file: those to add and those to remove."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from data.calendar.almanac import Almanac
from data.calendar.followers import subscriptions_for
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, EventStatus, PlanEvent
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import LocalHour
from data.store.revisions import RecordedChange
from handlers.chat_context import ChatContext
from handlers.notices.plan_states import read_state
from scheduler.local_hours import hour_instant
from scheduler.reminder_forecast import ChosenLeads


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry of a calendar file.

    uid stays the same while the thing is the same. sequence never decreases, so that a calendar knows the
    newer of two files. is_off means that the entry is to be removed from the calendar. alarms are how long
    before its beginning a calendar reminds of it, negative after midnight of the first of whole days.
    """

    occasion: Occasion
    uid: str
    sequence: int
    is_off: bool = False
    alarms: tuple[timedelta, ...] = ()


def event_entries(almanac: Almanac, event_id: int, history: Sequence[RecordedChange]) -> list[CalendarEntry]:
    """Return the entries of an event, which may have left its plan.

    history has all recorded changes of the event. An occurrence that is cancelled, undated or gone is
    removed under the last date it had. The sequence is the revision of the last change.
    """
    event = almanac.event(event_id)
    sequence = max((change.revision for change in history), default=0)
    now = {} if event is None else _present_dates(almanac, event)
    last_dates = _last_dates(history)
    entries = []
    for place in sorted({*now, *last_dates}):
        is_off = place not in now or now[place].is_cancelled
        occasion = now.get(place) or _removed_occasion(
            event_id, place, event or _last_known(event_id, history), last_dates[place]
        )
        entries.append(CalendarEntry(occasion, occasion.key, sequence, is_off))
    return entries


def city_entry(almanac: Almanac, occasion: Occasion) -> CalendarEntry:
    """Return the entry of a city day. It keeps its uid when the day becomes a jubilee.

    Plans of other years and rules decide about the day too, so its sequence is the newest revision of
    all.
    """
    kind, _, rest = occasion.key.partition(":")
    is_second = (
        kind == OccasionKind.CITY_DAY and almanac.occasion(f"{OccasionKind.JUBILEE}:{rest}") is not None
    )
    return CalendarEntry(occasion, occasion.key if is_second else f"city:{rest}", almanac.revision)


async def with_alarms(context: ChatContext, entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """Return the entries with the alarms that the reader's lead times call for."""
    subscriptions, chat_id = context.store.subscriptions, context.chat.chat_id
    leads = ChosenLeads(await subscriptions.leads(chat_id), await subscriptions.hours(chat_id))
    follows, local_hour = await context.follows(), LocalHour(context.chat.zone, context.chat.hour)
    found = []
    for entry in entries:
        followed = [one for one in subscriptions_for(entry.occasion) if one in follows]
        followed = followed or _nearest_subscriptions(entry.occasion)
        days, hours = leads.days_of(followed), leads.hours_of(followed)
        found.append(replace(entry, alarms=_alarms(entry, days, hours, local_hour)))
    return found


def _nearest_subscriptions(occasion: Occasion) -> list[Subscription]:
    """Return the subscription that the button of the card makes, whose lead times would count."""
    concerned = subscriptions_for(occasion)
    return [one for one in concerned if one.topic is Topic.EVENT] or list(concerned[-1:])


def _alarms(
    entry: CalendarEntry, days: Iterable[int], hours: Iterable[int], local_hour: LocalHour
) -> tuple[timedelta, ...]:
    """Return the alarms at the instants of the bot's own reminders, the earliest first.

    None for a window and for an entry that is removed. The hour of whole days is the calendar's own.
    """
    occasion, begins = entry.occasion, entry.occasion.when.start
    if entry.is_off or begins is None or not occasion.when.is_day:
        return ()
    starts = occasion.starts_at if occasion.when.start == occasion.when.end else None
    if starts is None:
        found = {timedelta(days=lead) - timedelta(hours=local_hour.hour) for lead in days}
    else:
        instants = (hour_instant(local_hour, begins - timedelta(days=lead)) for lead in days)
        before = {starts - instant for instant in instants} | {timedelta(hours=one) for one in hours}
        found = {one for one in before if one > timedelta()}
    return tuple(sorted(found, reverse=True))


def _present_dates(almanac: Almanac, event: PlanEvent) -> dict[int, Occasion]:
    """Return the occurrences that have a date, by their positions."""
    found = ((at, almanac.occasion(f"event:{event.id}:{at}")) for at in range(len(event.occurrences)))
    return {at: one for at, one in found if one is not None and one.when.end is not None}


def _last_dates(history: Sequence[RecordedChange]) -> dict[int, ImpreciseDate]:
    """Return the last date that each occurrence had in the plan, by their positions."""
    found: dict[int, ImpreciseDate] = {}
    for facts in _recorded_states(history):
        for place, occurrence in enumerate(read_state(facts).occurrences):
            if occurrence.when is not None and occurrence.when.end is not None:
                found[place] = occurrence.when
    return found


def _recorded_states(history: Sequence[RecordedChange]) -> Iterator[Mapping[str, Any]]:
    """Yield the recorded states of the event, oldest first."""
    for change in history:
        yield from (facts for facts in (change.before, change.after) if facts is not None)


def _removed_occasion(event_id: int, place: int, event: PlanEvent, when: ImpreciseDate) -> Occasion:
    year = when.end.year if when.end else 0
    return Occasion(f"event:{event_id}:{place}", OccasionKind.EVENT, when, year, event=event)


def _last_known(event_id: int, history: Sequence[RecordedChange]) -> PlanEvent:
    """Return a removed event with its last known title, as a cancelled one."""
    title = next(
        (str(facts["title"]) for facts in reversed([*_recorded_states(history)]) if facts.get("title")), ""
    )
    return PlanEvent("", 1, 1, None, title, EventKind.OWN, (), status=EventStatus.CANCELLED, id=event_id)
