"""Check a reading against the city catalogue and the plans of other years."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from data.calendar.cities import City
from data.calendar.city_search.lookup import CityIndex, SearchStep
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.plan import CityDate, PlaceMode, Plan
from data.plans.doubts import ListName, PlanWarning, WarningCode

if TYPE_CHECKING:
    from data.plans.reading import Reading


def check_reading(reading: "Reading", index: CityIndex, plans: Mapping[int, Plan]) -> tuple[PlanWarning, ...]:
    """Return the doubts that other knowledge raises about a reading.

    Its own warnings are not repeated. plans are those of other years by year. One of the reading's own year
    is ignored. An age is compared with the latest earlier plan, else with the next later one (both give the
    city the same epoch), and with the known founding.
    """
    plan = reading.plan
    warnings = list(_propose_cities(plan, index))
    years = sorted(
        (year for year in plans if year != plan.year), key=lambda year: _remoteness(year, plan.year)
    )
    others = [plans[year] for year in years]
    for name, rows in ((ListName.JUBILEES, plan.jubilees), (ListName.CITY_DAYS, plan.city_days)):
        for row in rows:
            warnings += _check_age_by_plans(name, row, plan.year, others)
            city = index.by_id.get(row.city_id) if row.city_id else None
            if city is not None:
                warnings += _check_against_catalogue(name, row, plan.year, city)
    return tuple(dict.fromkeys(warnings))


def _remoteness(year: int, of: int) -> tuple[bool, int]:
    """Return a sort key that puts earlier years first, the nearest of them first."""
    return year > of, abs(year - of)


def _propose_cities(plan: Plan, index: CityIndex) -> Iterator[PlanWarning]:
    """Yield for every city the catalogue lacks the one it may be a misprint of."""
    printed = [row.city for row in (*plan.jubilees, *plan.city_days) if row.city_id is None]
    for event in plan.events:
        for occurrence in event.occurrences:
            place = occurrence.place
            if place is not None and place.mode is PlaceMode.CITY and place.city_id is None:
                printed.append(place.city or place.raw)
    for name in dict.fromkeys(printed):
        found = index.find(name)
        if found.match is not None and found.step is not SearchStep.NAMED:
            yield PlanWarning.of(WarningCode.CITY_PROPOSAL, printed=name, city=found.match.name)


def _check_age_by_plans(name: ListName, row: CityDate, year: int, plans: list[Plan]) -> Iterator[PlanWarning]:
    for other in plans:
        known = next((one for one in (*other.jubilees, *other.city_days) if _is_same_city(one, row)), None)
        if known is None or known.age is None or row.age is None:
            continue
        expected = known.age + year - other.year
        if expected != row.age:
            yield PlanWarning.of(
                WarningCode.AGE_DIFFERS_FROM_PLAN,
                list=name,
                row=row.number or row.city_raw,
                city=row.city,
                age=row.age,
                expected=expected,
                year=other.year,
            )
        return


def _is_same_city(one: CityDate, other: CityDate) -> bool:
    return (one.city_id or one.city) == (other.city_id or other.city)


def _check_against_catalogue(name: ListName, row: CityDate, year: int, city: City) -> Iterator[PlanWarning]:
    placed: dict[str, str | int] = {"list": name, "row": row.number or row.city_raw, "city": city.name}
    if row.age is not None and city.epoch is not None and row.age != year - city.epoch:
        yield PlanWarning.of(
            WarningCode.AGE_DIFFERS_FROM_FOUNDING, **placed, age=row.age, expected=year - city.epoch
        )
    usual = city.date_by_rule(year)
    if usual is None or usual.start is None or usual.end is None or _agrees(row, usual):
        return
    placed |= {"date": row.date_raw, "day": usual.start.day, "month": usual.start.month}
    if usual.is_window:
        placed |= {"last_day": usual.end.day, "last_month": usual.end.month}
    code = WarningCode.DATE_OUTSIDE_WINDOW if usual.is_window else WarningCode.DATE_DIFFERS_FROM_RULE
    yield PlanWarning.of(code, **placed)


def _agrees(row: CityDate, usual: ImpreciseDate) -> bool:
    """Return whether the printed days touch the usual ones: «12–13 июня» touches 12 June.

    A row without days does not contradict the rule.
    """
    return row.start is None or row.end is None or usual.overlaps(row.start, row.end)
