"""Render the changes of an event or a city day, old → new."""

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
    """What can happen to a planned event or a city day.

    SET means that a known date replaces a calculated one, WITHDRAWN the reverse.
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


_DATE_EFFECTS = frozenset(
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
    """What the plan says, or said. None stands for what it leaves open."""

    title: str = ""
    when: ImpreciseDate | None = None
    place: str = ""
    time: ClockTime | None = None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """All that happened to one event or city day since its followers were last notified.

    subject is «event:12» or the key of the city day. before is empty for a new subject. after is the
    present state, or the last one of a removed subject. city is set for a city day of the catalogue.
    is_exact means that an editor has named the day. The most important effect comes first.
    """

    subject: str
    effects: tuple[ChangeEffect, ...]
    before: PlannedFacts
    after: PlannedFacts
    city: City | None = None
    city_name: str = ""
    is_exact: bool = False

    @property
    def is_city_day(self) -> bool:
        """Return whether the subject is a city day and not an event."""
        return bool(self.city_name)

    @property
    def is_off(self) -> bool:
        """Return whether it will not take place."""
        return self.effects[0] in {ChangeEffect.CANCELLED, ChangeEffect.REMOVED}


def change_block(words: Words, change: PlanChange, this_year: int) -> Markup:
    """Render a heading with the name, and a line for each effect."""
    lines = [_effect_line(words, change, effect, this_year) for effect in change.effects]
    return join((change_heading(words, change), *lines))


def change_heading(words: Words, change: PlanChange) -> Markup:
    """Render the heading: «🔁 XV ассамблея»."""
    sign = words("change-sign", change=change.effects[0].value)
    if change.is_city_day:
        return words("change-heading-city-day", sign=sign, city=change.city_name)
    title = shorten(one_line(change.after.title or change.before.title), LONGEST_TITLE)
    return words("change-heading-event", sign=sign, title=title)


def _effect_line(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    if effect in _DATE_EFFECTS:
        return _date_line(words, change, effect, this_year)
    if effect is ChangeEffect.RENAMED:
        return words("change-renamed", before=shorten(one_line(change.before.title), LONGEST_TITLE))
    if effect is ChangeEffect.RETIMED:
        return _time_line(words, change.before.time, change.after.time)
    if effect is ChangeEffect.PLACED:
        return _place_line(words, change.before, change.after)
    after = _date_and_place(words, change, this_year)
    return words("change-added" if effect is ChangeEffect.ADDED else "change-restored", after=after)


def _date_line(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    old = _when_text(words, change.before, this_year)
    if effect is ChangeEffect.DATED:
        return _dated_line(words, change, old, this_year)
    if effect is ChangeEffect.UNDATED:
        return words("change-undated", before=old)
    if effect in {ChangeEffect.SET, ChangeEffect.WITHDRAWN}:
        new = _with_approximation(words, change, _date_text(words, change.after, this_year))
        return words(f"change-{effect.value}", before=old, after=new)
    what = "city" if change.is_city_day else "event"
    if effect is ChangeEffect.MOVED:
        new = _with_approximation(words, change, _when_text(words, change.after, this_year))
        return words("change-moved", what=what, before=old, after=new)
    return _end_line(words, effect, what, old)


def _dated_line(words: Words, change: PlanChange, old: Markup, this_year: int) -> Markup:
    new = _with_approximation(words, change, _date_text(words, change.after, this_year))
    return words("change-dated-from", before=old, after=new) if old else words("change-dated", after=new)


def _end_line(words: Words, effect: ChangeEffect, what: str, old: Markup) -> Markup:
    if effect is ChangeEffect.CANCELLED:
        return (
            words("change-cancelled", what=what, before=old)
            if old
            else words("change-cancelled-undated", what=what)
        )
    return (
        words("change-removed", what=what, before=old) if old else words("change-removed-undated", what=what)
    )


def _time_line(words: Words, before: ClockTime | None, after: ClockTime | None) -> Markup:
    old, new = (None if clock is None else clock_in_words(words, clock) for clock in (before, after))
    if old is None:
        return words("change-timed-first", after=new or "")
    return words("change-timed", before=old, after=new) if new else words("change-untimed", before=old)


def _place_line(words: Words, before: PlannedFacts, after: PlannedFacts) -> Markup:
    old, new = (shorten(one_line(facts.place), LONGEST_PLACE) for facts in (before, after))
    if not old:
        return words("change-placed-first", after=new)
    return words("change-placed", before=old, after=new) if new else words("change-unplaced", before=old)


def _date_and_place(words: Words, change: PlanChange, this_year: int) -> Markup:
    date = _with_approximation(words, change, _date_text(words, change.after, this_year)) or words(
        "date-unscheduled"
    )
    place = "" if change.is_city_day else shorten(one_line(change.after.place), LONGEST_PLACE)
    return join((with_clock(words, date, change.after.time), place), ", ")


def _with_approximation(words: Words, change: PlanChange, date: Markup) -> Markup:
    is_approximate = change.is_city_day and not change.is_exact
    return words("change-approximate", date=date) if is_approximate and date else date


def _when_text(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    return when_in_words(words, facts.when, this_year) if _is_known(facts.when) and facts.when else Markup("")


def _date_text(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    return date_in_words(words, facts.when, this_year) if _is_known(facts.when) and facts.when else Markup("")


def _is_known(when: ImpreciseDate | None) -> bool:
    return when is not None and when.end is not None
