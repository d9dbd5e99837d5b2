"""Compare two editions of a year's plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.plan import CityDate, EventStatus, Place, PlaceMode, Plan, PlanEvent
from data.plans.doubts import ListName
from data.plans.editions.event_matching import match_events
from data.plans.text import fold


class ChangeKind(StrEnum):
    """What happened to an event, or to a city in one of the two lists."""

    NEW = "new"
    REMOVED = "removed"
    """Left out of the new edition, which does not say that it is cancelled."""
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    RELOCATED = "relocated"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    EDITED = "edited"
    """Kind, section, organisers, note or status."""
    CITY_ADDED = "city_added"
    CITY_REMOVED = "city_removed"
    CITY_MOVED = "city_moved"
    CITY_AGE_CHANGED = "city_age_changed"


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One difference between two editions.

    event_id is the old edition's, 0 for a new event and for cities. list_name and city (the catalogue's id,
    or the printed name where it has none) are set for cities only. before and after are the whole event or
    city date, or None.
    """

    kind: ChangeKind
    before: PlanEvent | CityDate | None
    after: PlanEvent | CityDate | None
    event_id: int = 0
    list_name: ListName | None = None
    city: str | None = None


def compare(old: Plan, new: Plan, matched: Mapping[int, int] | None = None) -> tuple[EditionChange, ...]:
    """Return the differences in the new edition's order, removed rows and cities last.

    An event keeps its identity through renumbering and small rewording. matched is the result of match_events
    for the two, where it is known already.
    """
    if matched is None:
        matched = match_events(old.events, new.events)
    return (*_compare_events(old.events, new.events, matched), *_compare_cities(old, new))


def fingerprint(plan: Plan) -> str:
    """Return a hash of what a plan says, in hexadecimal.

    It is the same for the same plan in another kind of file. How dates and places are worded is left out,
    since a sheet prints «12.03.2026» for «12 марта». So are blanks and ids.
    """
    events = [
        (
            *(event.number, event.part, _dates(event), _places(event), event.kind, event.status),
            *_texts(event),
        )
        for event in plan.events
    ]
    cities = [
        (row.number, *key, _date_key(row.when), row.rule, row.age, row.approx)
        for rows in (plan.jubilees, plan.city_days)
        for key, row in _by_city(rows).items()
    ]
    notes = [(note.mark, _single_spaced(note.text)) for note in plan.footnotes]
    content = (plan.year, _single_spaced(plan.title), plan.draft, events, cities, len(plan.jubilees), notes)
    return sha256(repr(content).encode()).hexdigest()


def _texts(event: PlanEvent) -> Iterator[str]:
    for text in (event.title, event.section, event.note, *event.organisers):
        yield _single_spaced(text or "")


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def carry_ids(old: Plan, new: Plan, matched: Mapping[int, int] | None = None) -> Plan:
    """Return the new edition with the old ids on the events that stayed, and 0 on the new ones.

    matched is as in compare.
    """
    if matched is None:
        matched = match_events(old.events, new.events)
    events = (
        replace(event, id=old.events[matched[position]].id if position in matched else 0)
        for position, event in enumerate(new.events)
    )
    return replace(new, events=tuple(events))


def _compare_events(
    old: Sequence[PlanEvent], new: Sequence[PlanEvent], matched: Mapping[int, int]
) -> Iterator[EditionChange]:
    for position, event in enumerate(new):
        if position in matched:
            before = old[matched[position]]
            for kind in _differences(before, event):
                yield EditionChange(kind, before, event, event_id=before.id)
        else:
            yield EditionChange(ChangeKind.NEW, None, event)
    kept = set(matched.values())
    for position, event in enumerate(old):
        if position not in kept:
            yield EditionChange(ChangeKind.REMOVED, event, None, event_id=event.id)


def _differences(before: PlanEvent, after: PlanEvent) -> Iterator[ChangeKind]:
    """Yield what changed. Date and place of a cancelled event are not compared."""
    was_cancelled, is_cancelled = (event.status is EventStatus.CANCELLED for event in (before, after))
    if was_cancelled != is_cancelled:
        yield ChangeKind.CANCELLED if is_cancelled else ChangeKind.RESTORED
    if not is_cancelled and _dates(before) != _dates(after):
        yield ChangeKind.MOVED
    if not is_cancelled and _places(before) != _places(after):
        yield ChangeKind.RELOCATED
    if fold(before.title) != fold(after.title):
        yield ChangeKind.RENAMED
    if (before.number, before.part) != (after.number, after.part):
        yield ChangeKind.RENUMBERED
    if was_cancelled == is_cancelled and _details(before) != _details(after):
        yield ChangeKind.EDITED


def _dates(event: PlanEvent) -> list[object]:
    return [(_date_key(occurrence.when), occurrence.time) for occurrence in event.occurrences]


def _places(event: PlanEvent) -> list[object]:
    return [_place_key(occurrence.place) for occurrence in event.occurrences]


def _details(event: PlanEvent) -> tuple[object, ...]:
    organisers = tuple(fold(name) for name in event.organisers)
    return event.kind, fold(event.section or ""), organisers, fold(event.note or ""), event.status


def _date_key(when: ImpreciseDate | None) -> object:
    """Return the meaning of a date without its wording. An invalid one has only its words."""
    if when is None:
        return None
    words = fold(when.raw) if when.precision is Precision.INVALID else ""
    return when.precision, when.start, when.end, when.recurrence, when.tbc, words


def _place_key(place: Place | None) -> object:
    if place is None:
        return None
    key = (
        place.city_id or fold(place.city or "")
        if place.mode is PlaceMode.CITY
        else (place.mode, fold(place.raw))
    )
    # without a venue as ever: fingerprints of earlier editions are stored
    return (key, fold(place.venue)) if place.venue else key


def _compare_cities(old: Plan, new: Plan) -> Iterator[EditionChange]:
    lists = (
        (ListName.JUBILEES, old.jubilees, new.jubilees),
        (ListName.CITY_DAYS, old.city_days, new.city_days),
    )
    for name, olds, news in lists:
        was, now = _by_city(olds), _by_city(news)
        for key, after in now.items():
            for kind in _city_differences(was.get(key), after):
                yield EditionChange(kind, was.get(key), after, list_name=name, city=key[0])
        for key, before in was.items():
            if key not in now:
                yield EditionChange(ChangeKind.CITY_REMOVED, before, None, list_name=name, city=key[0])


def _by_city(rows: Sequence[CityDate]) -> dict[tuple[str, int], CityDate]:
    """Return the rows by city and position, since a city may stand in a list twice."""
    found: dict[tuple[str, int], CityDate] = {}
    for row in rows:
        key = row.city_id or row.city
        position = sum(1 for city, _ in found if city == key)
        found[key, position] = row
    return found


def _city_differences(before: CityDate | None, after: CityDate) -> Iterator[ChangeKind]:
    if before is None:
        yield ChangeKind.CITY_ADDED
        return
    if _date_key(before.when) != _date_key(after.when) or before.rule != after.rule:
        yield ChangeKind.CITY_MOVED
    if before.age != after.age:
        yield ChangeKind.CITY_AGE_CHANGED
