"""Write an event or a day of a city as facts that a change keeps, and compare their dates."""

from collections.abc import Mapping

from data.calendar.imprecise_dates import REAL_DAYS, ClockTime, ImpreciseDate
from data.calendar.occasions import Occasion
from data.calendar.plan import CityDate, EventStatus, Place, PlanEvent
from data.store.revisions import Facts

_LEFT_OUT = "left_out"
_OFF = frozenset({EventStatus.CANCELLED, _LEFT_OUT})


def event_facts(event: PlanEvent | CityDate | None) -> Facts | None:
    """Return what a change keeps of an event, or None for anything else."""
    if not isinstance(event, PlanEvent):
        return None
    occurrences = [
        {
            "when": None if one.when is None else _date_facts(one.when),
            "place": None if one.place is None else _place_facts(one.place),
            "time": None if one.time is None else _time_facts(one.time),
        }
        for one in event.occurrences
    ]
    return {
        "title": event.title,
        "kind": event.kind.value,
        "status": event.status.value,
        "occurrences": occurrences,
    }


def left_out_facts(facts: Facts | None) -> Facts:
    """Return the facts of an event while the plan leaves it out, which its readers know of."""
    return {**(facts or {}), "status": _LEFT_OUT}


def is_off(facts: Facts) -> bool:
    """Return whether the facts are of an event that is cancelled or left out of the plan."""
    return facts.get("status") in _OFF


def city_facts(occasion: Occasion | None) -> Facts | None:
    """Return what a change keeps of a day of a city, or None without a day."""
    if occasion is None:
        return None
    return {"age": occasion.age, "calculated": occasion.calculated, **_date_facts(occasion.when)}


def occasion_facts(occasion: Occasion) -> Facts:
    """Return the facts of an occasion: the whole event, or the day of a city."""
    facts = city_facts(occasion) if occasion.event is None else event_facts(occasion.event)
    return facts or {}


def have_same_dates(one: Facts | None, other: Facts | None) -> bool:
    """Return whether two states of one subject name the same dates. None has none.

    A window is not the run of days that it spans, and what is off has no dates.
    """
    return _dates(one) == _dates(other)


def when_facts(facts: Facts | None) -> list[Mapping[str, object]]:
    """Return the dates in the facts of an event or of a city, as they are stored."""
    listed = (facts or {}).get("occurrences")
    rows = listed if isinstance(listed, list) else [{"when": facts}]
    dates = (row.get("when") for row in rows if isinstance(row, Mapping))
    return [when for when in dates if isinstance(when, Mapping)]


def _dates(facts: Facts | None) -> list[tuple[object, ...]]:
    if facts is not None and is_off(facts):
        return []
    return [
        (when.get("start"), when["end"], when.get("precision") in REAL_DAYS)
        for when in when_facts(facts)
        if when.get("end") is not None
    ]


def _place_facts(place: Place) -> dict[str, str | None]:
    facts = {"raw": place.raw, "city_id": place.city_id}
    return facts | {"venue": place.venue} if place.venue else facts


def _time_facts(clock: ClockTime) -> dict[str, str | None]:
    return {"start": f"{clock.start:%H:%M}", "end": f"{clock.end:%H:%M}" if clock.end else None}


def _date_facts(when: ImpreciseDate) -> dict[str, object]:
    return {
        "raw": when.raw,
        "precision": when.precision.value,
        "start": None if when.start is None else when.start.isoformat(),
        "end": None if when.end is None else when.end.isoformat(),
        "tbc": when.tbc,
        "recurrence": None if when.recurrence is None else when.recurrence.value,
    }
