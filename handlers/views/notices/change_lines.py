"""What has changed in the plan or in a city's day, old → new."""

from dataclasses import dataclass
from enum import StrEnum

from data.calendar.cities import City
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.notices.occasion_lines import LONGEST_PLACE
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import clock_in_words, with_clock
from handlers.views.wording.occasions import LONGEST_TITLE, one_line
from handlers.views.wording.when import when_in_words


class ChangeEffect(StrEnum):
    """What may happen to something planned.

    SET: a known date in the place of one calculated by us. WITHDRAWN: the other way round.
    """

    CANCELLED = "cancelled"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    SET = "set"
    DATED = "dated"
    UNDATED = "undated"
    RETIMED = "retimed"
    PLACED = "placed"
    RENAMED = "renamed"
    RESTORED = "restored"
    ADDED = "added"


_DATE_TURNS = frozenset(
    {
        ChangeEffect.CANCELLED,
        ChangeEffect.REMOVED,
        ChangeEffect.WITHDRAWN,
        ChangeEffect.MOVED,
        ChangeEffect.SET,
        ChangeEffect.DATED,
        ChangeEffect.UNDATED,
    }
)


@dataclass(frozen=True, slots=True)
class PlannedFacts:
    """What the plan says, or said: None for what it leaves open."""

    title: str = ""
    when: ImpreciseDate | None = None
    place: str = ""
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """Everything that happened to one event or one city's day since its followers were last told.

    subject is «event:12» or the city date's key. before is empty for what is new, after is the present truth,
    or what was true last for what is gone. city is set for a city's day; is_exact: an editor has named
    the day. turns are in order of weight.
    """

    subject: str
    turns: tuple[ChangeEffect, ...]
    before: PlannedFacts
    after: PlannedFacts
    city: City | None = None
    city_name: str = ""
    is_exact: bool = False

    @property
    def is_city_day(self) -> bool:
        """Whether it is a city's day and no event."""
        return bool(self.city_name)

    @property
    def is_off(self) -> bool:
        """Whether nothing will come of it."""
        return self.turns[0] in {ChangeEffect.CANCELLED, ChangeEffect.REMOVED}


def change_block(words: Words, changed: PlanChange, this_year: int) -> Markup:
    """A heading with the name, and a line for each turn."""
    lines = [_turn(words, changed, turn, this_year) for turn in changed.turns]
    return join((change_heading(words, changed), *lines))


def change_heading(words: Words, changed: PlanChange) -> Markup:
    """«🔁 XV ассамблея»."""
    sign = words("change-sign", change=changed.turns[0].value)
    if changed.is_city_day:
        return words("change-heading-city-day", sign=sign, city=changed.city_name)
    title = shorten(one_line(changed.after.title or changed.before.title), LONGEST_TITLE)
    return words("change-heading-event", sign=sign, title=title)


def _turn(words: Words, changed: PlanChange, turn: ChangeEffect, this_year: int) -> Markup:
    if turn in _DATE_TURNS:
        return _date_turn(words, changed, turn, this_year)
    if turn is ChangeEffect.RENAMED:
        return words("change-renamed", before=shorten(one_line(changed.before.title), LONGEST_TITLE))
    if turn is ChangeEffect.RETIMED:
        return _retimed(words, changed.before.time, changed.after.time)
    if turn is ChangeEffect.PLACED:
        return _placed(words, changed.before, changed.after)
    after = _date_and_place(words, changed, this_year)
    return words("change-added" if turn is ChangeEffect.ADDED else "change-restored", after=after)


def _date_turn(words: Words, changed: PlanChange, turn: ChangeEffect, this_year: int) -> Markup:
    old = _when(words, changed.before, this_year)
    if turn is ChangeEffect.DATED:
        return _dated(words, changed, old, this_year)
    if turn is ChangeEffect.UNDATED:
        return words("change-undated", before=old)
    if turn in {ChangeEffect.SET, ChangeEffect.WITHDRAWN}:
        new = _approximate(words, changed, _date(words, changed.after, this_year))
        return words(f"change-{turn.value}", before=old, after=new)
    what = "city" if changed.is_city_day else "event"
    if turn is ChangeEffect.MOVED:
        new = _approximate(words, changed, _when(words, changed.after, this_year))
        return words("change-moved", what=what, before=old, after=new)
    return _off(words, turn, what, old)


def _dated(words: Words, changed: PlanChange, old: Markup, this_year: int) -> Markup:
    new = _approximate(words, changed, _date(words, changed.after, this_year))
    return words("change-dated-from", before=old, after=new) if old else words("change-dated", after=new)


def _off(words: Words, turn: ChangeEffect, what: str, old: Markup) -> Markup:
    if turn is ChangeEffect.CANCELLED:
        return (
            words("change-cancelled", what=what, before=old)
            if old
            else words("change-cancelled-undated", what=what)
        )
    return (
        words("change-removed", what=what, before=old) if old else words("change-removed-undated", what=what)
    )


def _retimed(words: Words, before: ClockTime | None, after: ClockTime | None) -> Markup:
    old, new = (None if clock is None else clock_in_words(words, clock) for clock in (before, after))
    if old is None:
        return words("change-timed-first", after=new or "")
    return words("change-timed", before=old, after=new) if new else words("change-untimed", before=old)


def _placed(words: Words, before: PlannedFacts, after: PlannedFacts) -> Markup:
    old, new = (shorten(one_line(facts.place), LONGEST_PLACE) for facts in (before, after))
    if not old:
        return words("change-placed-first", after=new)
    return words("change-placed", before=old, after=new) if new else words("change-unplaced", before=old)


def _date_and_place(words: Words, changed: PlanChange, this_year: int) -> Markup:
    date = _approximate(words, changed, _date(words, changed.after, this_year)) or words("date-unscheduled")
    place = "" if changed.is_city_day else shorten(one_line(changed.after.place), LONGEST_PLACE)
    return join((with_clock(words, date, changed.after.time), place), ", ")


def _approximate(words: Words, changed: PlanChange, date: Markup) -> Markup:
    is_approximate = changed.is_city_day and not changed.is_exact
    return words("change-approximate", date=date) if is_approximate and date else date


def _when(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    return when_in_words(words, facts.when, this_year) if _is_known(facts.when) and facts.when else Markup("")


def _date(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    return date_in_words(words, facts.when, this_year) if _is_known(facts.when) and facts.when else Markup("")


def _is_known(when: ImpreciseDate | None) -> bool:
    return when is not None and when.end is not None
