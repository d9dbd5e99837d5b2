"""Define what an issue of the bulletin consists of, and what it notes as told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.calendar.occasions import Occasion

Agenda = Callable[[date, date], list[Occasion]]
"""Occasions from a first to a last day, both included, in order."""


class Silence(StrEnum):
    """Why an issue has nothing worth sending.

    RECENT: the last issue went out less than four weeks ago, or a quiet one this month. TOLD: an issue has
    told what comes next. UNKNOWN: nothing later is known.
    """

    RECENT = "recent"
    TOLD = "told"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How near an occasion was when an issue told of it.

    OPENING is a window that begins within two weeks and fits into no week.
    """

    AHEAD = "ahead"
    OPENING = "opening"
    NEXT_WEEK = "next"
    THIS_WEEK = "this"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What an issue told of an occasion: how near it was, and its days."""

    stage: Stage
    days: str


@dataclass(frozen=True, slots=True)
class ToldIssue:
    """What an issue that went out has told.

    rows are by the key of the occasion. facts are keys of facts. revision is that of its almanac.
    """

    day: date
    rows: Mapping[str, ToldRow]
    is_quiet: bool = False
    facts: frozenset[str] = frozenset()
    revision: int = 0


@dataclass(frozen=True, slots=True)
class DigestRow:
    """An occasion in an issue. It is brief where an earlier issue has told of it in full."""

    occasion: Occasion
    is_brief: bool = False
    stage: Stage = Stage.AHEAD


@dataclass(frozen=True, slots=True)
class ChangedSubject:
    """An event or a city day that has changed, with its facts before the change.

    subject is «event:12» or the key of the city day. before is None for what is new.
    """

    subject: str
    before: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class JubileesFact:
    """How many cities have a jubilee in a year, and which is the oldest of them."""

    year: int
    count: int
    oldest: Occasion

    @property
    def key(self) -> str:
        """Return the key under which it is noted as told."""
        return f"jubilees:{self.year}"


@dataclass(frozen=True, slots=True)
class FoundingFact:
    """From which year a city counts its age."""

    occasion: Occasion
    epoch: int

    @property
    def key(self) -> str:
        """Return the key under which it is noted as told."""
        return f"founding:{self.occasion.city.id if self.occasion.city else ''}"


Fact = JubileesFact | FoundingFact


@dataclass(frozen=True, slots=True)
class Digest:
    """The content of an issue that reads as of today. week is its ISO week, such as «2026-W48».

    month, jubilees and still_ahead come after the next week. still_ahead is what an earlier issue has told.
    coming and fact stand in a quiet issue, which has no news, or in one that tells the same as the last.
    silence says why the issue is not worth sending, None where it is.
    """

    week: str
    issue_day: date
    today: date
    this_week: tuple[DigestRow, ...] = ()
    next_week: tuple[DigestRow, ...] = ()
    month: tuple[DigestRow, ...] = ()
    changes: tuple[ChangedSubject, ...] = ()
    jubilees: tuple[DigestRow, ...] = ()
    still_ahead: tuple[DigestRow, ...] = ()
    past: tuple[DigestRow, ...] = ()
    coming: tuple[DigestRow, ...] = ()
    fact: Fact | None = None
    is_quiet: bool = False
    silence: Silence | None = None
    last_issue: date | None = None

    @property
    def rows(self) -> tuple[DigestRow, ...]:
        """Return every row of the issue."""
        near = (*self.this_week, *self.next_week, *self.month, *self.jubilees)
        return (*near, *self.still_ahead, *self.past, *self.coming)

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """Return every occasion of the issue, once."""
        return tuple(row.occasion for row in self.rows)

    def told(self, revision: int) -> ToldIssue:
        """Return what the issue has told once it is out. revision is that of its almanac."""
        rows = {row.occasion.key: ToldRow(row.stage, days_code(row.occasion)) for row in self.rows}
        facts = frozenset({self.fact.key}) if self.fact is not None else frozenset[str]()
        return ToldIssue(self.today, rows, self.is_quiet, facts, revision)


def days_code(occasion: Occasion) -> str:
    """Return the days of an occasion as text, to compare with those a later issue finds."""
    when = occasion.when
    return f"{when.begins}/{when.end}"


def week_key(day: date) -> str:
    """Return the ISO week of a day: «2026-W53» for 31 December 2026 and for 1 January 2027."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
