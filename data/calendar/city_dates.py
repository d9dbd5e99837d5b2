"""The cities' days and jubilees of any year: as the year's plan prints them, or worked out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from data.calendar.anniversaries import age, carry, jubilee_weight, next_jubilee, on_day
from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.city_search.names import key_of
from data.calendar.city_search.spelling import romanise
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import CityDate, Place, PlaceMode, Plan

_YEARS_KEPT = 32  # any year may be asked for by an old button; only this many stay in memory
_LONGEST_SLUG = 30
_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


SetDays = Mapping[tuple[str, int], ImpreciseDate]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a plan's city list."""

    year: int
    in_jubilees: bool
    date: CityDate


class CityDates:
    """Who celebrates what and when, in any year, given the plans there are.

    set_days are the days editors have named, by city id and year; they outrank the plan and the city's rule.
    """

    def __init__(
        self,
        cities: CityIndex,
        plans: Mapping[int, Plan],
        jubilee_every: int,
        set_days: SetDays | None = None,
    ) -> None:
        self._cities = cities
        self._every = jubilee_every
        self._set_days: SetDays = {} if set_days is None else set_days
        self._rows = _rows_by_subject(cities, plans)
        self._subjects = tuple(dict.fromkeys((*self._rows, *cities.by_id)))
        self.year = lru_cache(maxsize=_YEARS_KEPT)(self._year)

    def age(self, city: City, year: int) -> int | None:
        """How old the city turns that year, by the latest plan that prints its age, else by the catalogue."""
        return self._age(city.id, year)

    def weight(self, city: City, year: int) -> int:
        """The weight of the jubilee the city's age makes that year, or 0."""
        return jubilee_weight(self._age(city.id, year), self._every)

    def next_jubilee(self, city: City, year: int) -> tuple[int, int] | None:
        """Year and age of the city's first jubilee in that year or later; None where its age is not known."""
        epoch = self._epoch(city.id)
        return None if epoch is None else next_jubilee(epoch, year, self._every)

    def of_city(self, city: City, year: int) -> tuple[Occasion, ...]:
        """The city's own dates in that year: none, one, or two where the plan prints two days."""
        return tuple(occasion for occasion in self.year(year).values() if occasion.city == city)

    def _year(self, year: int) -> Mapping[str, Occasion]:
        """All city dates of a year by their keys, in the order of the agenda."""
        found = [occasion for subject in self._subjects for occasion in self._as_set(subject, year)]
        found.sort(key=Occasion.sort_key)
        return MappingProxyType({occasion.key: occasion for occasion in found})

    def _as_set(self, subject: str, year: int) -> Iterator[Occasion]:
        """The city's dates with the day an editor has named, which is certain, in place of the first."""
        found = list(self._celebrations(subject, year))
        named = self._set_days.get((subject, year))
        if named is not None:
            first = found[0] if found else self._occasion(subject, year, named)
            found[:1] = [replace(first, when=named, calculated=False, approximate=False)]
        yield from found

    def _celebrations(self, subject: str, year: int) -> Iterator[Occasion]:
        rows = [row for row in self._rows.get(subject, ()) if row.year == year]
        if rows:
            yield from self._printed(subject, rows)
        elif (when := self._day(subject, year)) is not None:
            yield self._occasion(subject, year, when)

    def _printed(self, subject: str, rows: Sequence[_Row]) -> Iterator[Occasion]:
        """What the year's plan says: a jubilee, a city day, or one of each where their days differ."""
        jubilee = next((row for row in rows if row.in_jubilees), None)
        day = next((row for row in rows if not row.in_jubilees), None)
        if jubilee is not None:
            yield from self._from_row(subject, jubilee, OccasionKind.JUBILEE)
        if day is not None and jubilee is None:
            yield from self._from_row(subject, day, None)
        if day is not None and jubilee is not None and not _same_days(jubilee.date, day.date):
            yield from self._from_row(subject, day, OccasionKind.CITY_DAY)

    def _from_row(self, subject: str, row: _Row, kind: OccasionKind | None) -> Iterator[Occasion]:
        """A row as an occasion; the day is worked out where the row names none that is in the calendar."""
        printed = row.date.when
        dated = printed.end is not None
        when = printed if dated else self._day(subject, row.year)
        if when is None:
            return
        occasion = self._occasion(subject, row.year, when, row.date.age)
        if kind is not None:
            occasion = self._as(occasion, subject, kind)
        yield replace(occasion, calculated=not dated, approximate=row.date.approx or not dated)

    def _occasion(self, subject: str, year: int, when: ImpreciseDate, years: int | None = None) -> Occasion:
        """A celebration as one of ours: a jubilee by the age, calculated and approximate.

        A city that a plan of any year prints stays in the lists of all years.
        """
        years = self._age(subject, year) if years is None else years
        weight = jubilee_weight(years, self._every)
        kind = OccasionKind.JUBILEE if weight else OccasionKind.CITY_DAY
        return Occasion(
            key=f"{kind}:{subject}:{year}",
            kind=kind,
            when=when,
            year=year,
            place=self._place(subject),
            city=self._cities.by_id.get(subject),
            age=years,
            weight=weight,
            calculated=True,
            approximate=True,
            listed=subject in self._rows,
        )

    def _as(self, occasion: Occasion, subject: str, kind: OccasionKind) -> Occasion:
        """The occasion as what the plan calls it: in its jubilee list any age is a jubilee."""
        weight = 0
        if kind is OccasionKind.JUBILEE:
            weight = occasion.weight or jubilee_weight(occasion.age, 1) or 1
        return replace(occasion, key=f"{kind}:{subject}:{occasion.year}", kind=kind, weight=weight)

    def _age(self, subject: str, year: int) -> int | None:
        epoch = self._epoch(subject)
        return None if epoch is None else age(epoch, year)

    def _epoch(self, subject: str) -> int | None:
        """The year ages are counted from: the latest plan that prints an age has the say."""
        for row in self._rows.get(subject, ()):
            if row.date.age is not None:
                return row.year - row.date.age
        city = self._cities.by_id.get(subject)
        return city.epoch if city else None

    def _day(self, subject: str, year: int) -> ImpreciseDate | None:
        """The day worked out: by the catalogue's rule, else from the last plan before that prints one."""
        city = self._cities.by_id.get(subject)
        by_rule = city.day_by_rule(year) if city else None
        if by_rule is not None:
            return on_day(by_rule)
        dated = [row for row in self._rows.get(subject, ()) if row.date.end is not None and row.year != year]
        earlier = [row for row in dated if row.year < year]
        if not dated:
            return None
        row = earlier[0] if earlier else dated[-1]
        by_rule = row.date.rule.on(year) if row.date.rule else None
        return on_day(by_rule) if by_rule else carry(row.date.when, year - row.year)

    def _place(self, subject: str) -> Place | None:
        """The city as printed, for one the catalogue does not have."""
        if subject in self._cities.by_id:
            return None
        row = self._rows[subject][0].date
        return Place(row.city_raw, row.city, PlaceMode.CITY)


def _rows_by_subject(cities: CityIndex, plans: Mapping[int, Plan]) -> dict[str, list[_Row]]:
    """The rows of all plans' city lists by city, latest plan first."""
    found: dict[str, list[_Row]] = {}
    for year in sorted(plans, reverse=True):
        for in_jubilees, dates in ((True, plans[year].jubilees), (False, plans[year].city_days)):
            for date in dates:
                found.setdefault(_subject(cities, date), []).append(_Row(year, in_jubilees, date))
    return found


def _subject(cities: CityIndex, date: CityDate) -> str:
    """What stands for the city in keys: its id, or a slug of its name that no id can equal."""
    if date.city_id is not None and date.city_id in cities.by_id:
        return date.city_id
    city = cities.exact(date.city)
    if city is not None:
        return city.id
    name = romanise(key_of(date.city)).replace(" ", "-")
    slug = "".join(char if char in _SLUG else f"{ord(char):x}" for char in name)
    return f"x-{slug[:_LONGEST_SLUG]}"


def _same_days(one: CityDate, other: CityDate) -> bool:
    return (one.start, one.end) == (other.start, other.end)
