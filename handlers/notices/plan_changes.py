"""What a change amounts to: what was said before against what holds now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any

from pydantic import TypeAdapter, ValidationError

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.occasions import Occasion
from data.calendar.plan import EventStatus, Occurrence, PlanEvent
from data.plans.editions.event_identity import fold
from handlers.text.words import Words
from handlers.views.change_lines import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.occasions import city_name, place_name

_DATE = TypeAdapter(ImpreciseDate)
_TIME = TypeAdapter(ClockTime)
_NEVER = ImpreciseDate("", Precision.UNSCHEDULED)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place, date and time; None and the empty text where open. where is the place levelled."""

    when: ImpreciseDate | None = None
    place: str = ""
    where: str = ""
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Something planned as it was, or is. calculated: its date was, or is, a guess of ours."""

    title: str
    slots: tuple[Slot, ...]
    cancelled: bool = False
    calculated: bool = False


def read_change(
    words: Words, almanac: Almanac, subject: str, before: Mapping[str, Any] | None
) -> PlanChange | None:
    """What became of the subject since `before` (None: it was not there); None when it is as it was.

    Told is the present truth, whatever steps led to it: moved twice is moved once, moved back is nothing.
    """
    was = None if before is None else read_state(before)
    kind, _, rest = subject.partition(":")
    if kind == "event":
        event = almanac.event(int(rest)) if rest.isdecimal() else None
        return _changed(subject, was, None if event is None else state_of_event(words, event))
    occasion = almanac.occasion(subject)
    city = almanac.cities.by_id.get(rest.rpartition(":")[0]) if occasion is None else occasion.city
    changed = _changed(subject, was, None if occasion is None else state_of_city(occasion))
    name = city_name(words, city) if city is not None else _printed_name(words, occasion)
    if changed is None or not name:
        return None
    is_exact = occasion is not None and not occasion.approximate
    return replace(changed, city=city, city_name=name, is_exact=is_exact)


def read_state(facts: Mapping[str, Any]) -> State:
    """A state from stored facts: occurrences, or one date and place; an unreadable date is an open one."""
    listed = facts.get("occurrences")
    rows: Sequence[Any] = listed if isinstance(listed, list) else [facts]
    slots = tuple(_read_slot(row) for row in rows if isinstance(row, Mapping))
    cancelled = facts.get("status") == EventStatus.CANCELLED
    return State(str(facts.get("title") or ""), slots, cancelled, facts.get("calculated") is True)


def state_of_event(words: Words, event: PlanEvent) -> State:
    """An event as the plan has it now."""
    slots = tuple(_slot_of(words, one) for one in event.occurrences)
    return State(event.title, slots, event.status is EventStatus.CANCELLED)


def state_of_city(occasion: Occasion) -> State:
    """A city's day as it stands now."""
    return State("", (Slot(occasion.when),), calculated=occasion.calculated)


def _changed(subject: str, was: State | None, now: State | None) -> PlanChange | None:
    turns = tuple(_turns(was, now))
    if not turns:
        return None
    old, new = _telling_slots(was, now)
    present = now or was or State("", ())
    before = PlannedFacts(was.title, old.when, old.place, old.time) if was else PlannedFacts()
    return PlanChange(subject, turns, before, PlannedFacts(present.title, new.when, new.place, new.time))


def _turns(was: State | None, now: State | None) -> Iterator[ChangeEffect]:
    if now is None or now.cancelled:
        if was is not None and not was.cancelled:
            yield _end_turn(was, now)
        return
    if was is None or was.cancelled:
        yield ChangeEffect.ADDED if was is None else ChangeEffect.RESTORED
        return
    old, new = _telling_slots(was, now)
    if not _same_date(old.when, new.when):
        yield _guess_turn(was, now) or _date_turn(old.when, new.when)
    elif old.time != new.time:
        yield ChangeEffect.RETIMED
    if old.where != new.where:
        yield ChangeEffect.PLACED
    if was.title and fold(was.title) != fold(now.title):
        yield ChangeEffect.RENAMED


def _telling_slots(was: State | None, now: State | None) -> tuple[Slot, Slot]:
    """The first pair whose date differs, else whose time or place does, else the first."""
    pairs = list(zip_longest(was.slots if was else (), now.slots if now else (), fillvalue=Slot()))
    dated = [pair for pair in pairs if not _same_date(pair[0].when, pair[1].when)]
    timed = [pair for pair in pairs if pair[0].time != pair[1].time]
    placed = [pair for pair in pairs if pair[0].where != pair[1].where]
    return next(iter((*dated, *timed, *placed, *pairs)), (Slot(), Slot()))


def _date_turn(old: ImpreciseDate | None, new: ImpreciseDate | None) -> ChangeEffect:
    if not _ends(new):
        return ChangeEffect.UNDATED
    if not _ends(old) or (old is not None and new is not None and not old.is_day and new.is_day):
        return ChangeEffect.DATED
    return ChangeEffect.MOVED


def _end_turn(was: State, now: State | None) -> ChangeEffect:
    """Return what became of something that is not to be any more; of a guess nothing was called off."""
    if now is not None:
        return ChangeEffect.CANCELLED
    return ChangeEffect.UNDATED if was.calculated else ChangeEffect.REMOVED


def _guess_turn(was: State, now: State) -> ChangeEffect | None:
    """Return what became of a date that was or is a guess of ours, or None where none was."""
    if was.calculated:
        return ChangeEffect.SET
    return ChangeEffect.WITHDRAWN if now.calculated else None


def _same_date(one: ImpreciseDate | None, other: ImpreciseDate | None) -> bool:
    return _ends(one) == _ends(other)


def _ends(when: ImpreciseDate | None) -> tuple[date | None, date] | None:
    return None if when is None or when.end is None else (when.start, when.end)


def _read_slot(facts: Mapping[str, Any]) -> Slot:
    when, place = facts.get("when"), facts.get("place")
    if when is None and "end" in facts:
        when = facts
    city = str(place.get("city_id") or "") if isinstance(place, Mapping) else ""
    printed = str((place.get("raw") if isinstance(place, Mapping) else place) or "")
    return Slot(_read_date(when), printed, city or fold(printed), _read_time(facts.get("time")))


def _read_time(facts: object) -> ClockTime | None:
    if facts is None:
        return None
    try:
        return _TIME.validate_python(facts)
    except ValidationError:
        return None


def _read_date(facts: object) -> ImpreciseDate | None:
    if not isinstance(facts, Mapping):
        return None
    known = {key: facts[key] for key in _DATE_KEYS if key in facts}
    try:
        return _DATE.validate_python({"raw": "", "precision": _precision_of(facts), **known})
    except ValidationError:
        return None


def _precision_of(facts: Mapping[str, Any]) -> Precision:
    return Precision.DAY if facts.get("start") == facts.get("end") else Precision.DAYS


_DATE_KEYS = ("raw", "precision", "start", "end", "tbc", "recurrence")


def _printed_name(words: Words, occasion: Occasion | None) -> str:
    """The name of a city the catalogue does not have, as the plan prints it."""
    return place_name(words, occasion.place, None) if occasion is not None else ""


def _slot_of(words: Words, occurrence: Occurrence) -> Slot:
    place = occurrence.place
    where = (place.city_id or fold(place.raw)) if place is not None else ""
    return Slot(occurrence.when, place_name(words, place, None), where, occurrence.time)
