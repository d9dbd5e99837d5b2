"""Read the state of an event or a city day: from stored facts, or from the plan in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate, Precision
from data.calendar.occasions import Occasion
from data.calendar.plan import EventStatus, Occurrence, PlanEvent
from data.plans.text import fold
from data.store.editions.change_facts import is_off
from handlers.text.words import Words
from handlers.views.wording.occasions import at_venue, city_name, place_name

_DATE = TypeAdapter(ImpreciseDate)
_TIME = TypeAdapter(ClockTime)
_DATE_KEYS = ("raw", "precision", "start", "end", "tbc", "recurrence")


@dataclass(frozen=True, slots=True)
class OccurrenceState:
    """The place, date and time of one occurrence, None or empty where open.

    where identifies the place: its city's id, or the folded wording.
    """

    when: ImpreciseDate | None = None
    place: str = ""
    where: str = ""
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class SubjectState:
    """An event or a city day as it was, or as it is.

    cancelled holds as well for an event that was left out of the plan and comes back. calculated means that
    its date is computed by a rule of the city.
    """

    title: str
    occurrences: tuple[OccurrenceState, ...]
    cancelled: bool = False
    calculated: bool = False


def read_state(facts: Mapping[str, Any]) -> SubjectState:
    """Return the state in stored facts: a list of occurrences, or one date and place.

    An unreadable date counts as an open one.
    """
    listed = facts.get("occurrences")
    rows: Sequence[Any] = listed if isinstance(listed, list) else [facts]
    occurrences = tuple(_read_occurrence(row) for row in rows if isinstance(row, Mapping))
    return SubjectState(
        str(facts.get("title") or ""), occurrences, is_off(facts), facts.get("calculated") is True
    )


def state_of_event(words: Words, event: PlanEvent) -> SubjectState:
    """Return the state of an event in the plan in force."""
    occurrences = tuple(_occurrence_state(words, one) for one in event.occurrences)
    return SubjectState(event.title, occurrences, event.status is EventStatus.CANCELLED)


def state_of_city(occasion: Occasion) -> SubjectState:
    """Return the state of a city day in force."""
    return SubjectState("", (OccurrenceState(occasion.when),), calculated=occasion.calculated)


def with_city_names(words: Words, cities: CityIndex, state: SubjectState) -> SubjectState:
    """Return the state with its cities named in the language. Russian keeps the plan's wording."""
    if words.language == "ru":
        return state
    found = [(one, cities.exact(one.place)) for one in state.occurrences]
    named = (one if city is None else replace(one, place=city_name(words, city)) for one, city in found)
    return replace(state, occurrences=tuple(named))


def _occurrence_state(words: Words, occurrence: Occurrence) -> OccurrenceState:
    place = occurrence.place
    where = _where(place.city_id or fold(place.raw), place.venue) if place is not None else ""
    return OccurrenceState(occurrence.when, place_name(words, place, None), where, occurrence.time)


def _read_occurrence(facts: Mapping[str, Any]) -> OccurrenceState:
    when, place = facts.get("when"), facts.get("place")
    if when is None and "end" in facts:
        when = facts
    city = str(place.get("city_id") or "") if isinstance(place, Mapping) else ""
    venue = str(place.get("venue") or "") if isinstance(place, Mapping) else ""
    printed = str((place.get("raw") if isinstance(place, Mapping) else place) or "")
    where = _where(city or fold(printed), venue)
    return OccurrenceState(_read_date(when), at_venue(printed, venue), where, _read_time(facts.get("time")))


def _where(place: str, venue: str) -> str:
    """Return what identifies a place with the venue that an editor has named in it."""
    return f"{place}|{fold(venue)}" if venue else place


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
