"""Render the changes of an event or a city day, old → new."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.calendar.cities import City
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.notices.occasion_lines import LONGEST_PLACE
from handlers.views.wording.dates import date_in_words, ends_of
from handlers.views.wording.days import clock_in_words, days_of_month, weekday_in_words, with_clock
from handlers.views.wording.occasions import LONGEST_TITLE, one_line
from handlers.views.wording.when import form_of, when_in_words


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


_END_EFFECTS = frozenset({ChangeEffect.CANCELLED, ChangeEffect.REMOVED})


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
        return _with_approximation(words, change, effect, _date_line(words, change, effect, this_year))
    if effect is ChangeEffect.RENAMED:
        return words("change-renamed", before=shorten(one_line(change.before.title), LONGEST_TITLE))
    if effect is ChangeEffect.RETIMED:
        return _time_line(words, change.before.time, change.after.time)
    if effect is ChangeEffect.PLACED:
        return _place_line(words, change.before, change.after)
    after = _date_and_place(words, change, this_year)
    line = words("change-added" if effect is ChangeEffect.ADDED else "change-restored", after=after)
    return _with_approximation(words, change, effect, line)


def _date_line(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    before = _date_text(words, change.before, this_year)
    if effect is ChangeEffect.MOVED:
        return _moved_line(words, change, this_year)
    if effect is ChangeEffect.DATED:
        after = _date_with_weekday(words, change.after, this_year)
        return (
            words("change-dated-from", before=before, after=after)
            if before
            else words("change-dated", after=after)
        )
    if effect is ChangeEffect.UNDATED:
        return words("change-undated", before=before)
    if effect in _END_EFFECTS:
        return _end_line(words, change, effect, this_year)
    after = _date_with_weekday(words, change.after, this_year)
    if effect is ChangeEffect.SET:
        return words("change-set", before=_when_text(words, change.before, this_year), after=after)
    return words("change-withdrawn", before=before, after=after)


def _moved_line(words: Words, change: PlanChange, this_year: int) -> Markup:
    """Return «Перенесено с 12 марта на 15 апреля, среда.», or the new wording and the old one."""
    before, after = change.before.when, change.after.when
    if before is None or after is None or not before.is_day or not after.is_day:
        old = _date_text(words, change.before, this_year)
        return words("change-rescheduled", before=old, after=_date_text(words, change.after, this_year))
    new = _date_text(words, change.after, this_year)
    if (day := _single_day(after)) is not None:
        new = words("change-moved-to", date=new, weekday=weekday_in_words(words, day))
    what = "city" if change.is_city_day else "event"
    return words("change-moved", what=what, before=_start_of_move(words, before, after, this_year), after=new)


def _start_of_move(words: Words, before: ImpreciseDate, after: ImpreciseDate, this_year: int) -> Markup:
    """Return the old days without what the new ones name too: «с 29 на 30 августа»."""
    start, end = ends_of(before)
    months = {(day.year, day.month) for day in (start, end, *ends_of(after))}
    if len(months) > 1 or before.tbc or after.tbc:
        same_year = end.year == ends_of(after)[1].year
        return date_in_words(words, before, end.year if same_year else this_year)
    return days_of_month(words, start, end)


def _end_line(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    """Return that the subject is off and when it was planned."""
    what = "city" if change.is_city_day else "event"
    line = (
        words("change-cancelled", what=what)
        if effect is ChangeEffect.CANCELLED
        else words("change-removed", what=what)
    )
    when = change.before.when
    if when is None or not _is_known(when):
        return line
    before = when_in_words(words, when, this_year)
    return join((line, words("change-planned", what=what, form=form_of(when).value, before=before)), " ")


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
    when = _date_text(words, change.after, this_year) or words("date-unscheduled")
    place = "" if change.is_city_day else shorten(one_line(change.after.place), LONGEST_PLACE)
    return join((with_clock(words, when, change.after.time), place), ", ")


def _with_approximation(words: Words, change: PlanChange, effect: ChangeEffect, line: Markup) -> Markup:
    """Add that the new day of a city is approximate, unless an editor has named it.

    A window says by itself that no day is known.
    """
    names_day = effect not in _END_EFFECTS and change.after.when is not None and change.after.when.is_day
    is_approximate = change.is_city_day and not change.is_exact and names_day
    return words("change-approximate", line=line) if is_approximate else line


def _date_with_weekday(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    text = _date_text(words, facts, this_year)
    day = _single_day(facts.when)
    if day is None:
        return text
    return words("date-with-weekday", date=text, weekday=weekday_in_words(words, day))


def _single_day(when: ImpreciseDate | None) -> date | None:
    """Return the day that the date is, or None for several days or a date to be confirmed."""
    if when is None or when.tbc or not when.is_day or when.start != when.end:
        return None
    return when.start


def _when_text(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    return when_in_words(words, facts.when, this_year) if _is_known(facts.when) and facts.when else Markup("")


def _date_text(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    return date_in_words(words, facts.when, this_year) if _is_known(facts.when) and facts.when else Markup("")


def _is_known(when: ImpreciseDate | None) -> bool:
    return when is not None and when.end is not None
