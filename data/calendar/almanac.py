"""The almanac: every occasion of any span of time, from the plans there are and the cities."""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date
from types import MappingProxyType

from data.calendar import periodicals
from data.calendar.cities import City
from data.calendar.city_dates import CityDates, SetDays
from data.calendar.city_search.lookup import CityIndex
from data.calendar.city_summary import CityView, view_city
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import Plan, PlanEvent
from data.calendar.plan_events import PlanEvents

_LAST_YEAR = MAXYEAR - 1  # a rule looks one day past the end of a month


class Almanac:
    """What the agenda, the cards and the reminders are made from.

    Never changes: a changed plan or setting makes a new one. jubilee_every: an age divisible by it is a
    jubilee. bulletin_weekday: the day the weekly bulletin comes out, 0 is Monday. set_days: days of cities
    that editors have named, by city id and year. revision: the newest one it was made from.
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
        self._programme = PlanEvents(cities, self.plans)
        self.set_days: SetDays = MappingProxyType(dict(set_days or {}))
        self._chronicle = CityDates(cities, self.plans, jubilee_every, self.set_days)

    @property
    def latest_plan(self) -> Plan | None:
        """The plan of the latest year, or None when there is none at all."""
        return self.plans[max(self.plans)] if self.plans else None

    def plan(self, year: int) -> Plan | None:
        """The plan of that year."""
        return self.plans.get(year)

    def has_plan(self, year: int) -> bool:
        """Whether the plan of that year is in."""
        return year in self.plans

    def occasions(self, first: date, last: date) -> list[Occasion]:
        """Everything that has a day in first…last, both included, in the order of the agenda.

        Cancelled events and unlisted city dates are there too, marked as such; standing work and what has no
        date is not.
        """
        if first > last:
            return []
        found = [one for one in self._programme.dated if one.when.overlaps(first, last)]
        # a celebration of several days may reach over the end of its year
        for year in range(max(first.year - 1, MINYEAR), min(last.year, _LAST_YEAR) + 1):
            found.extend(one for one in self._chronicle.year(year).values() if one.when.overlaps(first, last))
        found.extend(periodicals.bulletins(first, last, self.bulletin_weekday))
        found.extend(periodicals.journals(first, last))
        found.sort(key=Occasion.sort_key)
        return found

    def unscheduled(self, year: int) -> list[Occasion]:
        """What the year's plan holds without a date («Дата уточняется»), in its order, but standing work."""
        return self._programme.unscheduled(year)

    def standing(self, year: int) -> list[PlanEvent]:
        """The standing work of the year's plan («постоянно»), in its order."""
        return self._programme.standing(year)

    def event(self, number: int) -> PlanEvent | None:
        """The event with this stored id, standing work included."""
        return self._programme.event(number)

    def occasion(self, key: str) -> Occasion | None:
        """The occasion with this key as things stand now; None for one that is gone and for any text."""
        kind, _, rest = key.partition(":")
        if kind == OccasionKind.EVENT:
            return self._programme.occasion(key)
        if kind in {OccasionKind.BULLETIN, OccasionKind.JOURNAL}:
            return periodicals.issue(key, self.bulletin_weekday)
        year = _year_in(rest.rpartition(":")[2])
        return self._chronicle.year(year).get(key) if year else None

    def years(self, today: date) -> range:
        """Return the years to turn to: from last year or the oldest plan to next year or the newest plan."""
        named = {*self.plans, today.year - 1, today.year + 1}
        return range(max(min(named), MINYEAR), min(max(named), _LAST_YEAR) + 1)

    def ahead(self, today: date) -> Iterator[Occasion]:
        """Yield the events and city dates a reader may still be told of, in no order.

        City dates of this year and the next, and of later years that a plan or an editor has named.
        """
        yield from (one for one in self._programme.all if not one.when.is_over(today))
        named = {*self.plans, *(year for _, year in self.set_days)}
        # a celebration of last year's may reach into this one
        years = {today.year - 1, today.year, today.year + 1, *(year for year in named if year > today.year)}
        for year in sorted(year for year in years if MINYEAR <= year <= _LAST_YEAR):
            yield from (one for one in self._chronicle.year(year).values() if not one.when.is_over(today))

    def city_view(self, city: City, today: date) -> CityView:
        """All that there is to show of a city on a day."""
        return view_city(city, today, self._programme, self._chronicle)


def _year_in(text: str) -> int | None:
    """The year a key of a city date ends with."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return None
    year = int(text)
    return year if MINYEAR <= year <= _LAST_YEAR else None
