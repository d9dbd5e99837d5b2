"""Compare what followers were told of an event or a city day with what holds now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Any

from data.calendar.almanac import Almanac
from data.calendar.cities import City
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion
from data.plans.text import fold
from data.store.revisions import NEW_PLANS, RecordedChange
from handlers.notices.plan_states import (
    OccurrenceState,
    SubjectState,
    read_state,
    state_of_city,
    state_of_event,
    with_city_names,
)
from handlers.text.words import Words
from handlers.views.notices.new_plan import NewPlan, read_new_plan
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.wording.occasions import city_name, place_name

_NEVER = ImpreciseDate("", Precision.UNSCHEDULED)


def read_change(
    words: Words, almanac: Almanac, subject: str, before: Mapping[str, Any] | None
) -> PlanChange | None:
    """Return how the subject has changed since its state before, which is None for a new one.

    The result compares two states only: a date moved twice has moved once, and one moved back has not
    changed. None means that nothing has changed.
    """
    was = None if before is None else with_city_names(words, almanac.cities, read_state(before))
    kind, _, rest = subject.partition(":")
    if kind == "event":
        event = almanac.event(int(rest)) if rest.isdecimal() else None
        now = None if event is None else state_of_event(words, event)
        return _compare(subject, was, now and with_city_names(words, almanac.cities, now))
    occasion = almanac.occasion(subject)
    city = almanac.cities.by_id.get(rest.rpartition(":")[0]) if occasion is None else occasion.city
    change = _compare(subject, was, None if occasion is None else state_of_city(occasion))
    name = city_name(words, city) if city is not None else _printed_name(words, occasion)
    if change is None or not name:
        return None
    return _of_city_day(change, city, name, is_exact=occasion is not None and not occasion.approximate)


def difference_in(words: Words, almanac: Almanac, change: RecordedChange) -> PlanChange | None:
    """Return what a recorded change did at its time. Later changes do not matter.

    None where it changed nothing that readers are told of, such as a number.
    """
    was, now = (None if facts is None else read_state(facts) for facts in (change.before, change.after))
    difference, (kind, _, rest) = _compare(change.subject, was, now), change.subject.partition(":")
    if difference is None or kind == "event":
        return difference
    city = almanac.cities.by_id.get(rest.rpartition(":")[0])
    name = rest.rpartition(":")[0] if city is None else city_name(words, city)
    return _of_city_day(difference, city, name, is_exact=now is not None and not now.calculated)


def _of_city_day(change: PlanChange, city: City | None, name: str, *, is_exact: bool) -> PlanChange:
    effects = tuple(map(_effect_on_city_day, change.effects))
    return replace(change, effects=effects, city=city, city_name=name, is_exact=is_exact)


def _effect_on_city_day(effect: ChangeEffect) -> ChangeEffect:
    """Return the effect on a city day: a plan that leaves it out does not take it away."""
    return ChangeEffect.UNDATED if effect is ChangeEffect.REMOVED else effect


def change_reader(
    almanac: Callable[[], Almanac],
) -> Callable[[Words, str, Mapping[str, object] | None], PlanChange | NewPlan | None]:
    """Return what reads the change of an event, a city day or a plan in the present almanac."""

    def read(words: Words, subject: str, before: Mapping[str, object] | None) -> PlanChange | NewPlan | None:
        if subject.startswith(f"{NEW_PLANS}:"):
            return read_new_plan(almanac(), subject)
        return read_change(words, almanac(), subject, before)

    return read


def date_before_move(history: Sequence[RecordedChange], now: ImpreciseDate | None) -> ImpreciseDate | None:
    """Return the last date that an event had before the present one.

    None if no other is recorded.
    history has the recorded changes of the event, oldest first. An event of several dates or places has no
    one date.
    """
    for change in reversed(history):
        occurrences = read_state(change.before or {}).occurrences
        before = occurrences[0].when if len(occurrences) == 1 else None
        if before is not None and before.end is not None and not _same_date(before, now):
            return before
    return None


def _compare(subject: str, was: SubjectState | None, now: SubjectState | None) -> PlanChange | None:
    effects = tuple(_effects(was, now))
    if not effects:
        return None
    old, new = _shown_occurrences(was, now)
    present = now or was or SubjectState("", ())
    before = PlannedFacts(was.title, old.when, old.place, old.time) if was else PlannedFacts()
    return PlanChange(subject, effects, before, PlannedFacts(present.title, new.when, new.place, new.time))


def _effects(was: SubjectState | None, now: SubjectState | None) -> Iterator[ChangeEffect]:
    if now is None or now.cancelled:
        if was is not None and not was.cancelled:
            yield _end_effect(was, now)
        return
    if was is None or was.cancelled:
        yield ChangeEffect.ADDED if was is None else ChangeEffect.RESTORED
        return
    old, new = _shown_occurrences(was, now)
    is_same_date = _same_date(old.when, new.when)
    if not is_same_date:
        yield _date_effect(was, now, old.when, new.when)
    # a new date says by itself that an hour without a successor no longer holds
    if old.time != new.time and (is_same_date or new.time is not None):
        yield ChangeEffect.RETIMED
    if old.where != new.where:
        yield ChangeEffect.PLACED
    if was.title and fold(was.title) != fold(now.title):
        yield ChangeEffect.RENAMED


def _shown_occurrences(
    was: SubjectState | None, now: SubjectState | None
) -> tuple[OccurrenceState, OccurrenceState]:
    """Return the first pair whose date differs, else whose time or place does, else the first."""
    pairs = list(
        zip_longest(
            was.occurrences if was else (), now.occurrences if now else (), fillvalue=OccurrenceState()
        )
    )
    dated = [pair for pair in pairs if not _same_date(pair[0].when, pair[1].when)]
    timed = [pair for pair in pairs if pair[0].time != pair[1].time]
    placed = [pair for pair in pairs if pair[0].where != pair[1].where]
    return next(iter((*dated, *timed, *placed, *pairs)), (OccurrenceState(), OccurrenceState()))


def _date_effect(
    was: SubjectState, now: SubjectState, old: ImpreciseDate | None, new: ImpreciseDate | None
) -> ChangeEffect:
    """Return what happened to a date: a guess that is corrected has not been moved."""
    was_day, is_day = (when is not None and when.is_day for when in (old, new))
    if was.calculated and (now.calculated or not is_day):
        return ChangeEffect.ESTIMATED
    if now.calculated and _bounds(old):
        return ChangeEffect.WITHDRAWN
    if not _bounds(new) or (was_day and not is_day):
        return ChangeEffect.UNDATED
    if not _bounds(old) or (is_day and not was_day):
        return ChangeEffect.DATED
    return ChangeEffect.SET if was.calculated else ChangeEffect.MOVED


def _end_effect(was: SubjectState, now: SubjectState | None) -> ChangeEffect:
    """Return the effect on a subject that no longer takes place.

    Nothing is cancelled if its date was only calculated.
    """
    if now is not None:
        return ChangeEffect.CANCELLED
    return ChangeEffect.ESTIMATED if was.calculated else ChangeEffect.REMOVED


def _same_date(one: ImpreciseDate | None, other: ImpreciseDate | None) -> bool:
    are_days = [when is not None and when.is_day for when in (one, other)]
    return _bounds(one) == _bounds(other) and are_days[0] == are_days[1]


def _bounds(when: ImpreciseDate | None) -> tuple[date | None, date] | None:
    return None if when is None or when.end is None else (when.start, when.end)


def _printed_name(words: Words, occasion: Occasion | None) -> str:
    """Return the printed name of a city that is not in the catalogue."""
    return place_name(words, occasion.place, None) if occasion is not None else ""
