"""Render the changes of an event or a city day, old → new."""

from data.calendar.imprecise_dates import ClockTime
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.notices.change_dates import date_line, date_text
from handlers.views.notices.occasion_lines import LONGEST_PLACE
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.wording.days import clock_in_words, with_clock
from handlers.views.wording.occasions import LONGEST_TITLE, one_line

_DATE_EFFECTS = frozenset(
    {
        ChangeEffect.CANCELLED,
        ChangeEffect.REMOVED,
        ChangeEffect.WITHDRAWN,
        ChangeEffect.MOVED,
        ChangeEffect.SET,
        ChangeEffect.ESTIMATED,
        ChangeEffect.DATED,
        ChangeEffect.UNDATED,
    }
)


_SELF_EXPLAINED = frozenset(
    {
        ChangeEffect.CANCELLED,
        ChangeEffect.REMOVED,
        ChangeEffect.WITHDRAWN,
        ChangeEffect.SET,
        ChangeEffect.ESTIMATED,
        ChangeEffect.DATED,
    }
)
"""Their sentences say by themselves whether a date is approximate."""


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
        return _with_approximation(words, change, effect, date_line(words, change, effect, this_year))
    if effect is ChangeEffect.RENAMED:
        return words("change-renamed", before=shorten(one_line(change.before.title), LONGEST_TITLE))
    if effect is ChangeEffect.RETIMED:
        return _time_line(words, change.before.time, change.after.time)
    if effect is ChangeEffect.PLACED:
        return _place_line(words, change.before, change.after)
    after = _date_and_place(words, change, this_year)
    line = words("change-added" if effect is ChangeEffect.ADDED else "change-restored", after=after)
    return _with_approximation(words, change, effect, line)


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
    when = date_text(words, change.after, this_year) or words("date-unscheduled")
    place = "" if change.is_city_day else shorten(one_line(change.after.place), LONGEST_PLACE)
    return join((with_clock(words, when, change.after.time), place), ", ")


def _with_approximation(words: Words, change: PlanChange, effect: ChangeEffect, line: Markup) -> Markup:
    """Add that the new day of a city is approximate, unless an editor has named it.

    A window says by itself that no day is known.
    """
    names_day = effect not in _SELF_EXPLAINED and change.after.when is not None and change.after.when.is_day
    is_approximate = change.is_city_day and not change.is_exact and names_day
    return words("change-approximate", line=line) if is_approximate else line
