"""Render what has changed in the plan, one line for each subject: old → new."""

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.bulletin.rows import LONGEST_LINE_TITLE
from handlers.views.keyboard import shorten
from handlers.views.notices.new_plan import NewPlan, new_plan_line
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import clock_in_words, with_clock
from handlers.views.wording.occasions import one_line

MOST_ALIKE = 4
"""More changes of a kind that comes with a new plan are told as one line with their number."""

_LONGEST_NAME = 60
_COUNTED = (ChangeEffect.ADDED, ChangeEffect.SET, ChangeEffect.ESTIMATED)
_ARROWS = frozenset(
    {
        ChangeEffect.MOVED,
        ChangeEffect.SET,
        ChangeEffect.ESTIMATED,
        ChangeEffect.WITHDRAWN,
        ChangeEffect.DATED,
        ChangeEffect.UNDATED,
    }
)
_ESTIMATED_BEFORE = frozenset({ChangeEffect.SET, ChangeEffect.ESTIMATED})
_ENDS = frozenset({ChangeEffect.CANCELLED, ChangeEffect.REMOVED})


def change_lines(words: Words, news: Sequence[PlanChange | NewPlan], today: date) -> list[Markup]:
    """Render new plans and changes, the most important first. Many of one kind are counted."""
    lines = [new_plan_line(words, one) for one in news if isinstance(one, NewPlan)]
    changes = [one for one in news if isinstance(one, PlanChange)]
    for effect in ChangeEffect:
        alike = [change for change in changes if change.effects[0] is effect]
        if effect in _COUNTED and len(alike) > MOST_ALIKE:
            lines.append(words("bulletin-changes-counted", effect=effect.value, count=len(alike)))
        else:
            lines += [change_line(words, change, today.year) for change in alike]
    return lines


def change_line(words: Words, change: PlanChange, this_year: int) -> Markup:
    """Render «🔁 XV ассамблея: 12 марта → 15 апреля»."""
    sign = words("change-sign", change=change.effects[0].value)
    what = join(_effects(words, change, this_year), "; ")
    return words("bulletin-change", sign=sign, name=_name(words, change), what=what)


def _name(words: Words, change: PlanChange) -> Markup | str:
    if change.is_city_day:
        return words("bulletin-change-city-day", city=change.city_name)
    return shorten(one_line(change.after.title or change.before.title), LONGEST_LINE_TITLE)


def _effects(words: Words, change: PlanChange, this_year: int) -> Iterator[Markup]:
    for effect in change.effects:
        if effect is ChangeEffect.RETIMED and change.effects[0] in _ARROWS:
            # the hours stand beside the dates
            continue
        if effect in _ARROWS:
            yield _dates(words, change, effect, this_year)
        elif effect in _ENDS:
            before = _date(words, change.before, this_year)
            yield words("bulletin-change-ended", effect=effect.value, before=before or "none")
        elif effect is ChangeEffect.RENAMED:
            old_title = shorten(one_line(change.before.title), _LONGEST_NAME)
            yield words("bulletin-change-renamed", before=old_title)
        elif effect is ChangeEffect.RETIMED:
            clocks = (one.time for one in (change.before, change.after))
            yield _arrow(words, *(clock_in_words(words, one) if one else "" for one in clocks))
        elif effect is ChangeEffect.PLACED:
            places = (one.place for one in (change.before, change.after))
            yield _arrow(words, *(shorten(one_line(place), _LONGEST_NAME) for place in places))
        else:
            yield words(
                "bulletin-change-in-plan", effect=effect.value, after=_facts(words, change, this_year)
            )


def _dates(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    """Return «≈ 30 августа → 29 августа»: «≈» stands before a day that is or was an estimate.

    The hours are named where they have changed, too.
    """
    render = _date_and_hour if ChangeEffect.RETIMED in change.effects else _date
    before, after = (render(words, facts, this_year) for facts in (change.before, change.after))
    was_day = change.before.when is not None and change.before.when.is_day
    if was_day and effect in _ESTIMATED_BEFORE:
        before = words("date-approximate", date=before)
    return _arrow(words, before, _estimated(words, change, after))


def _estimated(words: Words, change: PlanChange, after: Markup) -> Markup:
    return words("date-approximate", date=after) if has_estimate(change) else after


def has_estimate(change: PlanChange) -> bool:
    """Return whether the present day of a city is an estimate."""
    is_day = change.after.when is not None and change.after.when.is_day
    return change.is_city_day and not change.is_exact and not change.is_off and is_day


def _arrow(words: Words, before: str, after: str) -> Markup:
    open_end = words("bulletin-change-open")
    return words("bulletin-change-arrow", before=before or open_end, after=after or open_end)


def _facts(words: Words, change: PlanChange, this_year: int) -> Markup:
    """Return the date, the hour and the place that the subject has now."""
    facts = change.after
    when = _estimated(words, change, _date(words, facts, this_year)) or words("date-unscheduled")
    place = "" if change.is_city_day else shorten(one_line(facts.place), _LONGEST_NAME)
    return join((with_clock(words, when, facts.time), place), ", ")


def _date_and_hour(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    when = _date(words, facts, this_year)
    return with_clock(words, when, facts.time) if when else when


def _date(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    if facts.when is None or facts.when.end is None:
        return Markup("")
    return date_in_words(words, facts.when, this_year)
