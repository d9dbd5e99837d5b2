"""Give the cities' days and jubilees of any year, printed by its plan or calculated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from data.calendar.anniversaries import age, jubilee_weight, next_jubilee, on_day, shift_years
from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex
from data.calendar.city_search.names import key_of
from data.calendar.city_search.spelling import romanise
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import CityDate, Place, PlaceMode, Plan

_YEARS_KEPT = 32  # an old button may ask for any year, and only this many stay in memory
_LONGEST_SLUG = 30
_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


SetDays = Mapping[tuple[str, int], ImpreciseDate]


@dataclass(frozen=True, slots=True)
class _CityRow:
    """A row of a plan's city list."""

    year: int
    in_jubilees: bool
    date: CityDate


class CityDates:
    """The days and jubilees of all cities in any year, given the plans.

    set_days are the days that editors have named, by city id and year. They outrank the plan and the rule of
    the city. A subject is a city's id, or a slug of its name for a city the catalogue lacks.
    """

    def __init__(
        self,
        cities: CityIndex,
        plans: Mapping[int, Plan],
        jubilee_every: int,
        set_days: SetDays | None = None,
    ) -> None:
        self._cities = cities
        self._jubilee_every = jubilee_every
        self._set_days: SetDays = {} if set_days is None else set_days
        self._rows = _rows_by_subject(cities, plans)
        self._subjects = tuple(dict.fromkeys((*self._rows, *cities.by_id)))
        self.year = lru_cache(maxsize=_YEARS_KEPT)(self._year)

    def age(self, city: City, year: int) -> int | None:
        """Return how old the city becomes that year, or None.

        The latest plan that prints its age decides, then the catalogue.
        """
        return self._age(city.id, year)

    def weight(self, city: City, year: int) -> int:
        """Return the weight of the city's jubilee that year, or 0 for none."""
        return jubilee_weight(self._age(city.id, year), self._jubilee_every)

    def next_jubilee(self, city: City, year: int) -> tuple[int, int] | None:
        """Return year and age of the city's first jubilee from that year on.

        Returns None where its age is not known.
        """
        epoch = self._epoch(city.id)
        return None if epoch is None else next_jubilee(epoch, year, self._jubilee_every)

    def listed_in(self, city: City) -> int | None:
        """Return the latest year whose plan lists the city, or None. The lists name members only."""
        rows = self._rows.get(city.id)
        return rows[0].year if rows else None

    def of_city(self, city: City, year: int) -> tuple[Occasion, ...]:
        """Return the city's own dates in that year: none, one, or two where the plan prints two."""
        return tuple(occasion for occasion in self.year(year).values() if occasion.city == city)

    def _year(self, year: int) -> Mapping[str, Occasion]:
        """Return all city dates of a year by their keys, in the order of the agenda."""
        found = [occasion for subject in self._subjects for occasion in self._with_set_day(subject, year)]
        found.sort(key=Occasion.sort_key)
        return MappingProxyType({occasion.key: occasion for occasion in found})

    def _with_set_day(self, subject: str, year: int) -> Iterator[Occasion]:
        """Yield the city's dates. The day an editor has named replaces the first and is certain."""
        found = list(self._celebrations(subject, year))
        named = self._set_days.get((subject, year))
        if named is not None:
            first = found[0] if found else self._occasion(subject, year, named)
            found[:1] = [replace(first, when=named, calculated=False, approximate=False)]
        yield from found

    def _celebrations(self, subject: str, year: int) -> Iterator[Occasion]:
        rows = [row for row in self._rows.get(subject, ()) if row.year == year]
        if rows:
            yield from self._from_plan(subject, rows)
        elif (when := self._calculated_day(subject, year)) is not None:
            yield self._occasion(subject, year, when)

    def _from_plan(self, subject: str, rows: Sequence[_CityRow]) -> Iterator[Occasion]:
        """Yield what the year's plan prints: a jubilee, a city day, or both where their days differ."""
        jubilee = next((row for row in rows if row.in_jubilees), None)
        day = next((row for row in rows if not row.in_jubilees), None)
        if jubilee is not None:
            yield from self._from_row(subject, jubilee, OccasionKind.JUBILEE)
        if day is not None and jubilee is None:
            yield from self._from_row(subject, day, None)
        if day is not None and jubilee is not None and not _same_days(jubilee.date, day.date):
            yield from self._from_row(subject, day, OccasionKind.CITY_DAY)

    def _from_row(self, subject: str, row: _CityRow, kind: OccasionKind | None) -> Iterator[Occasion]:
        """Yield a row as an occasion. Its day is calculated where the row has none («31 сентября»)."""
        printed = row.date.when
        is_dated = printed.end is not None
        when = printed if is_dated else self._calculated_day(subject, row.year)
        if when is None:
            return
        occasion = self._occasion(subject, row.year, when, row.date.age)
        if kind is not None:
            occasion = self._with_kind(occasion, subject, kind)
        yield replace(occasion, calculated=not is_dated, approximate=row.date.approx or not is_dated)

    def _occasion(self, subject: str, year: int, when: ImpreciseDate, years: int | None = None) -> Occasion:
        """Return a calculated occasion: a jubilee or a city day, depending on the age."""
        years = self._age(subject, year) if years is None else years
        weight = jubilee_weight(years, self._jubilee_every)
        kind = OccasionKind.JUBILEE if weight else OccasionKind.CITY_DAY
        return Occasion(
            key=f"{kind}:{subject}:{year}",
            kind=kind,
            when=when,
            year=year,
            place=self._printed_place(subject),
            city=self._cities.by_id.get(subject),
            age=years,
            weight=weight,
            calculated=True,
            approximate=True,
        )

    def _with_kind(self, occasion: Occasion, subject: str, kind: OccasionKind) -> Occasion:
        """Return the occasion with the kind of the plan's list, where any age is a jubilee."""
        weight = 0
        if kind is OccasionKind.JUBILEE:
            weight = occasion.weight or jubilee_weight(occasion.age, 1) or 1
        return replace(occasion, key=f"{kind}:{subject}:{occasion.year}", kind=kind, weight=weight)

    def _age(self, subject: str, year: int) -> int | None:
        epoch = self._epoch(subject)
        return None if epoch is None else age(epoch, year)

    def _epoch(self, subject: str) -> int | None:
        """Return the year ages are counted from. The latest plan that prints an age decides."""
        for row in self._rows.get(subject, ()):
            if row.date.age is not None:
                return row.year - row.date.age
        city = self._cities.by_id.get(subject)
        return city.epoch if city else None

    def _calculated_day(self, subject: str, year: int) -> ImpreciseDate | None:
        """Return the day or the window that a city has without the plan of the year, or None.

        The rule of the catalogue decides. A city of whose day the catalogue knows nothing repeats the day of
        another plan.
        """
        city = self._cities.by_id.get(subject)
        by_rule = city.date_by_rule(year) if city else None
        if by_rule is not None or (city is not None and not city.repeats_plan_day):
            return by_rule
        return self._repeated_day(subject, year)

    def _repeated_day(self, subject: str, year: int) -> ImpreciseDate | None:
        """Return the day of the nearest earlier plan that prints one, else of the first later one."""
        dated = [row for row in self._rows.get(subject, ()) if row.date.end is not None and row.year != year]
        if not dated:
            return None
        row = next((one for one in dated if one.year < year), dated[-1])
        by_rule = row.date.rule.on(year) if row.date.rule else None
        return on_day(by_rule) if by_rule else shift_years(row.date.when, year - row.year)

    def _printed_place(self, subject: str) -> Place | None:
        """Return the city as printed, for one that the catalogue lacks."""
        if subject in self._cities.by_id:
            return None
        row = self._rows[subject][0].date
        return Place(row.city_raw, row.city, PlaceMode.CITY)


def _rows_by_subject(cities: CityIndex, plans: Mapping[int, Plan]) -> dict[str, list[_CityRow]]:
    """Return the rows of all plans' city lists by subject, latest plan first."""
    found: dict[str, list[_CityRow]] = {}
    for year in sorted(plans, reverse=True):
        for in_jubilees, dates in ((True, plans[year].jubilees), (False, plans[year].city_days)):
            for date in dates:
                found.setdefault(_subject(cities, date), []).append(_CityRow(year, in_jubilees, date))
    return found


def _subject(cities: CityIndex, date: CityDate) -> str:
    """Return the subject of a city: its id, or a slug of its name that no id can equal."""
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
