"""Read the city catalogue from its JSON document and check every field."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from data.calendar.cities import Cases, City
from data.calendar.rules import DayRule, FixedDay, NthWeekday, RuleTerm, WeekdayAfter

LEAP_YEAR = 2000
"""Any leap year, because it has every day of the year that a rule may name."""


class CatalogueError(Exception):
    """The catalogue cannot be used.

    path names the field («cities.3.day.rules.0.month»), problem what is wrong with it.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem


_Word = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$")]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^\S(.*\S)?$")]
# An id is part of keys of at most 48 characters, with a word and a year.
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=32)]
_Zone = Annotated[str, StringConstraints(pattern=r"^(UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+)$")]
_Year = Annotated[int, Field(ge=1, le=9999)]
_Weekday = Annotated[int, Field(ge=0, le=6)]


class _CatalogueModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Rule(_CatalogueModel):
    """A rule in one of three shapes.

    Given are fixed, or month with weekday and nth, or after with weekday and nth.
    """

    fixed: list[int] | None = None
    after: list[int] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    weekday: _Weekday | None = None
    nth: Literal[-1, 1, 2, 3, 4, 5] | None = None
    since: _Year | None = None
    until: _Year | None = None

    @model_validator(mode="after")
    def _has_one_shape(self) -> Self:
        self.rule()
        if self.since is not None and self.until is not None and self.since > self.until:
            raise ValueError("since is later than until")
        return self

    def rule(self) -> DayRule:
        match self:
            case _Rule(fixed=[month, day], after=None, month=None, weekday=None, nth=None):
                date(LEAP_YEAR, month, day)
                return FixedDay(month, day)
            case _Rule(fixed=None, after=None, month=int(month), weekday=int(weekday), nth=int(nth)):
                return NthWeekday(month, weekday, nth)
            case _Rule(fixed=None, after=[month, day], month=None, weekday=int(weekday), nth=int(nth)):
                if nth < 0:
                    raise ValueError("weekdays after a day are counted from 1")
                date(LEAP_YEAR - 1, month, day)  # the day must be there in every year
                return WeekdayAfter(month, day, weekday, nth)
        raise ValueError("neither a fixed day nor a weekday of a month nor a weekday after a day")

    def term(self) -> RuleTerm:
        return RuleTerm(self.rule(), self.since, self.until)


class _Day(_CatalogueModel):
    text: _Text
    rules: list[_Rule]


class _Founding(_CatalogueModel):
    epoch: Annotated[int, Field(ge=-5000, le=9999)]
    basis: _Text | None


class _Cases(_CatalogueModel):
    gen: _Word
    dat: _Word
    acc: _Word
    ins: _Word
    loc: _Word


class _CityEntry(_CatalogueModel):
    id: _Id
    name: _Word
    cases: _Cases
    preposition: Literal["в", "во"]
    alt: list[_Word]
    old: list[_Word]
    latin: list[_Word]
    shared: list[_Word]
    country: _Word | None
    region: _Word | None
    capital: bool
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    zone: _Zone
    founding: _Founding | None
    day: _Day | None
    note: _Text | None

    def city(self) -> City:
        return City(
            id=self.id,
            name=self.name,
            cases=Cases(**self.cases.model_dump()),
            preposition=self.preposition,
            alt=tuple(self.alt),
            old=tuple(self.old),
            latin=tuple(self.latin),
            shared=tuple(self.shared),
            country=self.country,
            region=self.region,
            is_capital=self.capital,
            lat=self.lat,
            lon=self.lon,
            zone=self.zone,
            epoch=self.founding.epoch if self.founding else None,
            rules=tuple(rule.term() for rule in self.day.rules) if self.day else (),
            rule_text=self.day.text if self.day else None,
        )


class _CatalogueDocument(_CatalogueModel):
    about: _Text
    cities: Annotated[list[_CityEntry], Field(min_length=1)]


def parse_catalogue(document: Mapping[str, object]) -> tuple[City, ...]:
    """Return the cities of a catalogue document, in its order.

    Raises CatalogueError for the first field that is missing, unknown, of the wrong type or out of range,
    and for an id given twice.
    """
    try:
        entries = _CatalogueDocument.model_validate(dict(document)).cities
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise CatalogueError(".".join(str(step) for step in first["loc"]), first["msg"]) from error
    seen: set[str] = set()
    for place, entry in enumerate(entries):
        if entry.id in seen:
            raise CatalogueError(f"cities.{place}.id", f"{entry.id} is given twice")
        seen.add(entry.id)
    return tuple(entry.city() for entry in entries)
