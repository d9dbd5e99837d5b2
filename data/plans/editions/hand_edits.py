"""Carry what editors have set by hand into the next edition of a document.

What no document prints stays: link, description, files, deadline, venue, an added event, and the hour where
the document prints none. Whose event it is stays as long as its section does, for documents say no more of
it. What the document prints wins, and where it differs from what an editor has set, a doubt says so. A
document that does not mention a cancellation does not take it back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from data.calendar.city_dates import SetDays
from data.calendar.event_details import NO_DETAILS, HandField
from data.calendar.plan import EventStatus, Occurrence, Place, Plan, PlanEvent
from data.plans.doubts import ListName, PlanWarning, WarningCode
from data.plans.text import fold, quote

_KEPT_STATUS = frozenset({EventStatus.CONFIRMED, EventStatus.MOVED})
"""What an editor has said of a date. It holds as long as the date does."""


@dataclass(frozen=True, slots=True)
class CarriedEdition:
    """A new edition with what was set by hand.

    matched says which old event each of its events is, and doubts what the document has otherwise.
    """

    plan: Plan
    matched: Mapping[int, int]
    doubts: tuple[PlanWarning, ...]

    @property
    def kept(self) -> int:
        """Return how many events have something of an editor that stays."""
        return sum(_has_by_hand(event) for event in self.plan.events)


def carry_hand_edits(old: Plan, new: Plan, matched: Mapping[int, int]) -> CarriedEdition:
    """Return the new edition with what editors have set.

    It has the ids of the old events already. matched is as in compare.
    """
    doubts: list[PlanWarning] = []
    events: list[PlanEvent] = []
    for position, event in enumerate(new.events):
        before = old.events[matched[position]] if position in matched else None
        events.append(event if before is None else _carried(before, event))
        doubts += () if before is None else _doubts(before, event)
    positions = dict(matched)
    taken = set(matched.values())
    for place, added in enumerate(old.events):
        if place not in taken and HandField.ADDED in added.by_hand:
            positions[len(events)] = place
            events.append(added)
            doubts.append(PlanWarning.of(WarningCode.HAND_ADDED_KEPT, text=quote(added.title)))
    return CarriedEdition(replace(new, events=tuple(events)), positions, tuple(doubts))


def set_day_doubts(plan: Plan, set_days: SetDays) -> Iterator[PlanWarning]:
    """Yield where a plan prints another day of a city than editors have set. The set one stays."""
    rows = [(ListName.CITY_DAYS, row) for row in plan.city_days]
    rows += [(ListName.JUBILEES, row) for row in plan.jubilees]
    # a set day replaces the jubilee where a city is in both lists
    for city_id, (name, row) in {row.city_id or "": (name, row) for name, row in rows}.items():
        when = set_days.get((city_id, plan.year))
        if when is None or when.start is None or (row.start, row.end) == (when.start, when.end):
            continue
        placed = {"list": name, "row": row.number, "city": row.city, "date": row.date_raw}
        day = {"day": when.start.day, "month": when.start.month}
        yield PlanWarning.of(WarningCode.HAND_CITY_DAY_KEPT, **placed, **day)


def _has_by_hand(event: PlanEvent) -> bool:
    has_venue = any(one.place is not None and one.place.venue for one in event.occurrences)
    return bool(event.by_hand) or has_venue or event.details != NO_DETAILS


def _carried(before: PlanEvent, after: PlanEvent) -> PlanEvent:
    occurrences = tuple(
        _with_hour_and_venue(one, _same_place(before, after, place), by_hand=before.by_hand)
        for place, one in enumerate(after.occurrences)
    )
    event = replace(after, details=before.details, occurrences=occurrences)
    if HandField.STATUS in before.by_hand and _keeps_status(before, event):
        occurrences = _confirmed(occurrences) if before.status is EventStatus.CONFIRMED else occurrences
        event = replace(event, status=before.status, occurrences=occurrences)
    if HandField.KIND in before.by_hand and before.section == after.section:
        event = replace(event, kind=before.kind)
    return replace(event, by_hand=frozenset(_still_by_hand(before, after, event)))


def _still_by_hand(before: PlanEvent, printed: PlanEvent, event: PlanEvent) -> Iterator[HandField]:
    """Yield what is still as an editor has set it, and not what the document prints."""
    if HandField.KIND in before.by_hand and event.kind is not printed.kind:
        yield HandField.KIND
    times = [one.time for one in event.occurrences]
    if HandField.TIME in before.by_hand and times == [one.time for one in before.occurrences]:
        yield HandField.TIME
    if HandField.STATUS in before.by_hand and event.status is before.status:
        yield HandField.STATUS


def _same_place(before: PlanEvent, after: PlanEvent, place: int) -> Occurrence | None:
    """Return the old occurrence that this one was, or None if that is not certain."""
    if len(before.occurrences) == len(after.occurrences):
        return before.occurrences[place]
    same = [
        one
        for one in before.occurrences
        if _place_words(one.place) == _place_words(after.occurrences[place].place)
    ]
    return same[0] if len(same) == 1 else None


def _with_hour_and_venue(
    one: Occurrence, before: Occurrence | None, *, by_hand: frozenset[HandField]
) -> Occurrence:
    if before is None:
        return one
    if one.time is None and HandField.TIME in by_hand:
        one = replace(one, time=before.time)
    place, old = one.place, before.place
    if place is None or old is None or not old.venue or not _is_same_city(place, old):
        return one
    return replace(one, place=replace(place, venue=old.venue))


def _is_same_city(one: Place, other: Place) -> bool:
    if one.city_id is not None or other.city_id is not None:
        return one.city_id == other.city_id
    return fold(one.raw) == fold(other.raw)


def _keeps_status(before: PlanEvent, after: PlanEvent) -> bool:
    """Return whether the document leaves the status that an editor has set."""
    if after.status is not EventStatus.PLANNED:
        return False
    if before.status in _KEPT_STATUS:
        return _days(before) == _days(after)
    return before.status is EventStatus.CANCELLED


def _confirmed(occurrences: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    return tuple(
        one if one.when is None else replace(one, when=replace(one.when, tbc=False)) for one in occurrences
    )


def _doubts(before: PlanEvent, after: PlanEvent) -> Iterator[PlanWarning]:
    """Yield where the document says otherwise than an editor."""
    by_hand = before.by_hand
    for field, same, old, new in (
        (HandField.WHEN, _days(before) == _days(after), _dates(before), _dates(after)),
        (
            HandField.TIME,
            not _prints_hours(after) or _hours(before) == _hours(after),
            *_of_hours(before, after),
        ),
        (HandField.PLACE, _places(before) == _places(after), _shown_places(before), _shown_places(after)),
        (HandField.TITLE, fold(before.title) == fold(after.title), before.title, after.title),
        (HandField.ORGANISERS, *_organisers(before, after)),
        (
            HandField.KIND,
            before.kind is after.kind or before.section == after.section,
            before.kind.value,
            after.kind.value,
        ),
    ):
        if field in by_hand and not same:
            yield _differs(after, field, old, new)
    if HandField.STATUS in by_hand:
        yield from _status_doubts(before, after)


def _status_doubts(before: PlanEvent, after: PlanEvent) -> Iterator[PlanWarning]:
    if before.status is EventStatus.CANCELLED and after.status is EventStatus.PLANNED:
        title = quote(after.title)
        yield PlanWarning.of(
            WarningCode.HAND_CANCELLATION_KEPT, list=ListName.EVENTS, row=after.number, text=title
        )
    elif after.status is EventStatus.CANCELLED and before.status is not EventStatus.CANCELLED:
        yield _differs(after, HandField.STATUS, before.status.value, after.status.value)


def _differs(event: PlanEvent, field: HandField, old: str, new: str) -> PlanWarning:
    return PlanWarning.of(
        WarningCode.HAND_EDIT_DIFFERS,
        list=ListName.EVENTS,
        row=event.number,
        field=field.value,
        before=quote(old),
        after=quote(new),
    )


def _days(event: PlanEvent) -> list[object]:
    whens = (one.when for one in event.occurrences)
    return [(when.precision, when.start, when.end, when.recurrence) if when else None for when in whens]


def _dates(event: PlanEvent) -> str:
    return "; ".join(one.when.raw for one in event.occurrences if one.when is not None) or "—"


def _hours(event: PlanEvent) -> list[object]:
    return [one.time for one in event.occurrences]


def _prints_hours(event: PlanEvent) -> bool:
    return any(one.time is not None for one in event.occurrences)


def _of_hours(before: PlanEvent, after: PlanEvent) -> tuple[str, str]:
    old, new = (
        "; ".join(f"{one.time.start:%H:%M}" for one in event.occurrences if one.time) or "—"
        for event in (before, after)
    )
    return old, new


def _places(event: PlanEvent) -> list[object]:
    return [_place_words(one.place) for one in event.occurrences]


def _place_words(place: Place | None) -> str:
    return "" if place is None else place.city_id or fold(place.raw)


def _shown_places(event: PlanEvent) -> str:
    return "; ".join(one.place.raw for one in event.occurrences if one.place is not None) or "—"


def _organisers(before: PlanEvent, after: PlanEvent) -> tuple[bool, str, str]:
    old, new = (", ".join(event.organisers) for event in (before, after))
    return fold(old) == fold(new), old or "—", new or "—"
