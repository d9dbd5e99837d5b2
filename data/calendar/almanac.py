"""Yield every occasion of any span of time, from the plans and the cities."""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from data.calendar import periodicals
from data.calendar.cities import City
from data.calendar.city_dates import CityDates, SetDays
from data.calendar.city_search.lookup import CityIndex
from data.calendar.city_summary import CityView, view_city
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import Plan, PlanEvent
from data.calendar.plan_events import PlanEvents

if TYPE_CHECKING:
    from data.calendar.questions.reading import QuestionReader

_LAST_YEAR = MAXYEAR - 1  # a rule looks one day past the end of a month


class Almanac:
    """What the agenda, the cards and the reminders are made from.

    It never changes: a changed plan or setting makes a new one. An age divisible by jubilee_every is a
    jubilee. bulletin_weekday is the day of the weekly bulletin, 0 for Monday. set_days are the days of cities
    that editors have named, by city id and year. revision is the newest one it was made from.
    """

    def __init__(
        self,
        cities: CityIndex,
        plans: Mapping[int, Plan],
        jubilee_every: int = 5,
        bulletin_weekday: int = 4,
        set_days: SetDays | None = None,
        *,
        revision: int = 0,
    ) -> None:
        if jubilee_every < 1:
            raise ValueError(jubilee_every)
        if bulletin_weekday not in range(7):
            raise ValueError(bulletin_weekday)
        self.cities = cities
        self.plans: Mapping[int, Plan] = MappingProxyType(dict(sorted(plans.items())))
        self.jubilee_every = jubilee_every
        self.bulletin_weekday = bulletin_weekday
        self.revision = revision
        self._plan_events = PlanEvents(cities, self.plans)
        self.set_days: SetDays = MappingProxyType(dict(set_days or {}))
        self._city_dates = CityDates(cities, self.plans, jubilee_every, self.set_days)

    def with_set_day(self, city: City, year: int, when: ImpreciseDate) -> "Almanac":
        """Return the almanac as it is once an editor has named this day of a city."""
        return self.with_set_days({**self.set_days, (city.id, year): when})

    def with_set_days(self, set_days: SetDays) -> "Almanac":
        """Return the almanac as it is with these days of cities named by editors."""
        return Almanac(
            self.cities,
            self.plans,
            self.jubilee_every,
            self.bulletin_weekday,
            set_days,
            revision=self.revision,
        )

    def with_plan(self, plan: Plan) -> "Almanac":
        """Return the almanac as it is once this plan is in force for its year."""
        return self.with_plans({**self.plans, plan.year: plan})

    def with_plans(self, plans: Mapping[int, Plan]) -> "Almanac":
        """Return the almanac as it is with these plans in force."""
        return Almanac(
            self.cities,
            plans,
            self.jubilee_every,
            self.bulletin_weekday,
            self.set_days,
            revision=self.revision,
        )

    @property
    def latest_plan(self) -> Plan | None:
        """Return the plan of the latest year, or None without any plan."""
        return self.plans[max(self.plans)] if self.plans else None

    @cached_property
    def questions(self) -> "QuestionReader":
        """Return the reader of questions in plain words about these cities and plans."""
        # imported when the first question comes, so that start stays fast
        from data.calendar.questions.event_search import EventSearch
        from data.calendar.questions.reading import QuestionReader

        return QuestionReader(self.cities, EventSearch(self.plans))

    def plan(self, year: int) -> Plan | None:
        """Return the plan of that year, or None."""
        return self.plans.get(year)

    def has_plan(self, year: int) -> bool:
        """Return whether the plan of that year is there."""
        return year in self.plans

    def occasions(self, first: date, last: date) -> list[Occasion]:
        """Return everything with a day in first…last, both included, in the order of the agenda.

        Cancelled events are included and marked as such. Standing work and events without a date are not.
        """
        if first > last:
            return []
        found = [one for one in self._plan_events.dated if one.when.overlaps(first, last)]
        # a celebration of several days may reach over the end of its year
        for year in range(max(first.year - 1, MINYEAR), min(last.year, _LAST_YEAR) + 1):
            found.extend(
                one for one in self._city_dates.year(year).values() if one.when.overlaps(first, last)
            )
        found.extend(periodicals.bulletins(first, last, self.bulletin_weekday))
        found.extend(periodicals.journals(first, last))
        found.sort(key=Occasion.sort_key)
        return found

    def unscheduled(self, year: int) -> list[Occasion]:
        """Return the events of the year's plan without a date, in its order, without standing work."""
        return self._plan_events.unscheduled(year)

    def standing(self, year: int) -> list[PlanEvent]:
        """Return the standing work of the year's plan («постоянно»), in its order."""
        return self._plan_events.standing(year)

    def event(self, number: int) -> PlanEvent | None:
        """Return the event with this stored id, also standing work, or None."""
        return self._plan_events.event(number)

    def occasion(self, key: str) -> Occasion | None:
        """Return the occasion with this key, or None for one that is gone and for any other text."""
        kind, _, rest = key.partition(":")
        if kind == OccasionKind.EVENT:
            return self._plan_events.occasion(key)
        if kind in {OccasionKind.BULLETIN, OccasionKind.JOURNAL}:
            return periodicals.issue(key, self.bulletin_weekday)
        year = _year_in(rest.rpartition(":")[2])
        return self._city_dates.year(year).get(key) if year else None

    def years(self, today: date) -> range:
        """Return the years a reader can open, from the oldest plan to the newest.

        The year of today, the one before and the one after are always included.
        """
        named = {*self.plans, today.year - 1, today.year + 1}
        return range(max(min(named), MINYEAR), min(max(named), _LAST_YEAR) + 1)

    def ahead(self, today: date) -> Iterator[Occasion]:
        """Yield the events and city dates that are not over, in no order.

        City dates of this year and the next, and of later years that a plan or an editor has named.
        """
        yield from (one for one in self._plan_events.all if not one.when.is_over(today))
        named = {*self.plans, *(year for _, year in self.set_days)}
        # a celebration of last year's may reach into this one
        years = {today.year - 1, today.year, today.year + 1, *(year for year in named if year > today.year)}
        for year in sorted(year for year in years if MINYEAR <= year <= _LAST_YEAR):
            yield from (one for one in self._city_dates.year(year).values() if not one.when.is_over(today))

    def coming_city_days(self, today: date) -> dict[str, Occasion]:
        """Return the first day of each city that is not over, by the city's id.

        Days of this year and the next are known.
        """
        found: dict[str, Occasion] = {}
        for year in (today.year, min(today.year + 1, _LAST_YEAR)):
            for one in self._city_dates.year(year).values():
                if one.city is not None and not one.when.is_over(today):
                    found.setdefault(one.city.id, one)
        return found

    def jubilees(self, year: int) -> dict[str, Occasion | None]:
        """Return the cities with a jubilee that year by their ids, in the order of their days.

        A city whose day is not known comes last and has None.
        """
        found: dict[str, Occasion | None] = {}
        for one in self._city_dates.year(year).values():
            if one.city is not None and one.weight:
                found.setdefault(one.city.id, one)
        undated = (city for city in self.cities.all if self._city_dates.weight(city, year))
        return found | {city.id: None for city in undated if city.id not in found}

    def age(self, city: City, year: int) -> int | None:
        """Return how old a city becomes that year, or None."""
        return self._city_dates.age(city, year)

    def is_member(self, city: City) -> bool:
        """Return whether a plan lists the city, as it does members only. False says nothing."""
        return self._city_dates.listed_in(city) is not None

    def city_view(self, city: City, today: date) -> CityView:
        """Return all that there is to show of a city on a day."""
        return view_city(city, today, self._plan_events, self._city_dates)


def _year_in(text: str) -> int | None:
    """Return the year a key of a city date ends with, or None for other text."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return None
    year = int(text)
    return year if MINYEAR <= year <= _LAST_YEAR else None
