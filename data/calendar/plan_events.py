"""Give the events of all plans as occasions, and standing work, which is none, as events."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, Occurrence, Place, Plan, PlanEvent

_NO_DATE = ImpreciseDate("", Precision.UNSCHEDULED)


class PlanEvents:
    """The events of all plans as occasions, without standing work: see standing()."""

    def __init__(self, cities: CityIndex, plans: Mapping[int, Plan]) -> None:
        self._cities = cities
        self.plans = plans
        self._events = {event.id: event for plan in plans.values() for event in plan.events}
        self._by_key = {occasion.key: occasion for occasion in self._all_occasions()}
        in_order = sorted(self._by_key.values(), key=Occasion.sort_key)
        self.all: tuple[Occasion, ...] = tuple(in_order)
        """Every occurrence of every event except standing work, by date, undated last."""
        self.dated: tuple[Occasion, ...] = tuple(one for one in in_order if one.when.end is not None)

    def event(self, number: int) -> PlanEvent | None:
        """Return the event with this stored id, or None."""
        return self._events.get(number)

    def occasion(self, key: str) -> Occasion | None:
        """Return the occurrence with this key, dated or not, or None."""
        return self._by_key.get(key)

    def unscheduled(self, year: int) -> list[Occasion]:
        """Return the occurrences of the year's plan without a date, in its order."""
        return [one for one in self._by_key.values() if one.year == year and one.when.end is None]

    def standing(self, year: int) -> list[PlanEvent]:
        """Return the standing work of the year's plan, in its order."""
        plan = self.plans.get(year)
        return [event for event in plan.events if is_standing(event)] if plan else []

    @cached_property
    def mentions(self) -> Mapping[int, tuple[City, ...]]:
        """Return the cities that the title of each event names, by event id."""
        return {number: self._cities.mentions(event.title) for number, event in self._events.items()}

    def _all_occasions(self) -> Iterator[Occasion]:
        for year, plan in sorted(self.plans.items()):
            for event in plan.events:
                if not is_standing(event):
                    yield from self._occasions(event, year)

    def _occasions(self, event: PlanEvent, year: int) -> Iterator[Occasion]:
        for index, occurrence in enumerate(event.occurrences or (Occurrence(None, None),)):
            yield Occasion(
                key=f"{OccasionKind.EVENT}:{event.id}:{index}",
                kind=OccasionKind.EVENT,
                when=occurrence.when or _NO_DATE,
                year=year,
                event=event,
                place=occurrence.place,
                time=occurrence.time,
                city=_city_at(self._cities, occurrence.place),
            )


def is_standing(event: PlanEvent) -> bool:
    """Return whether an event is standing work.

    It recurs, or it is in an information section and has no date.
    """
    whens = [occurrence.when for occurrence in event.occurrences if occurrence.when]
    if any(when.precision is Precision.RECURRING for when in whens):
        return True
    return event.kind is EventKind.ACTIVITY and all(when.end is None for when in whens)


def _city_at(cities: CityIndex, place: Place | None) -> City | None:
    if place is None:
        return None
    if place.city_id is not None:
        return cities.by_id.get(place.city_id)
    return cities.exact(place.city) if place.city else None
