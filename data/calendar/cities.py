"""What the catalogue knows of a city."""

from dataclasses import dataclass
from datetime import date

from data.calendar.rules import RuleTerm


@dataclass(frozen=True, slots=True)
class Cases:
    """The five oblique cases of a Russian city name, written out because no inflector gets them all right."""

    gen: str
    dat: str
    acc: str
    ins: str
    loc: str


@dataclass(frozen=True, slots=True)
class City:
    """One city of the catalogue.

    epoch counts ages (age = year - epoch); a negative one follows the city's own count before our era,
    without a year-zero correction, and is never printed. zone is an IANA name. country and region are
    None where they are disputed or unknown. preposition is «в» or «во». shared holds names that another
    city bears, in the catalogue or not, the same or a letter away («Новгород», «Пинск»): they are asked
    back, never taken for this city.
    """

    id: str
    name: str
    cases: Cases
    preposition: str
    alt: tuple[str, ...]
    old: tuple[str, ...]
    latin: tuple[str, ...]
    country: str | None
    region: str | None
    is_capital: bool
    lat: float
    lon: float
    zone: str
    epoch: int | None
    rules: tuple[RuleTerm, ...]
    rule_text: str | None
    shared: tuple[str, ...] = ()

    def day_by_rule(self, year: int) -> date | None:
        """The city's day worked out from its rule, or None where the catalogue has none for that year."""
        for term in self.rules:
            if term.holds_in(year):
                return term.rule.on(year)
        return None
