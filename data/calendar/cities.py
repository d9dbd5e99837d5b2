"""Define a city of the catalogue."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.calendar.anniversaries import on_days
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.rules import RuleTerm


@dataclass(frozen=True, slots=True)
class Cases:
    """The five oblique cases of a Russian city name.

    They are written out, because no library inflects all names correctly.
    """

    gen: str
    dat: str
    acc: str
    ins: str
    loc: str


class EpochKind(StrEnum):
    """What happened in the year that a city counts its age from.

    STATUS means that the place became a city, OTHER that no event may be named.
    """

    FOUNDING = "founding"
    STATUS = "status"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Territory:
    """A country or a region: its name, the English one, and other ones («Башкирия»)."""

    name: str
    name_en: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """One city of the catalogue.

    epoch is the year ages are counted from: age = year - epoch. A negative one is the city's own count before
    our era, has no year-zero correction and is never printed. epoch_kind says what happened in that year.
    zone is an IANA name. country and region are None where they are disputed or unknown, region also where
    the city is its own. preposition is «в» or «во». alt are other names in use, old are former names. latin
    begins with the English name. shared are names that another city bears too, exactly or with one letter
    changed («Новгород», «Пинск»): they are always asked back.

    rules give its day, or the window of it, in any year. The first that holds in a year decides. festivities
    is the rule of a celebration on other days than that. repeats_plan_day means that nothing is known of its
    day, so that a year without one has the day of the nearest plan. note is what editors say of the city.
    """

    id: str
    name: str
    cases: Cases
    preposition: str
    alt: tuple[str, ...]
    old: tuple[str, ...]
    latin: tuple[str, ...]
    country: Territory | None
    region: Territory | None
    is_capital: bool
    lat: float
    lon: float
    zone: str
    epoch: int | None
    rules: tuple[RuleTerm, ...]
    rule_text: str | None
    shared: tuple[str, ...] = ()
    festivities: RuleTerm | None = None
    repeats_plan_day: bool = True
    epoch_kind: EpochKind = EpochKind.FOUNDING
    note: str = ""

    def date_by_rule(self, year: int) -> ImpreciseDate | None:
        """Return the day, days or window by the rule that holds in that year, or None without one."""
        return next((_date_of(term, year) for term in self.rules if term.holds_in(year)), None)

    def festivities_in(self, year: int) -> ImpreciseDate | None:
        """Return the days or the window of the festivities, or None if they are on the city's day."""
        term = self.festivities
        return _date_of(term, year) if term is not None and term.holds_in(year) else None


def _date_of(term: RuleTerm, year: int) -> ImpreciseDate | None:
    """Return what a rule says of a year, without a wording to show. A window is never a day."""
    span = term.span(year)
    if span is None:
        return None
    return _window(*span) if term.is_window else on_days(*span)


def _window(first: date, last: date) -> ImpreciseDate:
    is_month = first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])
    return ImpreciseDate("", Precision.MONTH if is_month else Precision.PART, first, last)
