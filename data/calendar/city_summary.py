"""All that there is to show of one city."""

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

    days: the city's own dates of this calendar year, past ones too. coming: the first of its dates that is
    not over, this year or next. age and weight: what it turns this year, and the jubilee's weight or 0.
    next_jubilee: year and age of the first jubilee after this year. upcoming: what the plans hold in the
    city, by date, undated last; past: what is over, latest first; mentioned: events elsewhere, or nowhere
    yet, whose title names the city. plan_in: whether this year's plan is there. plan_spelling: another
    name the latest plan that names the city prints for it («Нур-Султан»).
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


def view_city(city: City, today: date, programme: PlanEvents, chronicle: CityDates) -> CityView:
    """The city's card as values, from all plans there are."""
    days = chronicle.of_city(city, today.year)
    ahead = (*days, *chronicle.of_city(city, today.year + 1))
    there = [one for one in programme.all if one.city == city]
    naming = [one for one in programme.all if one.city != city and _names(one, city, programme)]
    return CityView(
        city=city,
        year=today.year,
        days=days,
        coming=next((one for one in ahead if not one.when.is_over(today)), None),
        age=chronicle.age(city, today.year),
        weight=chronicle.weight(city, today.year),
        next_jubilee=chronicle.next_jubilee(city, today.year + 1),
        upcoming=tuple(one for one in there if not one.when.is_over(today)),
        past=tuple(one for one in reversed(there) if one.when.is_over(today)),
        mentioned=tuple(naming),
        plan_in=today.year in programme.plans,
        plan_spelling=_plan_spelling(city, programme),
    )


def _names(occasion: Occasion, city: City, programme: PlanEvents) -> bool:
    return occasion.event is not None and city in programme.mentions[occasion.event.id]


def _plan_spelling(city: City, programme: PlanEvents) -> str | None:
    """The latest plan's own name for the city, where it has another than ours."""
    others = {key_of(name) for name in (*city.alt, *city.old)}
    for _, plan in sorted(programme.plans.items(), reverse=True):
        for raw in _printed_names(plan):
            if name_key(raw) in others:
                return raw
    return None


def _printed_names(plan: Plan) -> Iterator[str]:
    for event in plan.events:
        yield from (one.place.raw for one in event.occurrences if one.place is not None)
    yield from (row.city_raw for row in (*plan.jubilees, *plan.city_days))
