"""Collect all that there is to show of one city."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from data.calendar.cities import City
from data.calendar.city_dates import CityDates
from data.calendar.city_search.keys import name_key
from data.calendar.city_search.names import key_of
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion
from data.calendar.plan import Plan
from data.calendar.plan_events import PlanEvents


@dataclass(frozen=True, slots=True)
class CityView:
    """One city on a day.

    days are the city's own dates of this calendar year, over are those of them that are past. coming is the
    first of its dates that is not over, this year or next. age is what it becomes this year, weight that of
    the jubilee or 0.
    next_jubilee is the year and the age of the first jubilee after this year. upcoming are the planned events
    in the city, by date, undated last. past are those that are over, latest first. mentioned are events
    elsewhere whose title names the city. plan_in tells whether this year's plan is there. plan_spelling is
    another name that the latest plan prints for the city («Нур-Султан»). festivities are the next ones
    that are celebrated on other days than the city's own. member_in is the latest year whose plan lists it
    among the member cities. None says nothing: a plan does not list all of them.
    """

    city: City
    year: int
    days: tuple[Occasion, ...]
    over: tuple[Occasion, ...]
    coming: Occasion | None
    age: int | None
    weight: int
    next_jubilee: tuple[int, int] | None
    upcoming: tuple[Occasion, ...]
    past: tuple[Occasion, ...]
    mentioned: tuple[Occasion, ...]
    plan_in: bool
    plan_spelling: str | None
    festivities: ImpreciseDate | None = None
    member_in: int | None = None

    @property
    def ahead(self) -> tuple[Occasion, ...]:
        """Return the city's own dates that are not over: of this year, else the next one."""
        left = [one for one in self.days if one not in self.over]
        return (*left, *(() if self.coming is None or self.coming in left else (self.coming,)))


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
        over=tuple(one for one in days if one.when.is_over(today)),
        coming=next((one for one in ahead if not one.when.is_over(today)), None),
        age=city_dates.age(city, today.year),
        weight=city_dates.weight(city, today.year),
        next_jubilee=city_dates.next_jubilee(city, today.year + 1),
        upcoming=tuple(one for one in there if not one.when.is_over(today)),
        past=tuple(one for one in reversed(there) if one.when.is_over(today)),
        mentioned=tuple(naming),
        plan_in=today.year in plan_events.plans,
        plan_spelling=_plan_spelling(city, plan_events),
        festivities=_next_festivities(city, today, ahead),
        member_in=city_dates.listed_in(city),
    )


def _next_festivities(city: City, today: date, days: Iterable[Occasion]) -> ImpreciseDate | None:
    """Return the first festivities that are not over, or None if the city's day lies in them."""
    for year in (today.year, today.year + 1):
        when = city.festivities_in(year)
        if when is None or when.start is None or when.end is None or when.is_over(today):
            continue
        is_day = any(one.when.overlaps(when.start, when.end) for one in days)
        return None if is_day else when
    return None


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
