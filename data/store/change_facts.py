"""Write an event or a day of a city as the facts that a change keeps of it."""

from data.calendar.imprecise_dates import ClockTime, ImpreciseDate
from data.calendar.occasions import Occasion
from data.calendar.plan import CityDate, PlanEvent
from data.store.revisions import Facts


def event_facts(event: PlanEvent | CityDate | None) -> Facts | None:
    """Return what a change keeps of an event, or None for anything else."""
    if not isinstance(event, PlanEvent):
        return None
    occurrences = [
        {
            "when": None if one.when is None else _date_facts(one.when),
            "place": None if one.place is None else {"raw": one.place.raw, "city_id": one.place.city_id},
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


def city_facts(occasion: Occasion | None) -> Facts | None:
    """Return what a change keeps of a day of a city, or None without a day."""
    if occasion is None:
        return None
    return {"age": occasion.age, "calculated": occasion.calculated, **_date_facts(occasion.when)}


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
