"""Read the city catalogue from its JSON document and check every field."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from data.calendar.cities import Cases, City, EpochKind
from data.calendar.rule_entries import RuleEntry


class CatalogueError(Exception):
    """The catalogue cannot be used.

    path names the field («cities.3.day_rule.nth.month»), problem what is wrong with it.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem


_Word = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$")]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^\S(.*\S)?$")]
# An id is part of keys of at most 48 characters, with a word and a year.
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=32)]
_Confidence = Literal["high", "medium", "low"]
_Zone = Annotated[str, StringConstraints(pattern=r"^(UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+)+)$")]


class _CatalogueModel(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Founding(_CatalogueModel):
    epoch: Annotated[int, Field(ge=-5000, le=9999)]
    basis: _Text | None
    confidence: _Confidence
    counts_from: Annotated[EpochKind, Field(strict=False)] = EpochKind.FOUNDING

    def kind(self) -> EpochKind:
        """Return what happened in that year. Of a contested one nothing is said."""
        return EpochKind.OTHER if self.confidence == "low" else self.counts_from


class _Cases(_CatalogueModel):
    gen: _Word
    dat: _Word
    acc: _Word
    ins: _Word
    loc: _Word


class _CityEntry(_CatalogueModel):
    id: _Id
    name: _Word
    name_en: _Word
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
    day_text: _Text | None
    day_rule: RuleEntry | None
    earlier_rules: list[RuleEntry]
    festivities: RuleEntry | None
    day_confidence: _Confidence
    day_source: _Text | None
    day_note: _Text | None
    note: _Text | None

    @model_validator(mode="after")
    def _explains_its_rule(self) -> Self:
        if self.day_rule is not None and self.day_text is None:
            raise ValueError("a rule without day_text, its wording")
        return self

    def city(self) -> City:
        rules = self.earlier_rules if self.day_rule is None else [self.day_rule, *self.earlier_rules]
        return City(
            id=self.id,
            name=self.name,
            cases=Cases(**self.cases.model_dump()),
            preposition=self.preposition,
            alt=tuple(self.alt),
            old=tuple(self.old),
            latin=tuple(dict.fromkeys((self.name_en, *self.latin))),
            shared=tuple(self.shared),
            country=self.country,
            region=self.region,
            is_capital=self.capital,
            lat=self.lat,
            lon=self.lon,
            zone=self.zone,
            epoch=self.founding.epoch if self.founding else None,
            epoch_kind=self.founding.kind() if self.founding else EpochKind.OTHER,
            rules=tuple(rule.term() for rule in rules),
            rule_text=self.day_text,
            festivities=self.festivities.term() if self.festivities else None,
            repeats_plan_day=self.day_text is None,
        )


class _CatalogueDocument(_CatalogueModel):
    about: _Text
    day_rule_forms: dict[_Word, _Text]
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
