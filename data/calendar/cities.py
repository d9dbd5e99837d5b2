"""Define a city of the catalogue."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class City:
    """One city of the catalogue.

    epoch is the year ages are counted from: age = year - epoch. A negative one is the city's own count before
    our era, has no year-zero correction and is never printed. zone is an IANA name. country and region are
    None where they are disputed or unknown. preposition is «в» or «во». alt are other names in use, old are
    former names. shared are names that another city bears too, exactly or with one letter changed
    («Новгород», «Пинск»): they are always asked back.
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
        """Return the day by the rule that holds in that year, or None without a rule."""
        for term in self.rules:
            if term.holds_in(year):
                return term.rule.on(year)
        return None
