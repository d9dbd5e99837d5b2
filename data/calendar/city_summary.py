"""Collect all that there is to show of one city."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from data.calendar.cities import City
from data.calendar.city_dates import CityDates
from data.calendar.city_search.keys import name_key
from data.calendar.city_search.names import key_of
from data.calendar.occasions import Occasion
from data.calendar.plan import Plan
from data.calendar.plan_events import PlanEvents


@dataclass(frozen=True, slots=True)
class CityView:
    """One city on a day.

    days are the city's own dates of this calendar year, also past ones. coming is the first of its dates that
    is not over, this year or next. age is what it becomes this year, weight that of the jubilee or 0.
    next_jubilee is the year and the age of the first jubilee after this year. upcoming are the planned events
    in the city, by date, undated last. past are those that are over, latest first. mentioned are events
    elsewhere whose title names the city. plan_in tells whether this year's plan is there. plan_spelling is
    another name that the latest plan prints for the city («Нур-Султан»).
    """

    city: City
    year: int
    days: tuple[Occasion, ...]
    coming: Occasion | None
    age: int | None
    weight: int
    next_jubilee: tuple[int, int] | None
    upcoming: tuple[Occasion, ...]
    past: tuple[Occasion, ...]
    mentioned: tuple[Occasion, ...]
    plan_in: bool
    plan_spelling: str | None


def view_city(city: City, today: date, plan_events: PlanEvents, city_dates: CityDates) -> CityView:
    """Return what a city's card shows, from all plans."""
    days = city_dates.of_city(city, today.year)
    ahead = (*days, *city_dates.of_city(city, today.year + 1))
    there = [one for one in plan_events.all if one.city == city]
    naming = [one for one in plan_events.all if one.city != city and _names(one, city, plan_events)]
    return CityView(
        city=city,
        year=today.year,
        days=days,
        coming=next((one for one in ahead if not one.when.is_over(today)), None),
        age=city_dates.age(city, today.year),
        weight=city_dates.weight(city, today.year),
        next_jubilee=city_dates.next_jubilee(city, today.year + 1),
        upcoming=tuple(one for one in there if not one.when.is_over(today)),
        past=tuple(one for one in reversed(there) if one.when.is_over(today)),
        mentioned=tuple(naming),
        plan_in=today.year in plan_events.plans,
        plan_spelling=_plan_spelling(city, plan_events),
    )


def _names(occasion: Occasion, city: City, plan_events: PlanEvents) -> bool:
    return occasion.event is not None and city in plan_events.mentions[occasion.event.id]


def _plan_spelling(city: City, plan_events: PlanEvents) -> str | None:
    """Return the name the latest plan prints for the city, if the catalogue has another one."""
    others = {key_of(name) for name in (*city.alt, *city.old)}
    for _, plan in sorted(plan_events.plans.items(), reverse=True):
        for raw in _printed_names(plan):
            if name_key(raw) in others:
                return raw
    return None


def _printed_names(plan: Plan) -> Iterator[str]:
    for event in plan.events:
        yield from (one.place.raw for one in event.occurrences if one.place is not None)
    yield from (row.city_raw for row in (*plan.jubilees, *plan.city_days))
