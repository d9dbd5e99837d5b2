"""Test tool: make plans with a few rows, and list the whole agenda of a year."""

from datetime import date

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import Precision
from data.calendar.occasions import Occasion
from data.calendar.plan import CityDate, Plan
from tests.plan_2020 import cities_2020

CITIES = cities_2020()


def year_of(almanac: Almanac, year: int) -> dict[str, Occasion]:
    return {one.key: one for one in almanac.occasions(date(year, 1, 1), date(year, 12, 31))}


def row(city: str, day: str | None, years: int | None = None, last: str | None = None) -> CityDate:
    """Make a row of a city list as a plan may print it."""
    known = CITIES.exact(city)
    start = date.fromisoformat(day) if day else None
    end = date.fromisoformat(last) if last else start
    precision = Precision.INVALID if start is None else Precision.DAYS if last else Precision.DAY
    return CityDate(
        number="1",
        city_raw=city,
        city=known.name if known else city,
        age=years,
        age_raw=f"{years}",
        date_raw="как напечатано",
        precision=precision,
        start=start,
        end=end,
        rule=None,
        approx=False,
        city_id=known.id if known else None,
    )


def plan_of(year: int, jubilees: list[CityDate] | None = None, days: list[CityDate] | None = None) -> Plan:
    return Plan("План", year, (), tuple(jubilees or ()), tuple(days or ()))
